"""Users and permissions: the five roles and what each of them is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.async_api import expect

from tests.e2e.office import AGENT, ANALYTICS, SETUP, SUPERVISOR, VIEWER

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page

    from tests.e2e.office import Office

FIVE = (SETUP, AGENT, ANALYTICS, SUPERVISOR, VIEWER)


async def test_five_roles_can_be_assigned_to_a_users_profile(office: Office, page: Page) -> None:
    """There are five roles, and each can be given on a user's page."""
    mia = await office.add("Mia of the five")
    await page.goto(f"{office.url}/desk/account/users/{mia['id']}?tab=roles")
    for name in FIVE:
        await expect(page.get_by_role("checkbox", name=name)).not_to_be_checked()
    for name in set(FIVE) - {AGENT}:
        await page.get_by_role("checkbox", name=name).check()
    await page.get_by_role("button", name="Save").click()
    await expect(page.get_by_text("The roles are changed. It counts at once.")).to_be_visible()
    await page.reload()
    for name in set(FIVE) - {AGENT}:
        await expect(page.get_by_role("checkbox", name=name)).to_be_checked()


async def test_setup_manages_queues_and_the_other_settings(
    office: Office, browser: Browser, page: Page
) -> None:
    """Conversations setup: queues, routes, automations and other settings, but no customers."""
    luka = await office.add("Luka Setup", SETUP)
    joins = await office.add("Jo Joins", AGENT, join_default_queue=False)
    desk = await office.desk_of(browser, luka)
    await desk.goto(f"{office.url}/desk/work")
    await desk.get_by_role("link", name="Settings", exact=True).click()
    await desk.get_by_role("link", name="Queues", exact=True).click()
    await desk.get_by_role("button", name="Add people").click()
    await desk.get_by_label("Search users").fill(joins["name"])
    await desk.get_by_role("checkbox", name=joins["name"]).check()
    await desk.get_by_role("button", name="Add as agents").click()
    agents = desk.get_by_role("region", name="Agents")
    await expect(agents.get_by_text(joins["name"])).to_be_visible()
    await desk.context.close()
    await page.goto(f"{office.url}/desk/account/roles/{office.roles[SETUP]}")
    await page.get_by_role("button", name="Conversations permissions").click()
    for title in ("Set up queues", "Set up routes", "Set up workflows", "Set up service levels"):
        await expect(page.get_by_role("checkbox", name=title)).to_be_checked()
    await expect(page.get_by_role("checkbox", name="View conversations")).not_to_be_checked()


async def test_an_agent_replies_to_conversations_assigned_to_them(
    office: Office, browser: Browser
) -> None:
    """Agent for Conversations: replies to what is assigned to them, and not to the others'."""
    mia, ben = await office.add("Mia Agent", AGENT), await office.add("Ben Agent", AGENT)
    hers = await office.texted("Where is my tent?", mia)
    his = await office.texted("Where is my stove?", ben)
    desk = await office.desk_of(browser, mia)
    await desk.goto(f"{office.url}/desk/work/{hers}")
    await reply(desk, "On its way.")
    await desk.goto(f"{office.url}/desk/all/{his}")
    await expect(desk.get_by_text("Ben Agent has this conversation.")).to_be_visible()
    await expect(desk.get_by_role("textbox", name="Reply to")).to_have_count(0)
    await desk.context.close()


async def reply(desk: Page, text: str) -> None:
    box = desk.get_by_role("textbox", name="Reply to")
    await box.fill(text)
    await box.press("Control+Enter")
    await expect(desk.get_by_role("main").get_by_text(text).first).to_be_visible()
    await expect(box).to_have_value("")


async def test_analytics_is_for_figures_and_not_for_conversations(
    office: Office, browser: Browser, page: Page
) -> None:
    """Analytics for Conversations: dashboards and reports. They are still to come, which the
    role says; it opens no conversation."""
    await page.goto(f"{office.url}/desk/account/roles/{office.roles[ANALYTICS]}")
    await page.get_by_role("button", name="Conversations permissions").click()
    await expect(page.get_by_role("checkbox", name="conversations/dashboard/view")).to_be_checked()
    await expect(page.get_by_role("checkbox", name="View conversations")).not_to_be_checked()
    conversation = await office.texted("Whose is this?")
    tea = await office.add("Tea Figures", ANALYTICS)
    desk = await office.desk_of(browser, tea)
    await desk.goto(f"{office.url}/desk/all/{conversation}")
    await expect(desk.get_by_text("You can no longer see this conversation")).to_be_visible()
    await desk.context.close()


async def test_a_supervisor_manages_all_conversations_whoever_they_are_assigned_to(
    office: Office, browser: Browser
) -> None:
    """Supervisor for Conversations: all conversations, regardless of assignment."""
    ben = await office.add("Ben Busy", AGENT)
    sara = await office.add("Sara Super", SUPERVISOR, join_default_queue=False)
    his = await office.texted("Is anybody there?", ben)
    desk = await office.desk_of(browser, sara)
    await desk.goto(f"{office.url}/desk/all/{his}")
    await reply(desk, "Yes, all of us.")
    await desk.get_by_role("button", name="Assign").first.click()
    await (
        desk.get_by_role("menuitemradio", name="Nobody")
        .or_(desk.get_by_role("menuitem", name="Nobody"))
        .click()
    )
    await expect(desk.get_by_text("Unassigned").first).to_be_visible()
    await desk.context.close()


async def test_a_viewer_views_assigned_queues_and_nothing_more(
    office: Office, browser: Browser, page: Page
) -> None:
    """Viewer for Conversations: views in assigned queues, without a seat, without counting for
    capacity, and without replying."""
    used = (await office.founder.api.get("/api/seats")).json()["used"]
    vera = await office.add("Vera Viewer", VIEWER, seat=False)
    assert (await office.founder.api.get("/api/seats")).json()["used"] == used
    conversation = await office.texted("Can you see me?")
    desk = await office.desk_of(browser, vera)
    await desk.goto(f"{office.url}/desk/all/{conversation}")
    await expect(desk.get_by_role("main").get_by_text("Can you see me?").first).to_be_visible()
    await expect(desk.get_by_text("You are viewing this conversation.")).to_be_visible()
    await expect(desk.get_by_role("textbox", name="Reply to")).to_have_count(0)
    # Nobody can be available who is never given work.
    await expect(desk.get_by_role("button", name="Start taking work")).to_have_count(0)
    await page.goto(f"{office.url}/desk/all/{conversation}")
    await page.get_by_role("button", name="Assign").first.click()
    await expect(page.get_by_role("menu").first).to_be_visible()
    await expect(page.get_by_role("menu").get_by_text("Vera Viewer")).to_have_count(0)
    await desk.context.close()
