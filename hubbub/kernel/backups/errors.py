"""What goes wrong with a backup, said so that a person can act on it."""


class BackupError(Exception):
    """A backup cannot be taken, read or restored; the text says what to do."""
