"""Which readers of the log can pass over a fact without harm to what the product keeps."""

_SKIPPABLE: set[str] = set()


def can_skip(reader: str) -> None:
    """From now on a fact that this reader failed on may be passed over: all that is lost is what
    it would have done with this one."""
    _SKIPPABLE.add(reader)


def is_skippable(reader: str) -> bool:
    return reader in _SKIPPABLE
