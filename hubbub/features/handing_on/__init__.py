"""Texts that go to somebody else: another server, a mailbox, another connection."""
