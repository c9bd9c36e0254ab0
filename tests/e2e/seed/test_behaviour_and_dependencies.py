"""Permissions behaviour and dependencies: fixed default roles, seats, and what hangs on what."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from tests.e2e.office import AGENT, ASSIGN, DOWNLOAD, MANAGE, MANAGE_ALL, VIEW, VIEWER

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page

    from tests.e2e.office import Office

ASLEEP = "no effect without conversation access"


async def test_permissions_of_a_default_role_cannot_be_edited(office: Office, page: Page) -> None:
    """No box of a default role can be changed, and the server refuses as well."""
    await page.goto(f"{office.url}/desk/account/roles/{office.roles[AGENT]}")
    await page.get_by_role("button", name="Conversations permissions").click()
    boxes = page.locator("li", has=page.locator("code")).get_by_role("checkbox")
    await expect(page.get_by_role("checkbox", name=ASSIGN)).to_be_checked()
    assert await boxes.evaluate_all("boxes => boxes.every((each) => each.disabled)")
    await expect(page.get_by_text("Default roles cannot be edited.")).to_be_visible()
    role = await office.role(AGENT)
    change = {"name": "Mine", "permissions": [VIEW], "version": role["version"]}
    answer = await office.founder.api.put(f"/api/roles/{role['id']}", json=change)
    assert answer.status_code == 409, answer.text
    assert "uplicate" in answer.text


async def test_to_change_it_one_duplicates_it_and_changes_the_copy(
    office: Office, page: Page
) -> None:
    """Duplicate the default role, then update the permissions of the copy."""
    await page.goto(f"{office.url}/desk/account/roles/{office.roles[VIEWER]}")
    await page.get_by_role("button", name="Duplicate", exact=True).click()
    await page.get_by_label("Role name").fill("Viewers who save")
    await page.get_by_role("button", name="Conversations permissions").click()
    await expect(page.get_by_role("checkbox", name=VIEW)).to_be_checked()
    await page.get_by_role("checkbox", name=DOWNLOAD).check()
    await page.get_by_role("button", name="Create role").click()
    await expect(page.get_by_role("link", name="Viewers who save")).to_be_visible()
    assert (await office.role("Viewers who save"))["permissions"] == [VIEW, DOWNLOAD]
    assert (await office.role(VIEWER))["permissions"] == [VIEW]


async def test_most_permissions_need_an_active_seat(
    office: Office, page: Page, browser: Browser
) -> None:
    """Without a seat they wait; the page of the user says that a seat is what is missing."""
    ivo = await office.add("Ivo Seatless", AGENT, seat=False)
    await page.goto(f"{office.url}/desk/account/users/{ivo['id']}?tab=effective")
    entry = page.get_by_role("listitem").filter(has_text=ASSIGN)
    await expect(entry).to_contain_text(f"Carried by {AGENT}, but needs a seat.")
    conversation = await office.texted("A seat, please.")
    desk = await office.desk_of(browser, ivo)
    await desk.goto(f"{office.url}/desk/all/{conversation}")
    await expect(desk.get_by_text("Replying needs a role for it and a seat.")).to_be_visible()
    await desk.context.close()


async def test_the_viewers_role_is_the_exception(
    office: Office, page: Page, browser: Browser
) -> None:
    """Viewer for Conversations is assigned without a seat, and has its effect."""
    conversation = await office.texted("Anybody reading?")
    await page.goto(f"{office.url}/desk/account/users")
    await page.get_by_role("button", name="Add user").click()
    await page.get_by_role("menuitem", name="Create profile").click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_label("Full name").fill("Vera Exception")
    await dialog.get_by_label("E-mail address").fill(f"{uuid.uuid4().hex}@example.com")
    await dialog.get_by_role("checkbox", name=VIEWER).check()
    await dialog.get_by_role("checkbox", name="Give a seat").uncheck()
    await dialog.get_by_role("button", name="Create and send mail").click()
    row = page.get_by_role("row").filter(has_text="Vera Exception")
    await expect(row.get_by_text(VIEWER)).to_be_visible()
    vera = await office.add("Vera Second", VIEWER, seat=False)
    desk = await office.desk_of(browser, vera)
    await desk.goto(f"{office.url}/desk/all/{conversation}")
    await expect(desk.get_by_role("main").get_by_text("Anybody reading?").first).to_be_visible()
    await desk.context.close()


@pytest.mark.parametrize("base", [VIEW, MANAGE, MANAGE_ALL])
async def test_some_permissions_depend_on_basic_conversation_access(
    base: str, office: Office, page: Page
) -> None:
    """To use them one needs one of the three as well, in the editor and at the server."""
    await page.goto(f"{office.url}/desk/account/roles/new")
    await page.get_by_role("button", name="Conversations permissions").click()
    await page.get_by_role("checkbox", name=DOWNLOAD).check()
    await expect(page.get_by_text(ASLEEP, exact=True)).to_have_count(1)
    await page.get_by_role("checkbox", name=base).check()
    await expect(page.get_by_text(ASLEEP, exact=True)).to_have_count(0)

    mia = await office.add(f"Mia {base}")
    await office.make_role(f"Saves {base}", DOWNLOAD, add_users=[mia["id"]])
    agent = await office.signed_in(mia)
    assert DOWNLOAD not in (await agent.api.get("/api/me")).json()["permissions"]
    await office.make_role(f"Reads {base}", base, add_users=[mia["id"]])
    assert DOWNLOAD in (await agent.api.get("/api/me")).json()["permissions"]
    await agent.close()
