"""Custom roles: made, edited, duplicated and deleted, given to users, and what each change does."""
