"""Text messages over SMPP."""
