"""What goes wrong with the embedded database, said so that a person can act on it."""


class EmbeddedPostgresError(RuntimeError):
    """The embedded database cannot be found, prepared or started; the text says what to do."""
