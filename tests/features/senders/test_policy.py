"""Who may write from what: the rule itself, and that the database says the same of any world."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING, Literal
from uuid import UUID, uuid4

import pytest

from hubbub.access import may
from hubbub.access.decision import effective_bits
from hubbub.access.visibility import Membership
from hubbub.features.queues.creating import create_queue
from hubbub.features.senders.choosing_queues import Chosen, choose_queues
from hubbub.features.senders.naming import add_name
from hubbub.features.senders.policy import Use, as_sql, starts_in, use_of
from hubbub.features.senders.repository import Sender, all_senders, usable_senders
from hubbub.kernel.events import SYSTEM

if TYPE_CHECKING:
    from hubbub.access.actor import Actor
    from tests.world import World

ACCOUNT, OTHER = UUID(int=1), UUID(int=2)
QUEUE, ELSEWHERE = UUID(int=3), UUID(int=4)


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


@pytest.mark.parametrize(
    ("whose", "for_every", "queues", "expected"),
    [
        (use({QUEUE}), True, set(), True),
        (use({QUEUE}), False, {QUEUE}, True),
        (use({QUEUE}), False, {ELSEWHERE}, False),
        (use({QUEUE, ELSEWHERE}), False, {ELSEWHERE}, False),
        (use({QUEUE}, everything=True), False, {ELSEWHERE}, True),
    ],
)
def test_a_sender_stays_in_its_queues_whoever_works_elsewhere(
    whose: Use, for_every: bool, queues: set[UUID], expected: bool
) -> None:
    assert whose.reaches(QUEUE, for_every_queue=for_every, queue_ids=queues) is expected


Kind = Literal["agent", "viewer"]


async def actor(world: World, keys: int, kinds: dict[UUID, Kind], *, seated: bool = True) -> Actor:
    plain = await world.actor(world.ours.agent)
    memberships = tuple(Membership(id_, kind) for id_, kind in kinds.items())
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
        await actor(world, (WORKS | may.SEE_ALL_SENDERS.mask) - may.START.mask, {queue: "agent"}),
        await actor(world, (WORKS | may.SEE_ALL_SENDERS.mask) - may.MANAGE.mask, {queue: "agent"}),
    ):
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
    async with world.database.transaction(ours.id) as tx:
        queues = [ours.general, ours.billing]
        queues += [(await create_queue(tx, f"Queue {n}", SYSTEM)).id for n in range(3)]
        for n in range(6):
            await add_name(tx, f"Name {n}", ours.carrier, SYSTEM)
    seen: set[bool] = set()
    for _ in range(12):
        # One transaction a world, which is over long before the limit of every transaction.
        async with world.database.transaction(ours.id) as tx:
            for sender in await all_senders(tx):
                every = random.random() < 0.3
                chosen = () if every else random.sample(queues, random.randint(0, 3))
                await choose_queues(tx, sender.id, Chosen(every, frozenset(chosen)), None, SYSTEM)
            senders = await all_senders(tx)
            for _ in range(8):
                whose = _any_use(random, ours.id, queues)
                expected = {each.id for each in senders if _allows(whose, each)}
                assert {each.id for each in await usable_senders(tx, whose)} == expected
                seen.add(bool(expected))
    assert seen == {True, False}


def _any_use(random: Random, account: UUID, queues: list[UUID]) -> Use:
    return Use(
        random.choice([account, account, uuid4()]),
        frozenset(random.sample(queues, random.randint(0, 3))),
        uses_all=random.random() < 0.2,
        uses_none=random.random() < 0.2,
    )


def _allows(use: Use, sender: Sender) -> bool:
    return use.allows(
        sender.account_id, for_every_queue=sender.for_every_queue, queue_ids=sender.queue_ids
    )


def test_the_sql_names_the_account_and_its_alias() -> None:
    condition = as_sql(use({QUEUE}), 'odd"alias')
    assert condition.sql.as_string() == (
        '"odd""alias".account_id = %(use_account)s AND ("odd""alias".for_every_queue'
        ' OR "odd""alias".queue_ids && %(use_queues)s::uuid[])'
    )
    assert as_sql(use({QUEUE}, none=True)).sql.as_string() == "FALSE"
