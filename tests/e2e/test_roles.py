"""Roles in the browser: the two worked examples click by click, and what their editor owes."""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from playwright.async_api import expect

from tests.e2e.accessibility import complaints_of
from tests.e2e.browser import Complaints
from tests.e2e.downloading import downloads_a_transcript
from tests.e2e.people import PASSWORD, Agent, Customer
from tests.e2e.test_journey_at_the_wire import connected

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from playwright.async_api import Browser, Locator, Page

    from tests.e2e.installation import Installation

DOWNLOAD = "conversations/my-work/download-conversation"
ASSIGN = "conversations/allow-assignment"
AGENT = "Agent for Conversations"
EDITING = re.compile("/desk/account/roles/")


@dataclass(frozen=True, slots=True)
class Company:
    """An account in the making: its founder at the API, and two agents who can sign in."""

    founder: Agent
    url: str
    roles: dict[str, str]

    async def add(self, name: str, *roles: str) -> dict[str, Any]:
        body = {
            "name": name, "email": f"{uuid.uuid4().hex}@example.com", "password": PASSWORD,
            "role_ids": [self.roles[each] for each in roles],
        }  # fmt: skip
        answer = await self.founder.api.post("/api/users", json=body)
        assert answer.status_code == 201, answer.text
        return answer.json()

    async def signed_in(self, installation: Installation, user: dict[str, Any]) -> Agent:
        """The same user at the API."""
        agent = Agent(installation)
        answer = await agent.api.post(
            "/api/session", json={"email": user["email"], "password": PASSWORD}
        )
        assert answer.status_code == 200, answer.text
        return agent

    async def role(self, name: str) -> dict[str, Any]:
        found = (await self.founder.api.get("/api/roles")).json()["items"]
        return next(each for each in found if each["name"] == name)


@pytest.fixture
async def company(installation: Installation, page: Page) -> AsyncIterator[Company]:
    """The founder is signed in on the page."""
    founder = Agent(installation)
    await founder.sign_up("Ana Horvat")
    roles = (await founder.api.get("/api/roles")).json()["items"]
    cookies: list[Any] = [
        {"name": name, "value": value, "url": installation.url}
        for name, value in founder.api.cookies.items()
    ]
    await page.context.add_cookies(cookies)
    yield Company(founder, installation.url, {each["name"]: each["id"] for each in roles})
    await founder.close()


async def open_roles(page: Page, company: Company) -> None:
    """Log in, choose the profile icon, and go to Account settings and Roles."""
    await page.goto(f"{company.url}/desk/work")
    await page.get_by_role("button", name="Profile").click()
    await page.get_by_role("menuitem", name="Account settings").click()
    await page.get_by_role("link", name="Roles").click()
    await expect(page.get_by_role("heading", name="Roles")).to_be_visible()


def box(page: Page, key: str) -> Locator:
    return page.get_by_role("checkbox", name=key)


async def choose_users(page: Page, *names: str) -> None:
    """In the open dialog."""
    dialog = page.get_by_role("dialog", name="Select users")
    for name in names:
        await dialog.get_by_role("checkbox", name=name).check()
    await dialog.get_by_role("button", name="Add users").click()
    await expect(dialog).to_be_hidden()


async def test_example_grant_an_additional_permission_to_agents(
    installation: Installation, page: Page, company: Company
) -> None:
    complaints = Complaints(page)
    mia = await company.add("Mia Kovač", AGENT)
    await open_roles(page, company)
    # 1. On the tab of custom roles, begin a role.
    await page.get_by_role("tab", name="Custom").click()
    await page.get_by_role("button", name="Create role").click()
    # 2. Enter its name.
    await page.get_by_label("Role name").fill("Agents who download transcripts")
    # 3. Open the section of the Conversations permissions.
    await page.get_by_role("button", name="Conversations permissions").click()
    # 4. Enable nothing but downloading conversations.
    await box(page, DOWNLOAD).check()
    await expect(
        page.get_by_text("no effect without conversation access", exact=True)
    ).to_have_count(1)
    # 5. Open the tab of users.
    await page.get_by_role("tab", name="Users").click()
    # 6. Select users who have the default agent's role already.
    await page.get_by_role("button", name="Select users").click()
    await page.get_by_label("Filter by role").select_option(AGENT)
    await choose_users(page, "Mia Kovač")
    summary = page.get_by_role("complementary", name="What this role can do")
    await expect(summary.get_by_text("Mia Kovač")).to_be_visible()
    await expect(
        summary.get_by_role("list", name="gains").get_by_text("Download transcripts")
    ).to_be_visible()
    # 7. Create the role.
    await page.get_by_role("button", name="Create role").click()
    await expect(page.get_by_role("tab", name="Custom")).to_have_attribute("aria-selected", "true")
    await expect(page.get_by_role("link", name="Agents who download transcripts")).to_be_visible()

    role = await company.role("Agents who download transcripts")
    assert (role["permissions"], role["holders"]) == ([DOWNLOAD], 1)
    agent = await company.signed_in(installation, mia)
    me = (await agent.api.get("/api/me")).json()
    assert {DOWNLOAD, ASSIGN, "contact-center/conversations/manage"} <= set(me["permissions"])
    assert {each["name"] for each in me["roles"]} == {AGENT, role["name"]}
    await downloads_a_transcript(installation, page, company.founder, agent)
    await agent.close()
    assert complaints.found == []


