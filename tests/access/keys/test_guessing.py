"""Wrong keys are counted by where they come from, and right ones by nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubbub.access.keys.guessing import TRIES

if TYPE_CHECKING:
    from tests.api import Api
    from tests.world import World

USERS = "account/users/manage"
SCIM = "/scim/v2/Users"


async def attempts(world: World) -> list[tuple[str, int]]:
    async with world.database.engine() as tx:
        return [
            (row[0], row[1])
            for row in await tx.rows("SELECT key, count FROM attempts WHERE key LIKE 'key-%%'")
        ]


async def test_who_guesses_keys_is_slowed_down_and_nobody_else(world: World, api: Api) -> None:
    body = {"name": "Robot", "scopes": [USERS]}
    good = (await api.post(world.ours.founder, "/api/api-keys", body))["key"]
    for n in range(TRIES):
        path = "/api/users" if n % 2 else SCIM
        assert (await api.send(f"hub_{n}", "GET", path)).status_code == 401
    for path in ("/api/users", SCIM):
        refused = await api.send("hub_more", "GET", path)
        assert refused.status_code == 429
        assert 0 < int(refused.headers["Retry-After"]) <= 600
        assert "wrong API keys" in refused.json()["detail"]
    # A colleague behind the same address goes on working.
    assert (await api.send(good, "GET", "/api/users")).status_code == 200
    # What floods on is not written down any more.
    assert await attempts(world) == [("key-address:127.0.0.1", TRIES + 1)]


async def test_a_right_key_is_not_counted(world: World, api: Api) -> None:
    body = {"name": "Robot", "scopes": [USERS]}
    good = (await api.post(world.ours.founder, "/api/api-keys", body))["key"]
    for _ in range(3):
        assert (await api.send(good, "GET", "/api/users")).status_code == 200
    assert await attempts(world) == []


async def test_a_socket_whose_key_ends_is_no_guess(world: World, server: Api) -> None:
    body = {"name": "Robot", "scopes": [USERS]}
    made = await server.post(world.ours.founder, "/api/api-keys", body)
    async with server.live(made["key"]) as live:
        await live.until("ready")
        path = f"/api/api-keys/{made['id']}"
        assert (await server.send(world.ours.founder, "DELETE", path)).status_code == 204
        await live.until("signed_out")
    assert await attempts(world) == []
