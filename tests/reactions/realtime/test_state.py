"""What a screen holds, and what it then hears, is what it would be told if it asked afresh."""

from __future__ import annotations

import asyncio
from random import Random
from typing import TYPE_CHECKING

import pytest

from hubbub.features.conversations import events as conversation_events
from hubbub.kernel.events import Event
from tests.deeds import PHONES, Deeds
from tests.reactions.realtime.screen import Screen, assert_in_step, watching

if TYPE_CHECKING:
    from tests.api import Api
    from tests.world import Account, Person, World

SHOWN = {
    each.kind
    for each in vars(conversation_events).values()
    if isinstance(each, type) and issubclass(each, Event) and each.kind
} | {"message.queued", "message.status_changed", "person.renamed", "agent.status_changed",
     "agent.load_changed"}  # fmt: skip


def everybody(world: World) -> list[Person]:
    """Every kind of person; the agent has two tabs."""
    ours = world.ours
    return [
        ours.founder, ours.supervisor, ours.agent, ours.agent, ours.colleague, ours.viewer,
        ours.seatless, ours.setup, world.theirs.supervisor,
    ]  # fmt: skip


async def kinds_of(world: World, account: Account) -> set[object]:
    rows = await world.sql(
        account, "SELECT DISTINCT kind FROM events WHERE account_id = %s", account.id
    )
    return {kind for (kind,) in rows}


async def test_every_kind_of_fact_is_followed_by_everybody(world: World, server: Api) -> None:
    ours = world.ours
    deeds = Deeds(world, server, ours)
    await deeds.join(ours.colleague, ours.general, None)
    first = await deeds.text_in(PHONES[0], "Before anybody looked")
    async with watching(server, *everybody(world)) as screens:

        async def check() -> None:
            await assert_in_step(server, *screens)

        second = await deeds.text_in(PHONES[1])
        await check()
        await deeds.status(ours.agent, "available")
        assert await deeds.route() == 2
        await check()
        await deeds.read(first, 1, ours.agent)
        await deeds.reply(first, ours.agent)
        await deeds.report("sent")
        await check()
        await deeds.report("failed")
        await check()
        await deeds.retry(first, ours.agent)
        await deeds.report("failed")
        await deeds.assign(first, ours.colleague, ours.supervisor)
        await check()
        await deeds.assign(first, None, ours.colleague)
        await check()
        await deeds.change(second, "priority", "urgent", ours.agent)
        await deeds.change(second, "topic", "A bill", ours.agent)
        await deeds.rename(second, "Ana", ours.agent)
        await check()
        await deeds.go_on_from_ours(second, ours.agent)
        await check()
        await deeds.change(second, "status", "solved", ours.agent)
        assert await deeds.text_in(PHONES[1], "One thing more") == second
        await check()
        await deeds.change(second, "status", "closed", ours.agent)
        assert await deeds.text_in(PHONES[1], "And another") != second
        await check()
        await deeds.seat(ours.agent, False)
        await check()
        await deeds.seat(ours.agent, True)
        await check()
        await deeds.join(ours.agent, ours.general, "viewer")
        await check()
        await deeds.join(ours.agent, ours.general, None)
        await check()
    assert await kinds_of(world, ours) >= SHOWN


@pytest.mark.parametrize("seed", range(4))
async def test_whatever_happens_is_followed_by_everybody(
    seed: int, world: World, server: Api
) -> None:
    random = Random(seed)
    deeds = Deeds(world, server, world.ours)
    ids = [await deeds.text_in(phone) for phone in PHONES[:3]]
    theirs = Deeds(world, server, world.theirs)
    await world.sql(
        world.ours, "UPDATE conversations SET queue_id = %s WHERE account_id = %s AND id = %s",
        world.ours.billing, world.ours.id, ids[1],
    )  # fmt: skip
    async with watching(server, *everybody(world)) as screens:
        for _ in range(4):
            for _ in range(12):
                await deeds.some_deed(random, ids)
            await theirs.text_in(random.choice(PHONES))
            await break_some(random, screens, deeds, ids)
            await assert_in_step(server, *screens)


async def break_some(random: Random, screens: list[Screen], deeds: Deeds, ids: list[str]) -> None:
    """Some connections break while things go on, and come back by their position."""
    broken = random.sample(screens, 3)
    for screen in broken:
        await screen.drop()
    for _ in range(4):
        await deeds.some_deed(random, ids)
    await asyncio.gather(
        *(screen.connect() for screen in broken),
        *(deeds.text_in(phone, "Meanwhile") for phone in PHONES[:2]),
    )