async def test_example_create_a_role_with_limited_permissions(
    installation: Installation, page: Page, company: Company
) -> None:
    name = "Agents without assignment capability"
    mia, ben = await company.add("Mia Kovač", AGENT), await company.add("Ben Okafor")
    await open_roles(page, company)
    # 1. On the tab of default roles, choose one, such as the agent's.
    await page.get_by_role("tab", name="Default").click()
    await page.get_by_role("link", name=AGENT).click()
    # 2. Duplicate it.
    await page.get_by_role("button", name="Duplicate", exact=True).click()
    # 3. The page of the role opens; change its name.
    await page.wait_for_url(re.compile("/desk/account/roles/new"))
    await page.get_by_label("Role name").fill(name)
    # 4. Open the section of the Conversations permissions.
    await page.get_by_role("button", name="Conversations permissions").click()
    # 5. Take the check mark off the permission to assign conversations.
    await box(page, ASSIGN).uncheck()
    summary = page.get_by_role("complementary", name="What this role can do")
    await expect(summary.get_by_role("list", name="removed")).to_have_text(
        re.compile("Assign conversations")
    )
    # 6. Open the tab of users. They must not hold the default agent's role at the same time.
    await page.get_by_role("tab", name="Users").click()
    await expect(page.get_by_text(f"must not hold {AGENT}")).to_be_visible()
    # 7. Select users.
    await page.get_by_role("button", name="Select users").click()
    await choose_users(page, "Mia Kovač", "Ben Okafor")
    await expect(page.get_by_text(f"keeps {AGENT}")).to_be_visible()
    # 8. Create the role: refused as long as Mia keeps the default role, which can be replaced.
    await page.get_by_role("button", name="Create role").click()
    await expect(
        page.get_by_role("alert").filter(has_text="cannot be held together").first
    ).to_be_visible()
    await page.get_by_role("checkbox", name=f"Replace {AGENT}").check()
    await expect(summary.get_by_role("list", name="loses")).to_have_text(
        re.compile("Assign conversations")
    )
    await page.get_by_role("button", name="Create role").click()
    await expect(page.get_by_role("link", name=name)).to_be_visible()

    role = await company.role(name)
    assert ASSIGN not in role["permissions"]
    assert role["origin"]["name"] == AGENT
    for user in (mia, ben):
        await holds_only(installation, company, user, name)
    await cannot_assign(installation, company, mia)


async def holds_only(
    installation: Installation, company: Company, user: dict[str, Any], role: str
) -> None:
    """He can work, but not assign."""
    agent = await company.signed_in(installation, user)
    me = (await agent.api.get("/api/me")).json()
    assert ASSIGN not in me["permissions"]
    assert "contact-center/conversations/manage" in me["permissions"]
    assert [each["name"] for each in me["roles"]] == [role]
    await agent.close()


async def cannot_assign(installation: Installation, company: Company, user: dict[str, Any]) -> None:
    """He is refused, and told which permission is missing."""
    customer = Customer(installation, f"+38591{uuid.uuid4().int % 10**7:07d}")
    number = await company.founder.number()
    await connected(customer, number)
    async with company.founder.live() as live:
        await customer.text(number, "Hello?")
        frame = await live.until(lambda each: each["type"] == "conversation")
    conversation = frame["conversation"]["id"]
    agent = await company.signed_in(installation, user)
    answer = await agent.api.put(
        f"/api/conversations/{conversation}/assignment", json={"assignee_id": user["id"]}
    )
    assert answer.status_code == 403, answer.text
    assert answer.json()["missing_permission"]["key"] == ASSIGN
    await agent.close()
    await customer.close()


