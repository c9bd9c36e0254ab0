"""The simulator as Vonage."""
