"""The account part of a foreign HTTP interface: keys, sessions, tokens, accounts, audit log."""
