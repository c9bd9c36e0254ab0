"""Setting a provider up, and going to it and back as a browser does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from tests.browser_session import browsing
from tests.openid_provider import CLIENT_ID, CLIENT_SECRET

if TYPE_CHECKING:
    import httpx2

    from tests.api import Api
    from tests.browser_session import Browser
    from tests.openid_provider import Provider
    from tests.world import World

DOMAIN = "ours.example.com"
VERIFIED = {"email": f"agent@{DOMAIN}", "email_verified": True, "name": "Ana Horvat"}


def body_for(idp: Provider, **other: Any) -> dict[str, Any]:
    return {
        "label": "Company account", "issuer": idp.issuer, "client_id": CLIENT_ID,
        "client_secret": CLIENT_SECRET, "domains": [DOMAIN], **other,
    }  # fmt: skip


async def configure(app: Api, world: World, idp: Provider, **other: Any) -> str:
    """A provider that the founder has set up; its id."""
    async with browsing(app) as browser:
        await browser.sign_in(world.ours.founder.email)
        await browser.confirm()
        made = await browser.post("/api/openid-providers", body_for(idp, **other))
        assert made["has_secret"]
        assert CLIENT_SECRET not in str(made)
    return made["id"]


async def leave(browser: Browser, provider_id: str, following: str | None = None) -> str:
    body = {"provider_id": provider_id, "next": following}
    return (await browser.post("/api/sign-in/openid", body))["location"]


async def go(
    browser: Browser, idp: Provider, provider_id: str, following: str | None = None
) -> httpx2.Response:
    """All the way to the provider and back."""
    return await browser.http.get(idp.log_in(await leave(browser, provider_id, following)))


def problem_in(response: httpx2.Response) -> str:
    """Why somebody was sent back to the sign-in page."""
    location = urlsplit(response.headers["location"])
    assert (response.status_code, location.path) == (303, "/desk/sign-in"), response.text
    return parse_qs(location.query)["problem"][0]