async def test_select_all_never_ticks_restrictions(page: Page, company: Company) -> None:
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


async def test_ticking_a_dependent_key_ticks_nothing_else(page: Page, company: Company) -> None:
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


async def test_leaving_asks_and_a_draft_survives_a_reload(page: Page, company: Company) -> None:
    await page.goto(f"{company.url}/desk/account/roles/new?from={company.roles[AGENT]}")
    await page.get_by_label("Role name").fill("Half done")
    await page.get_by_role("button", name="Conversations permissions").click()
    await box(page, ASSIGN).uncheck()
    await page.reload()
    await expect(page.get_by_label("Role name")).to_have_value("Half done")
    await expect(page.get_by_role("tab", name="Permissions 18")).to_be_visible()
    await page.get_by_role("link", name="Users").click()
    leave = page.get_by_role("alertdialog", name="Leave without saving?")
    await leave.get_by_role("button", name="Stay").click()
    await expect(page.get_by_label("Role name")).to_have_value("Half done")
    await page.get_by_role("link", name="Users").click()
    await leave.get_by_role("button", name="Leave").click()
    await page.wait_for_url(re.compile("/desk/account/users"))
    await page.goto(f"{company.url}/desk/account/roles/new?from={company.roles[AGENT]}")
    await expect(page.get_by_label("Role name")).to_have_value(f"{AGENT} (copy)")


async def test_of_two_who_edit_the_second_sees_the_others_change_and_keeps_his_own(
    page: Page, company: Company
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


async def test_deleting_shows_what_its_holders_lose(page: Page, company: Company) -> None:
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


async def test_a_role_is_made_by_keyboard_alone(page: Page, company: Company) -> None:
    await company.add("Mia Kovač", AGENT)
    await page.goto(f"{company.url}/desk/account/roles")
    await page.get_by_role("tab", name="Default").focus()
    await page.keyboard.press("ArrowRight")
    await reach(page, "Create role")
    await page.keyboard.press("Enter")
    await page.wait_for_url(re.compile("/roles/new"))
    await expect(page.get_by_label("Role name")).to_be_focused()
    await page.keyboard.type("By keys")
    await reach(page, "Conversations permissions")
    await page.keyboard.press("Enter")
    await reach(page, DOWNLOAD)
    await page.keyboard.press("Space")
    await page.get_by_role("tab", name="Permissions").focus()
    await page.keyboard.press("ArrowRight")
    await reach(page, "Select users")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("searchbox", name="Search users")).to_be_focused()
    await expect(page.get_by_role("checkbox", name="Mia Kovač")).to_be_visible()
    await reach(page, "Mia Kovač")
    await page.keyboard.press("Space")
    await reach(page, "Add users")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("dialog")).to_be_hidden()
    await reach(page, "Create role")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("link", name="By keys")).to_be_visible()
    assert (await company.role("By keys"))["holders"] == 1


FOCUSED = """() => {
  const it = document.activeElement;
  return [it.getAttribute('aria-label'), it.textContent, ...[...(it.labels ?? [])].map(
    (each) => each.textContent)].join(' ');
}"""


async def reach(page: Page, name: str) -> None:
    """Press Tab until what is focused is called so."""
    for _ in range(120):
        await page.keyboard.press("Tab")
        if name in await page.evaluate(FOCUSED):
            return
    raise AssertionError(f"{name} cannot be reached with Tab")


@pytest.mark.parametrize("theme", ["light", "dark"])
async def test_the_pages_are_accessible(
    theme: str, page: Page, browser: Browser, company: Company
) -> None:
    await company.add("Mia Kovač", AGENT)
    await page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    for tab in ("", "?tab=custom"):
        await page.goto(f"{company.url}/desk/account/roles{tab}")
        await expect(page.get_by_role("tabpanel")).to_be_visible()
        assert await complaints_of(page) == []
    await page.goto(f"{company.url}/desk/account/roles/new?from={company.roles[AGENT]}")
    await page.get_by_role("button", name="Conversations permissions").click()
    await box(page, ASSIGN).uncheck()
    assert await complaints_of(page) == []
    await page.get_by_role("tab", name="Users").click()
    await page.get_by_role("button", name="Select users").click()
    await page.get_by_role("checkbox", name="Mia Kovač").check()
    assert await complaints_of(page) == []
    await page.get_by_role("button", name="Add users").click()
    await expect(page.get_by_role("checkbox", name=f"Replace {AGENT}")).to_be_visible()
    assert await complaints_of(page) == []
