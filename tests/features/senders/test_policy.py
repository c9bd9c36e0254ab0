"""Who may write from what: the rule itself, and that the database says the same of any world."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import pytest

from hubbub.access import may
from hubbub.access.authority import SYSTEM_AUTHORITY
from hubbub.access.decision import effective_bits
from hubbub.access.visibility import Membership
from hubbub.features.queues.creating import create_queue
from hubbub.features.senders.choosing_queues import Chosen, choose_queues
from hubbub.features.senders.naming import add_name
from hubbub.features.senders.policy import Use, as_sql, starts_in, use_of
from hubbub.features.senders.repository import all_senders, usable_senders
from hubbub.kernel.events import SYSTEM

if TYPE_CHECKING:
    from hubbub.access.actor import Actor
    from tests.world import World

ACCOUNT, OTHER = UUID(int=1), UUID(int=2)
QUEUE, ELSEWHERE = UUID(int=3), UUID(int=4)
assert SYSTEM_AUTHORITY


def use(queues: set[UUID], *, everything: bool = False, none: bool = False) -> Use:
    return Use(ACCOUNT, frozenset(queues), uses_all=everything, uses_none=none)


@pytest.mark.parametrize(
    ("whose", "for_every", "queues", "expected"),
    [
        (use({QUEUE}), True, set(), True),
        (use({QUEUE}), False, {QUEUE}, True),
        (use({QUEUE}), False, {ELSEWHERE}, False),
        (use({QUEUE}), False, set(), False),
        (use(set(), none=True), True, set(), False),
        (use(set(), everything=True), False, set(), True),
        (use(set(), everything=True), False, {ELSEWHERE}, True),
    ],
)
def test_a_sender_is_for_every_queue_or_for_one_of_ours(
    whose: Use, for_every: bool, queues: set[UUID], expected: bool
) -> None:
    assert whose.allows(ACCOUNT, for_every_queue=for_every, queue_ids=queues) is expected
    assert not whose.allows(OTHER, for_every_queue=for_every, queue_ids=queues)


async def actor(world: World, keys: int, kinds: dict[UUID, str], *, seated: bool = True) -> Actor:
    from dataclasses import replace

    plain = await world.actor(world.ours.agent)
    memberships: Any = tuple(Membership(id_, kind) for id_, kind in kinds.items())  # pyright: ignore[reportArgumentType]
    effective = effective_bits([keys], seated, enabled=True)
    return replace(plain, effective=effective, memberships=memberships)


WORKS = may.VIEW.mask | may.MANAGE.mask | may.START.mask


async def test_only_an_agent_who_can_work_uses_what_every_queue_may(world: World) -> None:
    queue = world.ours.general
    agent = use_of(await actor(world, WORKS, {queue: "agent"}))
    assert not agent.uses_none
    assert agent.queue_ids == {queue}
    for nobody in (
        await actor(world, WORKS, {}),
        await actor(world, WORKS, {queue: "viewer"}),
        await actor(world, WORKS, {queue: "agent"}, seated=False),
        await actor(world, WORKS - may.START.mask, {queue: "agent"}),
        await actor(world, WORKS | may.START_DISABLED.mask, {queue: "agent"}),
        await actor(world, WORKS - may.MANAGE.mask, {queue: "agent"}),
        await actor(world, WORKS | may.SEE_ALL_SENDERS.mask - may.START.mask, {}),
    ):
        if not nobody.may(may.SEE_ALL_SENDERS):
            assert use_of(nobody).uses_none
    everything = use_of(await actor(world, WORKS | may.SEE_ALL_SENDERS.mask, {}))
    assert (everything.uses_all, everything.uses_none) == (True, False)


async def test_one_starts_where_one_works_or_anywhere_with_all_conversations(world: World) -> None:
    mine, other = world.ours.general, world.ours.billing
    agent = await actor(world, WORKS, {mine: "agent", other: "viewer"})
    assert starts_in(agent, mine)
    assert not starts_in(agent, other)
    manager = await actor(world, WORKS | may.MANAGE_ALL.mask, {})
    assert starts_in(manager, other)
    reader = await actor(world, WORKS | may.REACH_ALL_QUEUES.mask, {mine: "agent"})
    assert not starts_in(reader, other)


async def test_the_database_says_the_same_of_random_worlds(world: World) -> None:
    """Break either rendering and this fails."""
    random = Random(7)
    ours = world.ours
    seen: set[bool] = set()
    async with world.database.transaction(ours.id) as tx:
        queues = [ours.general, ours.billing]
        queues += [(await create_queue(tx, f"Queue {n}", SYSTEM)).id for n in range(3)]
        for n in range(6):
            await add_name(tx, f"Name {n}", ours.carrier, SYSTEM)
        for _ in range(40):
            for sender in await all_senders(tx):
                every = random.random() < 0.3
                chosen = set[UUID]() if every else set(random.sample(queues, random.randint(0, 3)))
                await choose_queues(tx, sender.id, Chosen(every, frozenset(chosen)), None, SYSTEM)
            senders = await all_senders(tx)
            for _ in range(5):
                whose = Use(
                    random.choice([ours.id, ours.id, uuid4()]),
                    frozenset(random.sample(queues, random.randint(0, 3))),
                    uses_all=random.random() < 0.2,
                    uses_none=random.random() < 0.2,
                )
                expected = {
                    each.id
                    for each in senders
                    if whose.allows(
                        each.account_id,
                        for_every_queue=each.for_every_queue,
                        queue_ids=each.queue_ids,
                    )
                }
                assert {each.id for each in await usable_senders(tx, whose)} == expected
                seen.add(bool(expected))
    assert seen == {True, False}


def test_the_sql_names_the_account_and_its_alias() -> None:
    condition = as_sql(use({QUEUE}), 'odd"alias')
    assert condition.sql.as_string() == (
        '"odd""alias".account_id = %(use_account)s AND ("odd""alias".for_every_queue'
        ' OR "odd""alias".queue_ids && %(use_queues)s::uuid[])'
    )
    assert as_sql(use({QUEUE}, none=True)).sql.as_string() == "FALSE"
