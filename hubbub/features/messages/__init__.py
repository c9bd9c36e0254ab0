"""Messages of every channel, with or without a conversation."""
