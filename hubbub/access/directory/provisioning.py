"""Makes, changes and removes users for a directory, by the use cases that everybody uses."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from hubbub.access.authority import Authority
from hubbub.access.directory.finding import find_directory_user, not_unique
from hubbub.access.directory.repository import (
    DirectoryUser,
    Naming,
    Said,
    find_users,
    keep_said,
    mark_removed,
    removed_user,
)
from hubbub.access.users.changing_email import ask_for_email
from hubbub.access.users.changing_roles import change_roles
from hubbub.access.users.cleaning import NO_DETAILS, Details
from hubbub.access.users.creating import NewUser, create_user
from hubbub.access.users.disabling import set_enabled
from hubbub.access.users.editing import Edit, edit_user
from hubbub.access.users.finding import find
from hubbub.access.users.naming import LEAST, MOST, SHAPE, is_taken, new_email
from hubbub.access.users.repository import User, lock_account
from hubbub.access.users.welcoming import welcome_again
from hubbub.kernel.accounts import is_demo
from hubbub.kernel.database import Transaction


@dataclass(frozen=True, slots=True)
class Person:
    """What a directory says of somebody, in our terms. Without a name he keeps the one he has."""

    user_name: str
    email: str
    is_active: bool
    name: str | None = None
    external_id: str | None = None
    details: Details = NO_DETAILS
    sent: Mapping[str, Any] | None = None
    """Its own words, shown to it again for as long as they are true."""


async def provision(tx: Transaction, person: Person, by: Authority) -> UUID:
    """A new user, who gets the mail that everybody new gets; somebody whom the directory removed
    before comes back, without the roles he had. Raises Conflict for a name or address in use."""
    email = await new_email(tx, person.email)
    await lock_account(tx)
    await _check_name(tx, person.user_name, own=None)
    returning = await removed_user(tx, email)
    if returning is not None:
        await change_roles(tx, returning, frozenset(), by)
        await _let_in(tx, await set_enabled(tx, returning, True, by), person, by)
        return returning
    if await is_taken(tx, email):
        raise not_unique("emails", email)
    new = NewUser(
        person.name or person.user_name, email, None, frozenset(), wants_seat=False,
        joins_queues=False, username=await _username(tx, person.user_name),
        details=person.details, is_here=not person.is_active,
    )  # fmt: skip
    user = await create_user(tx, new, by)
    if not person.is_active:
        user = await set_enabled(tx, user.id, False, by)
    await _keep(tx, user.id, person)
    return user.id


async def change_person(
    tx: Transaction, before: DirectoryUser, shown: Person, wanted: Person, by: Authority
) -> None:
    """Make of somebody what the directory wants now; `shown` is what it was told before, so that
    only what it changed is changed. A new address waits until whoever reads it confirms it."""
    await lock_account(tx)
    if wanted.user_name.lower() != shown.user_name.lower():
        await _check_name(tx, wanted.user_name, own=before.id)
    user = await find(tx, before.id)
    user = await edit_user(tx, user.id, _edit(user, shown, wanted), by)
    if wanted.email.lower() != shown.email.lower():
        await _check_email(tx, wanted.email, user)
        user = await ask_for_email(tx, user.id, wanted.email, user.details_version, by)
    if wanted.is_active != (user.state == "enabled"):
        user = await set_enabled(tx, user.id, wanted.is_active, by)
        await _welcome(tx, user)
    await _keep(tx, user.id, wanted)


async def remove_person(tx: Transaction, user_id: UUID, by: Authority) -> None:
    """Disabled and signed out, as nobody is deleted here whose name stands beside work; for the
    directory he is gone. Raises NotFound, and Conflict for the last administrator."""
    await lock_account(tx)
    await find_directory_user(tx, user_id)
    await set_enabled(tx, user_id, False, by)
    await mark_removed(tx, user_id)


def _edit(user: User, shown: Person, wanted: Person) -> Edit:
    was, will = shown.details, wanted.details
    details = Details(
        will.language if will.language != was.language else user.language,
        will.time_zone if will.time_zone != was.time_zone else user.time_zone,
        will.phone if will.phone != was.phone else user.phone,
    )
    name = wanted.name if wanted.name and wanted.name != shown.name else user.name
    return Edit(name, details, user.details_version)


async def _let_in(tx: Transaction, user: User, person: Person, by: Authority) -> None:
    user = await edit_user(
        tx, user.id, Edit(person.name or user.name, person.details, user.details_version), by
    )
    if person.is_active:
        await _welcome(tx, user)
    else:
        await set_enabled(tx, user.id, False, by)
    await _keep(tx, user.id, person)


async def _welcome(tx: Transaction, user: User) -> None:
    # Whoever was made inactive has had no mail yet, and one who never came in may have lost it.
    if user.state == "enabled" and not user.has_password and user.last_sign_in_at is None:
        await welcome_again(tx, user.id)


async def _keep(tx: Transaction, user_id: UUID, person: Person) -> None:
    user = await find(tx, user_id)
    said = {"sent": dict(person.sent or {}), "name": user.name, "phone": user.phone}
    await keep_said(tx, user_id, Said(person.user_name, person.external_id, said))


async def _check_name(tx: Transaction, user_name: str, own: UUID | None) -> None:
    found = await find_users(tx, Naming(user_name=user_name), 2)
    if any(each.id != own for each in found):
        raise not_unique("userName", user_name)


async def _check_email(tx: Transaction, email: str, user: User) -> None:
    if email.lower() != user.email.lower() and await is_taken(tx, await new_email(tx, email)):
        raise not_unique("emails", email)


async def _username(tx: Transaction, user_name: str) -> str | None:
    """The directory's name where somebody can sign in with it here; else one is made up."""
    fits = LEAST <= len(user_name) <= MOST and SHAPE.fullmatch(user_name)
    # In a demo nobody hears which names others have.
    if not fits or await is_demo(tx) or await is_taken(tx, user_name):
        return None
    return user_name
