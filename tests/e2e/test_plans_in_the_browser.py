"""Starting and plans in the browser: without an account, inside one, and the operator beside."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest_asyncio
from playwright.async_api import expect

from tests.e2e.axe import complaints_in_both_themes
from tests.e2e.browser import Complaints
from tests.e2e.test_journey_in_the_browser import sign_up

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page

    from tests.e2e.installation import Installation


@pytest_asyncio.fixture(loop_scope="session")
async def page(browser: Browser) -> Page:
    """As wide as a desk, and open to axe, which the page's own policy would keep out."""
    context = await browser.new_context(
        viewport={"width": 1440, "height": 900}, bypass_csp=True, timezone_id="Europe/Zagreb"
    )
    return await context.new_page()


async def test_somebody_without_an_account_books_a_demo(
    installation: Installation, page: Page
) -> None:
    complaints = Complaints(page)
    await page.goto(f"{installation.url}/desk/sign-in")
    await page.get_by_role("link", name="New here?").click()
    await expect(page.get_by_role("heading", name="Welcome to Hubbub")).to_be_visible()
    assert await complaints_in_both_themes(page) == []
    await page.get_by_role("link", name="Propose times").click()
    await page.get_by_label("Your name").fill("Eva Kolar")
    await page.get_by_label("E-mail address").fill("eva-demo@example.org")
    await page.get_by_label("Time 1").fill("2020-01-01T10:00")
    await page.get_by_role("button", name="Send request").click()
    await expect(page.get_by_text("Propose a time that is still to come.")).to_be_visible()
    await expect(page.get_by_text("in Europe/Zagreb")).to_be_visible()
    soon = await page.evaluate(
        "new Date(Date.now() + 5 * 864e5).toLocaleDateString('sv') + 'T10:00'"
    )
    await page.get_by_label("Time 1").fill(soon)
    assert await complaints_in_both_themes(page) == []
    await page.get_by_role("button", name="Send request").click()
    await expect(page.get_by_role("heading", name="Your request has arrived")).to_be_visible()

    found = installation.command("requests", "list", "--state", "open")["requests"]
    [mine] = [each for each in found if each["email"] == "eva-demo@example.org"]
    confirmed = installation.command("requests", "confirm", mine["id"])
    assert (confirmed["state"], confirmed["agreed_at"]) == ("confirmed", mine["times"][0])
    assert confirmed["time_zone"] == "Europe/Zagreb"
    assert complaints.found == []


async def test_plans_are_compared_and_asked_for(installation: Installation, page: Page) -> None:
    complaints = Complaints(page)
    await page.goto(f"{installation.url}/desk/plans")
    await expect(page.get_by_role("heading", name="Team")).to_be_visible()
    assert await complaints_in_both_themes(page) == []
    await page.get_by_role("link", name="Ask for Team").click()
    await expect(page.get_by_label("Plan")).to_have_value("team")
    await page.get_by_label("Your name").fill("Eva Kolar")
    await page.get_by_label("E-mail address").fill("eva-plan@example.org")
    await page.get_by_role("button", name="Send request").click()
    await expect(page.get_by_role("heading", name="Your request has arrived")).to_be_visible()
    found = installation.command("requests", "list")["requests"]
    assert ("eva-plan@example.org", "team") in [(each["email"], each["plan"]) for each in found]
    assert complaints.found == []


async def test_an_open_page_shows_the_plan_that_the_operator_grants(
    installation: Installation, page: Page
) -> None:
    complaints = Complaints(page)
    await sign_up(page, installation)
    await page.goto(f"{installation.url}/desk/account/users")
    await page.get_by_role("link", name="Plan", exact=True).click()
    await expect(page.get_by_text("1 of 25")).to_be_visible()
    await page.get_by_role("button", name="Ask for Team").click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_label("Seats you need").fill("none")
    await dialog.get_by_role("button", name="Send request").click()
    await expect(dialog.get_by_text("Give a whole number of seats")).to_be_visible()
    await dialog.get_by_label("Seats you need").fill("60")
    await dialog.get_by_label("Note").fill("We grow.")
    await dialog.get_by_role("button", name="Send request").click()
    row = page.get_by_role("row", name=re.compile("60 seats"))
    await expect(row.get_by_text("Waiting")).to_be_visible()
    assert await complaints_in_both_themes(page) == []

    found = installation.command("requests", "list", "--state", "open")["requests"]
    [mine] = [each for each in found if each["seats"] == 60]
    installation.command("requests", "confirm", mine["id"])
    await expect(page.get_by_text("1 of 60")).to_be_visible()
    await expect(row.get_by_text("Granted")).to_be_visible()
    account = ("account", "plan", "--account", mine["account_id"])
    assert installation.command(*account)["plan"] == "team"
    assert installation.command(*account, "--plan", "business")["seats"] == 250
    await expect(page.get_by_text("1 of 250")).to_be_visible()
    assert complaints.found == []
