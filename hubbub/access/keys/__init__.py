"""API keys: for programs that act for their maker."""
