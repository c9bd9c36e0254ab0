"""First worked example: agents get one permission more, to download transcripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.async_api import expect

from tests.e2e.browser import Complaints
from tests.e2e.downloading import downloads_a_transcript
from tests.e2e.office import AGENT, ASSIGN, DOWNLOAD, MANAGE
from tests.e2e.seed.steps import choose_users, open_roles

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page

    from tests.e2e.office import Office


async def test_before_an_agent_cannot_download(office: Office, browser: Browser) -> None:
    """The default agent's role does not include it: no button, and the server refuses."""
    ben = await office.add("Ben Before", AGENT)
    conversation = await office.texted("May you save this?", ben)
    desk = await office.desk_of(browser, ben)
    await desk.goto(f"{office.url}/desk/work/{conversation}")
    await expect(desk.get_by_role("textbox", name="Reply to")).to_be_visible()
    await expect(desk.get_by_role("button", name="Download transcript")).to_have_count(0)
    await desk.context.close()
    agent = await office.signed_in(ben)
    answer = await agent.api.get(f"/api/conversations/{conversation}/transcript")
    assert answer.status_code == 403, answer.text
    assert answer.json()["missing_permission"]["key"] == DOWNLOAD
    await agent.close()


async def test_the_seven_steps_and_the_agent_downloads(
    office: Office, page: Page, browser: Browser
) -> None:
    """Steps 1 to 7 as they are written, and then the agent saves a conversation."""
    complaints = Complaints(page)
    name = "Agents who download transcripts"
    mia = await office.add("Mia Kovač", AGENT)
    await page.goto(f"{office.url}/desk/work")
    await open_roles(page)
    # 1. On the tab of custom roles, begin a role.
    await page.get_by_role("tab", name="Custom").click()
    await page.get_by_role("button", name="Create role").click()
    # 2. Enter its name.
    await page.get_by_label("Role name").fill(name)
    # 3. Open the section of the Conversations permissions.
    await page.get_by_role("button", name="Conversations permissions").click()
    # 4. Enable nothing but downloading conversations.
    await page.get_by_role("checkbox", name=DOWNLOAD).check()
    await expect(
        page.get_by_text("no effect without conversation access", exact=True)
    ).to_have_count(1)
    # 5. Open the tab of users.
    await page.get_by_role("tab", name="Users").click()
    # 6. Select users who have the default agent's role already.
    await page.get_by_role("button", name="Select users").click()
    await page.get_by_label("Filter by role").select_option(label=AGENT)
    await choose_users(page, "Mia Kovač")
    summary = page.get_by_role("complementary", name="What this role can do")
    await expect(summary.get_by_text("Mia Kovač")).to_be_visible()
    await expect(
        summary.get_by_role("list", name="gains").get_by_text("Download transcripts")
    ).to_be_visible()
    # 7. Create the role.
    await page.get_by_role("button", name="Create role").click()
    await expect(page.get_by_role("tab", name="Custom")).to_have_attribute("aria-selected", "true")
    await expect(page.get_by_role("link", name=name)).to_be_visible()
    assert complaints.found == []

    role = await office.role(name)
    assert (role["permissions"], role["holders"]) == ([DOWNLOAD], 1)
    conversation = await office.texted("Where is <my> parcel? مرحبا 📦", mia)
    desk = await office.desk_of(browser, mia)
    complaints = Complaints(desk)
    await desk.goto(f"{office.url}/desk/work/{conversation}")
    await downloads_a_transcript(desk)
    await desk.context.close()
    assert complaints.found == []


async def test_capabilities_grow_without_touching_the_default_role(office: Office) -> None:
    """The default role stays as it is, and the custom one adds just the one permission."""
    before = await office.role(AGENT)
    eva = await office.add("Eva Extended", AGENT)
    await office.make_role("Downloads only", DOWNLOAD, add_users=[eva["id"]])
    after = await office.role(AGENT)
    assert after["permissions"] == before["permissions"]
    assert DOWNLOAD not in after["permissions"]
    agent = await office.signed_in(eva)
    me = (await agent.api.get("/api/me")).json()
    assert set(me["permissions"]) == {*after["permissions"], DOWNLOAD}
    assert {DOWNLOAD, ASSIGN, MANAGE} <= set(me["permissions"])
    await agent.close()
