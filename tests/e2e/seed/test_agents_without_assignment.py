"""Second worked example: a copy of the agent's role from which assigning is taken away."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.async_api import expect

from tests.e2e.browser import Complaints
from tests.e2e.office import AGENT, ASSIGN, MANAGE
from tests.e2e.seed.steps import choose_users, open_roles

if TYPE_CHECKING:
    from playwright.async_api import Browser, Locator, Page

    from tests.e2e.office import Office

NAME = "Agents without assignment capability"


async def test_before_an_agent_can_assign(office: Office, browser: Browser) -> None:
    """With the default role an agent finds the control that the copy is to lack."""
    ben = await office.add("Ben Before", AGENT)
    conversation = await office.texted("For whom is this?", ben)
    desk = await office.desk_of(browser, ben)
    await desk.goto(f"{office.url}/desk/work/{conversation}")
    await expect(desk.get_by_role("button", name="Assign").first).to_be_visible()
    await desk.context.close()


async def test_the_eight_steps_and_the_agents_cannot_assign(
    office: Office, page: Page, browser: Browser
) -> None:
    """Steps 1 to 8 as they are written, with the note that the default role must not stay; then
    neither the desk nor the server lets the agent assign."""
    complaints = Complaints(page)
    mia, ben = await office.add("Mia Kovač", AGENT), await office.add("Ben Okafor")
    await page.goto(f"{office.url}/desk/work")
    await open_roles(page)
    # 1. On the tab of default roles, choose one, such as the agent's.
    await page.get_by_role("tab", name="Default").click()
    await page.get_by_role("link", name=AGENT).click()
    # 2. Duplicate it.
    await page.get_by_role("button", name="Duplicate", exact=True).click()
    # 3. The page of the role opens; change its name.
    await page.wait_for_url(re.compile("/desk/account/roles/new"))
    await page.get_by_label("Role name").fill(NAME)
    # 4. Open the section of the Conversations permissions.
    await page.get_by_role("button", name="Conversations permissions").click()
    # 5. Take the check mark off the permission to assign conversations.
    await page.get_by_role("checkbox", name=ASSIGN).uncheck()
    summary = page.get_by_role("complementary", name="What this role can do")
    await expect(summary.get_by_role("list", name="removed")).to_have_text(
        re.compile("Assign conversations")
    )
    await give_it_to(page, summary, "Mia Kovač", "Ben Okafor")
    assert [each for each in complaints.found if "409" not in each] == []

    role = await office.role(NAME)
    assert ASSIGN not in role["permissions"]
    assert role["origin"]["name"] == AGENT
    await holds_only(office, ben)
    await holds_only(office, mia)
    await cannot_assign(office, browser, mia)


async def give_it_to(page: Page, summary: Locator, *names: str) -> None:
    """The rest of the steps."""
    # 6. Open the tab of users. They must not hold the default agent's role at the same time.
    await page.get_by_role("tab", name="Users").click()
    await expect(page.get_by_text(f"must not hold {AGENT}")).to_be_visible()
    # 7. Select users.
    await page.get_by_role("button", name="Select users").click()
    await choose_users(page, *names)
    await expect(page.get_by_text(f"keeps {AGENT}")).to_be_visible()
    # 8. Create the role: refused as long as one keeps the default role, which can be replaced.
    await page.get_by_role("button", name="Create role").click()
    await expect(
        page.get_by_role("alert").filter(has_text="cannot be held together").first
    ).to_be_visible()
    await page.get_by_role("checkbox", name=f"Replace {AGENT}").check()
    await expect(summary.get_by_role("list", name="loses")).to_have_text(
        re.compile("Assign conversations")
    )
    await page.get_by_role("button", name="Create role").click()
    await expect(page.get_by_role("link", name=NAME)).to_be_visible()


async def holds_only(office: Office, user: dict[str, str]) -> None:
    """He can work, but not assign."""
    agent = await office.signed_in(user)
    me = (await agent.api.get("/api/me")).json()
    assert ASSIGN not in me["permissions"]
    assert MANAGE in me["permissions"]
    assert [each["name"] for each in me["roles"]] == [NAME]
    await agent.close()


async def cannot_assign(office: Office, browser: Browser, user: dict[str, str]) -> None:
    """He answers what is his, finds nothing to assign with, and the server says what is missing."""
    conversation = await office.texted("Keep it, please.", user)
    desk = await office.desk_of(browser, user)
    await desk.goto(f"{office.url}/desk/work/{conversation}")
    await expect(desk.get_by_role("textbox", name="Reply to")).to_be_visible()
    await expect(desk.get_by_role("button", name="Assign")).to_have_count(0)
    await desk.context.close()
    agent = await office.signed_in(user)
    answer = await agent.api.put(
        f"/api/conversations/{conversation}/assignment", json={"assignee_id": None}
    )
    assert answer.status_code == 403, answer.text
    assert answer.json()["missing_permission"]["key"] == ASSIGN
    await agent.close()


async def test_the_default_role_cannot_be_given_back_beside_the_copy(
    office: Office, page: Page
) -> None:
    """The note also holds afterwards: on the user's own page the default role is refused."""
    keys = [each for each in (await office.role(AGENT))["permissions"] if each != ASSIGN]
    eva = await office.add("Eva Later")
    await office.make_role(
        "A reduced copy", *keys, copied_from=office.roles[AGENT], add_users=[eva["id"]]
    )
    await page.goto(f"{office.url}/desk/account/users/{eva['id']}?tab=roles")
    await page.get_by_role("checkbox", name=AGENT, exact=True).check()
    await page.get_by_role("button", name="Save").click()
    await expect(page.get_by_role("alert").first).to_contain_text("A reduced copy")
    await page.reload()
    await expect(page.get_by_role("checkbox", name=AGENT, exact=True)).not_to_be_checked()
