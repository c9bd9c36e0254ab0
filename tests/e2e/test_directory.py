"""A directory as the administrator sees it: what to enter there, and how the connection goes."""

from __future__ import annotations

import re
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

SCHEMA = "urn:ietf:params:scim:schemas:core:2.0:User"


@pytest_asyncio.fixture(loop_scope="session")
async def page(browser: Browser) -> Page:
    """As wide as a desk, and open to axe, which the page's own policy would keep out."""
    context = await browser.new_context(
        viewport={"width": 1440, "height": 900}, bypass_csp=True, accept_downloads=True
    )
    return await context.new_page()


async def make_key(page: Page) -> str:
    await page.get_by_role("link", name="API keys").last.click()
    await page.get_by_role("button", name="Create key").click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_role("textbox", name="Name").fill("Entra ID")
    await dialog.get_by_label("Manage users").check()
    await dialog.get_by_role("button", name="Create key").click()
    key = await page.get_by_role("dialog", name="Copy the key now").locator("code").text_content()
    assert key is not None
    await page.get_by_role("button", name="Done").click()
    return key


async def test_a_directory_is_connected_and_watched(installation: Installation, page: Page) -> None:
    complaints = Complaints(page)
    await sign_up(page, installation)
    await page.goto(f"{installation.url}/desk/account/directory")
    await expect(page.get_by_text("No directory has come yet")).to_be_visible()
    address = await page.locator("code").first.text_content()
    assert await complaints_in_both_themes(page) == []
    key = await make_key(page)

    user = {"schemas": [SCHEMA], "userName": "eva@corp.example", "displayName": "Eva Ević"}
    headers = {"Authorization": f"Bearer {key}"}
    made = httpx2.post(f"{address}/Users", headers=headers, json=user)
    assert made.status_code == 201, made.text
    assert httpx2.post(f"{address}/Users", headers=headers, json=user).status_code == 409

    await page.get_by_role("link", name="Directory", exact=True).click()
    await expect(page.get_by_text("POST /Users").first).to_be_visible()
    refused = page.get_by_role("row", name=re.compile("eva@corp.example"))
    await expect(refused).to_contain_text("Somebody has the userName")
    assert await complaints_in_both_themes(page) == []

    await page.get_by_role("link", name="Users", exact=True).click()
    await expect(page.get_by_role("row", name=re.compile("Eva Ević"))).to_be_visible()
    assert complaints.found == []
