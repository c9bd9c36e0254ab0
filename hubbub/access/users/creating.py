"""Creates a user with roles, and a seat when one is wanted and free."""

from dataclasses import dataclass
from uuid import UUID

from hubbub.access import may
from hubbub.access.accounts.repository import insert_sign_in_name
from hubbub.access.acting import authority_now
from hubbub.access.authority import Authority
from hubbub.access.events import SeatGiven, UserCreated
from hubbub.access.repository import access_changed
from hubbub.access.users.cleaning import (
    NO_DETAILS,
    Details,
    clean_details,
    clean_name,
)
from hubbub.access.users.joining_queues import change_membership, kind_of_newcomer
from hubbub.access.users.naming import new_email, new_username
from hubbub.access.users.repository import (
    NewRow,
    User,
    all_roles,
    bump_user,
    get_user,
    give_seat,
    insert_user,
    lock_account,
    scopes_of_new_agents,
    seats,
    set_roles,
)
from hubbub.access.users.role_rules import check_roles, union
from hubbub.kernel.audit.changes import Personal, Ref, Snapshot, made
from hubbub.kernel.database import Transaction
from hubbub.kernel.events import Subject, record
from hubbub.kernel.ids import new_id
from hubbub.kernel.mail.outbox import queue_mail
from hubbub.kernel.quotas import check_room

WELCOME = "welcome"
"""The mail that everybody gets who can sign in from now on."""


@dataclass(frozen=True, slots=True)
class NewUser:
    """What a user begins with. `password_hash` is None until he has set a password."""

    name: str
    email: str
    password_hash: str | None
    role_ids: frozenset[UUID]
    wants_seat: bool
    joins_queues: bool = True
    """Whether he joins the queues that new agents join; as viewer when he can only read."""
    user_id: UUID | None = None
    username: str | None = None
    """Made of the address when left out."""
    details: Details = NO_DETAILS
    is_here: bool = False
    """Whether he is just signing in by a provider, so that no mail need tell him how."""


async def create_user(tx: Transaction, new: NewUser, by: Authority) -> User:
    """The user. Where no seat is free he is saved without one and shown as viewer or inactive.

    A mail tells him his user name and where to sign in, with a link to set a password when he has
    none. Raises Invalid for a name or address in use, Conflict for roles that exclude each other,
    Forbidden for rights beyond the giver's.
    """
    row = await _row(tx, new)
    await lock_account(tx)
    by = await authority_now(tx, by, may.MANAGE_USERS)
    roles = await all_roles(tx)
    check_roles(by, roles, before=set(), after=set(new.role_ids))
    user_id = row.id
    await check_room(tx, "users")
    await insert_user(tx, row)
    await insert_sign_in_name(tx, row.email, user_id)
    await insert_sign_in_name(tx, row.username, user_id, "username")
    await set_roles(tx, user_id, new.role_ids)
    seated = new.wants_seat and await _has_free_seat(tx)
    event = UserCreated(role_ids=sorted(new.role_ids), is_seated=seated)
    snapshot = _snapshot(row, event.role_ids)
    await record(tx, event, Subject(user_id, 1), by.origin, made(snapshot))
    if seated:
        await give_seat(tx, user_id, by.user_id)
        version = await bump_user(tx, user_id)
        seat = made({"seat": True})
        await record(tx, SeatGiven(), Subject(user_id, version), by.origin, seat)
    await access_changed(tx, user_id)
    if new.joins_queues:
        kind = kind_of_newcomer(union(roles, new.role_ids))
        for queue_id in await scopes_of_new_agents(tx):
            await change_membership(tx, user_id, queue_id, kind, by)
    if not new.is_here:
        await queue_mail(tx, WELCOME, user_id)
    user = await get_user(tx, user_id)
    assert user is not None
    return user


async def _row(tx: Transaction, new: NewUser) -> NewRow:
    name, email = clean_name(new.name), await new_email(tx, new.email)
    username = await new_username(tx, new.username, name, email)
    details = clean_details(new.details)
    return NewRow(
        new.user_id or new_id(), name, username, email, new.password_hash, details.language,
        details.time_zone, details.phone,
    )  # fmt: skip


def _snapshot(row: NewRow, role_ids: list[UUID]) -> Snapshot:
    return {
        "name": Personal(row.name),
        "username": Personal(row.username),
        "email": Personal(row.email),
        "roles": [Ref("role", each) for each in role_ids],
        "state": "enabled",
    }


async def _has_free_seat(tx: Transaction) -> bool:
    total, used = await seats(tx)
    return used < total
