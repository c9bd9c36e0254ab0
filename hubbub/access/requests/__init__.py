"""What people ask the operator for: a demo, an answer, a plan, more seats."""
