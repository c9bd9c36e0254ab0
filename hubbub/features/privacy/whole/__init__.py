"""A whole account as a file, for whoever could give himself every right in it."""
