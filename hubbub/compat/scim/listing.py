"""Finds users and groups for a query: filtered, sorted, in pages."""

# Else each annotation of a model with a parameter builds it, a good part of every start.
from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TypeVar
from uuid import UUID

from scim2_models import SearchRequest

from hubbub.access.directory.repository import (
    DirectoryUser,
    Naming,
    count_users,
    find_users,
    page_of_users,
)
from hubbub.access.users.repository import all_roles
from hubbub.compat.scim.groups import show_groups
from hubbub.compat.scim.models import Group, User
from hubbub.compat.scim.narrowing import Narrowed, narrowed
from hubbub.compat.scim.reading import in_words_of_scim
from hubbub.compat.scim.users import show_user
from hubbub.compat.scim.wire import ScimRefused
from hubbub.kernel.database import Transaction

Model = TypeVar("Model", User, Group)

MOST_READ = 20_000
"""Users that a filter or an order may go through where no equality narrows it."""
AT_ONCE = 200


async def list_users(
    tx: Transaction, search: SearchRequest[User], origin: str
) -> tuple[list[User], int]:
    """A page, and how many there are in all."""
    roles = {id_: each.role.name for id_, each in (await all_roles(tx)).items()}
    if search.filter is None and search.sort_by is None:
        rows = await page_of_users(tx, search.start_index_0 or 0, search.count or 0)
        return [show_user(row, roles, origin) for row in rows], await count_users(tx)
    naming = _naming(narrowed(search.filter) if search.filter else None)
    rows = await find_users(tx, naming, MOST_READ + 1) if naming else []
    if len(rows) > MOST_READ:
        message = "This goes through too many users. Look for one by userName, externalId or id."
        raise ScimRefused(400, message, "tooMany")
    return await _found([show_user(row, roles, origin) for row in rows], search)


async def list_groups(
    tx: Transaction, search: SearchRequest[Group], origin: str
) -> tuple[list[Group], int]:
    return await _found(await show_groups(tx, origin), search)


async def _found(
    resources: Sequence[Model], search: SearchRequest[Model]
) -> tuple[list[Model], int]:
    matching: list[Model] = []
    for number, each in enumerate(resources):
        if number % AT_ONCE == AT_ONCE - 1:
            # Others are served in between.
            await asyncio.sleep(0)
        with in_words_of_scim():
            if search.filter is None or search.filter.match(each):
                matching.append(each)
    with in_words_of_scim():
        ordered = search.sort(matching)
    return ordered[search.start_index_0 : search.stop_index_0], len(matching)


def _naming(found: Narrowed | None) -> Naming | None:
    """None where nobody can be meant."""
    match found:
        case ("id", value):
            return _by_id(value)
        case ("username", value):
            return Naming(user_name=value)
        case ("externalid", value):
            return Naming(external_id=value)
        case _:
            return Naming()


def _by_id(value: str) -> Naming | None:
    try:
        return Naming(id=UUID(value))
    except ValueError:
        return None


async def one_user(tx: Transaction, row: DirectoryUser, origin: str) -> User:
    roles = {id_: each.role.name for id_, each in (await all_roles(tx)).items()}
    return show_user(row, roles, origin)
