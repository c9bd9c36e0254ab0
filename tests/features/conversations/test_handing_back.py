"""Whoever may no longer work has nothing assigned, in the transaction that took the right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from hubbub.access.authority import SYSTEM_AUTHORITY
from hubbub.access.users.changing_roles import change_roles
from hubbub.access.users.disabling import set_enabled
from hubbub.access.users.giving_seats import set_seat
from tests.deeds import PHONES, Deeds
from tests.features.conversations.crowd import assert_ledger_is_right

if TYPE_CHECKING:
    from tests.api import Api
    from tests.world import Person, World


async def work(world: World, api: Api, who: Person) -> tuple[Deeds, list[str]]:
    """An open, a parked, a solved and a closed one of the general queue, all his."""
    deeds = Deeds(world, api, world.ours)
    await deeds.status(who, "available")
    ids = [await deeds.text_in(phone) for phone in PHONES]
    for id_, status in zip(ids, ("open", "waiting", "solved", "closed"), strict=True):
        await deeds.assign(id_, who, world.ours.supervisor)
        await deeds.change(id_, "status", status, who)
    return deeds, ids


async def assignees(world: World, ids: list[str]) -> list[object]:
    """Who has each of them."""
    query = "SELECT id, assignee_id FROM conversations WHERE account_id = %s"
    rows: list[Any] = await world.sql(world.ours, query, world.ours.id)
    found = {id_.hex: assignee for id_, assignee in rows}
    return [found[id_] for id_ in ids]


async def agent_row(world: World, who: Person) -> tuple[object, ...]:
    [row] = await world.sql(
        world.ours, "SELECT status, load FROM agents WHERE account_id = %s AND user_id = %s",
        world.ours.id, who.user_id,
    )  # fmt: skip
    return row


@pytest.mark.parametrize("loss", ["seat", "disabled", "role"])
async def test_who_loses_the_right_to_work_hands_everything_back(
    loss: str, world: World, api: Api
) -> None:
    ours = world.ours
    _, ids = await work(world, api, ours.agent)
    async with world.database.transaction(ours.id) as tx:
        if loss == "seat":
            await set_seat(tx, ours.agent.user_id, False, SYSTEM_AUTHORITY)
        elif loss == "disabled":
            await set_enabled(tx, ours.agent.user_id, False, SYSTEM_AUTHORITY)
        else:
            await change_roles(
                tx, ours.agent.user_id, frozenset({ours.roles["viewer"]}), SYSTEM_AUTHORITY
            )
    assert await assignees(world, ids) == [None, None, None, ours.agent.user_id]
    assert await agent_row(world, ours.agent) == ("offline", 0)
    await assert_ledger_is_right(world, ours)


@pytest.mark.parametrize("kind", ["viewer", None])
async def test_who_leaves_a_queue_hands_back_its_work_and_keeps_the_rest(
    kind: str | None, world: World, api: Api
) -> None:
    ours = world.ours
    _, ids = await work(world, api, ours.colleague)
    await world.sql(
        ours, "UPDATE conversations SET queue_id = %s WHERE account_id = %s AND id = %s",
        ours.billing, ours.id, ids[1],
    )  # fmt: skip
    await world.put_into_queue(ours.colleague, ours.general, kind)
    him = ours.colleague.user_id
    assert await assignees(world, ids) == [None, him, None, him]
    assert await agent_row(world, ours.colleague) == ("available", 0)
    await assert_ledger_is_right(world, ours)


async def test_who_works_on_everything_keeps_it_without_the_queue(world: World, api: Api) -> None:
    ours = world.ours
    _, ids = await work(world, api, ours.founder)
    await world.put_into_queue(ours.founder, ours.general, None)
    assert await assignees(world, ids) == [ours.founder.user_id] * 4


async def test_a_change_that_is_undone_hands_nothing_back(world: World, api: Api) -> None:
    ours = world.ours
    _, ids = await work(world, api, ours.agent)

    async def fail() -> None:
        async with world.database.transaction(ours.id) as tx:
            await set_seat(tx, ours.agent.user_id, False, SYSTEM_AUTHORITY)
            raise ValueError("something later went wrong")

    with pytest.raises(ValueError, match="later"):
        await fail()
    assert await assignees(world, ids) == [ours.agent.user_id] * 4
    assert await agent_row(world, ours.agent) == ("available", 1)


async def test_the_timeline_says_what_happened(world: World, api: Api) -> None:
    ours = world.ours
    _, ids = await work(world, api, ours.agent)
    await api.put(ours.founder, f"/api/users/{ours.agent.user_id.hex}/seat", {"seat": False})
    page = await api.get(ours.supervisor, f"/api/conversations/{ids[0]}/timeline")
    last = page["items"][-1]
    assert (last["kind"], last["before"], last["after"]) == ("assigned", ours.agent.name, None)
    assert last["actor"]["name"] == ours.founder.name
