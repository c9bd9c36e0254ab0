"""Where a request comes from decides what is throttled, which cookie is sent, and which origin
is our own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hubbub.access.sessions.signing_in import TRIES_BY_ADDRESS
from tests.api import in_process
from tests.world import PASSWORD

if TYPE_CHECKING:
    from pathlib import Path

    import httpx2

    from tests.api import Api
    from tests.world import World

PROXIES = "127.0.0.0/8"


async def guess(api: Api, forwarded: str) -> int:
    form = {"email": "nobody@example.com", "password": "x" * 300}
    answer = await api.send(
        None, "POST", "/api/session", form, headers={"X-Forwarded-For": forwarded}
    )
    return answer.status_code


async def exhaust(world: World, source: str) -> None:
    """As if so much was guessed from there already."""
    async with world.database.engine() as tx:
        await tx.execute(
            "INSERT INTO attempts (key, window_start, count) VALUES (%s, now(), %s)",
            (f"sign-in-address:{source}", TRIES_BY_ADDRESS),
        )


async def test_a_forged_header_does_not_make_a_guesser_somebody_else(
    world: World, api: Api
) -> None:
    await exhaust(world, "127.0.0.1")
    assert await guess(api, "203.0.113.1") == 429


async def test_behind_a_proxy_each_client_counts_for_himself(world: World, tmp_path: Path) -> None:
    await exhaust(world, "203.0.113.1")
    async with in_process(world.database.address, tmp_path, trusted_proxies=PROXIES) as api:
        assert await guess(api, "203.0.113.1") == 429
        assert await guess(api, "203.0.113.2") == 401
        # What the client wrote himself stands before what the proxy has added.
        assert await guess(api, "203.0.113.2, 203.0.113.1") == 429


async def sign_in(api: Api, world: World, headers: dict[str, str]) -> httpx2.Response:
    form = {"email": world.ours.founder.email, "password": PASSWORD}
    return await api.send(None, "POST", "/api/session", form, headers=headers)


async def test_over_https_at_a_trusted_proxy_the_cookie_is_bound_to_the_host(
    world: World, tmp_path: Path
) -> None:
    proxied = {
        "Origin": "https://desk.example.com",
        "X-Forwarded-Proto": "https",
        "X-Forwarded-Host": "desk.example.com",
    }
    async with in_process(world.database.address, tmp_path, trusted_proxies=PROXIES) as api:
        response = await sign_in(api, world, proxied)
        assert response.status_code == 200, response.text
        cookie = response.headers["set-cookie"]
        assert cookie.startswith("__Host-hubbub_session=")
        assert "Secure" in cookie
        sent = {**proxied, "Cookie": cookie.partition(";")[0]}
        assert (await api.send(None, "GET", "/api/me", headers=sent)).status_code == 200
        gone = await api.send(None, "DELETE", "/api/session", headers=sent)
        assert gone.headers["set-cookie"].startswith("__Host-hubbub_session=")
        assert (await api.send(None, "GET", "/api/me", headers=sent)).status_code == 401


@pytest.mark.parametrize("name", ["X-Forwarded-Proto", "X-Forwarded-Host"])
async def test_without_a_trusted_proxy_scheme_and_host_are_the_connections(
    world: World, api: Api, name: str
) -> None:
    value = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "evil.example"}[name]
    response = await sign_in(api, world, {"Origin": api.origin, name: value})
    assert response.headers["set-cookie"].startswith("hubbub_session=")
    forged = await sign_in(api, world, {"Origin": "http://evil.example", name: value})
    assert (forged.status_code, forged.json()["code"]) == (403, "cross_site")
