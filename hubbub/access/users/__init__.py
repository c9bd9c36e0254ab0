"""Users of an account: their roles, seats, queues and state."""
