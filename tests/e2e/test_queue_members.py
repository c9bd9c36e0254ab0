"""Agents and viewers of a queue in the browser: adding many, what each can do, and reading live."""

from __future__ import annotations

import os
import uuid
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.async_api import expect

from tests.e2e.axe import complaints_in_both_themes
from tests.e2e.browser import Complaints
from tests.e2e.office import AGENT, VIEWER, Office
from tests.e2e.people import Customer
from tests.e2e.test_journey_at_the_wire import connected

if TYPE_CHECKING:
    from playwright.async_api import Browser, Locator, Page

    from tests.e2e.installation import Installation

PICTURES = os.environ.get("HUBBUB_PICTURES")
"""Where to leave pictures of the pages, for whoever wants to look at them."""


async def add(office: Office, name: str, role: str, **more: Any) -> dict[str, Any]:
    """A user who is in no queue yet."""
    return await office.add(name, role, **{"join_default_queue": False, **more})


async def picture(page: Page, name: str) -> None:
    if PICTURES:
        await page.screenshot(path=Path(PICTURES) / f"{name}.png")


def group(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name=name)


async def add_viewers(page: Page, dialog: Locator) -> None:
    await page.get_by_role("button", name="Add people").click()
    await dialog.get_by_label("Search users").fill("Vera")
    await dialog.get_by_role("checkbox", name="Vera Marić").check()
    await dialog.get_by_label("Search users").fill("Luka")
    await dialog.get_by_role("checkbox", name="Luka Jurić").check()
    await dialog.get_by_role("button", name="Add as viewers").click()
    await expect(group(page, "Viewers").get_by_text("Only reads")).to_have_count(2)
    await expect(
        group(page, "Viewers").get_by_text("No seat: counts as viewer until they have one.")
    ).to_be_visible()
    await expect(page.get_by_role("button", name="Make agent: Vera Marić")).to_have_count(0)


async def look_at(page: Page) -> None:
    """In both themes, and narrow."""
    assert await complaints_in_both_themes(page) == []
    await picture(page, "queue-page-dark")
    await page.evaluate("document.documentElement.dataset.theme = 'light'")
    await picture(page, "queue-page")
    await page.set_viewport_size({"width": 390, "height": 844})
    await picture(page, "queue-page-narrow")
    await page.set_viewport_size({"width": 1440, "height": 900})


async def test_people_are_added_as_agents_and_viewers(
    installation: Installation, browser: Browser, office: Office
) -> None:
    page = await office.desk_of(browser)
    complaints = Complaints(page)
    for name in ("Mia Kovač", "Ivo Babić"):
        await add(office, name, AGENT)
    vera = await add(office, "Vera Marić", VIEWER, seat=False)
    await add(office, "Luka Jurić", AGENT, seat=False)
    await page.goto(f"{installation.url}/desk/settings/queues")
    await expect(group(page, "Agents").get_by_text("Ana Horvat")).to_be_visible()
    await expect(group(page, "Viewers").get_by_text("No viewers.")).to_be_visible()

    await page.get_by_role("button", name="Add people").click()
    dialog = page.get_by_role("dialog", name="Add people to General")
    await expect(dialog.get_by_role("checkbox", name="Ana Horvat")).to_be_disabled()
    await dialog.get_by_label("Filter by role").select_option(label=AGENT)
    await dialog.get_by_role("button", name="Select all 3 shown").click()
    await expect(dialog.get_by_text("3 selected")).to_be_visible()
    # One of them has no seat: said, and not to be added as agent.
    await expect(dialog.get_by_text("Luka Jurić cannot work on conversations")).to_be_visible()
    await expect(dialog.get_by_role("button", name="Add as agents")).to_be_disabled()
    await picture(page, "queue-dialog")
    assert await complaints_in_both_themes(page) == []
    await picture(page, "queue-dialog-dark")
    await dialog.get_by_role("checkbox", name="Luka Jurić").uncheck()
    await dialog.get_by_role("button", name="Add as agents").click()
    await expect(dialog).to_be_hidden()
    await expect(group(page, "Agents").get_by_text("Can work")).to_have_count(3)

    await add_viewers(page, dialog)
    await page.get_by_role("button", name="Make viewer: Mia Kovač").click()
    await expect(group(page, "Viewers").get_by_text("Mia Kovač")).to_be_visible()
    await page.get_by_role("button", name="Make agent: Mia Kovač").click()
    await expect(group(page, "Agents").get_by_text("Mia Kovač")).to_be_visible()
    await look_at(page)

    await page.get_by_role("button", name="Remove Ivo Babić").click()
    await page.get_by_role("alertdialog").get_by_role("button", name="Remove").click()
    await expect(group(page, "Agents").get_by_text("Ivo Babić")).to_have_count(0)
    queue = (await office.founder.api.get("/api/queues")).json()["items"][0]
    members = await office.founder.api.get(f"/api/queues/{queue['id']}/members")
    kinds = {each["user_id"]: each["kind"] for each in members.json()["items"]}
    assert kinds[vera["id"]] == "viewer"
    assert complaints.found == []


