"""The senders of an account in the browser: names, and whose agents write from what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.async_api import expect

from tests.e2e.axe import complaints_in_both_themes
from tests.e2e.browser import Complaints
from tests.e2e.office import AGENT, Fields, Office
from tests.e2e.phones import shown

if TYPE_CHECKING:
    from playwright.async_api import Browser, Locator, Page


async def test_an_administrator_restricts_a_sender_to_a_queue(
    office: Office, browser: Browser
) -> None:
    billing = await office.add_queue("Billing")
    mia = await office.add("Mia Novak", AGENT)
    page = await office.desk_of(browser)
    await page.goto(f"{office.url}/desk/channels/numbers")
    await page.get_by_role("tab", name="Senders").click()
    await page.wait_for_url("**/channels/numbers?tab=senders")
    await add_name(page, "Northwind")
    complaints = Complaints(page)
    row = page.get_by_role("row").filter(has_text="Northwind")
    await expect(row).to_contain_text("Every queue")
    assert await complaints_in_both_themes(page) == []

    dialog = await opened(page, "Northwind")
    await dialog.get_by_role("radio", name="Only these queues").check()
    await dialog.get_by_role("checkbox", name="Billing").check()
    assert await complaints_in_both_themes(page) == []
    await dialog.get_by_role("button", name="Save").click()
    await expect(row).to_contain_text("Billing")
    await expect(dialog).to_have_count(0)
    assert await offered_to(office, mia, browser) == 1
    await office.put_into_queue(billing, mia["id"])
    assert await offered_to(office, mia, browser) == 2

    await remove(page, "Northwind")
    assert complaints.found == []


async def test_what_a_colleague_changed_meanwhile_is_told(office: Office, browser: Browser) -> None:
    sender = await office.add_sender_name("Northwind")
    page = await office.desk_of(browser)
    await page.goto(f"{office.url}/desk/channels/numbers?tab=senders")
    dialog = await opened(page, "Northwind")
    await dialog.get_by_role("radio", name="Only these queues").check()
    await dialog.get_by_role("checkbox", name="General").check()
    path = f"/api/senders/{sender['id']}/queues"
    body = {"for_every_queue": False, "queue_ids": [], "version": sender["version"]}
    assert (await office.founder.api.put(path, json=body)).status_code == 200
    await dialog.get_by_role("button", name="Save").click()
    told = dialog.get_by_role("alert")
    await expect(told).to_contain_text("It is now: No queue. Save again to replace it.")
    await dialog.get_by_role("button", name="Save").click()
    await expect(dialog).to_have_count(0)
    row = page.get_by_role("row").filter(has_text="Northwind")
    await expect(row).to_contain_text("General")


async def test_the_page_of_a_number_says_who_writes_from_it(
    office: Office, browser: Browser
) -> None:
    number = await office.founder.number()
    page = await office.desk_of(browser)
    await page.goto(f"{office.url}/desk/channels/numbers")
    await page.get_by_role("link", name=shown(number)).click()
    await expect(page.get_by_text("Agents of every queue may begin")).to_be_visible()
    assert await complaints_in_both_themes(page) == []
    await page.get_by_role("link", name="Change", exact=True).click()
    await expect(page.get_by_role("tab", name="Senders", selected=True)).to_be_visible()
    await page.get_by_role("link", name="Help: Writing first, and senders").click()
    await expect(page.get_by_role("heading", name="Who may write from what")).to_be_visible()


async def add_name(page: Page, name: str) -> None:
    """By keyboard; its rules are told while it is typed."""
    await page.get_by_role("button", name="Add sender name").focus()
    await page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Add sender name")
    field = dialog.get_by_role("textbox", name="Name")
    await expect(field).to_be_focused()
    await page.keyboard.type("Šator 12345678")
    for rule in ("1 to 11 characters", "Letters from A to Z"):
        broken = dialog.get_by_role("listitem").filter(has_text=rule)
        await expect(broken).to_contain_text("(not kept)")
    await page.keyboard.press("Enter")
    await expect(dialog).to_contain_text("This name breaks a rule below.")
    assert await complaints_in_both_themes(page) == []
    await field.fill(name)
    await expect(dialog.get_by_text("(kept)")).to_have_count(3)
    await page.keyboard.press("Enter")
    await expect(dialog).to_have_count(0)
    await page.get_by_role("button", name="Add sender name").click()
    await dialog.get_by_role("textbox", name="Name").fill(name.upper())
    await dialog.get_by_role("button", name="Add sender name").click()
    await expect(dialog).to_contain_text("There is a sender of this name already.")
    await page.keyboard.press("Escape")
    await expect(dialog).to_have_count(0)


async def opened(page: Page, name: str) -> Locator:
    await page.get_by_role("button", name=f"Change queues: {name}").click()
    return page.get_by_role("dialog", name=f"Who writes from {name}?")


async def offered_to(office: Office, user: Fields, browser: Browser) -> int:
    """How many senders this agent can choose from."""
    page = await office.desk_of(browser, user)
    await page.goto(f"{office.url}/desk/all")
    await page.get_by_role("button", name="New conversation").click()
    dialog = page.get_by_role("dialog", name="New conversation")
    await expect(dialog.get_by_label("From")).to_be_visible()
    count = await dialog.get_by_label("From").locator("option").count()
    await page.context.close()
    return count


async def remove(page: Page, name: str) -> None:
    await page.get_by_role("button", name=f"Remove: {name}").click()
    dialog = page.get_by_role("alertdialog", name=f"Remove {name}?")
    await expect(dialog).to_contain_text("Conversations that were begun from it stay.")
    await dialog.get_by_role("button", name="Remove").click()
    await expect(page.get_by_role("row").filter(has_text=name)).to_have_count(0)
