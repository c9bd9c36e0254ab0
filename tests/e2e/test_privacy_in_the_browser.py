"""Personal data in the browser: taken along, held, erased, and kept no longer than wanted."""

from __future__ import annotations

import io
import json
import uuid
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest_asyncio
from playwright.async_api import expect

from tests.e2e.axe import complaints_in_both_themes
from tests.e2e.browser import Complaints
from tests.e2e.people import Customer
from tests.e2e.test_journey_at_the_wire import connected
from tests.e2e.test_journey_in_the_browser import sign_up

if TYPE_CHECKING:
    from playwright.async_api import Browser, Locator, Page

    from tests.e2e.installation import Installation

WORD = "Kirschkernkissen"


@pytest_asyncio.fixture(loop_scope="session")
async def page(browser: Browser) -> Page:
    """As wide as a desk, and open to axe, which the page's own policy would keep out."""
    context = await browser.new_context(viewport={"width": 1440, "height": 900}, bypass_csp=True)
    return await context.new_page()


async def test_a_person_is_taken_along_held_and_erased_and_the_rest_by_rule(
    installation: Installation, page: Page
) -> None:
    number = await sign_up(page, installation)
    complaints = Complaints(page)
    customer = Customer(installation, f"+38598{uuid.uuid4().int % 10**7:07d}")
    await connected(customer, number)
    await customer.text(number, f"It is {WORD}")
    await page.goto(f"{installation.url}/desk/all")
    await page.get_by_text(WORD).first.click()
    await page.get_by_role("button", name="Personal data").click()
    dialog = page.get_by_role("dialog", name="Personal data")
    await expect(dialog.get_by_text("1 text in 1 conversation")).to_be_visible()
    assert await complaints_in_both_themes(page) == []
    await take_along(page, dialog)

    hold = dialog.get_by_role("switch", name="Hold back from erasing")
    await hold.click()
    await expect(dialog.get_by_role("button", name="Erase this person")).to_have_count(0)
    await hold.click()
    await dialog.get_by_role("button", name="Erase this person").click()
    await dialog.get_by_label("Type the number").fill("+385 91 000 0000")
    await dialog.get_by_role("button", name="Erase for good").click()
    await expect(dialog.get_by_text("not the number of this person").first).to_be_visible()
    assert await complaints_in_both_themes(page) == []
    await dialog.get_by_label("Type the number").fill(customer.phone)
    await dialog.get_by_role("button", name="Erase for good").click()
    await expect(dialog.get_by_text("with 1 text.")).to_be_visible(timeout=20_000)
    await page.keyboard.press("Escape")
    # Whoever had it open reads on nothing.
    thread = page.get_by_role("article").first
    await expect(thread.get_by_text("at the person's wish")).to_be_visible()
    await expect(page.get_by_text(WORD)).to_have_count(0)
    await expect(page.get_by_text("Erased person").first).to_be_visible()
    assert await complaints_in_both_themes(page) == []
    await customer.text(number, "Me again")
    await expect(page.get_by_text("Me again").first).to_be_visible()
    await customer.close()

    await keep_no_longer(page, installation)
    await page.goto(f"{installation.url}/desk/account/stuck-work")
    await expect(page.get_by_text("Nothing is stuck")).to_be_visible()
    assert await complaints_in_both_themes(page) == []
    # The browser itself reports the two refusals.
    assert [each for each in complaints.found if "422" not in each] == []


async def take_along(page: Page, dialog: Locator) -> None:
    """The file is made by a worker, and fetched when it is there."""
    await dialog.get_by_role("button", name="Make a file").click()
    fetch = dialog.get_by_role("button", name="Download")
    await expect(fetch).to_be_visible(timeout=20_000)
    async with page.expect_download() as started:
        await fetch.click()
    path = await (await started.value).path()
    with zipfile.ZipFile(io.BytesIO(Path(path).read_bytes())) as archive:
        told = json.loads(archive.read("person.json"))
    assert [each["text"] for each in told["texts"]] == [f"It is {WORD}"]


async def keep_no_longer(page: Page, installation: Installation) -> None:
    """A rule is looked at before it holds."""
    await page.goto(f"{installation.url}/desk/account/retention")
    await page.get_by_label("Keep: Texts of closed conversations").select_option("days")
    days = page.get_by_label("Days: Texts of closed conversations")
    await days.fill("1")
    await page.get_by_role("button", name="Save").click()
    await expect(page.get_by_text("Give 7 days or more")).to_be_visible()
    await days.fill("30")
    assert await complaints_in_both_themes(page) == []
    await page.get_by_role("button", name="Save").click()
    sure = page.get_by_role("alertdialog", name="Keep it like this?")
    await expect(sure.get_by_text("Nothing is so old yet")).to_be_visible()
    await sure.get_by_role("button", name="Save").click()
    await expect(page.get_by_text("Saved")).to_be_visible()
    await page.reload()
    await expect(days).to_have_value("30")
    await page.get_by_role("button", name="Make a file").click()
    await expect(page.get_by_role("button", name="Download")).to_be_visible(timeout=20_000)
    assert await complaints_in_both_themes(page) == []
    await page.goto(f"{installation.url}/desk/account/plan")
    await expect(page.get_by_role("row").filter(has_text="Texts received today")).to_be_visible()
    assert await complaints_in_both_themes(page) == []