async def test_a_viewer_reads_live_and_loses_all_at_once(
    installation: Installation, browser: Browser, office: Office
) -> None:
    founder = office.founder
    # On her own way of joining, by which a viewer's role makes her a viewer.
    vera = await add(office, "Vera Marić", VIEWER, seat=False, join_default_queue=True)
    page = await office.desk_of(browser, vera)
    complaints = Complaints(page)
    await page.goto(f"{installation.url}/desk/all")
    await expect(page.get_by_text("No conversations yet")).to_be_visible()

    customer = Customer(installation, f"+38591{uuid.uuid4().int % 10**7:07d}")
    number = await founder.number()
    await connected(customer, number)
    await customer.text(number, "Where is my parcel?")
    row = page.get_by_text("Where is my parcel?").first
    await row.click()
    thread = page.get_by_role("main")
    await expect(thread.get_by_text("You are viewing this conversation.")).to_be_visible()
    await expect(page.get_by_role("textbox", name="Reply to")).to_have_count(0)
    await customer.text(number, "It is the blue one.")
    await expect(thread.get_by_text("It is the blue one.")).to_be_visible()
    await picture(page, "viewer-thread")
    assert await complaints_in_both_themes(page) == []

    queue = (await founder.api.get("/api/queues")).json()["items"][0]
    path = f"/api/queues/{queue['id']}/members"
    members = (await founder.api.get(path)).json()
    kept = [
        {"user_id": each["user_id"], "kind": each["kind"]}
        for each in members["items"]
        if each["user_id"] != vera["id"]
    ]
    assert len(kept) == len(members["items"]) - 1
    answer = await founder.api.put(path, json={"members": kept, "version": members["version"]})
    assert answer.status_code == 200, answer.text
    await expect(page.get_by_text("It is the blue one.")).to_have_count(0)
    await expect(page.get_by_text("Where is my parcel?")).to_have_count(0)
    await expect(page.get_by_text("You can no longer see this conversation")).to_be_visible()
    await picture(page, "viewer-gone")
    assert [each for each in complaints.found if "404" not in each] == []
    await customer.close()


async def test_the_first_steps_tick_themselves_and_can_be_hidden(
    installation: Installation, browser: Browser, office: Office
) -> None:
    page = await office.desk_of(browser)
    complaints = Complaints(page)
    await page.goto(f"{installation.url}/desk/work")
    steps = page.get_by_role("region", name="First steps")
    await expect(steps.get_by_text("3 of 4 done")).to_be_visible()
    await picture(page, "first-steps")
    assert await complaints_in_both_themes(page) == []
    await steps.get_by_role("link", name="Put agents into a queue").click()
    await expect(page.get_by_role("heading", name="Queues")).to_be_visible()
    await page.goto(f"{installation.url}/desk/work")

    # Offline, so that what arrives waits in the queue and My work stays empty.
    customer = Customer(installation, f"+38591{uuid.uuid4().int % 10**7:07d}")
    number = await office.founder.number()
    await connected(customer, number)
    await customer.text(number, "Hello?")
    await expect(steps.get_by_text("4 of 4 done")).to_be_visible(timeout=15_000)

    await steps.get_by_role("button", name="Hide first steps").click()
    await expect(steps).to_have_count(0)
    await page.reload()
    await expect(page.get_by_role("button", name="Profile")).to_be_visible()
    await expect(steps).to_have_count(0)
    await page.get_by_role("button", name="Profile").click()
    await page.get_by_role("menuitem", name="Show first steps").click()
    await expect(steps).to_be_visible()
    assert complaints.found == []
    await customer.close()
