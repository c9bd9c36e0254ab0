"""Pushes what changed to the screens of those who may see it."""
