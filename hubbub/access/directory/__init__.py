"""A company's directory: the users and roles that it keeps up to date here."""
