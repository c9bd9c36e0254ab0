"""What a checkout needs before Hubbub itself can run; standard library only."""
