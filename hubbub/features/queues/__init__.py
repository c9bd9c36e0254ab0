"""Queues and who is in them."""
