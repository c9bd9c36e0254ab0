"""An agent's own status: his to set as long as he may work, and no longer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hubbub.access.authority import SYSTEM_AUTHORITY
from hubbub.access.users.giving_seats import set_seat
from hubbub.features.agents.changing_status import STATUSES, change_own_status
from hubbub.kernel.errors import Forbidden

if TYPE_CHECKING:
    from tests.api import Api
    from tests.world import World

PATH = "/api/me/agent-status"


async def test_a_new_agent_is_offline_and_chooses(world: World, api: Api) -> None:
    ours = world.ours
    before = await api.get(ours.agent, "/api/me/agent")
    assert (before["status"], before["load"], before["capacity"]) == ("offline", 0, 5)
    for status in STATUSES:
        shown = await api.put(ours.agent, PATH, {"status": status})
        assert shown["status"] == status
        assert await api.get(ours.agent, "/api/me/agent") == shown
    before = await api.get(ours.agent, "/api/me/agent")
    same = await api.put(ours.agent, PATH, {"status": "offline"})
    assert same == before
    assert (await api.get(ours.colleague, "/api/me/agent"))["status"] == "offline"


@pytest.mark.parametrize("status", ["ACTIVE", "", None, 1, "invisible"])
async def test_what_is_no_status_is_refused(status: object, world: World, api: Api) -> None:
    answer = await api.send(world.ours.agent, "PUT", PATH, {"status": status})
    assert answer.status_code == 422


@pytest.mark.parametrize("who", ["viewer", "seatless", "setup"])
async def test_who_cannot_work_has_none(who: str, world: World, api: Api) -> None:
    for method, path in (("GET", "/api/me/agent"), ("PUT", PATH)):
        body = {"status": "available"} if method == "PUT" else None
        answer = await api.send(world.ours.people[who], method, path, body)
        assert answer.status_code == 403
        assert answer.json()["missing_permission"]["key"] == "contact-center/conversations/manage"


async def test_rights_that_ended_since_the_request_began_do_not_count(world: World) -> None:
    ours = world.ours
    as_he_was = await world.actor(ours.agent)
    async with world.database.transaction(ours.id) as tx:
        await set_seat(tx, ours.agent.user_id, False, SYSTEM_AUTHORITY)
    with pytest.raises(Forbidden):
        async with world.database.transaction(ours.id) as tx:
            await change_own_status(tx, "available", as_he_was)
    rows = await world.sql(
        ours, "SELECT status FROM agents WHERE account_id = %s AND user_id = %s",
        ours.id, ours.agent.user_id,
    )  # fmt: skip
    assert rows == [("offline",)]
