"""When to try again: a ladder of pauses, shaken by chance, and what an endpoint asks for itself."""

import random
from collections.abc import Mapping
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

from hubbub.kernel.clock import now

LADDER = tuple(
    timedelta(seconds=each)
    for each in (5, 30, 120, 600, 3600, 3 * 3600, 6 * 3600, 12 * 3600, 24 * 3600)
)
"""The pauses after the first failure, the second, and so on; about two days in all."""
LONGEST_WISH = timedelta(days=1)
"""How long an endpoint can put us off with `Retry-After`."""
REST_AFTER = 5
"""So many failures in a row, of whatever deliveries, and the whole endpoint is left in peace."""
FIRST_REST, LONGEST_REST = timedelta(seconds=10), timedelta(minutes=10)
GIVEN_UP_AFTER = timedelta(days=3)
"""An endpoint that only failed for so long is paused."""


def pause_after(failures: int, wish: timedelta | None = None) -> timedelta | None:
    """How long to wait after so many failures of a delivery; None when it was the last try."""
    if failures > len(LADDER):
        return None
    pause = LADDER[failures - 1] * random.uniform(0.8, 1.2)  # noqa: S311 - no secret
    return pause if wish is None else max(pause, wish)


def rest_after(failures_in_row: int, wish: timedelta | None = None) -> timedelta | None:
    """How long the endpoint as a whole is left in peace: a server that is down is not to be
    asked for each of a thousand conversations, and one that says when is taken at its word."""
    if failures_in_row < REST_AFTER:
        return wish
    rest = min(LONGEST_REST, FIRST_REST * 2 ** min(failures_in_row - REST_AFTER, 16))
    return rest if wish is None else max(rest, wish)


def wish_in(status: int, headers: Mapping[str, str]) -> timedelta | None:
    """What `Retry-After` asks for (RFC 9110, 10.2.3), within bounds; only where it has meaning."""
    text = headers.get("retry-after")
    if text is None or status not in (429, 503):
        return None
    if text.isascii() and text.isdigit():
        seconds = timedelta(seconds=min(int(text[:9]), 10**6))
        return min(seconds, LONGEST_WISH)
    try:
        at: datetime = parsedate_to_datetime(text)
        return max(timedelta(0), min(at - now(), LONGEST_WISH))
    except (ValueError, TypeError, OverflowError):
        return None
