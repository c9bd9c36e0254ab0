"""The simulated carrier's shop."""
