"""Who a conversation that is to begin can be given to: those to whom giving it then succeeds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from tests.features.conversations.starts import number_id

if TYPE_CHECKING:
    from tests.api import Api
    from tests.world import World

PATH = "/api/conversations"


async def test_it_can_be_begun_for_everybody_in_the_list(world: World, api: Api) -> None:
    ours = world.ours
    queue = await _queue(world, api)
    page = await api.get(ours.agent, f"{PATH}/assignees?queue_id={queue}")
    listed = [each["user_id"] for each in page["items"]]
    assert listed[0] == ours.agent.user_id.hex
    for n, person in enumerate(ours.people.values()):
        body: dict[str, Any] = {
            "client_id": uuid4().hex, "sender_id": await number_id(world),
            "to": {"phone": f"+3859811122{n:02d}"}, "text": "Good morning",
            "queue_id": queue, "assignee": person.user_id.hex,
        }  # fmt: skip
        answer = await api.send(ours.agent, "POST", PATH, body)
        if person.user_id.hex in listed:
            assert answer.status_code == 201, (person.name, answer.text)
    assert len(listed) > 1
    assert ours.viewer.user_id.hex not in listed


async def test_it_is_told_of_queues_in_which_one_may_begin(world: World, api: Api) -> None:
    ours = world.ours
    queue = await _queue(world, api)
    path = f"{PATH}/assignees?queue_id={queue}"
    assert (await api.send(ours.viewer, "GET", path)).status_code == 403
    strange = await api.send(world.theirs.agent, "GET", path)
    assert strange.status_code == 422
    assert strange.json()["errors"][0]["field"] == "queue_id"


async def _queue(world: World, api: Api) -> str:
    """The one in which the agent works."""
    found = await api.get(world.ours.agent, "/api/senders/available")
    return found["queues"][0]["id"]
