"""A number is bought at the desk as the steps are described: from the country to Order now."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING

import pytest_asyncio
from playwright.async_api import expect

from tests.e2e.axe import complaints_in_both_themes
from tests.e2e.browser import Complaints
from tests.e2e.phones import shown
from tests.e2e.test_journey_in_the_browser import sign_up

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.async_api import Browser, Page, Route

    from tests.e2e.installation import Installation


A_MINUTE_LATER = """() => {
  const now = Date.now;
  Date.now = () => now() + 60000;
  dispatchEvent(new Event('visibilitychange'));
}"""
"""Whoever comes back to the page then, has it look again."""
KEPT_OF_ORDERS = """() =>
  Object.keys(sessionStorage).filter((each) => each.startsWith('hubbub.order.')).length"""
"""Of how many orders the tab keeps what was typed."""


@pytest_asyncio.fixture(loop_scope="session")
async def page(browser: Browser) -> Page:
    """As wide as a desk, and open to axe, which the page's own policy would keep out."""
    context = await browser.new_context(
        viewport={"width": 1440, "height": 900}, bypass_csp=True, locale="en-GB"
    )
    return await context.new_page()


async def go_on(page: Page) -> None:
    await page.get_by_role("button", name="Continue").click()


async def at_step(page: Page, question: str) -> None:
    """The question has the focus, so that it is read out."""
    await expect(page.get_by_role("heading", name=question)).to_be_focused()


async def test_a_number_is_bought_and_released(
    installation: Installation, page: Page, tmp_path: Path
) -> None:
    """A German one, which asks for details and a document and waits for approval."""
    await sign_up(page, installation)
    complaints = Complaints(page)
    await page.goto(f"{installation.url}/desk/channels/numbers")
    await expect(page.get_by_role("tab", name="My numbers")).to_be_visible()
    await page.get_by_role("button", name="Buy number").click()

    await choose(page)
    await fill_in(page, complaints, tmp_path)
    await order(page)
    row = page.get_by_role("row").filter(has_text=shown("+4917139200"))
    await expect(row).to_contain_text("Germany")
    await expect(row).to_contain_text("€4.50 a month")
    assert await complaints_in_both_themes(page) == []
    await page.set_viewport_size({"width": 390, "height": 844})
    table = page.get_by_role("region", name="Numbers").get_by_role("group")
    assert not await table.evaluate("(each) => each.scrollWidth > each.clientWidth")
    await page.set_viewport_size({"width": 1440, "height": 900})

    await row.get_by_role("button", name="Release").click()
    dialog = page.get_by_role("alertdialog")
    await expect(dialog).to_contain_text("No open conversation goes over it")
    await dialog.get_by_role("button", name="Release").click()
    await expect(row).to_have_count(0)
    assert complaints.found == []


async def test_back_in_the_browser_goes_a_step_back_and_loses_nothing(
    installation: Installation, page: Page
) -> None:
    await sign_up(page, installation)
    await begin(page, installation)
    await page.get_by_role("radio", name="Germany").check()
    await go_on(page)
    await page.get_by_role("checkbox", name="SMS").check()
    await go_on(page)
    await page.get_by_role("radio", name="Mobile").check()
    await go_on(page)
    await at_step(page, "Choose a number")
    await page.get_by_role("group", name="Number", exact=True).get_by_role("radio").first.check()
    await go_on(page)
    await at_step(page, "Who will use the number?")
    company = page.get_by_label("Company name")
    await company.fill("Acme")
    await page.reload()
    await at_step(page, "Who will use the number?")
    await expect(company).to_have_value("Acme")
    assert await page.evaluate(KEPT_OF_ORDERS) == 1
    await page.go_back()
    await at_step(page, "Choose a number")
    await page.reload()
    await at_step(page, "Choose a number")
    await page.go_forward()
    await at_step(page, "Who will use the number?")
    await expect(company).to_have_value("Acme")
    assert await page.evaluate(KEPT_OF_ORDERS) == 0
    await page.get_by_role("navigation", name="Steps of the order").get_by_text("Channels").click()
    await at_step(page, "What is the number for?")
    await page.go_back()
    await at_step(page, "Who will use the number?")
    await page.get_by_role("link", name="All numbers").click()
    await page.go_back()
    await at_step(page, "Who will use the number?")
    await company.fill("Acme & Sons")
    await page.get_by_role("link", name="All numbers").click()
    assert await page.evaluate(KEPT_OF_ORDERS) == 1
    await page.get_by_role("button", name="Discard").click()
    await page.get_by_role("alertdialog").get_by_role("button", name="Discard").click()
    await expect(page.get_by_role("button", name="Discard")).to_have_count(0)
    assert await page.evaluate(KEPT_OF_ORDERS) == 0


