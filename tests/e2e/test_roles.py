"""Roles in the browser: what their editor owes, beside the worked examples of the seed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest_asyncio
from playwright.async_api import expect

from tests.e2e.axe import complaints_in_both_themes
from tests.e2e.office import AGENT, ASSIGN, DOWNLOAD, Office

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from playwright.async_api import Locator, Page

    from tests.e2e.installation import Installation


@pytest_asyncio.fixture(loop_scope="session")
async def company(installation: Installation, page: Page) -> AsyncIterator[Office]:
    """The founder is signed in on the page."""
    office = await Office.open(installation)
    cookies: list[Any] = [
        {"name": name, "value": value, "url": office.url}
        for name, value in office.founder.api.cookies.items()
    ]
    await page.context.add_cookies(cookies)
    yield office
    await office.close()


def box(page: Page, key: str) -> Locator:
    return page.get_by_role("checkbox", name=key)


async def test_select_all_never_ticks_restrictions(page: Page, company: Office) -> None:
    await page.goto(f"{company.url}/desk/account/roles/new")
    await page.get_by_role("button", name="Conversations permissions").click()
    await page.get_by_role("button", name="Select all").click()
    await expect(
        page.get_by_role("button", name="Conversations permissions")
    ).to_have_accessible_name("Conversations permissions 57 of 59")
    for key in ("conversations/start/disabled", "limit-entire-screen"):
        await expect(box(page, key)).not_to_be_checked()
    restrictions = page.get_by_role("group", name="Restrictions")
    await expect(restrictions.get_by_role("checkbox")).to_have_count(2)
    actions = page.get_by_role("checkbox", name="All of Actions")
    await expect(actions).to_be_checked()
    await box(page, ASSIGN).uncheck()
    assert await actions.evaluate("box => box.indeterminate")


async def test_ticking_a_dependent_key_ticks_nothing_else(page: Page, company: Office) -> None:
    await page.goto(f"{company.url}/desk/account/roles/new")
    # Found by its key, which opens the section by itself.
    await page.get_by_label("Find a permission").fill("my-work/download")
    await expect(page.get_by_text("1 permission found")).to_be_visible()
    await box(page, DOWNLOAD).check()
    await page.get_by_label("Find a permission").fill("")
    await expect(page.get_by_role("tab", name="Permissions 1")).to_be_visible()
    await page.get_by_role("button", name="Conversations permissions").click()
    await box(page, "contact-center/conversations/view").check()
    await expect(
        page.get_by_text("no effect without conversation access", exact=True)
    ).to_have_count(0)


async def test_leaving_asks_and_a_draft_survives_a_reload(page: Page, company: Office) -> None:
    await page.goto(f"{company.url}/desk/account/roles/new?from={company.roles[AGENT]}")
    await page.get_by_label("Role name").fill("Half done")
    await page.get_by_role("button", name="Conversations permissions").click()
    await box(page, ASSIGN).uncheck()
    await page.reload()
    await expect(page.get_by_label("Role name")).to_have_value("Half done")
    await expect(page.get_by_role("tab", name="Permissions 18")).to_be_visible()
    await page.get_by_role("link", name="Users", exact=True).click()
    leave = page.get_by_role("alertdialog", name="Leave without saving?")
    await leave.get_by_role("button", name="Stay").click()
    await expect(page.get_by_label("Role name")).to_have_value("Half done")
    await page.get_by_role("link", name="Users", exact=True).click()
    await leave.get_by_role("button", name="Leave").click()
    await page.wait_for_url(re.compile("/desk/account/users"))
    await page.goto(f"{company.url}/desk/account/roles/new?from={company.roles[AGENT]}")
    await expect(page.get_by_label("Role name")).to_have_value(f"{AGENT} (copy)")


async def test_of_two_who_edit_the_second_sees_the_others_change_and_keeps_his_own(
    page: Page, company: Office
) -> None:
    api = company.founder.api
    body = {"name": "Night shift", "permissions": ["contact-center/conversations/view"]}
    role = (await api.post("/api/roles", json=body)).json()
    await page.goto(f"{company.url}/desk/account/roles/{role['id']}")
    await page.get_by_label("Description").fill("For the nights")
    other = {**body, "name": "Late shift", "permissions": [DOWNLOAD], "version": 1}
    assert (await api.put(f"/api/roles/{role['id']}", json=other)).status_code == 200
    await page.get_by_role("button", name="Save role").click()
    notice = page.get_by_role("alert").filter(has_text="Somebody else changed this role")
    await expect(notice).to_contain_text("Late shift")
    await expect(notice).to_contain_text("They added: Download transcripts")
    await expect(notice).to_contain_text("They removed: View conversations")
    await expect(page.get_by_label("Description")).to_have_value("For the nights")
    await page.get_by_role("button", name="Save role").click()
    await expect(page.get_by_role("link", name="Late shift")).to_be_visible()
    saved = (await api.get(f"/api/roles/{role['id']}")).json()
    assert (saved["name"], saved["description"], saved["permissions"]) == (
        "Late shift", "For the nights", [DOWNLOAD],
    )  # fmt: skip


async def test_deleting_shows_what_its_holders_lose(page: Page, company: Office) -> None:
    mia = await company.add("Mia Kovač", AGENT)
    body = {"name": "Downloads", "permissions": [DOWNLOAD], "add_users": [mia["id"]]}
    assert (await company.founder.api.post("/api/roles", json=body)).status_code == 201
    await page.goto(f"{company.url}/desk/account/roles?tab=custom")
    await page.get_by_role("button", name="Delete Downloads").click()
    dialog = page.get_by_role("alertdialog")
    await expect(dialog.get_by_role("list", name="loses")).to_have_text(
        re.compile("Download transcripts")
    )
    await expect(dialog.get_by_text("Mia Kovač")).to_be_visible()
    await dialog.get_by_role("button", name="Delete").click()
    await expect(page.get_by_text("No roles of your own yet")).to_be_visible()


async def test_the_editor_is_accessible_with_all_it_can_show(page: Page, company: Office) -> None:
    await company.add("Mia Kovač", AGENT)
    await page.goto(f"{company.url}/desk/account/roles/new?from={company.roles[AGENT]}")
    await page.get_by_role("button", name="Conversations permissions").click()
    await box(page, ASSIGN).uncheck()
    assert await complaints_in_both_themes(page) == []
    await page.get_by_role("tab", name="Users").click()
    await page.get_by_role("button", name="Select users").click()
    await page.get_by_role("checkbox", name="Mia Kovač").check()
    assert await complaints_in_both_themes(page) == []
    await page.get_by_role("button", name="Add users").click()
    await expect(page.get_by_role("checkbox", name=f"Replace {AGENT}")).to_be_visible()
    assert await complaints_in_both_themes(page) == []
