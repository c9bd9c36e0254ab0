"""Users and permissions, key details: what can be combined, who needs a seat, and the mail."""

from __future__ import annotations

import re
import uuid
from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from tests.e2e.office import AGENT, ANALYTICS, SETUP, SUPERVISOR, VIEWER
from tests.e2e.test_users_in_the_browser import choose_password, link_for, sign_in

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page

    from tests.e2e.office import Office


async def save_roles(page: Page, office: Office, user: str, *names: str) -> None:
    await page.goto(f"{office.url}/desk/account/users/{user}?tab=roles")
    for name in names:
        await page.get_by_role("checkbox", name=name).check()
    await page.get_by_role("button", name="Save").click()


async def test_roles_can_be_combined(office: Office, page: Page) -> None:
    """A user may have more than one role, and gets what each of them allows."""
    mia = await office.add("Mia Combined", AGENT)
    await save_roles(page, office, mia["id"], SETUP, ANALYTICS)
    await expect(page.get_by_text("The roles are changed.")).to_be_visible()
    agent = await office.signed_in(mia)
    me = (await agent.api.get("/api/me")).json()
    assert {each["name"] for each in me["roles"]} == {AGENT, SETUP, ANALYTICS}
    assert {
        "contact-center/conversations/manage",
        "apps/ccaas/conversations/queues/manage",
        "conversations/dashboard/view",
    } <= set(me["permissions"])
    await agent.close()


@pytest.mark.parametrize(("held", "wanted"), [(AGENT, SUPERVISOR), (SUPERVISOR, AGENT)])
async def test_nobody_is_agent_and_supervisor(
    held: str, wanted: str, office: Office, page: Page
) -> None:
    """Not both, since the supervisor's role includes the agent's: refused with the reason and
    with the one step that solves it."""
    ben = await office.add("Ben Both", held)
    await save_roles(page, office, ben["id"], wanted)
    await expect(page.get_by_role("alert").first).to_contain_text(
        f"{SUPERVISOR} already includes everything of {AGENT}"
    )
    await page.get_by_role("button", name=f"Take {AGENT} off and save").click()
    await expect(page.get_by_text("The roles are changed.")).to_be_visible()
    await expect(page.get_by_role("checkbox", name=AGENT)).not_to_be_checked()
    await expect(page.get_by_role("checkbox", name=SUPERVISOR)).to_be_checked()


async def test_every_role_but_the_viewers_needs_an_active_seat(office: Office, page: Page) -> None:
    """The list of roles says who needs a seat: all five but the viewer."""
    await page.goto(f"{office.url}/desk/account/roles")
    for name in (SETUP, AGENT, ANALYTICS, SUPERVISOR):
        row = page.get_by_role("row", name=re.compile(f"^{name}"))
        await expect(row.get_by_role("cell", name="Needed", exact=True)).to_be_visible()
    row = page.get_by_role("row", name=re.compile(f"^{VIEWER}"))
    await expect(row.get_by_role("cell", name="Not needed", exact=True)).to_be_visible()


async def test_without_a_seat_a_role_waits_for_one(office: Office, page: Page) -> None:
    """Who has the role and no seat cannot use it; given one on the Seats page, it counts."""
    luka = await office.add("Luka Seatless", SETUP, seat=False)
    agent = await office.signed_in(luka)
    queues = "apps/ccaas/conversations/queues/manage"
    assert queues not in (await agent.api.get("/api/me")).json()["permissions"]
    await page.goto(f"{office.url}/desk/account/users/{luka['id']}?tab=effective")
    entry = page.get_by_role("listitem").filter(has_text=queues)
    await expect(entry).to_contain_text("seat")
    await page.get_by_role("link", name="Seats", exact=True).click()
    await page.get_by_label("Name or e-mail").fill("Luka Seatless")
    await page.get_by_label("Seat", exact=True).select_option("Everybody")
    await page.get_by_role("checkbox", name="Select Luka Seatless").check()
    await page.get_by_role("button", name="Assign seat").click()
    await expect(page.get_by_text("Saved").first).to_be_visible()
    assert queues in (await agent.api.get("/api/me")).json()["permissions"]
    await agent.close()


async def test_a_new_user_gets_a_mail_with_login_details_and_signs_in(
    office: Office, page: Page, browser: Browser
) -> None:
    """Once set up, they get an e-mail with what they need to sign in, and can use the desk."""
    mark = f"eva{uuid.uuid4().hex[:8]}"
    address = f"{mark}@example.com"
    await page.goto(f"{office.url}/desk/account/users")
    await page.get_by_role("button", name="Add user").click()
    await page.get_by_role("menuitem", name="Create profile").click()
    await page.get_by_label("Full name").fill("Eva Kovač")
    await page.get_by_label("E-mail address").fill(address)
    await page.get_by_role("checkbox", name=AGENT).check()
    await page.get_by_role("button", name="Create and send mail").click()
    await expect(page.get_by_role("row", name=re.compile(address))).to_be_visible()

    mail = await browser.new_page()
    await mail.goto(f"{office.url}/simulator/mail")
    await mail.get_by_role("link", name=re.compile(address)).first.click(timeout=20_000)
    await expect(mail.frame_locator("#html").get_by_text(mark, exact=True).first).to_be_visible()
    await mail.close()
    link = await link_for(browser, office.installation, address, "Your sign-in to Acme")
    context = await browser.new_context()
    theirs = await context.new_page()
    await choose_password(theirs, link)
    await sign_in(theirs, office.installation, mark)
    await expect(theirs.get_by_role("button", name="Start taking work")).to_be_visible()
    await context.close()


async def test_where_more_is_learnt_of_roles_and_of_users(office: Office, page: Page) -> None:
    """Learn more: both pages lead to their help."""
    for path, title in (("roles", "Roles"), ("users", "Users")):
        await page.goto(f"{office.url}/desk/account/{path}")
        await page.get_by_role("link", name=re.compile(f"^Help: {title}")).click()
        await expect(page).to_have_url(re.compile(f"/desk/help/{path}"))