async def test_an_earlier_look_does_not_bring_back_the_step_that_was_left(
    installation: Installation, page: Page
) -> None:
    """The answer to it comes only after the next step is shown."""
    await sign_up(page, installation)
    await begin(page, installation)
    asked, answered = asyncio.Event(), asyncio.Event()

    async def held(route: Route) -> None:
        if route.request.method != "GET":
            return await route.fallback()
        answer = await route.fetch()
        asked.set()
        await answered.wait()
        return await route.fulfill(response=answer)

    await page.route(re.compile("/api/number-orders/[0-9a-f]{32}$"), held)
    await page.evaluate(A_MINUTE_LATER)
    await asyncio.wait_for(asked.wait(), 20)
    await page.get_by_role("radio", name="Germany").check()
    await go_on(page)
    await at_step(page, "What is the number for?")
    answered.set()
    await page.get_by_role("checkbox", name="SMS").check()
    await go_on(page)
    await at_step(page, "Which type of number fits?")


async def begin(page: Page, installation: Installation) -> None:
    await page.goto(f"{installation.url}/desk/channels/numbers")
    await page.get_by_role("button", name="Buy number").click()
    await at_step(page, "Which country should the number be from?")


async def choose(page: Page) -> None:
    """Up to the offers."""
    await at_step(page, "Which country should the number be from?")
    await page.get_by_label("Find a country").fill("germ")
    await page.get_by_role("radio", name="Germany").check()
    await go_on(page)
    await at_step(page, "What is the number for?")
    await page.get_by_role("checkbox", name="SMS").check()
    await page.get_by_role("checkbox", name="Voice").check()
    await expect(page.get_by_text("Choose only one of the two")).to_be_visible()
    await page.get_by_role("checkbox", name="Voice").uncheck()
    assert await complaints_in_both_themes(page) == []
    await go_on(page)
    await at_step(page, "Which type of number fits?")
    await page.get_by_role("radio", name="Mobile").check()
    await go_on(page)
    await at_step(page, "Choose a number")
    offers = page.get_by_role("group", name="Number").get_by_role("radio")
    await expect(offers).to_have_count(20)
    await offers.first.check()
    assert await complaints_in_both_themes(page) == []
    await go_on(page)


async def fill_in(page: Page, complaints: Complaints, folder: Path) -> None:
    """Wrong at first."""
    await at_step(page, "Who will use the number?")
    aside = page.get_by_role("complementary", name="Your order")
    await expect(aside).to_contain_text("€4.50 a month")
    await page.get_by_label("Company name").fill("Acme")
    await page.get_by_label("Postcode").fill("SW1A")
    await go_on(page)
    await expect(page.get_by_text("“Postcode” is not written as it is asked for")).to_be_visible()
    # The browser itself reports the refusal.
    complaints.found.clear()
    assert await complaints_in_both_themes(page) == []
    await fill_in_and_leave(page, folder)


async def order(page: Page) -> None:
    """Twice, by a double click."""
    await at_step(page, "Payment summary")
    for part in ("Germany", "Mobile", "bill.pdf", "€9.00", "€4.50", "Nobody really pays"):
        await expect(page.locator("form")).to_contain_text(part)
    assert await complaints_in_both_themes(page) == []
    await page.get_by_role("button", name="Order now").dblclick()
    await expect(page.get_by_role("heading", name="waits for approval")).to_be_visible()
    await expect(page.get_by_role("heading", name="is yours")).to_be_visible(timeout=20_000)
    assert await complaints_in_both_themes(page) == []
    await page.get_by_role("main").get_by_role("link", name="All numbers").last.click()


async def fill_in_and_leave(page: Page, folder: Path) -> None:
    """The rest of the details; back to the list in between, where the draft waits."""
    fields = {
        "Postcode": "10115", "Contact person": "Eva Beispiel", "Town": "Berlin",
        "Street and house number": "Invalidenstraße 1",
    }  # fmt: skip
    for name, text in fields.items():
        await page.get_by_label(name).fill(text)
    bill = folder / "bill.pdf"
    bill.write_bytes(b"%PDF-1.7 a bill")
    await page.locator("input[type=file]").set_input_files(bill)
    await expect(page.get_by_role("link", name="bill.pdf")).to_be_visible()
    await page.get_by_role("button", name="Back").click()
    await at_step(page, "Choose a number")
    await page.get_by_role("link", name="All numbers").click()
    draft = page.get_by_role("region", name="Open orders").get_by_role("listitem")
    await expect(draft).to_contain_text("Not ordered yet")
    assert await complaints_in_both_themes(page) == []
    await draft.get_by_role("link", name="Go on").click()
    await go_on(page)
    await expect(page.get_by_label("Town")).to_have_value("Berlin")
    await go_on(page)
