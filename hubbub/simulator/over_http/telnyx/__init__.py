"""The simulator as Telnyx."""
