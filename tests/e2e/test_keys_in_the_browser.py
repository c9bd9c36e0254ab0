"""An API key in the browser: its secret is shown once, whatever is clicked while it is made."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from playwright.async_api import expect

from tests.e2e.axe import complaints_in_both_themes

if TYPE_CHECKING:
    from playwright.async_api import Browser, Route

    from tests.e2e.office import Office


async def test_no_second_click_loses_a_key_that_is_being_made(
    office: Office, browser: Browser
) -> None:
    """Beside the dialog, on its cross and with Escape."""
    page = await office.desk_of(browser)
    await page.goto(f"{office.url}/desk/account/api-keys")
    await page.get_by_role("button", name="Create key").click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_role("textbox", name="Name").fill("Order system")
    await dialog.get_by_label("Search permissions").fill("webhook")
    await dialog.get_by_role("checkbox", name="Manage webhooks").check()
    answered = asyncio.Event()

    async def held(route: Route) -> None:
        await answered.wait()
        await route.continue_()

    await page.route("**/api/api-keys", held)
    await dialog.get_by_role("button", name="Create key").click()
    await expect(dialog.get_by_role("button", name="Cancel")).to_be_disabled()
    await expect(dialog.get_by_role("button", name="Close")).to_be_disabled()
    await page.mouse.click(5, 400)
    await page.keyboard.press("Escape")
    answered.set()
    await expect(page.get_by_role("dialog", name="Copy the key now")).to_be_visible()
    await page.keyboard.press("Escape")
    await page.mouse.click(5, 400)
    await expect(dialog.locator("code")).to_be_visible()
    assert await complaints_in_both_themes(page) == []
    await dialog.get_by_role("button", name="Done").click()
    await expect(page.get_by_role("row").filter(has_text="Order system")).to_be_visible()
