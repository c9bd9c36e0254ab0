"""Whether somebody changed a carrier since it was looked at: what is sent replaces all of it."""

from hubbub.features.numbers.repository import Carrier
from hubbub.kernel.errors import Conflict

STALE = "Somebody has changed this carrier meanwhile. Look at it, then change it again."


def check_version(carrier: Carrier, seen: int | None) -> None:
    """Raises Conflict; `carrier` is locked. Without a version nothing was looked at."""
    if seen is not None and seen != carrier.version:
        raise Conflict(STALE, code="stale")
