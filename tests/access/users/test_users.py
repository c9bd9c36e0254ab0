"""Users over HTTP: what may be given together, by whom, and what an account cannot lose."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from hubbub.access import may
from hubbub.access.authority import SYSTEM_AUTHORITY
from hubbub.access.permission import Permission
from hubbub.access.users.giving_seats import set_seat
from hubbub.kernel.errors import Conflict
from tests.world import PASSWORD, SEATS, Person

if TYPE_CHECKING:
    import httpx2

    from tests.api import Api
    from tests.world import Account, World


async def make(api: Api, by: Person, **changes: Any) -> httpx2.Response:
    body = {
        "name": "Newcomer", "email": f"{uuid4().hex}@example.com", "password": PASSWORD,
        "role_ids": [], "seat": True, "join_default_queue": True,
    }  # fmt: skip
    return await api.send(by, "POST", "/api/users", {**body, **changes})


async def custom_role(world: World, account: Account, *keys: Permission, of: str = "") -> str:
    """A custom role with these keys, duplicated from a default one if `of` names it."""
    role_id = uuid4()
    await world.sql(
        account,
        "INSERT INTO roles (account_id, id, name, permissions, copied_from) "
        "VALUES (%s, %s, %s, %s, %s)",
        account.id, role_id, f"Custom {role_id.hex}", [key.key for key in keys],
        account.roles[of] if of else None,
    )  # fmt: skip
    return role_id.hex


async def set_roles(api: Api, by: Person, who: Person, *roles: str) -> httpx2.Response:
    path = f"/api/users/{who.user_id.hex}/roles"
    return await api.send(by, "PUT", path, {"role_ids": list(roles)})


async def test_a_new_agent_works_at_once(world: World, api: Api) -> None:
    ours = world.ours
    role = ours.roles["agent"].hex
    response = await make(api, ours.founder, name="  Eva\u0000 ".replace("\0", ""), role_ids=[role])
    assert response.status_code == 201, response.text
    user = response.json()
    assert (user["name"], user["seat"], user["viewer"], user["state"]) == (
        "Eva", True, False, "enabled",
    )  # fmt: skip
    members = await api.get(ours.setup, f"/api/queues/{ours.general.hex}/members")
    [member] = [each for each in members["items"] if each["user_id"] == user["id"]]
    assert (member["name"], member["kind"], member["seat"]) == ("Eva", "agent", True)
    assert (member["access"], member["hindrance"]) == ("agent", None)
    signed_in = await api.post(None, "/api/session", {"email": user["email"], "password": PASSWORD})
    assert signed_in["agent"]["load"] == 0


async def test_roles_that_exclude_each_other_are_refused_with_a_way_out(
    world: World, api: Api
) -> None:
    ours = world.ours
    agent, supervisor = ours.roles["agent"].hex, ours.roles["supervisor"].hex
    for refused in (
        await set_roles(api, ours.founder, ours.viewer, agent, supervisor),
        await make(api, ours.founder, role_ids=[supervisor, agent]),
    ):
        problem = refused.json()
        assert (refused.status_code, problem["code"]) == (409, "agent_and_supervisor")
        assert (problem["keep"], problem["take_off"]) == (supervisor, agent)
    reduced = await custom_role(world, ours, may.VIEW, may.MANAGE, of="agent")
    refused = await set_roles(api, ours.founder, ours.agent, agent, reduced)
    problem = refused.json()
    assert (refused.status_code, problem["code"]) == (409, "reducing_copy")
    assert (problem["keep"], problem["take_off"]) == (reduced, agent)
    replaced = await set_roles(api, ours.founder, ours.agent, reduced)
    assert replaced.status_code == 200
    assert [role["kind"] for role in replaced.json()["roles"]] == ["custom"]


async def test_nobody_gives_what_he_does_not_have(world: World, api: Api) -> None:
    ours = world.ours
    users = await custom_role(world, ours, may.MANAGE_USERS)
    assert (await set_roles(api, ours.founder, ours.viewer, users)).status_code == 200
    giver = ours.viewer
    for roles in ([ours.roles["supervisor"].hex], [ours.roles["administrator"].hex]):
        for refused in (
            await set_roles(api, giver, ours.agent, *roles),
            await set_roles(api, giver, giver, users, *roles),
            await make(api, giver, role_ids=roles, seat=False),
        ):
            assert (refused.status_code, refused.json()["code"]) == (403, "beyond_own_rights")
    assert (await set_roles(api, giver, ours.agent, users)).status_code == 200
    assert (await make(api, giver, seat=True)).status_code == 403
    assert (await make(api, giver, seat=False)).status_code == 201


async def test_nobody_lifts_a_restriction_that_he_is_under(world: World, api: Api) -> None:
    ours = world.ours
    under = await custom_role(world, ours, may.MANAGE_USERS, may.GRANT_ANY, may.START_DISABLED)
    limit = await custom_role(world, ours, may.START_DISABLED)
    assert (await set_roles(api, ours.founder, ours.setup, under)).status_code == 200
    assert (await set_roles(api, ours.founder, ours.agent, limit)).status_code == 200
    refused = await set_roles(api, ours.setup, ours.agent)
    assert (refused.status_code, refused.json()["code"]) == (403, "beyond_own_rights")
    assert (await set_roles(api, ours.founder, ours.agent)).status_code == 200


async def test_the_last_administrator_stays(world: World, api: Api) -> None:
    ours = world.ours
    admin, founder = ours.administrator, ours.founder
    assert (await set_roles(api, admin, founder, ours.roles["agent"].hex)).status_code == 200
    refused = await set_roles(api, admin, admin, ours.roles["agent"].hex)
    assert (refused.status_code, refused.json()["code"]) == (409, "last_administrator")
    path = f"/api/users/{admin.user_id.hex}/state"
    oneself = await api.send(admin, "PUT", path, {"state": "disabled"})
    assert (oneself.status_code, oneself.json()["code"]) == (409, "oneself")


async def test_two_administrators_cannot_remove_each_other_at_once(world: World, api: Api) -> None:
    ours = world.ours
    pair = (ours.administrator, ours.founder)
    answers = await asyncio.gather(
        *(
            api.send(by, "PUT", f"/api/users/{who.user_id.hex}/state", {"state": "disabled"})
            for by, who in (pair, pair[::-1])
        )
    )
    assert sorted(answer.status_code for answer in answers) in ([200, 401], [200, 403], [200, 409])
    left = await world.sql(
        ours, "SELECT id FROM users WHERE state = 'enabled' AND id = ANY(%s)",
        [who.user_id for who in pair],
    )  # fmt: skip
    assert len(left) == 1


async def test_of_two_who_get_the_last_seat_at_once_one_has_it(world: World, api: Api) -> None:
    ours = world.ours
    await world.sql(
        ours, "UPDATE accounts SET seats = (SELECT count(*) + 1 FROM seats) WHERE account_id = %s",
        ours.id,
    )  # fmt: skip
    answers = await asyncio.gather(
        *(
            api.send(ours.founder, "PUT", f"/api/users/{who.user_id.hex}/seat", {"seat": True})
            for who in (ours.seatless, ours.viewer)
        )
    )
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    [lost] = [answer.json() for answer in answers if answer.status_code == 409]
    assert lost["code"] == "no_seat_free"
    assert (await api.get(ours.founder, "/api/seats"))["free"] == 0


async def test_who_asks_for_the_last_seat_waits_for_whoever_asked_before(world: World) -> None:
    ours = world.ours
    await world.sql(
        ours, "UPDATE accounts SET seats = (SELECT count(*) + 1 FROM seats) WHERE account_id = %s",
        ours.id,
    )  # fmt: skip

    async def take(who: Person) -> None:
        async with world.database.transaction(ours.id) as tx:
            await set_seat(tx, who.user_id, True, SYSTEM_AUTHORITY)

    waiting = (
        "SELECT count(*) FROM pg_stat_activity "
        "WHERE wait_event_type = 'Lock' AND datname = current_database()"
    )
    async with world.database.transaction(ours.id) as tx:
        await set_seat(tx, ours.seatless.user_id, True, SYSTEM_AUTHORITY)
        second = asyncio.create_task(take(ours.viewer))
        while not second.done() and await world.sql(ours, waiting) == [(0,)]:
            await asyncio.wait({second}, timeout=0.02)
    with pytest.raises(Conflict):
        await second


async def test_without_a_free_seat_a_user_is_saved_without_one(world: World, api: Api) -> None:
    ours = world.ours
    await world.sql(ours, "UPDATE accounts SET seats = 0 WHERE account_id = %s", ours.id)
    made = await make(api, ours.founder, role_ids=[ours.roles["agent"].hex])
    assert made.status_code == 201
    assert (made.json()["seat"], made.json()["viewer"]) == (False, True)
    assert await api.get(ours.founder, "/api/seats") == {"total": 0, "used": 7, "free": 0}


async def test_a_seat_given_twice_is_one_seat(world: World, api: Api) -> None:
    ours = world.ours
    before = await api.get(ours.founder, "/api/seats")
    path = f"/api/users/{ours.seatless.user_id.hex}/seat"
    first = await api.put(ours.founder, path, {"seat": True})
    second = await api.put(ours.founder, path, {"seat": True})
    after = await api.get(ours.founder, "/api/seats")
    assert first == second
    assert (before["total"], after["used"]) == (SEATS, before["used"] + 1)


@pytest.mark.parametrize("which", ["foreign", "nobody"])
async def test_roles_of_elsewhere_do_not_exist(which: str, world: World, api: Api) -> None:
    role = world.theirs.roles["agent"] if which == "foreign" else uuid4()
    for refused in (
        await set_roles(api, world.ours.founder, world.ours.agent, role.hex),
        await make(api, world.ours.founder, role_ids=[role.hex]),
    ):
        assert refused.status_code == 422
        assert refused.json()["errors"][0]["field"] == "role_ids"


async def test_users_come_in_pages_and_are_found(world: World, api: Api) -> None:
    admin = world.ours.administrator
    names: list[str] = []
    cursor: str | None = None
    while True:
        page = await api.get(
            admin, "/api/users", params={"limit": 2, **({"cursor": cursor} if cursor else {})}
        )
        names += [user["name"] for user in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert names == sorted(person.name for person in world.ours.people.values())
    found = await api.get(admin, "/api/users", params={"q": "COLLEAGUE@ours"})
    assert [user["name"] for user in found["items"]] == ["Ours Colleague"]
    for nothing in ("%", "_", "\\", "Theirs"):
        page = await api.get(admin, "/api/users", params={"q": nothing})
        assert page["items"] == [], nothing


async def test_every_change_of_rights_is_in_the_audit(world: World, api: Api) -> None:
    ours = world.ours
    before = await world.sql(ours, "SELECT max(seq) FROM audit")
    user = ours.agent.user_id.hex
    await api.put(ours.founder, f"/api/users/{user}/seat", {"seat": False})
    await api.put(ours.founder, f"/api/users/{user}/roles", {"role_ids": []})
    await api.put(ours.founder, f"/api/users/{user}/state", {"state": "disabled"})
    kinds = await world.sql(
        ours, "SELECT kind FROM audit WHERE seq > %s AND actor_id = %s ORDER BY seq",
        before[0][0], ours.founder.user_id,
    )  # fmt: skip
    assert [kind for (kind,) in kinds] == [
        "seat.taken", "user.roles_changed", "user.state_changed",
    ]  # fmt: skip


async def set_state(api: Api, by: Person, who: Person, state: str) -> tuple[int, str]:
    path = f"/api/users/{who.user_id.hex}/state"
    answer = await api.send(by, "PUT", path, {"state": state})
    return answer.status_code, answer.json().get("code", "")


async def test_nobody_disables_himself(world: World, api: Api) -> None:
    """Also where other administrators are left."""
    ours = world.ours
    assert await set_state(api, ours.founder, ours.founder, "disabled") == (409, "oneself")


async def test_nobody_lets_in_somebody_who_can_do_more(world: World, api: Api) -> None:
    ours = world.ours
    users = await custom_role(world, ours, may.MANAGE_USERS)
    await set_roles(api, ours.founder, ours.viewer, users)
    assert await set_state(api, ours.viewer, ours.disabled, "enabled") == (
        403, "beyond_own_rights",
    )  # fmt: skip
    assert await set_state(api, ours.founder, ours.disabled, "enabled") == (200, "")


async def test_a_seat_counts_from_the_next_request(world: World, api: Api) -> None:
    ours = world.ours
    path = f"/api/users/{ours.agent.user_id.hex}/seat"
    place = f"/api/conversations/{(await world.text_in(ours, '+385911234567')).hex}"
    assert "take" in (await api.get(ours.agent, place))["can"]
    await api.put(ours.founder, path, {"seat": False})
    assert (await api.get(ours.agent, place))["can"] == []
    await api.put(ours.founder, path, {"seat": True})
    assert "take" in (await api.get(ours.agent, place))["can"]


async def test_disabling_ends_sessions_for_good(world: World, api: Api) -> None:
    ours = world.ours
    assert await set_state(api, ours.founder, ours.agent, "disabled") == (200, "")
    rows = await world.sql(ours, "SELECT 1 FROM sessions WHERE user_id = %s", ours.agent.user_id)
    assert rows == []
