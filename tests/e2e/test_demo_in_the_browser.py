"""See a demo: one click, people and customers are there, other eyes, an account of one's own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import psycopg
import pytest_asyncio
from playwright.async_api import expect

from hubbub.entrypoints.demonstration.script import PASSERS_BY
from hubbub.kernel.postgres import EmbeddedPostgres
from hubbub.kernel.postgres.configuration import OWNER
from tests.e2e.axe import complaints_in_both_themes
from tests.e2e.browser import Complaints

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page

    from tests.e2e.installation import Installation

FILLED = 90_000.0
WRITTEN = 40_000.0
CLEARED = 60_000.0


@pytest_asyncio.fixture(loop_scope="session")
async def page(browser: Browser) -> Page:
    """As wide as a desk, and open to axe, which the page's own policy would keep out."""
    context = await browser.new_context(
        viewport={"width": 1440, "height": 900}, bypass_csp=True, timezone_id="Europe/Zagreb"
    )
    return await context.new_page()


def expire(installation: Installation) -> None:
    dsn = EmbeddedPostgres(installation.home).dsn(role=OWNER)
    with psycopg.connect(dsn) as connection:
        connection.execute("UPDATE demos SET until = now()")


async def test_a_visitor_sees_a_demo_by_one_click_until_its_time_is_up(
    installation: Installation, page: Page
) -> None:
    complaints = Complaints(page)
    await page.goto(f"{installation.url}/desk/start")
    await page.get_by_role("button", name="See a demo").click()
    await expect(page.get_by_role("progressbar")).to_be_visible()
    await page.wait_for_url("**/desk/work**", timeout=FILLED)
    banner = page.get_by_role("region", name="Demo")
    await expect(banner).to_contain_text("This is a demo. It is deleted on")
    await page.goto(f"{installation.url}/desk/all")
    await page.get_by_text("Jonas Weber").first.click()
    await expect(page.get_by_text("Guten Tag Herr Weber").first).to_be_visible()
    # Somebody new writes while it is looked at.
    await page.mouse.move(900, 500)
    passer_by = page.get_by_text(re.compile("|".join(map(re.escape, PASSERS_BY))))
    news = page.get_by_role("button", name="updated · show")
    await expect(passer_by.or_(news).first).to_be_visible(timeout=WRITTEN)
    assert await complaints_in_both_themes(page) == []

    await banner.get_by_role("button", name="Looking as Ana Horvat").press("Enter")
    await page.get_by_role("menuitem", name="Ivo Marić").click()
    await expect(page.get_by_role("button", name="Looking as Ivo Marić")).to_be_visible()
    await page.get_by_text("Jonas Weber").first.click()
    await expect(page.get_by_text("Guten Tag Herr Weber").first).to_be_visible()
    await expect(page.get_by_label("Write a reply…")).to_have_count(0)

    await banner.get_by_role("link", name="Sign up to keep your own").click()
    await expect(page.get_by_role("heading", name="Set up your contact centre")).to_be_visible()
    await page.go_back()
    await expect(banner).to_be_visible()

    expire(installation)
    over = page.get_by_role("dialog", name="This demo is over")
    await expect(over).to_be_visible(timeout=CLEARED)
    assert complaints.found == []
    await over.get_by_role("button", name="Back to the start page").click()
    await expect(page.get_by_role("button", name="See a demo")).to_be_visible()
