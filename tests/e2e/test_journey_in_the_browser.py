"""The main job as people do it: sign up, text from the handset page, answer, see it delivered."""

from __future__ import annotations

import re
import uuid
from typing import TYPE_CHECKING

from playwright.async_api import expect

from tests.e2e.browser import Complaints
from tests.e2e.people import PASSWORD

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page

    from tests.e2e.installation import Installation

QUESTION = "Hi! Has my tent been shipped yet?"
ANSWER = "Good morning! It left our warehouse an hour ago."


async def sign_up(page: Page, installation: Installation) -> str:
    """Make an account in the browser; its number."""
    await page.goto(f"{installation.url}/desk/sign-up")
    await page.get_by_label("Organisation").fill("Acme Outdoor")
    await page.get_by_label("Your name").fill("Ana Horvat")
    await page.get_by_label("E-mail address").fill(f"{uuid.uuid4().hex}@example.com")
    await page.get_by_label("Password", exact=True).fill(PASSWORD)
    await page.get_by_role("button", name="Create account").click()
    await page.wait_for_url(re.compile("/desk/work"))
    number = await page.evaluate(
        "fetch('/api/numbers').then((r) => r.json()).then((n) => n.items[0].number)"
    )
    return str(number)


async def text_from(handset: Page, number: str, text: str) -> None:
    """Text one of our numbers from a phone that is invented for it."""
    async with handset.expect_response(lambda told: told.url.endswith("/api/phones") and told.ok
                                       and told.request.method == "POST") as adding:  # fmt: skip
        await handset.get_by_role("button", name="New phone").click()
    added = (await (await adding.value).json())["number"]
    # What is chosen before it lies in the hand is chosen on the phone before it.
    spaced = re.compile(r"\s*".join(map(re.escape, added)))
    await expect(handset.locator("#phone-number")).to_have_text(spaced)
    to = handset.get_by_role("combobox", name="To")
    await expect(to.locator(f'option[value="{number}"]')).to_be_attached()
    await to.select_option(number)
    await handset.get_by_label("Text message").fill(text)
    await handset.get_by_role("button", name="Send").click()
    await expect(handset.get_by_role("log").get_by_text(text)).to_be_visible()


async def test_from_sign_up_to_delivered(
    installation: Installation, page: Page, browser: Browser
) -> None:
    complaints = Complaints(page)
    number = await sign_up(page, installation)
    await page.get_by_role("button", name="Start taking work").click()

    handset = await browser.new_page()
    await handset.goto(f"{installation.url}/simulator")
    await text_from(handset, number, QUESTION)

    # No reload: it comes by itself, and is given to the one who is available.
    row = page.get_by_text(QUESTION).first
    await expect(row).to_be_visible()
    await row.click()
    composer = page.get_by_role("textbox", name=re.compile("reply", re.IGNORECASE))
    await composer.fill(ANSWER)
    await composer.press("Control+Enter")
    await expect(page.get_by_text("Delivered").first).to_be_attached()
    await expect(handset.get_by_text(ANSWER).first).to_be_visible()
    assert complaints.found == []
