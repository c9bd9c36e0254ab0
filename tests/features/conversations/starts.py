"""Conversations that we begin, for tests: what is asked for, and by whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from hubbub.features.senders.choosing_queues import Chosen, choose_queues
from hubbub.features.senders.naming import add_name
from hubbub.kernel.events import SYSTEM

if TYPE_CHECKING:
    import httpx2

    from tests.api import Api
    from tests.world import Person, World

PHONE = "+385981112223"
PATH = "/api/conversations"


async def number_id(world: World) -> str:
    [(id_,)] = await world.sql(
        world.ours, "SELECT id FROM numbers WHERE account_id = %s", world.ours.id
    )
    return id_.hex


async def body(world: World, **values: Any) -> dict[str, Any]:
    return {
        "client_id": uuid4().hex, "sender_id": await number_id(world), "to": {"phone": PHONE},
        "text": "Good morning", **values,
    }  # fmt: skip


async def begin(world: World, api: Api, who: Person, **values: Any) -> httpx2.Response:
    return await api.send(who, "POST", PATH, await body(world, **values))


async def name(world: World, text: str = "Hubbub") -> UUID:
    async with world.database.transaction(world.ours.id) as tx:
        return (await add_name(tx, text, world.ours.carrier, SYSTEM)).id


async def limit(world: World, sender_id: UUID, *queues: UUID) -> None:
    async with world.database.transaction(world.ours.id) as tx:
        await choose_queues(tx, sender_id, Chosen(False, frozenset(queues)), None, SYSTEM)


async def count(world: World, table: str, condition: str = "TRUE") -> int:
    [(found,)] = await world.sql(
        world.ours,
        f"SELECT count(*) FROM {table} WHERE account_id = %s AND {condition}",
        world.ours.id,
    )
    return found
