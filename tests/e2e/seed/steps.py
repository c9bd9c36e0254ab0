"""Steps that both worked examples take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.async_api import expect

if TYPE_CHECKING:
    from playwright.async_api import Page


async def open_roles(page: Page) -> None:
    """From anywhere: the Profile icon, Account settings, Roles."""
    await page.get_by_role("button", name="Profile").click()
    await page.get_by_role("menuitem", name="Account settings").click()
    await page.get_by_role("link", name="Roles", exact=True).click()
    await expect(page.get_by_role("heading", name="Roles")).to_be_visible()


async def choose_users(page: Page, *names: str) -> None:
    """In the dialog of Select users."""
    dialog = page.get_by_role("dialog", name="Select users")
    for name in names:
        await dialog.get_by_role("checkbox", name=name).check()
    await dialog.get_by_role("button", name="Add users").click()
    await expect(dialog).to_be_hidden()
