"""Finds roles by the names that somebody types on a command line."""

from collections.abc import Sequence
from uuid import UUID

import click

from hubbub.access.users.import_rows import role_named
from hubbub.access.users.repository import all_roles
from hubbub.kernel.database import Transaction


async def role_ids_named(tx: Transaction, names: Sequence[str]) -> frozenset[UUID]:
    """Raises click.UsageError for a name that no role, or more than one, begins with."""
    roles = await all_roles(tx)
    found: set[UUID] = set()
    for name in names:
        role_id = role_named(name, roles)
        if role_id is None:
            known = ", ".join(f"“{each.role.name}”" for each in roles.values())
            raise click.UsageError(f"There is no role {name!r}. There are: {known}.")
        found.add(role_id)
    return frozenset(found)
