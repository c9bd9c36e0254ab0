"""A program subscribes over the vendor's wire; the desk shows it, tries it and pauses it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest_asyncio
from playwright.async_api import expect

from tests.e2e.axe import complaints_in_both_themes
from tests.e2e.browser import Complaints
from tests.e2e.test_journey_in_the_browser import sign_up
from tests.reactions.webhooks.office import listening
from tests.waiting import until

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page

    from tests.e2e.installation import Installation

POST = """([path, body, headers]) => fetch(path, {method: 'POST', body: JSON.stringify(body),
    headers: {'Content-Type': 'application/json', ...headers}}).then((r) => r.json())"""


@pytest_asyncio.fixture(loop_scope="session")
async def page(browser: Browser) -> Page:
    """As wide as a desk, and open to axe, which the page's own policy would keep out."""
    context = await browser.new_context(viewport={"width": 1440, "height": 900}, bypass_csp=True)
    return await context.new_page()


async def subscribe(page: Page, url: str) -> None:
    """As a program with a key of its own does."""
    key = {"name": "CRM", "scopes": ["account/webhooks/manage"]}
    made = await page.evaluate(POST, ["/api/api-keys", key, {}])
    body: dict[str, Any] = {
        "subscriptionId": "crm-events", "events": ["CONVERSATION_CREATED"],
        "profile": {"profileId": "crm", "webhook": {"notifyUrl": url}},
    }  # fmt: skip
    path = "/subscriptions/1/subscription/CUSTOMER_ENGAGEMENT"
    told = await page.evaluate(POST, [path, body, {"Authorization": f"App {made['key']}"}])
    assert told["subscriptionId"] == "crm-events", told


async def test_a_subscription_is_shown_tried_and_paused_and_changed_by_its_program_alone(
    installation: Installation, page: Page
) -> None:
    await sign_up(page, installation)
    complaints = Complaints(page)
    async with listening() as receiver:
        await subscribe(page, receiver.url)
        await page.goto(f"{installation.url}/desk/account/webhooks")
        row = page.get_by_role("row").filter(has_text="crm-events")
        await expect(row.get_by_text("Subscription of a program")).to_be_visible()
        assert await complaints_in_both_themes(page) == []
        await row.get_by_role("link", name="crm-events").click()
        await page.wait_for_url(re.compile("/desk/account/webhooks/[0-9a-f]{32}"))
        await expect(page.get_by_text("Set up by", exact=True)).to_be_visible()
        await expect(page.get_by_role("button", name="Edit")).to_have_count(0)
        await page.get_by_role("button", name="More").click()
        await expect(page.get_by_role("menuitem", name="Remove")).to_be_visible()
        await expect(page.get_by_role("menuitem", name="New secret")).to_have_count(0)
        await page.keyboard.press("Escape")
        assert await complaints_in_both_themes(page) == []
        await page.get_by_role("button", name="Send a test").click()
        await until(lambda: receiver.of("TEST"))
        await page.get_by_role("button", name="Pause", exact=True).click()
        await expect(page.get_by_text("Paused", exact=True)).to_be_visible()
    await page.set_viewport_size({"width": 390, "height": 844})
    wider = await page.evaluate(
        "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    )
    assert not wider
    assert complaints.found == []
