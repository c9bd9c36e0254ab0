"""Permission-based access: what it is, and what it is good for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.async_api import expect

from tests.e2e.office import AGENT, DOWNLOAD, VIEW

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page

    from tests.e2e.office import Office

SETTINGS_LOG = "conversations/audit-logs/manage"


async def test_access_is_given_permission_by_permission(office: Office, page: Page) -> None:
    """Not fixed roles but single permissions decide, and a user's page shows each of them."""
    mia = await office.add("Mia Single")
    await office.make_role("One only", VIEW, add_users=[mia["id"]])
    await page.goto(f"{office.url}/desk/account/users/{mia['id']}?tab=effective")
    await expect(page.get_by_role("listitem").filter(has_text=VIEW)).to_have_count(1)
    await expect(page.get_by_role("main").locator("code")).to_have_text([VIEW])


async def test_different_people_have_different_combinations(
    office: Office, browser: Browser
) -> None:
    """Each person gets what the job needs: one reads the log, another opens the roles."""
    log, roles = await office.add("Lena Log"), await office.add("Rok Roles")
    await office.make_role("Log reader", SETTINGS_LOG, add_users=[log["id"]])
    await office.make_role("Role maker", "account/roles/manage", add_users=[roles["id"]])
    for user, sees, lacks in ((log, "Audit log", "Roles"), (roles, "Roles", "Audit log")):
        desk = await office.desk_of(browser, user)
        await desk.goto(f"{office.url}/desk/account")
        links = desk.get_by_role("navigation", name="Sections")
        await expect(links.get_by_role("link", name=sees)).to_be_visible()
        await expect(links.get_by_role("link", name=lacks)).to_have_count(0)
        await desk.context.close()


async def test_a_permission_controls_exactly_one_action(office: Office, browser: Browser) -> None:
    """Better control: with one permission more, one button more."""
    mia = await office.add("Mia Button", AGENT)
    conversation = await office.texted("One button, please.", mia)
    desk = await office.desk_of(browser, mia)
    await desk.goto(f"{office.url}/desk/work/{conversation}")
    head = desk.get_by_role("main").get_by_role("banner").or_(desk.get_by_role("main"))
    download = head.get_by_role("button", name="Download transcript")
    await expect(head.get_by_role("button", name="Solve").first).to_be_visible()
    await expect(download).to_have_count(0)
    await office.make_role("One button more", DOWNLOAD, add_users=[mia["id"]])
    await expect(download.first).to_be_visible()
    await desk.context.close()


async def test_permissions_are_combined_as_needed(office: Office, page: Page) -> None:
    """Flexible: any set of permissions makes a role, and several roles add up."""
    mia = await office.add("Mia Sum")
    await office.make_role("Reading", VIEW, add_users=[mia["id"]])
    await office.make_role("Saving", DOWNLOAD, SETTINGS_LOG, add_users=[mia["id"]])
    await page.goto(f"{office.url}/desk/account/users/{mia['id']}?tab=effective")
    for key in (VIEW, DOWNLOAD, SETTINGS_LOG):
        await expect(page.get_by_role("main").locator("code", has_text=key)).to_be_visible()


async def test_nobody_has_more_than_was_given(office: Office, browser: Browser) -> None:
    """Safer: somebody with a single permission finds nothing else, and the server refuses it."""
    eva = await office.add("Eva Little")
    await office.make_role("Just viewing", VIEW, add_users=[eva["id"]])
    desk = await office.desk_of(browser, eva)
    await desk.goto(f"{office.url}/desk/work")
    rail = desk.get_by_role("navigation", name="Main")
    await expect(rail.get_by_role("link", name="My work")).to_be_visible()
    for place in ("Settings", "Channels and Numbers"):
        await expect(rail.get_by_role("link", name=place, exact=True)).to_have_count(0)
    await desk.goto(f"{office.url}/desk/account/roles")
    await expect(desk.get_by_text("You need another permission")).to_be_visible()
    agent = await office.signed_in(eva)
    assert (await agent.api.get("/api/audit")).status_code == 403
    await agent.close()
    await desk.context.close()


async def test_permissions_are_scoped_to_a_part_of_the_product(office: Office, page: Page) -> None:
    """Complex scenarios: permissions stand under the part of the product that they are about."""
    await page.goto(f"{office.url}/desk/account/roles/new")
    await page.get_by_role("button", name="Conversations permissions").click()
    for part, title in (
        ("Conversation access", "View conversations"),
        ("My work", "Download transcripts"),
        ("All work", "Filter by queue"),
        ("Queues and senders", "Read all queues"),
        ("Assistance", "Translate messages"),
        ("Analytics", "Filter live figures by queue"),
        ("Settings: queues and routing", "Set up routes"),
        ("Profile", "Upload a picture"),
    ):
        group = page.get_by_role("group", name=part)
        await expect(group.get_by_role("checkbox", name=title)).to_be_visible()
