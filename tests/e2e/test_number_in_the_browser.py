"""All fourteen steps as they are described: a number is bought, and its texts go where it says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest_asyncio
from playwright.async_api import expect

from tests.e2e import traffic
from tests.e2e.axe import complaints_in_both_themes
from tests.e2e.browser import Complaints
from tests.e2e.phones import shown
from tests.e2e.test_buying_in_the_browser import at_step, go_on
from tests.e2e.test_journey_at_the_wire import connected
from tests.e2e.test_journey_in_the_browser import sign_up

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page

    from tests.e2e.installation import Installation


PULL = """(number) => fetch(`/api/numbers/${number}/inbound`).then((r) => r.json()).then((set) =>
  fetch(`/api/numbers/${number}/inbound`, {
    method: 'PUT', headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(
      { channel: 'sms', action: 'pull', version: set.sms.default.version }),
  })).then((r) => r.status)"""


@pytest_asyncio.fixture(loop_scope="session")
async def page(browser: Browser) -> Page:
    """As wide as a desk, and open to axe, which the page's own policy would keep out."""
    context = await browser.new_context(
        viewport={"width": 1440, "height": 900}, bypass_csp=True, locale="en-GB"
    )
    return await context.new_page()


async def test_texts_arrive_in_conversations_once_the_number_forwards_them(
    installation: Installation, page: Page
) -> None:
    await sign_up(page, installation)
    complaints = Complaints(page)
    await page.goto(f"{installation.url}/desk/channels/numbers")
    number, phone = await buy(page, installation), traffic.new_phone()
    await page.get_by_role("link", name=shown(number)).click()
    await expect(page.get_by_role("tab", name="SMS")).to_be_visible()
    section = page.get_by_role("region", name="Inbound configuration")
    await expect(section).to_contain_text("The account says: None")
    await expect(section).to_contain_text("Nobody sees texts to this number yet.")
    async with traffic.phone(installation, phone) as customer:
        await connected(customer, number)
        await customer.text(number, "Is anybody there?")
        aside = page.get_by_role("region", name="Texts that went elsewhere")
        # The log looks for new texts every few seconds.
        kept = aside.get_by_role("row").filter(has_text=shown(phone))
        await expect(kept).to_contain_text("Kept", timeout=20_000)
        assert await conversations(page, installation) == []
        assert await complaints_in_both_themes(page) == []

        await add_keyword(page)
        await dry_run(page)
        await set_default(page, "Forward to Conversations")
        await customer.text(number, "Is anybody there now?")
        await customer.text(number, "STOP! It is enough.")
        await page.goto(f"{installation.url}/desk/all")
        await expect(page.get_by_text("Is anybody there now?").first).to_be_visible()
    texts = [each["last_message"]["text"] for each in await conversations(page, installation)]
    assert texts == ["Is anybody there now?"]
    assert complaints.found == []


async def test_what_a_colleague_set_meanwhile_is_told_once(
    installation: Installation, page: Page
) -> None:
    number = await sign_up(page, installation)
    await page.goto(f"{installation.url}/desk/channels/numbers")
    await page.get_by_role("link", name=shown(number)).click()
    section = page.get_by_role("region", name="Inbound configuration")
    await section.get_by_role("button", name="Change: Default configuration").click()
    dialog = page.get_by_role("dialog", name="Default configuration")
    await dialog.get_by_label("Forwarding action").select_option(label="None")
    assert await page.evaluate(PULL, page.url.split("/")[-1]) == 200
    await dialog.get_by_role("button", name="Set default configuration").click()
    told = dialog.get_by_role("alert")
    await expect(told).to_contain_text("It is now: Keep until a program pulls them.")
    await expect(told).not_to_contain_text("change it again")
    assert await complaints_in_both_themes(page) == []
    await dialog.get_by_role("button", name="Set default configuration").click()
    await expect(dialog).to_have_count(0)
    await expect(section).to_contain_text("None")


async def buy(page: Page, installation: Installation) -> str:
    """Steps 1 to 9, with what was not described taken as it is offered. The number."""
    await page.get_by_role("button", name="Buy number").click()
    await page.get_by_role("radio", name="United States").check()
    await go_on(page)
    await page.get_by_role("checkbox", name="SMS").check()
    await page.get_by_role("checkbox", name="Voice").check()
    await go_on(page)
    await page.get_by_role("radio", name="Long number").check()
    await go_on(page)
    # The step before it has a group whose name begins like that of this one.
    await at_step(page, "Choose a number")
    await page.get_by_role("group", name="Number", exact=True).get_by_role("radio").first.check()
    await go_on(page)
    await expect(page.get_by_text("United States asks for no details")).to_be_visible()
    await go_on(page)
    await at_step(page, "Payment summary")
    await page.get_by_role("button", name="Order now").click()
    await expect(page.get_by_role("heading", name="is yours")).to_be_visible(timeout=20_000)
    await page.get_by_role("main").get_by_role("link", name="All numbers").last.click()
    found = await (await page.request.get(f"{installation.url}/api/numbers")).json()
    [number] = [each["number"] for each in found["items"] if each["is_bought"]]
    return number


async def set_default(page: Page, action: str) -> None:
    """Steps 12 to 14: the pen, the action from the drop-down, and the button."""
    section = page.get_by_role("region", name="Inbound configuration")
    await section.get_by_role("button", name="Change: Default configuration").click()
    dialog = page.get_by_role("dialog", name="Default configuration")
    await dialog.get_by_label("Forwarding action").select_option(label=action)
    assert await complaints_in_both_themes(page) == []
    await dialog.get_by_role("button", name="Set default configuration").click()
    await expect(dialog).to_have_count(0)
    await expect(section).to_contain_text(action)
    await expect(section).not_to_contain_text("Nobody sees texts")


async def add_keyword(page: Page) -> None:
    """One that is removed by mistake, and brought back."""
    await page.get_by_role("button", name="Add keyword").click()
    dialog = page.get_by_role("dialog", name="Add keyword")
    await dialog.get_by_label("Keyword").fill("stop")
    await dialog.get_by_label("Forwarding action").select_option(
        label="Keep until a program pulls them"
    )
    await dialog.get_by_role("button", name="Save").click()
    row = page.get_by_role("row").filter(has_text="stop")
    await expect(row).to_contain_text("Keep until a program pulls them")
    await row.get_by_role("button", name="Remove: stop").click()
    await expect(row).to_have_count(0)
    await page.get_by_role("button", name="Undo").click()
    await expect(row).to_have_count(1)


async def dry_run(page: Page) -> None:
    await page.get_by_label("A text that a customer might write").fill("Stop, please")
    await page.get_by_role("button", name="Where would it go?").click()
    await expect(page.get_by_text("Its first word is the keyword “stop”.")).to_be_visible()


async def conversations(page: Page, installation: Installation) -> list[dict[str, Any]]:
    answer = await page.request.get(f"{installation.url}/api/conversations?scope=all")
    return (await answer.json())["items"]
