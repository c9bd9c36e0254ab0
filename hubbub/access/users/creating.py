"""Creates a user with roles, and a seat when one is wanted and free."""

from dataclasses import dataclass
from uuid import UUID

from hubbub.access.accounts.repository import insert_sign_in_name
from hubbub.access.authority import Authority
from hubbub.access.events import SeatGiven, UserCreated
from hubbub.access.repository import access_changed
from hubbub.access.users.joining_queues import change_membership
from hubbub.access.users.repository import (
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
from hubbub.access.users.role_rules import check_roles
from hubbub.kernel.audit.changes import Personal, Ref, Snapshot, made
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import FieldError, Invalid
from hubbub.kernel.events import Subject, record
from hubbub.kernel.ids import new_id


@dataclass(frozen=True, slots=True)
class NewUser:
    """What a user begins with. `password_hash` is None until he has set a password."""

    name: str
    email: str
    password_hash: str | None
    role_ids: frozenset[UUID]
    wants_seat: bool
    joins_queues: bool = True
    """Whether he becomes an agent of the queues that new agents join."""
    user_id: UUID | None = None


async def create_user(tx: Transaction, new: NewUser, by: Authority) -> User:
    """The user. Where no seat is free he is saved without one and shown as viewer or inactive.

    Raises Invalid for an address in use or roles that exclude each other, Forbidden for rights
    beyond the giver's.
    """
    name, email = clean_name(new.name), clean_email(new.email)
    await lock_account(tx)
    roles = await all_roles(tx)
    check_roles(by, roles, before=set(), after=set(new.role_ids))
    user_id = new.user_id or new_id()
    await insert_user(tx, user_id, name, email, new.password_hash)
    await insert_sign_in_name(tx, email, user_id)
    await set_roles(tx, user_id, new.role_ids)
    seated = new.wants_seat and await _has_free_seat(tx)
    event = UserCreated(role_ids=sorted(new.role_ids), is_seated=seated)
    snapshot = _snapshot(name, email, event.role_ids)
    await record(tx, event, Subject(user_id, 1), by.origin, made(snapshot))
    if seated:
        await give_seat(tx, user_id, by.user_id)
        version = await bump_user(tx, user_id)
        seat = made({"seat": True})
        await record(tx, SeatGiven(), Subject(user_id, version), by.origin, seat)
    await access_changed(tx, user_id)
    if new.joins_queues:
        for queue_id in await scopes_of_new_agents(tx):
            await change_membership(tx, user_id, queue_id, "agent", by)
    user = await get_user(tx, user_id)
    assert user is not None
    return user


def _snapshot(name: str, email: str, role_ids: list[UUID]) -> Snapshot:
    return {
        "name": Personal(name),
        "email": Personal(email),
        "roles": [Ref("role", each) for each in role_ids],
        "state": "enabled",
    }


async def _has_free_seat(tx: Transaction) -> bool:
    total, used = await seats(tx)
    return used < total


def clean_name(name: str, field: str = "name") -> str:
    """A name without control characters and spaces around it; Invalid when nothing is left."""
    cleaned = " ".join("".join(c if c.isprintable() else " " for c in name).split())
    if not 1 <= len(cleaned) <= 255:
        raise Invalid([FieldError(field, "Give a name of 1 to 255 characters.")])
    return cleaned


def clean_email(email: str) -> str:
    """An address that mail could be sent to; Invalid otherwise. Letters keep their case."""
    cleaned = email.strip()
    local, at, domain = cleaned.rpartition("@")
    fits = len(cleaned) <= 254 and 1 <= len(local) <= 64 and at and "." in domain.strip(".")
    if not fits or any(c.isspace() or not c.isprintable() or c in "<>,;\"'" for c in cleaned):
        raise Invalid([FieldError("email", "Give an e-mail address such as ana@example.com.")])
    return cleaned
