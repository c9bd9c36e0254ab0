"""What waits goes to whoever is free: in which order, to whom, and never to who may not work."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest

from hubbub.access.authority import SYSTEM_AUTHORITY
from hubbub.access.users.creating import NewUser, create_user
from hubbub.features.agents.changing_status import change_status
from hubbub.features.agents.repository import lock_agents
from hubbub.features.routing import assigning_waiting
from hubbub.features.routing.assigning_waiting import assign_waiting
from hubbub.kernel.events import SYSTEM
from tests.features.conversations.crowd import assert_ledger_is_right, wide

if TYPE_CHECKING:
    from hubbub.features.agents.repository import Agent
    from hubbub.kernel.database import Transaction
    from tests.world import Person, World

SET = "UPDATE agents SET {} WHERE account_id = %s AND user_id = %s"


def phone(n: int) -> str:
    return f"+38598{n:07d}"


async def free(world: World, *people: Person, capacity: int = 5) -> None:
    for person in people:
        await set_agent(world, person, f"status = 'available', capacity = {capacity}")


async def set_agent(world: World, person: Person, change: str) -> None:
    """Straight into the row, as a cache that is wrong would have it."""
    await world.sql(world.ours, SET.format(change), world.ours.id, person.user_id)


async def route(world: World) -> int:
    return await assign_waiting(world.database, world.ours.id, SYSTEM)


async def holders(world: World) -> dict[UUID, UUID | None]:
    rows: list[Any] = await world.sql(
        world.ours, "SELECT id, assignee_id FROM conversations WHERE account_id = %s",
        world.ours.id,
    )  # fmt: skip
    return dict(rows)


async def test_the_urgent_first_then_the_oldest(world: World) -> None:
    ours = world.ours
    ids = [await world.text_in(ours, phone(n)) for n in range(6)]
    for id_, priority in zip(
        ids, ("low", "normal", "urgent", "normal", "high", "urgent"), strict=True
    ):
        await world.sql(
            ours, "UPDATE conversations SET priority = %s WHERE account_id = %s AND id = %s",
            priority, ours.id, id_,
        )  # fmt: skip
    order: list[UUID] = []
    for size in range(1, 7):
        await free(world, ours.agent, capacity=size)
        assert await route(world) == 1
        held = await holders(world)
        order += [id_ for id_ in ids if held[id_] and id_ not in order]
    assert order == [ids[n] for n in (2, 5, 4, 1, 3, 0)]


async def test_the_least_loaded_then_the_longest_idle(world: World) -> None:
    ours = world.ours
    await free(world, ours.agent, ours.colleague)
    him, her = ours.agent.user_id, ours.colleague.user_id
    given: list[UUID | None] = []
    for n in range(4):
        id_ = await world.text_in(ours, phone(n))
        await route(world)
        given.append((await holders(world))[id_])
    assert set(given[:2]) == set(given[2:]) == {him, her}
    first, second = given[:2]
    assert given[2:] == [first, second]


BARRED = {
    "offline": ("agent", "status = 'offline'"),
    "away": ("agent", "status = 'away'"),
    "busy": ("agent", "status = 'busy'"),
    "full": ("agent", "load = 5"),
    "without a seat": ("seatless", "status = 'available'"),
    "disabled": ("disabled", "status = 'available'"),
    "not in the queue": ("supervisor", "status = 'available'"),
    "only a viewer of the queue": ("viewer", "status = 'available'"),
}


@pytest.mark.parametrize("why", BARRED)
async def test_whoever_may_not_work_is_given_nothing(why: str, world: World) -> None:
    ours = world.ours
    who, change = BARRED[why]
    await free(world, ours.agent, ours.colleague)
    for person in (ours.agent, ours.colleague):
        await set_agent(world, person, "status = 'offline'")
    await set_agent(world, ours.people[who], f"status = 'available', {change}"
                    if "status" not in change else change)  # fmt: skip
    id_ = await world.text_in(ours, phone(1))
    assert await route(world) == 0
    assert await holders(world) == {id_: None}


async def test_an_agent_whose_roles_allow_no_work_is_passed_over(world: World) -> None:
    ours = world.ours
    async with world.database.transaction(ours.id) as tx:
        roles = frozenset({ours.roles["analytics"]})
        new = NewUser("No Worker", "no@ours.example.com", None, roles, wants_seat=True)
        nobody = await create_user(tx, new, SYSTEM_AUTHORITY)
        await change_status(tx, nobody.id, "available", SYSTEM)
    await free(world, ours.agent)
    await set_agent(world, ours.agent, "load = 4")
    id_ = await world.text_in(ours, phone(1))
    assert await route(world) == 1
    assert await holders(world) == {id_: ours.agent.user_id}


async def test_what_is_parked_solved_or_of_a_queue_by_hand_waits_for_nobody(
    world: World,
) -> None:
    ours = world.ours
    await free(world, ours.agent, ours.colleague)
    ids = [await world.text_in(ours, phone(n)) for n in range(3)]
    for id_, status in zip(ids[:2], ("waiting", "solved"), strict=True):
        await world.sql(
            ours, "UPDATE conversations SET status = %s WHERE account_id = %s AND id = %s",
            status, ours.id, id_,
        )  # fmt: skip
    await world.sql(
        ours, "UPDATE conversations SET queue_id = %s WHERE account_id = %s AND id = %s",
        ours.billing, ours.id, ids[2],
    )  # fmt: skip
    await world.sql(
        ours, "UPDATE queues SET is_auto_assigned = false WHERE account_id = %s AND id = %s",
        ours.id, ours.billing,
    )  # fmt: skip
    assert await route(world) == 0
    assert set((await holders(world)).values()) == {None}


async def test_who_loses_the_right_while_he_is_chosen_is_given_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = world.ours
    await free(world, ours.agent)
    id_ = await world.text_in(ours, phone(1))

    async def too_late(tx: Transaction, user_ids: set[UUID]) -> list[Agent]:
        seat = "DELETE FROM seats WHERE account_id = %s AND user_id = %s"
        await world.sql(ours, seat, ours.id, ours.agent.user_id)
        return await lock_agents(tx, user_ids)

    monkeypatch.setattr(assigning_waiting, "lock_agents", too_late)
    assert await route(world) == 0
    assert await holders(world) == {id_: None}


async def test_nothing_crosses_to_another_account(world: World) -> None:
    await free(world, world.ours.agent)
    await world.text_in(world.theirs, phone(1))
    assert await route(world) == 0
    assert await assign_waiting(world.database, world.theirs.id, SYSTEM) == 0


@pytest.mark.parametrize("attempt", range(3))
async def test_many_workers_at_once_give_each_conversation_once(attempt: int, world: World) -> None:
    ours = world.ours
    del attempt
    await free(world, ours.agent, ours.colleague, ours.founder, capacity=7)
    ids = [await world.text_in(ours, phone(n)) for n in range(25)]
    async with wide(world) as database:
        given = await asyncio.gather(*(assign_waiting(database, ours.id, SYSTEM) for _ in range(6)))
    # What a worker found locked by another is left for the next fact.
    given.append(await route(world))
    assert sum(given) == 21
    held = [each for each in (await holders(world)).values() if each]
    assert len(held) == 21
    assert {held.count(each) for each in held} == {7}
    facts = await world.sql(
        ours,
        "SELECT count(*), count(DISTINCT subject_id) FROM events "
        "WHERE account_id = %s AND kind = 'conversation.assigned'",
        ours.id,
    )
    assert facts == [(21, 21)]
    assert len(ids) == 25
    await assert_ledger_is_right(world, ours)
