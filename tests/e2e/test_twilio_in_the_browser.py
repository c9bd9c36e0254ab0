"""Twilio at the desk: added, a number of it brought here, a text in, an answer out, delivered."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import pytest_asyncio
from playwright.async_api import expect

from hubbub.channels.sms.adapters.registry import KINDS
from hubbub.channels.sms.simulated import simulated_system_id
from hubbub.features.numbers.selling import Purchase, Search
from tests.channels.sms.adapters.stands import access_to
from tests.e2e.axe import complaints_in_both_themes
from tests.e2e.browser import Complaints
from tests.e2e.phones import shown
from tests.e2e.test_journey_in_the_browser import sign_up, text_from

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page

    from tests.e2e.installation import Installation

QUESTION, ANSWER = "Do you ship to Iceland?", "We do. " + "Every week, by sea. " * 12
ACCOUNT = "fetch('/api/me').then((r) => r.json()).then((me) => me.account.id)"
FORWARD = """number => fetch('/api/numbers').then((r) => r.json()).then(({ items }) =>
  fetch(`/api/numbers/${items.find((each) => each.number === number).id}/inbound`, {
    method: 'PUT', headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ channel: 'sms', action: 'conversations', version: 0 }),
  })).then((r) => r.status)"""


@pytest_asyncio.fixture(loop_scope="session")
async def page(browser: Browser) -> Page:
    """As wide as a desk, and open to axe, which the page's own policy would keep out."""
    context = await browser.new_context(
        viewport={"width": 1440, "height": 900}, bypass_csp=True, locale="en-GB"
    )
    return await context.new_page()


async def test_a_text_comes_and_its_answer_goes_over_twilio(
    installation: Installation, page: Page, browser: Browser
) -> None:
    await sign_up(page, installation)
    complaints = Complaints(page)
    start = page.get_by_role("button", name="Start taking work")
    await start.click()
    await expect(start).to_have_count(0)
    number = await owned_already(page, installation)
    await page.goto(f"{installation.url}/desk/channels/numbers")
    await page.get_by_role("tab", name="Carriers").click()
    await add_twilio(page, complaints)
    await bring(page, number)
    assert await page.evaluate(FORWARD, number) == 200

    handset = await browser.new_page()
    await handset.goto(f"{installation.url}/simulator")
    await text_from(handset, number, QUESTION)
    await page.goto(f"{installation.url}/desk/work")
    await page.get_by_text(QUESTION, exact=True).first.click()
    composer = page.get_by_role("textbox", name=re.compile("reply", re.IGNORECASE))
    await composer.fill(ANSWER)
    await composer.press("Control+Enter")
    await expect(page.get_by_text("Delivered").first).to_be_attached()
    # In one piece, however many segments it takes.
    await expect(handset.get_by_text(ANSWER.strip()).first).to_be_visible()
    assert complaints.found == []


async def owned_already(page: Page, installation: Installation) -> str:
    """A number that the account has at Twilio, whose texts go somewhere else so far."""
    account_id = await page.evaluate(
        "fetch('/api/me').then((r) => r.json()).then((m) => m.account.id)"
    )
    system_id = simulated_system_id(UUID(account_id))
    access = access_to("twilio", installation.home, "http://127.0.0.1:9/other", system_id)
    open_seller = KINDS["twilio"].seller
    assert open_seller is not None
    seller = open_seller(access)
    offer = (await seller.search(Search("US", frozenset({"sms"}), "long")))[-1]
    assert (await seller.buy(Purchase(uuid4().hex, offer))).state == "bought"
    return offer.number


async def add_twilio(page: Page, complaints: Complaints) -> None:
    await page.get_by_role("button", name="Add carrier").click()
    dialog = page.get_by_role("dialog", name="Add carrier")
    assert await complaints_in_both_themes(page) == []
    await dialog.get_by_role("button", name=re.compile("Twilio")).click()
    await dialog.get_by_role("button", name="Add carrier").click()
    await expect(dialog.get_by_label("Account SID")).to_be_focused()
    assert await complaints_in_both_themes(page) == []
    # The browser itself reports the refusal.
    complaints.found.clear()
    await dialog.get_by_label("Let the simulator play Twilio").check()
    await dialog.get_by_role("button", name="Add carrier").click()
    line = page.get_by_role("listitem").filter(has_text="Played by the simulator")
    await expect(line).to_contain_text("Connected", timeout=20_000)


async def bring(page: Page, number: str) -> None:
    await page.get_by_role("button", name="Numbers at Twilio").click()
    dialog = page.get_by_role("dialog", name="Numbers at Twilio")
    row = dialog.get_by_role("listitem").filter(has_text=shown(number))
    assert await complaints_in_both_themes(page) == []
    await row.get_by_role("button", name="Add to Hubbub").click()
    await expect(row).to_contain_text("In Hubbub")
    await dialog.get_by_role("button", name="Close").last.click()
