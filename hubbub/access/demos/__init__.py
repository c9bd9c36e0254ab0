"""Demos: throw-away accounts for people who have none, which go after a day."""
