"""Who could do without his seat, and what shows it. A suggestion only: somebody decides."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from hubbub.access.catalogue import RESTRICTIONS, bitset_of_keys, keys_in
from hubbub.access.decision import WORKS_WITHOUT_SEAT, effective_bits


class Because(StrEnum):
    """What speaks against a seat, the strongest first."""

    NEEDS_NONE = "needs_none"
    NOT_SIGNED_IN = "not_signed_in"
    ONLY_VIEWED = "only_viewed"
    UNUSED = "unused"


@dataclass(frozen=True, slots=True)
class Holder:
    """What is known of somebody with a seat. `uses` says when each key was last used."""

    raw: int
    given_at: datetime
    last_sign_in_at: datetime | None
    uses: Mapping[str, datetime]
    noted_since: datetime


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`keys` are the permissions behind it: what was used, or what was not; `since` the moment
    from which on nothing else was seen."""

    because: Because
    keys: tuple[str, ...]
    since: datetime


def suggest(holder: Holder, now: datetime, days: int) -> Suggestion | None:
    """The strongest reason to ask whether this seat is needed; None while it is too early to
    say."""
    if not holder.raw & ~WORKS_WITHOUT_SEAT & ~RESTRICTIONS:
        keys = keys_in(holder.raw)
        return Suggestion(Because.NEEDS_NONE, keys, holder.given_at)
    since = now - timedelta(days=days)
    if holder.given_at > since:
        return None
    seen = holder.last_sign_in_at
    if seen is None or seen < since:
        return Suggestion(Because.NOT_SIGNED_IN, (), seen or holder.given_at)
    if holder.noted_since > since:
        return None
    return _by_uses(holder, since)


def _by_uses(holder: Holder, since: datetime) -> Suggestion | None:
    used = bitset_of_keys(key for key, at in holder.uses.items() if at >= since)
    if not used & ~WORKS_WITHOUT_SEAT:
        return Suggestion(Because.ONLY_VIEWED, keys_in(used), since)
    grants = effective_bits((holder.raw,), seated=True, enabled=True).grants
    unused = grants & ~WORKS_WITHOUT_SEAT & ~used
    # Nearly everybody leaves something unused; half of what he has is worth a look.
    if unused.bit_count() * 2 > (grants & ~WORKS_WITHOUT_SEAT).bit_count():
        return Suggestion(Because.UNUSED, keys_in(unused), since)
    return None
