"""Asks what a change of a role would do, and changes nothing."""

from dataclasses import dataclass, replace
from uuid import UUID

from hubbub.access.actor import Actor
from hubbub.access.authority import authority_of
from hubbub.access.custom_roles.checking import check_users
from hubbub.access.custom_roles.drafting import clean_text, known_keys
from hubbub.access.custom_roles.finding import find_custom_role, find_role
from hubbub.access.custom_roles.forecasting import forecast
from hubbub.access.custom_roles.repository import touched_users
from hubbub.access.custom_roles.saving import plain, source_of
from hubbub.access.custom_roles.shapes import WhatIf
from hubbub.access.custom_roles.showing import show_forecast
from hubbub.access.custom_roles.transition import Transition
from hubbub.access.roles import Role, origin_of_copy
from hubbub.access.users.repository import all_roles
from hubbub.kernel.database import Database, Transaction
from hubbub.kernel.errors import Invalid
from hubbub.kernel.ids import new_id

UNNAMED = "this role"


@dataclass(frozen=True, slots=True)
class Asked:
    """The change; `role_id` is None for a role that is not there yet."""

    role_id: UUID | None
    copied_from: UUID | None
    name: str
    permissions: tuple[str, ...]
    add: frozenset[UUID]
    remove: frozenset[UUID]
    replace: bool
    is_deleted: bool


async def what_if(database: Database, asked: Asked, by: Actor, named: int) -> WhatIf:
    """Raises Invalid for unknown permissions or users, NotFound for a role that is gone."""
    async with database.transaction(by.account_id) as tx:
        transition = await _transition(tx, asked)
        holders = await touched_users(
            tx,
            transition.role_id,
            transition.add | transition.remove,
            with_holders=transition.touches_holders,
        )
    # What is computed from it keeps no transaction open.
    check_users(transition, holders)
    draft = transition.role_id if transition.before is None else None
    found = forecast(transition, holders, authority_of(by), replace=asked.replace)
    return show_forecast(found, named, draft)


async def _transition(tx: Transaction, asked: Asked) -> Transition:
    stored = await all_roles(tx)
    keys, unknown = known_keys(asked.permissions)
    if unknown:
        raise Invalid(unknown)
    name = clean_text(asked.name)[:100]
    if asked.role_id is None:
        origin = None
        if asked.copied_from is not None:
            origin = origin_of_copy(source_of(stored, asked.copied_from).role)
        role_id = new_id()
        role = Role(name or UNNAMED, keys, origin=origin, id=role_id)
        return Transition(role_id, None, role, plain(stored), add=asked.add)
    before = find_role(stored, asked.role_id).role
    after: Role | None = before
    if asked.is_deleted:
        find_custom_role(stored, asked.role_id)
        after = None
    elif before.is_editable:
        after = replace(before, name=name or before.name, keys=keys)
    return Transition(
        asked.role_id, before, after, plain(stored), add=asked.add, remove=asked.remove
    )
