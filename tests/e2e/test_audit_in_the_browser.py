"""Account settings as an administrator uses them: a key bound to addresses, and the audit of it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import httpx2
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
        viewport={"width": 1440, "height": 900}, bypass_csp=True, accept_downloads=True
    )
    return await context.new_page()


async def make_key(page: Page, name: str, addresses: str) -> str:
    await page.get_by_role("button", name="Create key").click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_role("textbox", name="Name").fill(name)
    await dialog.get_by_label("Manage users").check()
    await dialog.get_by_label("Allowed addresses").fill(addresses)
    await dialog.get_by_role("button", name="Create key").click()
    key = await page.get_by_role("dialog", name="Copy the key now").locator("code").text_content()
    assert key is not None
    await page.get_by_role("button", name="Done").click()
    return key


async def refuse_a_range(page: Page) -> None:
    """A range that is none is said at the field, and what was typed stays."""
    await page.get_by_role("button", name="Create key").click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_role("textbox", name="Name").fill("Order system")
    await dialog.get_by_label("Manage users").check()
    await dialog.get_by_label("Allowed addresses").fill("203.0.113.7/24")
    await dialog.get_by_role("button", name="Create key").click()
    await expect(dialog.get_by_text("write 203.0.113.0/24").first).to_be_visible()
    await expect(dialog.get_by_role("textbox", name="Name")).to_have_value("Order system")
    await dialog.get_by_role("button", name="Cancel").click()


async def test_a_key_is_bound_to_addresses(installation: Installation, page: Page) -> None:
    complaints = Complaints(page)
    await sign_up(page, installation)
    await page.goto(f"{installation.url}/desk/account/api-keys")
    await expect(page.get_by_text("No keys yet")).to_be_visible()
    await refuse_a_range(page)
    key = await make_key(page, "Order system", "203.0.113.0/24")
    headers = {"Authorization": f"Bearer {key}"}
    users = f"{installation.url}/api/users"
    refused = httpx2.get(users, headers=headers)
    assert (refused.status_code, refused.json()["code"]) == (403, "address_not_allowed")

    await page.get_by_role("button", name="Change Order system").click()
    await page.get_by_role("dialog").get_by_label("Allowed addresses").fill("127.0.0.1")
    await page.get_by_role("dialog").get_by_role("button", name="Save").click()
    row = page.get_by_role("row", name=re.compile("Order system"))
    await expect(row.get_by_text("127.0.0.1/32")).to_be_visible()
    assert httpx2.get(users, headers=headers).status_code == 200
    assert await complaints_in_both_themes(page) == []

    await page.get_by_role("link", name="Audit log").click()
    changed = page.get_by_role("row", name=re.compile("API key changed"))
    await expect(changed).to_contain_text("Ana Horvat")
    await expect(changed).to_contain_text("203.0.113.0/24")
    # The browser itself reports the range that was refused on purpose.
    assert [each for each in complaints.found if "422" not in each] == []


async def test_the_audit_log_is_opened_filtered_and_taken_away(
    installation: Installation, page: Page
) -> None:
    complaints = Complaints(page)
    await sign_up(page, installation)
    await page.goto(f"{installation.url}/desk/account/audit")
    added = page.get_by_role("row", name=re.compile("Queue created"))
    await added.get_by_role("button", name="Show details: Queue created").click()
    await expect(page.get_by_role("rowheader", name="Automatic assignment")).to_be_visible()
    assert await complaints_in_both_themes(page) == []

    await page.get_by_label("Change", exact=True).select_option("queue.created")
    await expect(page).to_have_url(re.compile(r"kind=queue\.created"))
    await expect(page.get_by_role("row", name=re.compile("Signed in"))).to_have_count(0)
    await page.reload()
    await expect(page.get_by_role("row", name=re.compile("Queue created"))).to_have_count(1)
    search = page.get_by_label("Search the audit log")
    await search.press_sequentially("no such")
    await expect(page).to_have_url(re.compile("q=no"))
    await search.press_sequentially(" thing")
    await expect(page).to_have_url(re.compile("thing"))
    await expect(search).to_be_focused()
    await expect(page.get_by_text("No change fits")).to_be_visible()
    await page.get_by_role("button", name="Clear filters").first.click()
    await expect(search).to_have_value("")
    await take_the_export(page)
    assert complaints.found == []


async def take_the_export(page: Page) -> None:
    async with page.expect_download() as download:
        await page.get_by_role("link", name="Export CSV").click()
    path = await (await download.value).path()
    assert "queue.created" in Path(path).read_bytes().decode("utf-8-sig")
    await page.reload()
    await expect(page.get_by_role("row", name=re.compile("Audit log exported"))).to_be_visible()
    await expect(page.get_by_text(re.compile("Sealed up to"))).to_be_visible()


def test_the_log_of_the_installation_is_intact(installation: Installation) -> None:
    installation.make_account("audit@example.com")
    installation.command("audit", "seal")
    verdict = installation.command("audit", "verify")
    assert verdict["intact"] is True
    assert all(each["waiting"] == 0 and each["seals"] for each in verdict["accounts"])
    anchors = installation.command("audit", "anchor")["anchors"]
    assert len(anchors) == len(verdict["accounts"])
    again = installation.command("audit", "verify", "--anchor", anchors[0])
    assert again["intact"] is True
