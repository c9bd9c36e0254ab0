"""What an API key can do, from where, for how long, and that it ends with its maker's rights."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from hubbub.access.authority import SYSTEM_AUTHORITY
from hubbub.access.users.changing_roles import change_roles
from hubbub.access.users.disabling import set_enabled
from hubbub.access.users.giving_seats import set_seat
from hubbub.kernel.clock import now
from hubbub.reactions.realtime.rights import look_again
from tests.api import Live

if TYPE_CHECKING:
    from tests.api import Api
    from tests.world import Person, World

USERS = "account/users/manage"
KEYS = "account/api-keys/manage"
VIEW = "contact-center/conversations/view"
MANAGE_ALL = "conversations/conversation/manage/extended"


async def make(api: Api, who: Person, *scopes: str, **more: Any) -> dict[str, Any]:
    body = {"name": "Robot", "scopes": list(scopes), **more}
    return await api.post(who, "/api/api-keys", body)


async def status(api: Api, key: str, path: str = "/api/users") -> tuple[int, str]:
    answer = await api.send(key, "GET", path)
    return answer.status_code, answer.json().get("code", "")


async def test_a_key_works_from_its_addresses_only_and_says_so(world: World, api: Api) -> None:
    here = await make(api, world.ours.founder, USERS, networks=["127.0.0.0/8"])
    there = await make(api, world.ours.founder, USERS, networks=["203.0.113.7", "2001:db8::/32"])
    assert await status(api, here["key"]) == (200, "")
    refused = await api.send(there["key"], "GET", "/api/users")
    assert (refused.status_code, refused.json()["code"]) == (403, "address_not_allowed")
    assert "127.0.0.1" in refused.json()["detail"]
    shown = (await api.get(world.ours.founder, "/api/api-keys"))["items"]
    used = {each["id"]: each["last_used_from"] for each in shown}
    assert used == {here["id"]: "127.0.0.1", there["id"]: None}


async def test_a_changed_key_is_another_for_its_open_sockets(world: World, server: Api) -> None:
    founder = world.ours.founder
    made = await make(server, founder, USERS)
    async with server.live(made["key"]) as live:
        assert (await live.frame())["type"] == "ready"
        change = {
            "name": "Robot", "networks": ["203.0.113.7"], "expires_at": None, "version": 1,
        }  # fmt: skip
        changed = await server.put(founder, f"/api/api-keys/{made['id']}", change)
        assert changed["networks"] == ["203.0.113.7/32"]
        assert changed["version"] == 2
        await until_signed_out(live)
    assert await status(server, made["key"]) == (403, "address_not_allowed")


async def until_signed_out(live: Live) -> None:
    while (await live.frame())["type"] != "signed_out":
        pass


async def test_a_stale_change_is_refused(world: World, api: Api) -> None:
    made = await make(api, world.ours.founder, USERS)
    path = f"/api/api-keys/{made['id']}"
    change = {"name": "A", "networks": [], "expires_at": None, "version": 1}
    await api.put(world.ours.founder, path, change)
    refused = await api.send(world.ours.administrator, "PUT", path, {**change, "name": "B"})
    assert (refused.status_code, refused.json()["code"]) == (409, "stale")


async def test_bad_input_is_named(world: World, api: Api) -> None:
    made = await make(api, world.ours.founder, USERS)
    path = f"/api/api-keys/{made['id']}"
    good = {"name": "A", "networks": [], "expires_at": None, "version": 1}
    for field, value in (
        ("name", "  "), ("networks", ["10.0.0.1/8"]), ("networks", ["x"]),
        ("expires_at", (now() - timedelta(days=1)).isoformat()),
    ):  # fmt: skip
        refused = await api.send(world.ours.founder, "PUT", path, {**good, field: value})
        assert refused.status_code == 422
        assert refused.json()["errors"][0]["field"] == field


async def test_nobody_lengthens_or_widens_a_key_with_rights_he_lacks(
    world: World, api: Api
) -> None:
    later = (now() + timedelta(days=9)).isoformat()
    soon = (now() + timedelta(days=1)).isoformat()
    made = await make(api, world.ours.founder, MANAGE_ALL, networks=["10.0.0.0/8"], expires_at=soon)
    lesser = await make(api, world.ours.founder, KEYS)
    path = f"/api/api-keys/{made['id']}"
    same = {"name": "R", "networks": ["10.0.0.0/8"], "expires_at": soon, "version": 1}
    for wider in ({"expires_at": later}, {"expires_at": None}, {"networks": []}):
        refused = await api.send(lesser["key"], "PUT", path, {**same, **wider})
        assert (refused.status_code, refused.json()["code"]) == (403, "beyond_own_rights")
    narrower = {**same, "networks": ["10.1.0.0/16"]}
    assert (await api.send(lesser["key"], "PUT", path, narrower)).status_code == 200


async def test_who_manages_keys_sees_all_with_their_makers_and_others_their_own(
    world: World, api: Api
) -> None:
    ours = world.ours
    await make(api, ours.founder, USERS, KEYS)
    mine = await make(api, ours.administrator, USERS)
    shown = (await api.get(ours.administrator, "/api/api-keys"))["items"]
    assert [each["maker"]["name"] for each in shown] == [ours.administrator.name, ours.founder.name]
    own = await api.get(ours.administrator, "/api/api-keys?mine=true")
    assert [each["id"] for each in own["items"]] == [mine["id"]]
    assert (await api.get(ours.agent, "/api/api-keys"))["items"] == []
    # A program without the permission does not even learn of its maker's other keys.
    await make(api, ours.administrator, VIEW)
    seen = await api.get(mine["key"], "/api/api-keys")
    assert [each["id"] for each in seen["items"]] == [mine["id"]]


async def test_ones_own_key_can_be_revoked_without_the_permission(world: World, api: Api) -> None:
    ours = world.ours
    made = await make(api, ours.administrator, USERS)
    other = await make(api, ours.founder, USERS)
    async with world.database.transaction(ours.id) as tx:
        await change_roles(
            tx, ours.administrator.user_id, frozenset([ours.roles["agent"]]), SYSTEM_AUTHORITY
        )
    for key, answer in ((other, 404), (made, 204), (made, 404)):
        path = f"/api/api-keys/{key['id']}"
        assert (await api.send(ours.administrator, "DELETE", path)).status_code == answer
    assert await status(api, made["key"]) == (401, "bad_key")


async def test_a_key_loses_what_its_maker_loses(world: World, api: Api) -> None:
    ours = world.ours
    made = await make(api, ours.founder, USERS, MANAGE_ALL)
    assert await status(api, made["key"]) == (200, "")
    assert MANAGE_ALL in (await api.get(made["key"], "/api/me"))["permissions"]

    async with world.database.transaction(ours.id) as tx:
        await set_seat(tx, ours.founder.user_id, False, SYSTEM_AUTHORITY)
    assert MANAGE_ALL not in (await api.get(made["key"], "/api/me"))["permissions"]
    [shown] = (await api.get(ours.founder, "/api/api-keys?mine=true"))["items"]
    assert shown["effective"] == [USERS]
    assert sorted(shown["scopes"]) == sorted([USERS, MANAGE_ALL])

    async with world.database.transaction(ours.id) as tx:
        await change_roles(
            tx, ours.founder.user_id, frozenset([ours.roles["agent"]]), SYSTEM_AUTHORITY
        )
    assert await status(api, made["key"]) == (403, "forbidden")

    async with world.database.transaction(ours.id) as tx:
        await set_enabled(tx, ours.founder.user_id, False, SYSTEM_AUTHORITY)
    assert await status(api, made["key"], "/api/me") == (401, "bad_key")
    [shown] = (await api.get(ours.administrator, "/api/api-keys"))["items"]
    assert (shown["state"], shown["effective"]) == ("maker_disabled", [])


@pytest.mark.parametrize("end", ["disabled", "revoked", "expired"])
async def test_sockets_of_a_key_end_with_it(world: World, server: Api, end: str) -> None:
    ours = world.ours
    made = await make(server, ours.founder, VIEW)
    async with server.live(made["key"]) as live:
        assert (await live.frame())["type"] == "ready"
        if end == "disabled":
            async with world.database.transaction(ours.id) as tx:
                await set_enabled(tx, ours.founder.user_id, False, SYSTEM_AUTHORITY)
        elif end == "revoked":
            path = f"/api/api-keys/{made['id']}"
            assert (await server.send(ours.administrator, "DELETE", path)).status_code == 204
        else:
            await world.sql(ours, "UPDATE api_keys SET expires_at = now()")
            await look_again([await only_client(server)], server.app.state.hub.position)
        await until_signed_out(live)


async def only_client(server: Api) -> Any:
    await asyncio.sleep(0)
    [client] = server.app.state.hub.clients.all()
    return client


async def test_an_expired_key_is_refused(world: World, api: Api) -> None:
    made = await make(api, world.ours.founder, USERS)
    await world.sql(world.ours, "UPDATE api_keys SET expires_at = now()")
    assert await status(api, made["key"]) == (401, "bad_key")
    [shown] = (await api.get(world.ours.founder, "/api/api-keys"))["items"]
    assert shown["state"] == "expired"


async def test_a_key_that_is_switched_off_is_refused_until_it_is_on_again(
    world: World, api: Api
) -> None:
    founder = world.ours.founder
    made = await make(api, founder, USERS)
    path = f"/api/api-keys/{made['id']}"
    same = {"name": "Robot", "networks": [], "expires_at": None}
    off = await api.put(founder, path, {**same, "enabled": False, "version": 1})
    assert off["state"] == "disabled"
    assert await status(api, made["key"]) == (401, "bad_key")
    # What a change leaves out stays as it is, and switching on is giving.
    still = await api.put(founder, path, {**same, "name": "R", "version": 2})
    assert still["state"] == "disabled"
    lesser = await make(api, founder, KEYS)
    on = {**same, "enabled": True, "version": 3}
    refused = await api.send(lesser["key"], "PUT", path, on)
    assert (refused.status_code, refused.json()["code"]) == (403, "beyond_own_rights")
    assert (await api.put(founder, path, on))["state"] == "active"
    assert await status(api, made["key"]) == (200, "")


async def test_a_key_is_not_valid_before_its_time(world: World, api: Api) -> None:
    founder = world.ours.founder
    later, soon = now() + timedelta(days=2), now() + timedelta(days=1)
    made = await make(api, founder, USERS, starts_at=later.isoformat())
    assert made["state"] == "not_yet"
    assert await status(api, made["key"]) == (401, "bad_key")
    path = f"/api/api-keys/{made['id']}"
    same = {"name": "Robot", "networks": [], "expires_at": None, "version": 1}
    wrong = await api.send(founder, "PUT", path, {**same, "expires_at": soon.isoformat()})
    assert wrong.json()["errors"][0]["field"] == "expires_at"
    lesser = await make(api, founder, KEYS)
    sooner = {**same, "starts_at": now().isoformat()}
    assert (await api.send(lesser["key"], "PUT", path, sooner)).status_code == 403
    assert (await api.put(founder, path, sooner))["state"] == "active"
    assert await status(api, made["key"]) == (200, "")


async def test_the_secret_is_in_no_table_and_shown_once(world: World, api: Api) -> None:
    made = await make(api, world.ours.founder, USERS)
    text = (await api.send(world.ours.founder, "GET", "/api/api-keys")).text
    assert made["key"] not in text
    rows = await world.sql(world.ours, "SELECT api_keys::text FROM api_keys")
    rows += await world.sql(world.ours, "SELECT audit::text || v::text FROM audit, audit_values v")
    assert all(made["key"] not in str(row) for row in rows)


async def test_nobody_makes_a_key_with_more_than_he_has(world: World, api: Api) -> None:
    lesser = await make(api, world.ours.founder, KEYS)
    body = {"name": "Robot", "scopes": [MANAGE_ALL]}
    refused = await api.send(lesser["key"], "POST", "/api/api-keys", body)
    assert (refused.status_code, refused.json()["code"]) == (403, "beyond_own_rights")


async def test_making_a_key_is_in_the_audit(world: World, api: Api) -> None:
    ours = world.ours
    made = await make(api, ours.founder, USERS)
    [row] = await world.sql(ours, "SELECT changes FROM audit WHERE kind = 'api_key.made'")
    assert row[0]["scopes"]["after"] == [USERS]
    assert made["key"] not in str(row)


async def test_a_program_revokes_its_own_key_and_no_other_of_its_maker(
    world: World, api: Api
) -> None:
    founder = world.ours.founder
    mine, other = [await make(api, founder, USERS) for _ in range(2)]
    refused = await api.send(mine["key"], "DELETE", f"/api/api-keys/{other['id']}")
    assert refused.status_code == 404
    assert (await status(api, other["key"]))[0] == 200
    gone = await api.send(mine["key"], "DELETE", f"/api/api-keys/{mine['id']}")
    assert gone.status_code == 204
    assert (await status(api, mine["key"]))[0] == 401
