"""What follows from a recorded fact; no reaction knows another."""
