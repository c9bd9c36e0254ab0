"""Orders of numbers: drafted step by step, placed once, followed until the carrier has decided."""
