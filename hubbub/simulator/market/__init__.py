"""The simulated carrier's shop: numbers kept for fiction, their prices, and what was sold."""
