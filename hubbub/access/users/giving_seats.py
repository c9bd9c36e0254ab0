"""Gives a seat to a user, or takes it away; what that ends elsewhere hangs on the recorded fact."""

from uuid import UUID

from hubbub.access import may
from hubbub.access.acting import authority_now
from hubbub.access.authority import Authority
from hubbub.access.events import SeatGiven, SeatTaken
from hubbub.access.repository import access_changed
from hubbub.access.users.finding import find, find_and_lock
from hubbub.access.users.repository import (
    User,
    bump_user,
    give_seat,
    lock_account,
    seats,
    take_seat,
)
from hubbub.kernel.audit.changes import Changes
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import Conflict
from hubbub.kernel.events import Event, Subject, record


async def set_seat(tx: Transaction, user_id: UUID, is_seated: bool, by: Authority) -> User:
    """The user as he then is. Conflict when no seat is free; the lock on the account lets exactly
    one of two have the last one."""
    await lock_account(tx)
    by = await authority_now(tx, by, may.MANAGE_SEATS, may.MANAGE_LICENCES)
    await find_and_lock(tx, user_id)
    event: Event = SeatGiven() if is_seated else SeatTaken()
    if is_seated:
        changed = await give_seat(tx, user_id, by.user_id)
        total, used = await seats(tx)
        if used > total:
            raise Conflict(
                f"All {total} seats are in use. Take one from somebody, or ask for more seats.",
                code="no_seat_free",
            )
    else:
        changed = await take_seat(tx, user_id)
    if changed:
        version = await bump_user(tx, user_id)
        await access_changed(tx, user_id)
        changes = Changes({"seat": not is_seated}, {"seat": is_seated})
        await record(tx, event, Subject(user_id, version), by.origin, changes)
    return await find(tx, user_id)
