"""The simulator as Twilio."""
