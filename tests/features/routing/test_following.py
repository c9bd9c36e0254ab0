"""Work and agents meet by facts alone, whichever of the two comes last, and whoever owns it."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest

from hubbub.access.authority import SYSTEM_AUTHORITY
from hubbub.access.users.changing_roles import change_roles
from hubbub.access.users.disabling import set_enabled
from hubbub.access.users.giving_seats import set_seat
from hubbub.features.routing.following import Routing
from hubbub.kernel import leases
from hubbub.kernel.consuming import consume
from hubbub.kernel.leases import LeaseHolder, offer_all
from hubbub.kernel.tail import Tail
from tests.deeds import PHONES, Deeds
from tests.features.conversations.crowd import wide
from tests.waiting import LIMIT, until

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from tests.api import Api
    from tests.world import World


@asynccontextmanager
async def following(world: World) -> AsyncGenerator[None]:
    """The routing without its sweep, so that nothing but facts makes it work."""
    async with wide(world, 4) as database:
        tail = Tail(database)
        world.database.when_events(tail.poke)
        task = asyncio.create_task(consume(database, tail, Routing(database).consumer))
        try:
            yield
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)


async def assigned(world: World, id_: str, *, limit: float = LIMIT) -> Any:
    """Whoever has it, once somebody has."""
    async with asyncio.timeout(limit):
        while True:
            rows = await world.sql(
                world.ours,
                "SELECT assignee_id FROM conversations WHERE account_id = %s AND id = %s",
                world.ours.id, id_,
            )  # fmt: skip
            if rows[0][0] is not None:
                return rows[0][0]
            await asyncio.sleep(0.02)


async def bring(world: World, deeds: Deeds, what: str, ids: list[str]) -> None:
    """Do the one thing that frees somebody for the first of these."""
    ours = world.ours
    match what:
        case "he joins the queue":
            await world.put_into_queue(ours.agent, ours.general, "agent")
        case "he solves another":
            await deeds.change(ids[1], "status", "solved", ours.supervisor)
        case "he closes another":
            await deeds.change(ids[1], "status", "closed", ours.supervisor)
        case "another is put back":
            await deeds.assign(ids[1], ours.supervisor, ours.supervisor)
        case _:
            await let_him_work(world, what)
            await deeds.status(ours.agent, "available")


async def let_him_work(world: World, what: str) -> None:
    ours, him = world.ours, world.ours.agent.user_id
    async with world.database.transaction(ours.id) as tx:
        if what == "he is given a seat":
            await set_seat(tx, him, True, SYSTEM_AUTHORITY)
        elif what == "he is enabled":
            await set_enabled(tx, him, True, SYSTEM_AUTHORITY)
        elif what == "he is given a role":
            await change_roles(tx, him, frozenset({ours.roles["agent"]}), SYSTEM_AUTHORITY)


async def set_stage(world: World, deeds: Deeds, what: str) -> list[str]:
    """Everything but that one thing."""
    ours = world.ours
    ids = [await deeds.text_in(phone) for phone in PHONES[:2]]
    await deeds.assign(ids[1], ours.agent, ours.supervisor)
    await world.sql(
        ours, "UPDATE agents SET capacity = 1 WHERE account_id = %s AND user_id = %s",
        ours.id, ours.agent.user_id,
    )  # fmt: skip
    if what in ("he solves another", "he closes another", "another is put back"):
        await deeds.status(ours.agent, "available")
        return ids
    await deeds.change(ids[1], "status", "solved", ours.supervisor)
    if what == "he joins the queue":
        await deeds.status(ours.agent, "available")
        await world.put_into_queue(ours.agent, ours.general, None)
    elif what == "he is given a seat":
        await deeds.seat(ours.agent, False)
    elif what in ("he is enabled", "he is given a role"):
        async with world.database.transaction(ours.id) as tx:
            if what == "he is enabled":
                await set_enabled(tx, ours.agent.user_id, False, SYSTEM_AUTHORITY)
            else:
                await change_roles(tx, ours.agent.user_id, frozenset(), SYSTEM_AUTHORITY)
    return ids


@pytest.mark.parametrize(
    "what",
    [
        "he says that he is available", "he joins the queue", "he is given a seat",
        "he is enabled", "he is given a role", "he solves another", "he closes another",
        "another is put back",
    ],
)  # fmt: skip
async def test_what_waits_is_given_when_somebody_frees_up(
    what: str, world: World, api: Api
) -> None:
    ours = world.ours
    deeds = Deeds(world, api, ours)
    ids = await set_stage(world, deeds, what)
    async with following(world):
        api.app.state.database.when_events(world.database._on_events)
        await bring(world, deeds, what, ids)
        assert await assigned(world, ids[0]) == ours.agent.user_id


async def test_what_arrives_or_comes_back_is_given_to_who_is_free(world: World, api: Api) -> None:
    ours = world.ours
    deeds = Deeds(world, api, ours)
    await deeds.status(ours.agent, "available")
    async with following(world):
        api.app.state.database.when_events(world.database._on_events)
        first = await deeds.text_in(PHONES[0])
        assert await assigned(world, first) == ours.agent.user_id
        await deeds.change(first, "status", "solved", ours.agent)
        await deeds.assign(first, None, ours.agent)
        await deeds.text_in(PHONES[0], "Not solved at all")
        assert await assigned(world, first) == ours.agent.user_id
        await deeds.status(ours.colleague, "available")
        await deeds.seat(ours.agent, False)
        assert await assigned(world, first) == ours.colleague.user_id


async def test_when_the_owner_is_gone_another_goes_on(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leases, "RENEW", 0.2)
    monkeypatch.setattr(leases, "LOST", 1.5)
    ours = world.ours
    owners: list[str] = []
    async with wide(world, 8) as database:
        await offer_all(database, "consume:routing:0")

        async def own(name: str) -> None:
            async def route(_: object) -> None:
                owners.append(name)
                tail = Tail(database)
                await consume(database, tail, Routing(database).consumer)

            holder = LeaseHolder(database, name)
            if name == "killed":
                # Who is killed gives nothing back.
                monkeypatch.setattr(holder, "_give_back", lambda _: asyncio.sleep(0))
            await holder.run("consume:routing:0", route)

        killed = asyncio.create_task(own("killed"))
        await until(lambda: owners)
        other = asyncio.create_task(own("other"))
        deeds = Deeds(world, None, ours)  # pyright: ignore[reportArgumentType]
        await deeds.status(ours.agent, "available")
        assert await assigned(world, await deeds.text_in(PHONES[0])) == ours.agent.user_id
        killed.cancel()
        await asyncio.gather(killed, return_exceptions=True)
        assert await assigned(world, await deeds.text_in(PHONES[1])) == ours.agent.user_id
        assert owners == ["killed", "other"]
        other.cancel()
        await asyncio.gather(other, return_exceptions=True)
