"""Carriers over HTTP that the simulator plays, on the same numbers and phones."""
