"""Users as agents: status, capacity, and the ledger of who has how much work."""
