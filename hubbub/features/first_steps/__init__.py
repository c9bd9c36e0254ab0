"""What a new account has still to do before it can answer its customers."""
