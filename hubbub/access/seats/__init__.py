"""Seats: who holds one, who could do without, and what happened to them."""
