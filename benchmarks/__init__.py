"""What the figures in README.md beside this come from."""
