"""Create a custom role with Conversations permissions: the way there, and the two tabs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.async_api import expect

from tests.e2e.office import ADMINISTRATOR, AGENT, ANALYTICS, SETUP, SUPERVISOR, VIEW, VIEWER
from tests.e2e.people import PASSWORD
from tests.e2e.seed.steps import open_roles

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page

    from tests.e2e.office import Office


async def test_log_in_and_go_to_account_settings_and_roles(
    office: Office, browser: Browser
) -> None:
    """Steps 1 to 3: log in, the Profile icon, Account settings, Roles."""
    rok = await office.add("Rok Admin", ADMINISTRATOR)
    office.installation.forget_attempts()
    context = await browser.new_context()
    page = await context.new_page()
    await page.goto(f"{office.url}/desk/sign-in")
    await page.get_by_label("User name or e-mail address").fill(rok["email"])
    await page.get_by_label("Password", exact=True).fill(PASSWORD)
    await page.get_by_role("button", name="Sign in", exact=True).click()
    await page.wait_for_url(re.compile("/desk/work"))
    await open_roles(page)
    await expect(page.get_by_role("tab")).to_have_text(["Default", "Custom"])
    await context.close()


async def test_the_default_tab_shows_the_predefined_roles(office: Office, page: Page) -> None:
    """Default: view the predefined roles; they are opened and duplicated, never deleted."""
    await page.goto(f"{office.url}/desk/account/roles")
    await page.get_by_role("tab", name="Default").click()
    panel = page.get_by_role("tabpanel", name="Default")
    for name in (VIEWER, AGENT, SUPERVISOR, SETUP, ANALYTICS):
        await expect(panel.get_by_role("link", name=name)).to_be_visible()
        await expect(panel.get_by_role("button", name=f"Duplicate {name}")).to_be_visible()
    await expect(panel.get_by_role("button", name="Delete")).to_have_count(0)


async def test_the_custom_tab_views_creates_and_manages_ones_own(
    office: Office, page: Page
) -> None:
    """Custom: roles of one's own are viewed, created, changed and deleted there."""
    await office.make_role("Temporary", VIEW)
    await page.goto(f"{office.url}/desk/account/roles")
    await page.get_by_role("tab", name="Custom").click()
    panel = page.get_by_role("tabpanel", name="Custom")
    await expect(panel.get_by_role("button", name="Create role")).to_be_visible()
    await panel.get_by_role("link", name="Temporary").click()
    await page.get_by_label("Role name").fill("Of a season")
    await page.get_by_role("button", name="Save role").click()
    await panel.get_by_role("button", name="Delete Of a season").click()
    await page.get_by_role("alertdialog").get_by_role("button", name="Delete").click()
    await expect(panel.get_by_role("link", name="Of a season")).to_have_count(0)


async def test_the_help_of_roles_tells_of_both_kinds(office: Office, page: Page) -> None:
    """See Manage roles: the page's help explains predefined and custom roles."""
    await page.goto(f"{office.url}/desk/account/roles")
    await page.get_by_role("link", name="Help: Roles").click()
    text = page.get_by_role("main")
    for word in ("Default", "Custom", "Duplicate"):
        await expect(text.get_by_text(word).first).to_be_visible()
