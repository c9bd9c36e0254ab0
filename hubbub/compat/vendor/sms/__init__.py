"""The part of this interface for text messages: sending, reports, logs, and what comes in."""
