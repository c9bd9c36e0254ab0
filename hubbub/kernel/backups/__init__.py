"""Backups: the database of one moment, the files and, if wanted, the keys, in one tar file."""
