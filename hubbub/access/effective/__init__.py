"""What somebody can do, why, and the smallest change that would give him more."""
