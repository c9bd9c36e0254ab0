"""How people of an account are let in: from where, for how long, and by what."""
