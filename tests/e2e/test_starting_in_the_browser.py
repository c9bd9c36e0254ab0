"""Writing to a customer first in the browser: once, from what one may, and never a second time."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest_asyncio
from playwright.async_api import expect

from tests.e2e.axe import complaints_in_both_themes
from tests.e2e.browser import Complaints
from tests.e2e.office import AGENT, VIEWER, Office
from tests.e2e.people import Customer
from tests.e2e.phones import shown
from tests.e2e.test_journey_at_the_wire import connected
from tests.e2e.traffic import new_phone

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from playwright.async_api import Browser, Locator, Page, Route

    from tests.e2e.installation import Installation

PICTURES = os.environ.get("HUBBUB_PICTURES")
"""Where to leave pictures of the pages, for whoever wants to look at them."""


@pytest_asyncio.fixture(loop_scope="session")
async def customer(installation: Installation) -> AsyncIterator[Customer]:
    customer = Customer(installation, new_phone())
    yield customer
    await customer.close()


async def picture(page: Page, name: str) -> None:
    if PICTURES:
        await page.screenshot(path=Path(PICTURES) / f"{name}.png")


async def opened(page: Page) -> Locator:
    """The dialog, by its key."""
    await page.keyboard.press("n")
    dialog = page.get_by_role("dialog", name="New conversation")
    await expect(dialog.get_by_role("combobox", name="To")).to_be_visible()
    return dialog


async def senders_in(dialog: Locator) -> list[str]:
    """What can be chosen, without the carrier."""
    found = await dialog.get_by_label("From").locator("option").all_inner_texts()
    return [each.split(" · ")[0] for each in found]


async def at_work(page: Page, office: Office) -> None:
    await page.goto(f"{office.url}/desk/work")
    await expect(page.get_by_role("button", name="New conversation")).to_be_visible()


async def received(customer: Customer, *texts: str) -> None:
    await until(customer.received, list(texts))


async def until(find: Callable[[], Awaitable[object]], wanted: object) -> None:
    """Asks again until it is so."""
    async with asyncio.timeout(20):
        while await find() != wanted:  # noqa: ASYNC110 - other processes decide when
            await asyncio.sleep(0.05)


async def test_an_agent_writes_first_and_hears_back(
    office: Office, customer: Customer, browser: Browser
) -> None:
    """All of it by keyboard."""
    billing = await office.add_queue("Billing")
    await office.add_sender_name("Northwind")
    await office.add_sender_name("Billing Dpt", billing)
    mia = await office.add("Mia Novak", AGENT)
    page = await office.desk_of(browser, mia)
    complaints = Complaints(page)
    await at_work(page, office)

    dialog = await opened(page)
    number = await office.founder.number()
    await connected(customer, number)
    offered = await senders_in(dialog)
    assert len(offered) == 2
    assert shown(number).fullmatch(offered[0])
    assert offered[1] == "Northwind"
    await page.keyboard.type(customer.phone)
    await expect(dialog).to_contain_text("Croatia")
    assert await complaints_in_both_themes(page) == []
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("listbox")).to_have_count(0)
    await dialog.get_by_label("Text").focus()
    await page.keyboard.type("Your tent is ready.")
    await expect(dialog).to_contain_text("1 message")
    await picture(page, "start")
    await page.keyboard.press("Control+Enter")

    await expect(dialog).to_have_count(0)
    await page.wait_for_url("**/desk/work/*")
    address = page.url
    thread = page.get_by_role("log")
    await expect(thread.get_by_text("Your tent is ready.")).to_be_visible()
    row = page.get_by_role("region", name="Conversations").get_by_text("Your tent is ready.")
    await expect(row).to_be_visible()
    await received(customer, "Your tent is ready.")
    await customer.text(number, "I am on my way.")
    await expect(thread.get_by_text("I am on my way.")).to_be_visible()
    assert page.url == address
    assert complaints.found == []


async def test_a_second_start_is_led_to_the_open_conversation(
    office: Office, customer: Customer, browser: Browser
) -> None:
    number = await office.founder.number()
    await connected(customer, number)
    mia = await office.add("Mia Novak", AGENT)
    page = await office.desk_of(browser, mia)
    await at_work(page, office)
    dialog = await opened(page)
    await page.keyboard.type(customer.phone)
    await expect(dialog).to_contain_text("Croatia")
    await dialog.get_by_label("Text").fill("Are you there?")
    # He writes at this moment, when the number has been looked up already.
    await customer.text(number, "Hello!")
    await until_conversations(office, 1)
    await page.keyboard.press("Control+Enter")
    notice = dialog.get_by_role("status").filter(has_text="There is an open conversation")
    await expect(notice).to_contain_text("your text comes along")
    await expect(dialog.get_by_role("button", name="Open it")).to_be_focused()
    assert await complaints_in_both_themes(page) == []
    await picture(page, "already-open")
    await page.keyboard.press("Enter")
    await page.wait_for_url("**/desk/all/*")
    await expect(page.get_by_role("log").get_by_text("Hello!")).to_be_visible()
    await page.get_by_role("main").get_by_role("button", name="Take it").click()
    await expect(page.get_by_role("textbox", name="Reply to")).to_have_value("Are you there?")
    assert await customer.received() == []

    # Known from the beginning now: he is marked in the list, and nothing has to be tried.
    dialog = await opened(page)
    await expect(dialog.get_by_label("Text")).to_have_value("")
    await page.keyboard.type(customer.phone[-6:])
    # The digits may be a number as well, which is offered before the people.
    await page.get_by_role("option").filter(has_text="has an open conversation").click()
    await expect(dialog.get_by_role("button", name="Open it")).to_be_visible()


async def until_conversations(office: Office, count: int) -> None:
    async def found() -> int:
        return len(await office.founder.conversations("all"))

    await until(found, count)


async def test_a_draft_is_kept_and_what_got_no_answer_goes_once(
    office: Office, customer: Customer, browser: Browser
) -> None:
    await connected(customer, await office.founder.number())
    mia = await office.add("Mia Novak", AGENT)
    page = await office.desk_of(browser, mia)
    await at_work(page, office)
    dialog = await opened(page)
    await dialog.get_by_role("button", name="Send").click()
    await expect(dialog).to_contain_text("Say to whom it goes.")
    await expect(dialog).to_contain_text("Write something first.")
    await expect(dialog.get_by_role("combobox", name="To")).to_be_focused()
    assert await complaints_in_both_themes(page) == []
    await page.keyboard.type(customer.phone)
    await dialog.get_by_label("Topic").fill("Delivery")
    await dialog.get_by_label("Text").fill("It is on its way.")
    await page.keyboard.press("Escape")
    await expect(dialog).to_have_count(0)
    await page.reload()
    await expect(page.get_by_role("button", name="New conversation")).to_be_visible()
    await page.get_by_role("button", name="New conversation").click()
    await expect(dialog.get_by_label("Text")).to_have_value("It is on its way.")
    await expect(dialog.get_by_label("Topic")).to_have_value("Delivery")

    await page.route("**/api/conversations", _lose_the_answer, times=1)
    await dialog.get_by_label("Text").press("Control+Enter")
    await expect(dialog.get_by_role("alert")).to_contain_text("The server cannot be reached")
    await until_conversations(office, 1)
    await page.reload()
    await page.get_by_role("button", name="New conversation").click()
    await dialog.get_by_role("button", name="Send").wait_for()
    # The first try arrived, which its repetition finds out; it is not said to be somebody else's.
    await dialog.get_by_role("button", name="Send").dblclick()
    await page.wait_for_url("**/desk/work/*")
    await expect(page.get_by_role("log").get_by_text("It is on its way.")).to_be_visible()
    await received(customer, "It is on its way.")
    assert len(await office.founder.conversations("all")) == 1
    dialog = await opened(page)
    await expect(dialog.get_by_label("Text")).to_have_value("")


async def _lose_the_answer(route: Route) -> None:
    await route.fetch()
    await route.abort()


async def test_a_name_cannot_be_answered_to(
    office: Office, customer: Customer, browser: Browser
) -> None:
    await connected(customer, await office.founder.number())
    await office.add_sender_name("Northwind")
    page = await office.desk_of(browser)
    await page.goto(f"{office.url}/desk/all")
    await page.get_by_role("button", name="New conversation").click()
    dialog = page.get_by_role("dialog", name="New conversation")
    await dialog.get_by_role("combobox", name="To").fill(customer.phone)
    await dialog.get_by_label("From").select_option(label="Northwind · Simulated carrier")
    await expect(dialog).to_contain_text("Customers cannot answer to a name.")
    await dialog.get_by_label("Assignee").select_option(label="Nobody")
    await dialog.get_by_label("Priority").select_option(label="High")
    await dialog.get_by_label("Text").fill("Our shop opens at nine.")
    await dialog.get_by_role("button", name="Send").click()
    await page.wait_for_url("**/desk/all/*")
    await expect(page.get_by_role("note")).to_contain_text("Customers see “Northwind”")
    await expect(page.get_by_role("main")).to_contain_text("Nobody has this conversation yet.")
    assert await complaints_in_both_themes(page) == []
    await picture(page, "one-way")
    await received(customer, "Our shop opens at nine.")
    # The sender that was used last is the first choice.
    dialog = await opened(page)
    chosen = dialog.get_by_label("From").locator("option:checked")
    await expect(chosen).to_have_text("Northwind · Simulated carrier")


async def test_who_may_not_begin_is_offered_nothing(office: Office, browser: Browser) -> None:
    vera = await office.add("Vera Marić", VIEWER)
    page = await office.desk_of(browser, vera)
    await page.goto(f"{office.url}/desk/work")
    await expect(page.get_by_role("heading", name="My work")).to_be_visible()
    await expect(page.get_by_role("button", name="New conversation")).to_have_count(0)
    await page.keyboard.press("n")
    await page.keyboard.press("Control+k")
    await expect(page.get_by_role("searchbox")).to_be_focused()
    await page.keyboard.type("New conv")
    await expect(page.get_by_text("Nothing fits.")).to_be_visible()
    await expect(page.get_by_role("dialog", name="New conversation")).to_have_count(0)


async def test_without_a_sender_or_a_queue_it_says_whom_to_ask(
    office: Office, browser: Browser
) -> None:
    [number] = (await office.founder.api.get("/api/senders")).json()["items"]
    body = {"for_every_queue": False, "queue_ids": [], "version": number["version"]}
    path = f"/api/senders/{number['id']}/queues"
    assert (await office.founder.api.put(path, json=body)).status_code == 200
    mia = await office.add("Mia Novak", AGENT)
    page = await office.desk_of(browser, mia)
    await at_work(page, office)
    await page.get_by_role("button", name="New conversation").click()
    dialog = page.get_by_role("dialog", name="New conversation")
    await expect(dialog).to_contain_text("Your queues have no sender.")
    assert await complaints_in_both_themes(page) == []
    ben = await office.add("Ben Carter", AGENT, join_default_queue=False)
    other = await office.desk_of(browser, ben)
    await at_work(other, office)
    await other.get_by_role("button", name="New conversation").click()
    alone = other.get_by_role("dialog", name="New conversation")
    await expect(alone).to_contain_text("You work in no queue")
    assert await complaints_in_both_themes(other) == []
