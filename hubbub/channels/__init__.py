"""How the world reaches us and how we answer, one folder a channel."""
