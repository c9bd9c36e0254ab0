"""From where, for how long and with what people of an account are let in."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from hubbub.access.authority import SYSTEM_AUTHORITY
from hubbub.access.users.changing_roles import change_roles
from tests.browser_session import Browser, browsing, code_of
from tests.mailbox import letters_to, post

if TYPE_CHECKING:
    from tests.api import Api
    from tests.world import World

SETTINGS = "/api/sign-in-settings"
OFFICE, ELSEWHERE = "203.0.113.7", "198.51.100.9"


async def administrator(browser: Browser, world: World) -> Browser:
    await browser.sign_in(world.ours.founder.email)
    await browser.confirm()
    return browser


async def settings_of(browser: Browser) -> dict[str, Any]:
    shown = await browser.get(SETTINGS)
    return {k: v for k, v in shown.items() if not k.startswith("your")}


async def change(browser: Browser, **changes: Any) -> Any:
    body = {**await settings_of(browser), **changes}
    return await browser.send("PUT", SETTINGS, body)


async def test_people_come_only_from_where_the_account_says(world: World, api: Api) -> None:
    agent = world.ours.agent
    async with browsing(api, OFFICE) as office, browsing(api, ELSEWHERE) as elsewhere:
        await administrator(office, world)
        await elsewhere.sign_in(world.ours.founder.email)
        key = (
            await api.post(
                world.ours.administrator, "/api/api-keys",
                {"name": "Import", "scopes": ["account/users/view"]},
            )
        )["key"]  # fmt: skip
        saved = await change(office, networks=["203.0.113.0/24", "2001:db8::/32"])
        assert saved.status_code == 200, saved.text
        assert (await office.send("GET", "/api/me")).status_code == 200
        for refused in (
            await elsewhere.send("GET", "/api/me"),
            await elsewhere.sign_in(world.ours.founder.email),
            await api.send(agent, "GET", "/api/me"),
            await api.send(key, "GET", "/api/users"),
        ):
            assert (refused.status_code, refused.json()["code"]) == (403, "address_refused")
            assert "administrator" in refused.json()["detail"]
        # A wrong password tells nothing of it.
        wrong = await elsewhere.sign_in(world.ours.founder.email, "wrong password")
        assert wrong.json()["code"] == "wrong_credentials"
        assert (await api.send(world.theirs.agent, "GET", "/api/me")).status_code == 200


async def test_a_user_comes_only_from_where_he_may_and_ipv6_carries_ipv4(
    world: World, api: Api
) -> None:
    path = f"/api/users/{world.ours.founder.user_id.hex}/networks"
    shown = await api.get(world.ours.administrator, path)
    assert shown == {"networks": [], "version": 0}
    body = {"networks": ["203.0.113.7", "2001:db8::1"], "version": 0}
    saved = await api.put(world.ours.administrator, path, body)
    assert saved == {"networks": ["203.0.113.7/32", "2001:db8::1/128"], "version": 1}
    stale = await api.send(world.ours.administrator, "PUT", path, body)
    assert (stale.status_code, stale.json()["code"]) == (409, "stale")
    for address, status in (
        (OFFICE, 200), ("::ffff:203.0.113.7", 200), ("2001:db8::1", 200), (ELSEWHERE, 403),
        ("2001:db8::2", 403), ("::1", 403), ("nonsense", 403),
    ):  # fmt: skip
        async with browsing(api, address) as browser:
            response = await browser.sign_in(world.ours.founder.email)
            assert response.status_code == status, address
    async with browsing(api, ELSEWHERE) as browser:
        forged = {"X-Forwarded-For": OFFICE, "Forwarded": f"for={OFFICE}", "Origin": browser.origin}
        response = await browser.http.post(
            "/api/session", headers=forged,
            json={"email": world.ours.founder.email, "password": "correct horse battery"},
        )  # fmt: skip
        assert response.status_code == 403


async def test_nobody_locks_himself_out(world: World, api: Api) -> None:
    async with browsing(api, OFFICE) as browser:
        await administrator(browser, world)
        refused = await change(browser, networks=["198.51.100.0/24"])
        assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "networks")
        assert OFFICE in refused.text
        own = f"/api/users/{world.ours.founder.user_id.hex}/networks"
        body = {"networks": ["198.51.100.0/24"], "version": 0}
        assert (await browser.send("PUT", own, body)).status_code == 422


@pytest.mark.parametrize(
    "network", ["", "office", "203.0.113.7/24", "1.2.3.4/33", "::ffff:1.2.3.4", "1.2.3.4,5.6.7.8"]
)
async def test_a_range_that_is_none_is_said(network: str, world: World, api: Api) -> None:
    async with browsing(api, OFFICE) as browser:
        await administrator(browser, world)
        refused = await change(browser, networks=[OFFICE, network])
        assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "networks")


async def test_an_open_socket_ends_when_its_address_is_no_longer_allowed(
    world: World, server: Api
) -> None:
    agent = world.ours.agent
    async with server.live(agent) as live:
        assert (await live.frame())["type"] == "ready"
        path = f"/api/users/{agent.user_id.hex}/networks"
        body = {"networks": [OFFICE], "version": 0}
        await server.put(world.ours.administrator, path, body)
        assert (await live.until("signed_out"))[-1] == {"type": "signed_out"}
    async with server.socket(agent) as again:
        await again.wait_closed()
        assert again.close_code == 4403


async def test_a_required_second_step_comes_before_anything_else(world: World, server: Api) -> None:
    """For whoever has none: nothing is open but setting one up, and then everything."""
    agent = world.ours.agent
    async with browsing(server) as browser, server.live(agent) as live:
        await live.frame()
        await administrator(browser, world)
        await browser.set_up_codes()
        assert (await change(browser, requires_second_factor=True)).status_code == 200
        assert (await browser.send("GET", "/api/users")).status_code == 200
        assert (await live.until("signed_out"))[-1] == {"type": "signed_out"}
    for method, path in (("GET", "/api/conversations"), ("GET", "/api/queues"),
                         ("PUT", "/api/me/agent-status"), ("GET", "/api/permissions")):  # fmt: skip
        refused = await server.send(agent, method, path, {"status": "away"})
        assert (refused.status_code, refused.json()["code"]) == (403, "second_factor_needed"), path
    async with server.socket(agent) as socket:
        await socket.wait_closed()
        assert socket.close_code == 4403
    me = await server.get(agent, "/api/me")
    assert (me["must_set_up"], me["permissions"], me["agent"]) == (True, [], None)


async def test_whoever_must_set_up_is_led_through_it_and_is_then_free(
    world: World, api: Api
) -> None:
    founder = world.ours.founder
    await world.sql(
        world.ours,
        "INSERT INTO sign_in_settings (account_id, requires_second_factor) VALUES (%s, true)",
        world.ours.id,
    )
    async with browsing(api) as browser:
        me = (await browser.sign_in(founder.email)).json()
        assert (me["must_set_up"], me["permissions"]) == (True, [])
        assert (await browser.send("GET", "/api/users")).status_code == 403
        before = browser.http.cookies["hubbub_session"]
        # He has just come in by his password; it is not asked for again.
        secret, codes = await browser.set_up_codes()
        assert len(codes) == 10
        assert browser.http.cookies["hubbub_session"] != before
        assert (await browser.get("/api/me"))["must_set_up"] is False
        assert (await browser.send("GET", "/api/users")).status_code == 200
        await browser.confirm()
        last = await browser.send("DELETE", "/api/me/security/codes")
        assert (last.status_code, last.json()["code"]) == (409, "last_factor")
    async with browsing(api) as browser:
        assert (await browser.sign_in(founder.email)).status_code == 202
        me = await browser.post("/api/session/second-step", {"code": code_of(secret, 1)})
        assert me["must_set_up"] is False


async def test_sessions_end_unused_and_in_any_case(world: World, api: Api) -> None:
    agent = world.ours.agent
    async with browsing(api) as browser:
        await administrator(browser, world)
        assert (await change(browser, idle_minutes=30, absolute_minutes=600)).status_code == 200
        lived = "UPDATE sessions SET {} = now() - %s::interval WHERE user_id = %s"
        seen, created = lived.format("seen_at"), lived.format("created_at")
        for statement, since, status in (
            (seen, "29 minutes", 200), (seen, "31 minutes", 401), (seen, "1 minute", 200),
            (created, "599 minutes", 200), (created, "601 minutes", 401),
        ):  # fmt: skip
            await world.sql(world.ours, statement, since, agent.user_id)
            response = await api.send(agent, "GET", "/api/me")
            assert response.status_code == status, (statement, since)
        again = await browser.sign_in(world.ours.founder.email)
        cookie = next(c for c in again.headers.get_list("set-cookie") if "hubbub_session=" in c)
        assert "Max-Age=36000;" in cookie
        assert "HttpOnly" in cookie
        assert "SameSite=lax" in cookie


async def test_use_keeps_a_session_and_a_socket_that_is_left_open_does_not(
    world: World, server: Api
) -> None:
    agent = world.ours.agent
    statement = "UPDATE sessions SET seen_at = now() - interval '1 hour' WHERE user_id = %s"
    look = "SELECT now() - seen_at > interval '30 minutes' FROM sessions WHERE user_id = %s"
    await world.sql(world.ours, statement, agent.user_id)
    async with server.live(agent) as live:
        assert (await live.frame())["type"] == "ready"
        assert await world.sql(world.ours, look, agent.user_id) == [(True,)]
        await server.get(agent, "/api/me")
        assert await world.sql(world.ours, look, agent.user_id) == [(False,)]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"idle_minutes": 4}, "idle_minutes"),
        ({"idle_minutes": 43_201}, "idle_minutes"),
        ({"absolute_minutes": 59}, "absolute_minutes"),
        ({"absolute_minutes": 129_601}, "absolute_minutes"),
        ({"idle_minutes": 600, "absolute_minutes": 60}, "idle_minutes"),
        ({"short_name": "a"}, "short_name"),
        ({"short_name": "not a name"}, "short_name"),
        ({"short_name": "-x-"}, "short_name"),
        ({"short_name": "taken"}, "short_name"),
    ],
)
async def test_limits_have_limits(
    changes: dict[str, Any], field: str, world: World, api: Api
) -> None:
    await world.sql(
        world.theirs, "INSERT INTO sign_in_settings (account_id, short_name) VALUES (%s, 'taken')",
        world.theirs.id,
    )  # fmt: skip
    async with browsing(api) as browser:
        await administrator(browser, world)
        refused = await change(browser, **changes)
        assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, field)


async def test_settings_are_confirmed_audited_and_not_overwritten(world: World, api: Api) -> None:
    async with browsing(api) as browser:
        await browser.sign_in(world.ours.founder.email)
        refused = await change(browser, idle_minutes=60)
        assert refused.json()["code"] == "confirm_first"
        await browser.confirm()
        old = await settings_of(browser)
        assert (await change(browser, idle_minutes=60, networks=["127.0.0.1"])).status_code == 200
        stale = await browser.send("PUT", SETTINGS, {**old, "idle_minutes": 90})
        assert (stale.status_code, stale.json()["code"]) == (409, "stale")
    [row] = await world.sql(
        world.ours, "SELECT data FROM audit WHERE kind = 'sign_in_settings.changed'"
    )
    assert json.loads(json.dumps(row[0]))["changed"] == ["networks", "idle_minutes"]
    assert "127.0.0.1" not in str(row[0])


async def test_a_sign_in_begins_a_fresh_session_and_ends_the_one_before(
    world: World, api: Api
) -> None:
    async with browsing(api) as browser:
        await browser.sign_in(world.ours.founder.email)
        first = browser.http.cookies["hubbub_session"]
        await browser.sign_in(world.ours.founder.email)
        assert browser.http.cookies["hubbub_session"] != first
        planted = {"Cookie": f"hubbub_session={first}"}
        assert (await api.send(None, "GET", "/api/me", headers=planted)).status_code == 401


@pytest.mark.parametrize("forged", ["x", "A" * 43, "%00", "' OR 1=1", "é", "a" * 5000])
async def test_a_forged_cookie_is_nobodys(forged: str, world: World, api: Api) -> None:
    headers = {"Cookie": f"hubbub_session={forged}".encode()}
    refused = await api.send(None, "GET", "/api/me", headers=headers)
    assert (refused.status_code, refused.json()["code"]) == (401, "signed_out")


async def test_a_sign_in_from_a_browser_never_seen_is_noted(world: World, api: Api) -> None:
    founder = world.ours.founder

    async def notes() -> int:
        kind = "user.signed_in_from_new_device"
        return len(await world.sql(world.ours, "SELECT 1 FROM audit WHERE kind = %s", kind))

    async with browsing(api) as browser, browsing(api) as other:
        # The very first browser is nothing to be told of.
        await browser.sign_in(founder.email)
        await browser.sign_in(founder.email)
        assert await notes() == 0
        await post(world, world.ours)
        await other.sign_in(founder.email)
        await other.sign_in(founder.email)
        assert await notes() == 1
        told = await letters_to(world, world.ours, founder.email)
        assert [each.subject for each in told] == ["Sign-in from a new browser"]


async def test_a_second_factor_is_reset_by_who_may_and_not_from_below(
    world: World, api: Api
) -> None:
    founder, helper = world.ours.founder, world.ours.supervisor
    async with browsing(api) as browser:
        await administrator(browser, world)
        await browser.set_up_codes()
        await browser.add_passkey()
        own = await browser.send("DELETE", f"/api/users/{founder.user_id.hex}/second-factor")
        assert (own.status_code, own.json()["code"]) == (409, "oneself")
        path = f"/api/users/{founder.user_id.hex}/second-factor"
        assert (await api.send(world.ours.agent, "DELETE", path)).status_code == 403
        [row] = await world.sql(
            world.ours,
            "INSERT INTO roles (account_id, id, name, permissions) VALUES "
            "(%s, gen_random_uuid(), 'Help', ARRAY['account/users/manage']) RETURNING id",
            world.ours.id,
        )
        async with world.database.transaction(world.ours.id) as tx:
            role: Any = row[0]
            await change_roles(tx, helper.user_id, frozenset({role}), SYSTEM_AUTHORITY)
        below = await api.send(helper, "DELETE", path)
        assert (below.status_code, below.json()["code"]) == (403, "beyond_own_rights")
        done = await api.send(world.ours.administrator, "DELETE", path)
        assert done.status_code == 204, done.text
        assert (await browser.send("GET", "/api/me")).status_code == 401
        assert (await browser.sign_in(founder.email)).status_code == 200
    kinds = [row[0] for row in await world.sql(world.ours, "SELECT kind FROM audit")]
    assert "second_factor.reset" in kinds


async def test_who_has_a_second_factor_and_who_not(world: World, api: Api) -> None:
    async with browsing(api) as browser:
        await administrator(browser, world)
        await browser.set_up_codes()
        await browser.add_passkey()
        shown = await browser.get(f"{SETTINGS}/second-factors?limit=3")
        everybody = list(shown["items"])
        while shown["next"]:
            cursor = shown["next"]
            shown = await browser.get(f"{SETTINGS}/second-factors?limit=3&cursor={cursor}")
            everybody += shown["items"]
        assert (shown["total"], shown["without"]) == (8, 7)
        assert len({each["id"] for each in everybody}) == len(everybody) == 9
        [mine] = [each for each in everybody if each["codes"]]
        assert (mine["name"], mine["passkeys"], mine["recovery_codes"]) == ("Ours Founder", 1, 10)
        lacking = (await browser.get(f"{SETTINGS}/second-factors?without=true"))["items"]
        assert len(lacking) == 7
        assert all(each["state"] == "enabled" for each in lacking)
