"""Who is in a queue: two people cannot undo each other's choice, and strangers do not come in."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any
from uuid import uuid4

if TYPE_CHECKING:
    from tests.api import Api
    from tests.world import Person, World


def member(person: Person, kind: str = "agent") -> dict[str, str]:
    return {"user_id": person.user_id.hex, "kind": kind}


async def test_exactly_those_are_members_afterwards(world: World, api: Api) -> None:
    ours = world.ours
    path = f"/api/queues/{ours.billing.hex}/members"
    before = await api.get(ours.setup, path)
    assert [each["name"] for each in before["items"]] == ["Ours Colleague"]
    # The colleague is in it already, as agent.
    viewers = [member(ours.viewer, "viewer"), member(ours.colleague, "viewer")]
    wanted = [member(ours.agent), *viewers]
    after = await api.put(ours.setup, path, {"members": wanted, "version": before["version"]})
    assert [(each["name"], each["kind"], each["seat"]) for each in after["items"]] == [
        ("Ours Agent", "agent", True),
        ("Ours Colleague", "viewer", True),
        ("Ours Viewer", "viewer", False),
    ]
    assert after["version"] == before["version"] + 1
    assert await api.get(ours.setup, path) == after
    same = await api.put(ours.setup, path, {"members": wanted, "version": after["version"]})
    assert same == after


async def test_a_choice_on_an_old_page_is_refused(world: World, api: Api) -> None:
    ours = world.ours
    path = f"/api/queues/{ours.billing.hex}/members"
    page: dict[str, Any] = await api.get(ours.setup, path)
    answers = await asyncio.gather(
        *(
            api.send(
                ours.setup, "PUT", path,
                {"members": [who], "version": page["version"]},
            )
            for who in (member(ours.agent), member(ours.viewer, "viewer"))
        )
    )  # fmt: skip
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    [stale] = [answer.json() for answer in answers if answer.status_code == 409]
    assert stale["code"] == "stale"
    assert len((await api.get(ours.setup, path))["items"]) == 1


async def test_strangers_and_doubles_are_refused(world: World, api: Api) -> None:
    ours = world.ours
    path = f"/api/queues/{ours.billing.hex}/members"
    for stranger in (world.theirs.agent.user_id, uuid4()):
        wanted = [{"user_id": stranger.hex, "kind": "agent"}]
        answer = await api.send(ours.setup, "PUT", path, {"members": wanted, "version": 1})
        assert answer.status_code == 404
    twice = [member(ours.agent), member(ours.agent, "viewer")]
    answer = await api.send(ours.setup, "PUT", path, {"members": twice, "version": 1})
    assert answer.status_code == 422
    assert [each["name"] for each in (await api.get(ours.setup, path))["items"]] == [
        "Ours Colleague"
    ]


async def test_rights_and_members_changed_at_once_do_not_block_each_other(
    world: World, api: Api
) -> None:
    ours = world.ours
    queue = f"/api/queues/{ours.billing.hex}/members"
    users = [ours.agent, ours.colleague, ours.seatless, ours.viewer]

    async def choose(n: int) -> int:
        version = (await api.get(ours.setup, queue))["version"]
        body = {"members": [member(who) for who in users[n % 3 :]], "version": version}
        return (await api.send(ours.setup, "PUT", queue, body)).status_code

    async def give(who: Person, n: int) -> int:
        path = f"/api/users/{who.user_id.hex}/seat"
        return (await api.send(ours.founder, "PUT", path, {"seat": n % 2 == 0})).status_code

    answers = await asyncio.gather(
        *(choose(n) for n in range(12)), *(give(who, n) for n in range(6) for who in users)
    )
    assert set(answers) <= {200, 409}


async def test_a_change_of_members_is_in_the_audit(world: World, api: Api) -> None:
    ours = world.ours
    path = f"/api/queues/{ours.billing.hex}/members"
    page: dict[str, Any] = await api.get(ours.setup, path)
    wanted = {"members": [member(ours.viewer, "viewer")], "version": page["version"]}
    await api.put(ours.setup, path, wanted)
    [row] = await world.sql(
        ours, "SELECT data FROM audit WHERE kind = 'queue.members_changed'"
        " AND object_id = %s ORDER BY seq DESC LIMIT 1", ours.billing,
    )  # fmt: skip
    assert row[0]["left"] == [str(ours.colleague.user_id)]
    assert (row[0]["agents"], row[0]["viewers"]) == (0, 1)
