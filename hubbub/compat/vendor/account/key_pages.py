"""Picks, orders and cuts the list of keys as its address asks."""

import math
from collections.abc import Callable
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import Query
from pydantic import Field

from hubbub.access.keys.making import key_hash
from hubbub.access.keys.repository import ApiKey, all_keys, find_key
from hubbub.compat.vendor.account.keys import SECOND, show
from hubbub.compat.vendor.wire import WireQuery
from hubbub.kernel.database import Transaction

LAST_PAGE, LARGEST = 100, 100

ORDERS: dict[str, Callable[[ApiKey], Any]] = {
    "id": lambda key: key.id,
    "name": lambda key: (key.name.casefold(), key.id),
    "validFrom": lambda key: (key.starts_at or key.created_at, key.id),
    "validTo": lambda key: (key.expires_at is None, key.expires_at, key.id),
    "enabled": lambda key: (key.is_enabled, key.id),
}


class KeysQuery(WireQuery):
    """What can be asked for."""

    account_id: str | None = None
    name: str | None = Field(None, max_length=1000)
    page: int = Field(0, ge=0, le=LAST_PAGE)
    size: int = Field(LARGEST, ge=1, le=LARGEST)
    order_by: Literal["id", "name", "validFrom", "validTo", "enabled"] = "id"
    order_direction: Annotated[str, Field(pattern="(?i)^(asc|desc)$")] = "asc"
    enabled: bool | None = None
    api_key_secret: str | None = Field(None, max_length=1000)


Asked = Annotated[KeysQuery, Query()]


async def list_keys(tx: Transaction, asked: KeysQuery) -> dict[str, Any]:
    """A page, counted from 0, and how many there are."""
    keys = await picked(tx, asked.name, asked.enabled, asked.api_key_secret)
    is_descending = asked.order_direction.lower() == "desc"
    keys.sort(key=ORDERS[asked.order_by], reverse=is_descending)
    start = asked.page * asked.size
    return {
        "apiKeys": [show(key, SECOND) for key in keys[start : start + asked.size]],
        "paging": {
            "page": asked.page,
            "pageSize": asked.size,
            "orderBy": asked.order_by,
            "orderDirection": "desc" if is_descending else "asc",
            "totalCount": len(keys),
            "totalPages": math.ceil(len(keys) / asked.size),
        },
    }


async def picked(
    tx: Transaction, name: str | None, is_enabled: bool | None, secret: str | None
) -> list[ApiKey]:
    """The account's keys whose name holds these letters, that are on or off, and that are this
    very one; of what is left out nothing is asked."""
    only = await _owner_of(tx, secret) if secret else None
    return [
        key
        for key in await all_keys(tx)
        if (not name or name.strip().casefold() in key.name.casefold())
        and is_enabled in (None, key.is_enabled)
        and (not secret or key.id == only)
    ]


async def _owner_of(tx: Transaction, secret: str) -> UUID | None:
    found = await find_key(tx, key_hash(secret))
    return None if found is None else found.id
