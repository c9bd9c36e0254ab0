"""Gives waiting conversations to agents who are free."""
