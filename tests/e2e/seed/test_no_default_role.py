"""Seat visibility for users with custom roles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.async_api import expect

from tests.e2e.office import AGENT, DOWNLOAD, MANAGE, VIEW

if TYPE_CHECKING:
    from playwright.async_api import Page

    from tests.e2e.office import Office


async def test_users_with_custom_roles_only_are_shown_without_a_default_role(
    office: Office, page: Page
) -> None:
    """The level of access cannot be told from a default role, so none is shown."""
    mia = await office.add("Mia Custom")
    await office.make_role("Works", VIEW, MANAGE, add_users=[mia["id"]])
    ben = await office.add("Ben Default", AGENT)
    await office.make_role("Saves", DOWNLOAD, add_users=[ben["id"]])
    await page.goto(f"{office.url}/desk/account/seats")
    row = page.get_by_role("row").filter(has_text="Mia Custom")
    await expect(row.get_by_text("No default role")).to_be_visible()
    await expect(row.get_by_text("+1 custom")).to_be_visible()
    row = page.get_by_role("row").filter(has_text="Ben Default")
    await expect(row.get_by_text(AGENT)).to_be_visible()
    await expect(row.get_by_text("No default role")).to_have_count(0)


async def test_who_uses_a_seat_without_needing_one_is_found(office: Office, page: Page) -> None:
    """This finds people who take up a seat without needing full access: they are filtered for,
    the page says why, and the seat is taken there."""
    name = "Eva Reads"
    eva = await office.add(name)
    await office.make_role("Reads", VIEW, add_users=[eva["id"]])
    await office.add("Ben Works", AGENT)
    await page.goto(f"{office.url}/desk/account/seats")
    await page.get_by_label("Default role").select_option("No default role")
    await expect(page.get_by_role("row").filter(has_text="Ben Works")).to_have_count(0)
    row = page.get_by_role("row").filter(has_text=name)
    await expect(row.get_by_text("Needs no seat")).to_be_visible()
    await row.get_by_role("checkbox").check()
    await page.get_by_role("button", name="Remove seat").click()
    await page.get_by_role("alertdialog").get_by_role("button", name="Remove seat").click()
    await expect(row).to_have_count(0)
    assert (await office.founder.api.get(f"/api/users/{eva['id']}")).json()["seat"] is False
