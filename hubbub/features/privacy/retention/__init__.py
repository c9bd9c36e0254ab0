"""For how long what is kept: an account's rule, and the worker that carries it out."""
