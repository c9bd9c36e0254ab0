"""A conversation whose number was given back, in the browser: told before anything is written, and
continued from another sender without losing a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.async_api import expect

from tests.e2e.axe import complaints_in_both_themes
from tests.e2e.browser import Complaints
from tests.e2e.office import AGENT, Office
from tests.e2e.phones import shown
from tests.e2e.pictures import picture

if TYPE_CHECKING:
    from playwright.async_api import Browser


OTHER = "+385915550177"


async def give_back(office: Office) -> None:
    """The only number of the account, in whose place there is another one."""
    [number] = (await office.founder.api.get("/api/numbers")).json()["items"]
    carrier = (await office.founder.api.get("/api/carriers")).json()["items"][0]["id"]
    body = {"number": OTHER, "carrier_id": carrier}
    assert (await office.founder.api.post("/api/numbers", json=body)).status_code == 201
    gone = await office.founder.api.delete(f"/api/numbers/{number['id']}")
    assert gone.status_code == 204, gone.text


async def test_a_conversation_goes_on_from_another_sender(office: Office, browser: Browser) -> None:
    mia = await office.add("Mia Novak", AGENT)
    id_ = await office.texted("Is my tent ready?", mia)
    page = await office.desk_of(browser, mia)
    complaints = Complaints(page)
    await page.goto(f"{office.url}/desk/work/{id_}")
    reply = page.get_by_role("textbox", name="Reply to")
    await reply.fill("It is, come by any time.")
    await give_back(office)
    # Nobody has told this page yet: the server refuses, and the page looks again.
    await page.keyboard.press("Control+Enter")
    gone = page.get_by_role("region", name="Continue from another sender")
    await expect(gone).to_contain_text("Nothing can be sent from it in this conversation.")
    await expect(page.get_by_text("Not sent: The number of this conversation")).to_be_visible()
    await page.get_by_role("button", name="Edit").click()
    await expect(reply).to_have_count(0)

    await page.reload()
    chosen = gone.get_by_label("From").locator("option:checked")
    await expect(chosen).to_contain_text(shown(OTHER))
    assert await complaints_in_both_themes(page) == []
    await picture(page, "gone")
    await gone.get_by_role("button", name="Continue from here").focus()
    await page.keyboard.press("Enter")
    await expect(reply).to_be_focused()
    await expect(reply).to_have_value("It is, come by any time.")
    await page.keyboard.press("Control+Enter")
    thread = page.get_by_role("log")
    await expect(thread.get_by_text("You continued from another sender")).to_be_visible()
    await expect(thread.get_by_role("article", name="You at")).to_contain_text("come by any time")
    await picture(page, "on")
    assert [each for each in complaints.found if "409" not in each] == []
