"""What goes wrong with a backup, said so that a person can act on it."""


class BackupError(Exception):
    """A backup cannot be taken, read or restored; the text says what to do."""


class OutcomeUnknown(BackupError):
    """The database was lost just when the restored one took its place: whether it did shows when
    it is back, and by the journal all is done or undone then."""
