"""Webhooks in the browser: one is added, tried, told of a text, and its secret is changed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest_asyncio
from playwright.async_api import expect
from standardwebhooks.webhooks import Webhook

from tests.e2e.axe import complaints_in_both_themes
from tests.e2e.browser import Complaints
from tests.e2e.test_journey_in_the_browser import sign_up
from tests.reactions.webhooks.office import BROKEN, always, listening
from tests.waiting import until

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page

    from tests.e2e.installation import Installation


@pytest_asyncio.fixture(loop_scope="session")
async def page(browser: Browser) -> Page:
    """As wide as a desk, and open to axe, which the page's own policy would keep out."""
    context = await browser.new_context(viewport={"width": 1440, "height": 900}, bypass_csp=True)
    return await context.new_page()


async def test_a_webhook_is_added_tried_and_followed(
    installation: Installation, page: Page
) -> None:
    await sign_up(page, installation)
    complaints = Complaints(page)
    await page.goto(f"{installation.url}/desk/account/webhooks")
    await expect(page.get_by_role("heading", name="No webhooks yet")).to_be_visible()
    assert await complaints_in_both_themes(page) == []
    await page.get_by_role("button", name="Add webhook").click()
    form = page.get_by_role("dialog")
    await form.get_by_label("Name", exact=True).fill("Order system")
    await form.get_by_label("Address").fill("https://10.0.0.1/hook")
    # By keyboard: the label's box is ticked with the space bar.
    await form.get_by_label("A conversation began").focus()
    await page.keyboard.press("Space")
    await form.get_by_role("button", name="Add webhook").click()
    await expect(form.get_by_text("leads into a private network").first).to_be_visible()
    # The browser itself reports the refusal.
    complaints.found.clear()
    assert await complaints_in_both_themes(page) == []

    async with listening() as receiver:
        await form.get_by_label("Address").fill(receiver.url)
        await form.get_by_role("button", name="Add webhook").click()
        await expect(page.get_by_role("dialog", name="Copy the secret now")).to_be_visible()
        secret = await page.locator("code", has_text="whsec_").inner_text()
        assert await complaints_in_both_themes(page) == []
        await page.get_by_role("button", name="Done").click()
        await page.wait_for_url(re.compile("/desk/account/webhooks/[0-9a-f]{32}"))
        await page.get_by_role("button", name="Send a test").click()
        await until(lambda: receiver.of("webhook.test"))
        test = receiver.of("webhook.test")[0]
        Webhook(secret).verify(test.raw, test.headers)
        await expect(page.get_by_role("cell", name="webhook.test", exact=True)).to_be_visible()
        await expect(page.get_by_text("Delivered").last).to_be_visible()

        receiver.answer = always(BROKEN)
        await see_a_failure(page)
        await change_the_secret_and_the_state(page)
    assert complaints.found == []


async def see_a_failure(page: Page) -> None:
    """Send a test that the program there does not take."""
    await page.get_by_role("button", name="Send a test").click()
    row = page.get_by_role("row").filter(has_text="500")
    await expect(row).to_be_visible()
    assert await complaints_in_both_themes(page) == []
    await row.get_by_role("button", name="Details of webhook.test").click()
    details = page.get_by_role("dialog", name="webhook.test")
    await expect(details.get_by_text("Oops", exact=True)).to_be_visible()
    assert await complaints_in_both_themes(page) == []
    await page.keyboard.press("Escape")


async def change_the_secret_and_the_state(page: Page) -> None:
    await page.get_by_role("button", name="More").click()
    await page.get_by_role("menuitem", name="New secret").click()
    await page.get_by_role("button", name="Make new secret").click()
    await expect(page.get_by_role("dialog", name="Copy the secret now")).to_be_visible()
    await page.get_by_role("button", name="Done").click()
    await expect(page.get_by_text("The new one and, until")).to_be_visible()
    await page.get_by_role("button", name="Pause", exact=True).click()
    await expect(page.get_by_text("Paused", exact=True)).to_be_visible()
    await page.get_by_role("button", name="Switch on", exact=True).click()
    await expect(page.get_by_text("On", exact=True)).to_be_visible()


async def test_on_a_phone_nothing_is_wider_than_the_page(
    installation: Installation, page: Page
) -> None:
    await sign_up(page, installation)
    body = {
        "name": "A shop with a long name that has to break somewhere",
        "url": "http://127.0.0.1:9/" + "a-long-path/" * 12,
        "kinds": ["conversation.created", "person.met"],
    }
    made = await page.evaluate(
        "body => fetch('/api/webhooks', {method: 'POST', body: JSON.stringify(body), "
        "headers: {'Content-Type': 'application/json'}}).then((r) => r.json())",
        body,
    )
    await page.set_viewport_size({"width": 390, "height": 844})
    for path in ("", f"/{made['webhook']['id']}"):
        await page.goto(f"{installation.url}/desk/account/webhooks{path}")
        await expect(page.get_by_text("A shop with a long name").first).to_be_visible()
        wider = await page.evaluate(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        )
        assert not wider
