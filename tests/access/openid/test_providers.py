"""Setting providers up: what is refused and where, and never without a way in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.access.openid.journeys import DOMAIN, VERIFIED, body_for, configure, go
from tests.browser_session import browsing

if TYPE_CHECKING:
    from tests.api import Api
    from tests.browser_session import Browser
    from tests.openid_provider import Provider
    from tests.world import World


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"issuer": "https://127.0.0.2:1/"}, "issuer"),
        ({"issuer": "ftp://idp.example"}, "issuer"),
        ({"issuer": "http://169.254.169.254"}, "issuer"),
        ({"domains": ["gmail.com"]}, "domains"),
        ({"domains": ["no domain"]}, "domains"),
        ({"domains": [], "creates_users": True}, "domains"),
        ({"label": " "}, "label"),
        ({"client_id": ""}, "client_id"),
        ({"role_ids": ["0" * 32]}, "role_ids"),
    ],
)
async def test_what_cannot_work_is_said_at_its_field(
    change: dict[str, Any], field: str, world: World, app: Api, idp: Provider
) -> None:
    async with browsing(app) as browser:
        await browser.sign_in(world.ours.founder.email)
        await browser.confirm()
        refused = await browser.send("POST", "/api/openid-providers", body_for(idp, **change))
        assert refused.status_code == 422, refused.text
        assert refused.json()["errors"][0]["field"] == field


@pytest.mark.parametrize(
    "metadata",
    [{"issuer": "https://other.example"}, {"token_endpoint": None}, {"jwks_uri": 7}],
)
async def test_a_provider_that_describes_itself_wrongly_is_not_saved(
    metadata: dict[str, Any], world: World, app: Api, idp: Provider
) -> None:
    idp.metadata = metadata
    async with browsing(app) as browser:
        await browser.sign_in(world.ours.founder.email)
        await browser.confirm()
        refused = await browser.send("POST", "/api/openid-providers", body_for(idp))
        assert refused.json()["errors"][0]["field"] == "issuer"


async def test_a_private_address_is_asked_only_where_the_operator_allows(
    world: World, api: Api, idp: Provider
) -> None:
    async with browsing(api) as browser:
        await browser.sign_in(world.ours.founder.email)
        await browser.confirm()
        refused = await browser.send("POST", "/api/openid-providers", body_for(idp))
        assert "private network" in refused.json()["errors"][0]["message"]
    assert idp.asked == []


async def test_a_provider_is_changed_and_removed(world: World, app: Api, idp: Provider) -> None:
    provider_id = await configure(app, world, idp)
    path = f"/api/openid-providers/{provider_id}"
    async with browsing(app) as browser:
        await browser.sign_in(world.ours.founder.email)
        body = body_for(idp, label="New name", client_secret=None, version=1)
        assert (await browser.send("PUT", path, body)).json()["code"] == "confirm_first"
        await browser.confirm()
        changed = await browser.send("PUT", path, body)
        assert (changed.json()["label"], changed.json()["version"]) == ("New name", 2)
        stale = await browser.send("PUT", path, body)
        assert (stale.status_code, stale.json()["code"]) == (409, "stale")
        moved = {**body, "version": 2, "issuer": "https://idp.example"}
        assert (await browser.send("PUT", path, moved)).json()["errors"][0]["field"] == "issuer"
    async with browsing(app) as other:
        # The secret was kept.
        assert (await go(other, idp, provider_id)).headers["location"] == "/desk/"
    async with browsing(app) as browser:
        await browser.sign_in(world.ours.founder.email)
        await browser.confirm()
        assert (
            await browser.send("PUT", path, {**body, "version": 2, "enabled": False})
        ).is_success
        body = {"provider_id": provider_id}
        assert (await browser.send("POST", "/api/sign-in/openid", body)).status_code == 404
        assert (await browser.send("DELETE", path)).status_code == 204
        assert (await browser.send("DELETE", path)).status_code == 404


async def test_without_passwords_the_provider_is_the_way_in(
    world: World, app: Api, idp: Provider
) -> None:
    provider_id = await configure(app, world, idp)
    idp.claims = {**VERIFIED, "email": f"founder@{DOMAIN}"}
    settings = "/api/sign-in-settings"
    async with browsing(app) as browser:
        await browser.sign_in(world.ours.founder.email)
        await browser.confirm()
        body = {**await _editable(browser), "allows_passwords": False}
        refused = await browser.send("PUT", settings, body)
        assert refused.json()["errors"][0]["field"] == "allows_passwords"
    async with browsing(app) as browser:
        await go(browser, idp, provider_id)
        await browser.confirm()
        assert (await browser.send("PUT", settings, body)).status_code == 200
        removed = await browser.send("DELETE", f"/api/openid-providers/{provider_id}")
        assert (removed.status_code, removed.json()["code"]) == (409, "last_provider")
    async with browsing(app) as browser:
        closed = await browser.sign_in(world.ours.founder.email)
        assert (closed.status_code, closed.json()["code"]) == (403, "passwords_closed")
        wrong = await browser.sign_in(world.ours.founder.email, "wrong password")
        assert wrong.json()["code"] == "wrong_credentials"


async def _editable(browser: Browser) -> dict[str, Any]:
    shown = await browser.get("/api/sign-in-settings")
    return {k: v for k, v in shown.items() if not k.startswith("your")}
