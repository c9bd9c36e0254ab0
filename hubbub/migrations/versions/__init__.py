"""Each file is one step, in the order of its number."""
