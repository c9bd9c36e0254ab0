"""Puts together the lines of the seats page."""

from datetime import datetime

from hubbub.access.decision import effective_bits
from hubbub.access.roles import COUNTED
from hubbub.access.seats.repository import Seated
from hubbub.access.seats.shapes import SeatHolder, SeatSuggestion
from hubbub.access.seats.suggesting import Holder, suggest
from hubbub.access.usage.repository import last_uses_of_many, noted_since
from hubbub.access.users.repository import StoredRole, all_roles, role_ids_of_many
from hubbub.access.users.showing import show_role
from hubbub.kernel.clock import now
from hubbub.kernel.database import Transaction


async def show_seats(tx: Transaction, users: list[Seated], days: int) -> list[SeatHolder]:
    """In the same order, each with a suggestion where one can be made about the last `days`."""
    ids = [user.id for user in users]
    roles, held = await all_roles(tx), await role_ids_of_many(tx, ids)
    uses, since = await last_uses_of_many(tx, ids), await noted_since(tx)
    shown: list[SeatHolder] = []
    for user in users:
        mine = [role for role_id, role in roles.items() if role_id in held[user.id]]
        found = _suggestion(user, mine, uses[user.id], since, days)
        shown.append(_show(user, mine, found))
    return shown


def _raw(roles: list[StoredRole]) -> int:
    raw = 0
    for stored in roles:
        raw |= stored.role.keys
    return raw


def _suggestion(
    user: Seated, roles: list[StoredRole], uses: dict[str, datetime], since: datetime, days: int
) -> SeatSuggestion | None:
    if user.given_at is None:
        return None
    holder = Holder(_raw(roles), user.given_at, user.last_sign_in_at, uses, since)
    found = suggest(holder, now(), days)
    if found is None:
        return None
    return SeatSuggestion(
        found.because.value,  # pyright: ignore[reportArgumentType]
        list(found.keys),
        found.since,
    )


def _show(user: Seated, roles: list[StoredRole], suggestion: SeatSuggestion | None) -> SeatHolder:
    enabled = user.state == "enabled"
    return SeatHolder(
        id=user.id,
        name=user.name,
        email=user.email,
        state="enabled" if enabled else "disabled",
        seat=user.is_seated,
        viewer=effective_bits((_raw(roles),), user.is_seated, enabled).is_viewer,
        default_roles=[show_role(each) for each in roles if each.role.default in COUNTED],
        custom_roles=sum(each.role.default is None for each in roles),
        given_at=user.given_at,
        given_by=user.given_by_name,
        last_sign_in_at=user.last_sign_in_at,
        suggestion=suggestion,
    )
