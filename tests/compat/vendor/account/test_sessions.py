"""Sessions and tokens of programs: how they begin, what they open, and what ends them."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest

from hubbub.access.authority import SYSTEM_AUTHORITY
from hubbub.access.passwords import hash_password
from hubbub.access.users.changing_password import change_own_password
from hubbub.access.users.disabling import set_enabled
from hubbub.access.users.signing_out import sign_out_everywhere
from hubbub.kernel.clock import now
from tests.compat.vendor.wire import basic
from tests.world import PASSWORD

if TYPE_CHECKING:
    from tests.compat.vendor.wire import Wire
    from tests.world import World

KEYS = "/settings/2/api-keys"
ACCOUNTS = "/settings/1/accounts"
SESSION = "/auth/1/session"
TOKEN = "/auth/1/oauth2/token"
AUDIT = "/audit/1/logs"


async def test_a_session_opens_until_it_is_ended(world: World, wire: Wire) -> None:
    by = await wire.session(world.ours.founder)
    assert await wire.status(by, KEYS) == 200
    assert (await wire.send(by, "DELETE", SESSION)).status_code == 200
    assert await wire.status(by, KEYS) == 401
    assert (await wire.send(by, "DELETE", SESSION)).status_code == 401
    other = await wire.send(basic(world.ours.founder.email), "DELETE", SESSION)
    assert other.status_code == 403


async def test_each_token_opens_only_where_it_belongs(world: World, wire: Wire) -> None:
    founder = world.ours.founder
    session, token = await wire.session(founder), await wire.token(founder.email)
    for scheme in ("IBSSO", "Bearer", "App", "Negotiate"):
        for shown in (session, token, f"- {founder.token}"):
            swapped = f"{scheme} {shown.partition(' ')[2]}"
            expected = 200 if swapped in (session, token) else 401
            assert await wire.status(swapped) == expected, swapped
    for shown in (session, token):
        value = shown.partition(" ")[2]
        assert (await wire.api.send(value, "GET", "/api/me")).status_code == 401
        cookie = {"Cookie": f"hubbub_session={value}"}
        found = await wire.api.http.get("/api/me", headers=cookie)
        assert found.status_code == 401


async def test_a_session_lapses_after_an_hour_without_use(world: World, wire: Wire) -> None:
    by = await wire.session(world.ours.founder)
    aged = "UPDATE sessions SET seen_at = now() - %s WHERE kind = 'program'"
    await world.sql(world.ours, aged, timedelta(minutes=59))
    # Being used, it begins another hour.
    assert await wire.status(by) == 200
    [seen] = await world.sql(
        world.ours, "SELECT seen_at > now() - interval '1 minute' FROM sessions "
        "WHERE kind = 'program'",
    )  # fmt: skip
    assert seen == (True,)
    await world.sql(world.ours, aged, timedelta(minutes=61))
    assert await wire.status(by) == 401


async def test_a_token_lasts_its_hour_and_no_longer(world: World, wire: Wire) -> None:
    by = await wire.token(world.ours.founder.email)
    await world.sql(world.ours, "UPDATE sessions SET seen_at = now() - interval '3 hours'")
    assert await wire.status(by) == 200
    [life] = await world.sql(
        world.ours, "SELECT expires_at - created_at FROM sessions WHERE kind = 'token'"
    )
    assert life == (timedelta(hours=1),)
    await world.sql(world.ours, "UPDATE sessions SET expires_at = now()")
    assert await wire.status(by) == 401


@pytest.mark.parametrize("end", ["disabled", "password", "everywhere"])
async def test_whatever_ends_sessions_ends_these(world: World, wire: Wire, end: str) -> None:
    founder = world.ours.founder
    shown = [await wire.session(founder), await wire.token(founder.email)]
    assert [await wire.status(by) for by in shown] == [200, 200]
    if end == "password":
        [own] = await world.sql(
            world.ours, "SELECT id FROM sessions WHERE user_id = %s AND kind = 'browser'",
            founder.user_id,
        )  # fmt: skip
        session = (founder.user_id, own[0])
        new = "another long password"
        await change_own_password(world.database, world.ours.id, session, PASSWORD, new)
    else:
        async with world.database.transaction(world.ours.id) as tx:
            if end == "disabled":
                await set_enabled(tx, founder.user_id, False, SYSTEM_AUTHORITY)
            else:
                await sign_out_everywhere(tx, founder.user_id, SYSTEM_AUTHORITY)
    assert [await wire.status(by) for by in shown] == [401, 401]
    by_password = await wire.status(basic(founder.email))
    assert by_password == (200 if end == "everywhere" else 401)


async def test_a_session_holds_for_the_address_that_began_it(world: World, wire: Wire) -> None:
    bound = await wire.session(world.ours.founder)
    free = await wire.session(world.ours.founder, unsafe=True)
    await world.sql(
        world.ours, "UPDATE sessions SET bound_to = '203.0.113.9' WHERE bound_to = '127.0.0.1'"
    )
    assert await wire.status(bound) == 401
    assert await wire.status(free) == 200


@pytest.mark.parametrize("why", ["has one", "must have one"])
async def test_no_program_goes_round_a_second_factor(world: World, wire: Wire, why: str) -> None:
    founder = world.ours.founder
    session, token = await wire.session(founder), await wire.token(founder.email)
    if why == "has one":
        await world.sql(
            world.ours, "INSERT INTO totp_secrets (account_id, user_id, sealed_secret) "
            "VALUES (%s, %s, 'x')", world.ours.id, founder.user_id,
        )  # fmt: skip
    else:
        await world.sql(
            world.ours, "INSERT INTO sign_in_settings (account_id, requires_second_factor) "
            "VALUES (%s, true)", world.ours.id,
        )  # fmt: skip
        # Those that began before may do nothing but end.
        assert await wire.status(session) == 403
        assert await wire.status(token) == 403
        assert (await wire.send(session, "DELETE", SESSION)).status_code == 200
    body = {"username": founder.email, "password": PASSWORD}
    refused = await wire.send(None, "POST", SESSION, body)
    told = refused.json()["requestError"]["serviceException"]
    assert (refused.status_code, told["messageId"]) == (400, "FORBIDDEN")
    assert "API key" in told["text"]
    form = {"client_id": founder.email, "client_secret": PASSWORD}
    form |= {"grant_type": "client_credentials"}
    refused = await wire.send(None, "POST", TOKEN, urlencode(form).encode())
    assert refused.json()["error"] == "unauthorized_client"
    assert await wire.status(basic(founder.email)) == 403
    # To whoever does not know the password nothing of this is told.
    assert await wire.status(basic(founder.email, "wrong")) == 401


async def test_who_guesses_passwords_is_slowed_down(world: World, wire: Wire) -> None:
    body = {"username": world.ours.founder.email, "password": "wrong"}
    for _ in range(10):
        refused = await wire.send(None, "POST", SESSION, body)
        assert refused.status_code == 400
        told = refused.json()["requestError"]["serviceException"]
        assert told["messageId"] == "UNAUTHORIZED"
    refused = await wire.send(None, "POST", SESSION, {**body, "password": PASSWORD})
    assert (refused.status_code, "Retry-After" in refused.headers) == (429, True)
    assert (await wire.send(basic(body["username"]), "GET", KEYS)).status_code == 429


async def test_a_password_that_was_right_is_not_computed_or_counted_again(
    world: World, wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    by = basic(world.ours.founder.email)
    assert await wire.status(by) == 200

    async def never(*_: object) -> bool:
        raise AssertionError

    with monkeypatch.context() as patch:
        patch.setattr("hubbub.access.sessions.signing_in.is_password", never)
        # Also while somebody else guesses at this name, and as many at once as there may be.
        found = await asyncio.gather(*(wire.status(by) for _ in range(20)))
        assert set(found) == {200}
        with pytest.raises(AssertionError):
            await wire.status(basic(world.ours.founder.email, "wrong"))
    changed = await hash_password("another long password")
    await world.sql(world.ours, "UPDATE users SET password_hash = %s", changed)
    assert await wire.status(by) == 401


@pytest.mark.parametrize(
    "body", [{}, {"username": "x"}, {"username": 7, "password": "x"}, [], "x", None]
)
async def test_a_session_needs_a_name_and_a_password(
    wire: Wire, body: object, world: World
) -> None:
    assert (await wire.send(None, "POST", SESSION, body)).status_code == 400


@pytest.mark.parametrize("place", ["form", "address", "both", "header"])
async def test_client_credentials_are_taken_from_wherever_clients_put_them(
    world: World, wire: Wire, place: str
) -> None:
    grant = {"grant_type": "client_credentials"}
    who = {"client_id": world.ours.founder.email, "client_secret": PASSWORD}
    by = basic(world.ours.founder.email) if place == "header" else None
    body, query = {
        "form": ({**grant, **who}, {}), "address": ({}, {**grant, **who}),
        "both": (grant, who), "header": (grant, {}),
    }[place]  # fmt: skip
    answer = await wire.send(by, "POST", TOKEN, urlencode(body).encode(), params=query)
    assert answer.json()["expires_in"] == 3600
    assert await wire.status(f"Bearer {answer.json()['access_token']}", KEYS) == 200


@pytest.mark.parametrize(
    ("changed", "status", "error"),
    [
        ({"grant_type": "authorization_code"}, 400, "unsupported_grant_type"),
        ({"grant_type": ""}, 400, "invalid_request"),
        ({"client_secret": "wrong"}, 401, "invalid_client"),
        ({"client_secret": "hub_wrong"}, 401, "invalid_client"),
        ({"client_id": "nobody\0"}, 400, "invalid_request"),
    ],
)
async def test_wrong_client_credentials_are_told_as_oauth_tells_them(
    world: World, wire: Wire, changed: dict[str, str], status: int, error: str
) -> None:
    form = {
        "grant_type": "client_credentials", "client_id": world.ours.founder.email,
        "client_secret": PASSWORD, **changed,
    }  # fmt: skip
    refused = await wire.send(None, "POST", TOKEN, urlencode(form).encode())
    assert (refused.status_code, refused.json()["error"]) == (status, error)


async def test_a_token_of_a_key_has_its_rights_and_ends_with_it(world: World, wire: Wire) -> None:
    by = basic(world.ours.founder.email)
    soon = (now() + timedelta(minutes=9)).isoformat()
    body = {"name": "A", "scopeGuids": ["audit-logs:read"], "validTo": soon}
    made = await wire.ok(by, "POST", KEYS, body)
    other = await wire.ok(by, "POST", KEYS, {**body, "name": "B"})
    secret = made["apiKeySecret"]
    form = {"grant_type": "client_credentials", "client_id": other["id"], "client_secret": secret}
    mixed = await wire.send(None, "POST", TOKEN, urlencode(form).encode())
    assert (mixed.status_code, mixed.json()["error"]) == (401, "invalid_client")

    form["client_id"] = made["id"]
    answer = await wire.send(None, "POST", TOKEN, urlencode(form).encode())
    assert 500 < answer.json()["expires_in"] <= 540
    token = f"Bearer {answer.json()['access_token']}"
    assert await wire.status(token, AUDIT) == 200
    assert await wire.status(token, KEYS) == 403
    path = f"{KEYS}/{made['id']}"
    await wire.ok(by, "PUT", path, {"enabled": False})
    assert await wire.status(token, AUDIT) == 401
    await wire.ok(by, "PUT", path, {"enabled": True})
    assert await wire.status(token, AUDIT) == 200
    await wire.ok(by, "PUT", path, {"allowedIPs": ["203.0.113.9"]})
    assert await wire.status(token, AUDIT) == 403
    revoked = await wire.api.send(world.ours.founder, "DELETE", f"/api/api-keys/{made['id']}")
    assert revoked.status_code == 204
    assert await wire.status(token, AUDIT) == 401
    assert await world.sql(world.ours, "SELECT FROM sessions WHERE kind = 'token'") == []


async def test_programs_stand_among_the_sessions_of_their_owner(world: World, wire: Wire) -> None:
    founder = world.ours.founder
    by = await wire.session(founder)
    sessions = (await wire.api.get(founder, "/api/me/sessions"))["items"]
    [shown] = [each for each in sessions if each["browser"] == "Program, by session"]
    ended = await wire.api.send(founder, "DELETE", f"/api/me/sessions/{shown['id']}")
    assert ended.status_code == 204
    assert await wire.status(by) == 401
