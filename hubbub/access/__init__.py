"""Who may do what: accounts, users, roles, seats, sessions, and the one decision."""
