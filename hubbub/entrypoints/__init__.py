"""The processes and commands: they compose everything and decide nothing."""
