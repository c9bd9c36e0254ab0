"""Axe on every page of the account and the settings, and on their dialogs, in both themes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from tests.e2e.axe import complaints_in_both_themes
from tests.e2e.office import AGENT, DOWNLOAD

if TYPE_CHECKING:
    from playwright.async_api import Page

    from tests.e2e.office import Office

AREAS = Path(__file__).parents[3] / "desk" / "src" / "settings" / "areas.ts"
PAGES = sorted(set(re.findall(r'to: "(/[a-z/-]+)"', AREAS.read_text("utf-8"))))
MORE = [
    "/account/profile",
    "/account/users/invites",
    "/account/users/ME",
    "/account/users/ME?tab=roles",
    "/account/users/ME?tab=access",
    "/account/users/ME?tab=effective",
    "/account/roles?tab=custom",
    "/account/roles/new",
]
DIALOGS = [
    ("/account/users", "Add user", "Create profile"),
    ("/account/users", "Add user", "Invite by e-mail"),
    ("/account/users", "Add user", "Import CSV"),
    ("/account/users/ME?tab=access", "Sign out everywhere"),
    ("/account/roles?tab=custom", "Delete Kept for looking"),
    ("/account/roles/new", "Users", "Select users"),
    ("/account/api-keys", "Create key"),
    ("/account/sign-in", "Add provider"),
    ("/account/sign-in", "Allowed addresses for Mia Looked"),
    ("/account/security", "Set up"),
    ("/account/plan", "Ask for more"),
    ("/settings/queues", "Add people"),
    ("/settings/queues", "Remove Mia Looked"),
    ("/channels/numbers", "Carriers", "Add carrier"),
    ("/channels/numbers", "Add number"),
]


async def open_at(office: Office, page: Page, path: str) -> None:
    """Loaded, with something in every list."""
    me = (await office.founder.api.get("/api/me")).json()["user"]["id"]
    roles = (await office.founder.api.get("/api/roles")).json()["items"]
    if all(each["name"] != "Kept for looking" for each in roles):
        mia = await office.add("Mia Looked", AGENT)
        await office.make_role("Kept for looking", DOWNLOAD, add_users=[mia["id"]])
    await page.goto(f"{office.url}/desk{path.replace('ME', me)}")
    await expect(page.get_by_role("heading", level=2).first).to_be_visible()
    await expect(page.get_by_text("Loading…")).to_have_count(0)


@pytest.mark.parametrize("path", [*PAGES, *MORE])
async def test_a_page_passes_axe_in_both_themes(path: str, office: Office, page: Page) -> None:
    await open_at(office, page, path)
    assert await complaints_in_both_themes(page) == []


@pytest.mark.parametrize("way", DIALOGS, ids=" > ".join)
async def test_a_dialog_passes_axe_in_both_themes(
    way: tuple[str, ...], office: Office, page: Page
) -> None:
    path, *steps = way
    await open_at(office, page, path)
    for step in steps:
        control = page.get_by_role("button", name=step, exact=True)
        menu = page.get_by_role("menuitem", name=step).or_(page.get_by_role("tab", name=step))
        await control.or_(menu).first.click()
    dialog = page.get_by_role("dialog").or_(page.get_by_role("alertdialog"))
    await expect(dialog).to_be_visible()
    assert await complaints_in_both_themes(page) == []


async def test_the_list_of_pages_is_read(office: Office, page: Page) -> None:
    """Each page that the navigation of the areas leads to is among those looked at."""
    assert len(PAGES) >= 11
    for area in ("account", "settings", "channels"):
        await page.goto(f"{office.url}/desk/{area}")
        links = page.get_by_role("navigation", name="Sections").get_by_role("link")
        await expect(links.first).to_be_visible()
        for link in await links.all():
            address = str(await link.get_attribute("href")).removeprefix("/desk")
            assert address in {*PAGES, *MORE}
