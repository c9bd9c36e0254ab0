"""Conversations: receiving, assigning, replying, changing, reading."""
