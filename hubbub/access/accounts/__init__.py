"""Accounts: how one begins, and what belongs to it."""
