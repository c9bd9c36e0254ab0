"""The simulator as Infobip."""
