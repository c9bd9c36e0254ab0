"""Tells programs elsewhere what happened: facts, signed, in order, as far as one may see them."""
