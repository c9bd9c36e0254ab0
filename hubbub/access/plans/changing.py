"""Gives an account another plan or another number of seats; never fewer than are in use."""

from dataclasses import dataclass

from hubbub.access.accounts.repository import bump_account
from hubbub.access.authority import Authority
from hubbub.access.events import PlanChanged
from hubbub.access.plans.repository import plan_of_account, put_plan
from hubbub.access.repository import access_changed
from hubbub.access.users.repository import lock_account, seats
from hubbub.kernel.audit.changes import Changes
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import Conflict, FieldError, Invalid
from hubbub.kernel.events import Subject, record

MOST_SEATS = 1_000_000


@dataclass(frozen=True, slots=True)
class Granted:
    """A plan by its key, and how many seats come with it."""

    plan: str
    seats: int


async def change_plan(tx: Transaction, granted: Granted, by: Authority) -> None:
    """Conflict when more seats are in use than there would be; the lock on the account keeps
    somebody from getting one in between."""
    if not 1 <= granted.seats <= MOST_SEATS:
        raise Invalid([FieldError("seats", f"Give a number of seats from 1 to {MOST_SEATS}.")])
    await lock_account(tx)
    total, used = await seats(tx)
    if used > granted.seats:
        raise Conflict(_too_few(used, granted.seats), code="seats_in_use")
    plan = await plan_of_account(tx)
    if (plan, total) == (granted.plan, granted.seats):
        return
    await put_plan(tx, granted.plan, granted.seats)
    # Whoever has the page of plan or seats open sees it at once.
    await access_changed(tx, None)
    version = await bump_account(tx)
    changes = Changes(
        {"plan": plan, "seats": total}, {"plan": granted.plan, "seats": granted.seats}
    )
    event = PlanChanged(plan=granted.plan, seats=granted.seats)
    await record(tx, event, Subject(tx.account, version), by.origin, changes)


def _too_few(used: int, wanted: int) -> str:
    more = used - wanted
    seats_of = "seat is" if used == 1 else "seats are"
    from_whom = "one user" if more == 1 else f"{more} users"
    return f"{used} {seats_of} in use. Take the seat from {from_whom} first, or give {used} seats."
