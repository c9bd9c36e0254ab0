"""People who write to us, known by their phone number."""
