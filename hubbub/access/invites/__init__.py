"""Invitations by mail: an address and roles; the person fills in the rest himself."""
