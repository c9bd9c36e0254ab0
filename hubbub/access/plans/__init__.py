"""Plans: what the operator offers, what an account has, and the change from one to another."""
