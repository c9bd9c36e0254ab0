"""The seats page: who holds one and why, many at once or none of them, and a log of it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.api import Api
    from tests.world import World


async def test_holders_are_told_with_their_default_role(world: World, api: Api) -> None:
    ours = world.ours
    found = (await api.get(ours.founder, "/api/seats/holders?limit=200"))["items"]
    by_name = {each["name"]: each for each in found}
    agent, viewer = by_name["Ours Agent"], by_name["Ours Viewer"]
    assert (agent["seat"], agent["viewer"]) == (True, False)
    assert [role["name"] for role in agent["default_roles"]] == ["Agent for Conversations"]
    assert (viewer["seat"], viewer["viewer"]) == (False, True)
    assert by_name["Ours Seatless"]["viewer"]
    names = {role["name"] for role in by_name["Ours Founder"]["default_roles"]}
    assert "Supervisor for Conversations" in names
    assert "Account administrator" not in names


async def test_they_can_be_filtered_and_paged(world: World, api: Api) -> None:
    ours = world.ours

    async def names(query: str) -> list[str]:
        found: list[str] = []
        cursor = ""
        while True:
            page = await api.get(ours.founder, f"/api/seats/holders?limit=2&{query}{cursor}")
            found += [each["name"] for each in page["items"]]
            if page["next"] is None:
                return found
            cursor = f"&cursor={page['next']}"

    assert await names("seat=false") == ["Ours Seatless", "Ours Viewer"]
    assert await names("role=agent") == [
        "Ours Agent", "Ours Colleague", "Ours Disabled", "Ours Seatless",
    ]  # fmt: skip
    assert await names("role=none") == []
    [role] = await world.sql(
        ours,
        "INSERT INTO roles (account_id, id, name, permissions) VALUES "
        "(%s, gen_random_uuid(), 'Extra', '{conversations/allow-assignment}') RETURNING id",
        ours.id,
    )
    await api.put(
        ours.founder, f"/api/users/{ours.agent.user_id.hex}/roles", {"role_ids": [role[0].hex]}
    )
    assert await names("role=none") == ["Ours Agent"]
    assert await names("q=colleague") == ["Ours Colleague"]
    await world.sql(
        ours, "UPDATE users SET username = 'birdie' WHERE id = %s RETURNING id", ours.agent.user_id
    )
    assert await names("q=birdie") == ["Ours Agent"]
    assert not set(await names("")) & {"Theirs Agent"}


async def test_many_change_at_once_or_none(world: World, api: Api) -> None:
    ours = world.ours
    before = await api.get(ours.founder, "/api/seats")
    await world.sql(ours, "UPDATE accounts SET seats = %s", before["used"])
    wanted = {"give": [ours.seatless.user_id.hex, ours.viewer.user_id.hex],
              "take": [ours.colleague.user_id.hex]}  # fmt: skip
    refused = await api.send(ours.founder, "PUT", "/api/seats", wanted)
    assert (refused.status_code, refused.json()["code"]) == (409, "no_seat_free")
    assert await api.get(ours.founder, "/api/seats") == {**before, "total": before["used"],
                                                         "free": 0}  # fmt: skip
    wanted["give"].pop()
    after = await api.put(ours.founder, "/api/seats", wanted)
    assert (after["used"], after["free"]) == (before["used"], 0)
    colleague = await api.get(ours.founder, f"/api/users/{ours.colleague.user_id.hex}")
    assert (colleague["seat"], colleague["viewer"]) == (False, True)


async def test_the_last_seat_goes_to_exactly_one(world: World, api: Api) -> None:
    ours = world.ours
    used = (await api.get(ours.founder, "/api/seats"))["used"]
    await world.sql(ours, "UPDATE accounts SET seats = %s", used + 1)
    answers = await asyncio.gather(
        *(
            api.send(ours.founder, "PUT", "/api/seats", {"give": [who.user_id.hex]})
            for who in (ours.seatless, ours.viewer)
        )
    )
    assert sorted(each.status_code for each in answers) == [200, 409]


async def test_strangers_doubles_and_lookers_on_are_refused(world: World, api: Api) -> None:
    ours = world.ours
    stranger = {"give": [world.theirs.seatless.user_id.hex]}
    assert (await api.send(ours.founder, "PUT", "/api/seats", stranger)).status_code == 404
    both = [ours.agent.user_id.hex]
    answer = await api.send(ours.founder, "PUT", "/api/seats", {"give": both, "take": both})
    assert answer.status_code == 422
    assert (await api.send(ours.setup, "GET", "/api/seats/holders")).status_code == 200
    assert (await api.send(ours.setup, "PUT", "/api/seats", {"take": both})).status_code == 403
    assert (await api.send(ours.agent, "GET", "/api/seats/log")).status_code == 403


async def test_changes_are_logged_with_who_and_when(world: World, api: Api) -> None:
    ours = world.ours
    await api.put(ours.founder, "/api/seats", {"take": [ours.agent.user_id.hex]})
    await api.put(ours.founder, "/api/seats", {"give": [ours.agent.user_id.hex]})
    log = await api.get(ours.founder, "/api/seats/log?limit=2")
    assert [(each["act"], each["user"], each["actor"]) for each in log["items"]] == [
        ("given", "Ours Agent", "Ours Founder"),
        ("taken", "Ours Agent", "Ours Founder"),
    ]
    rest = await api.get(ours.founder, f"/api/seats/log?cursor={log['next']}")
    assert all(each["act"] == "given" for each in rest["items"])


async def test_losing_the_seat_hands_the_work_back_at_once(world: World, api: Api) -> None:
    ours = world.ours
    conversation = await world.text_in(ours, "+385912345678")
    path = f"/api/conversations/{conversation.hex}"
    await api.put(ours.agent, f"{path}/assignment", {"assignee_id": ours.agent.user_id.hex})
    await api.put(ours.agent, "/api/me/agent-status", {"status": "available"})
    await api.put(ours.founder, "/api/seats", {"take": [ours.agent.user_id.hex]})
    seen = await api.get(ours.agent, path)
    assert (seen["assignee"], seen["can"]) == (None, [])
    agent = await world.sql(ours, "SELECT status, load FROM agents WHERE user_id = %s",
                            ours.agent.user_id)  # fmt: skip
    assert agent == [("offline", 0)]
    reply = {"client_id": "12345678", "text": "Hello"}
    assert (await api.send(ours.agent, "POST", f"{path}/messages", reply)).status_code == 403
