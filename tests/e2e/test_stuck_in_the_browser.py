"""Stuck work in the browser: what each row is about is named, and leads there."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from playwright.async_api import expect

from hubbub.kernel.clock import now
from hubbub.kernel.events import Recorded
from hubbub.kernel.parking import Parking
from tests.e2e.axe import complaints_in_both_themes
from tests.e2e.browser import Complaints
from tests.e2e.office import ADMINISTRATOR, Office
from tests.e2e.pictures import picture

if TYPE_CHECKING:
    from playwright.async_api import Browser


async def park(office: Office, kind: str, subject_id: UUID) -> None:
    """A fact that a reader failed on whom nothing runs here, so that it stays."""
    account = await office.account_id()
    fact = Recorded(account, 1, 1, now(), kind, subject_id, 1, None, "system", None, 0, {})
    async with office.database() as database:
        await Parking(database, "nobody").park(fact, ValueError(), 1)


async def test_a_row_leads_to_what_it_is_about(office: Office, browser: Browser) -> None:
    id_ = await office.texted("Is my tent ready?")
    [number] = (await office.founder.api.get("/api/numbers")).json()["items"]
    await park(office, "conversation.created", UUID(id_))
    await park(office, "number.added", UUID(number["id"]))
    page = await office.desk_of(browser)
    complaints = Complaints(page)
    await page.goto(f"{office.url}/desk/account/stuck-work")
    there = page.get_by_role("link", name="Conversation: SMS of")
    await expect(page.get_by_role("link", name=f"Number: {number['number']}")).to_be_visible()
    assert await complaints_in_both_themes(page) == []
    await picture(page, "stuck")
    await there.click()
    await page.wait_for_url(f"**/desk/all/{id_}")
    await expect(page.get_by_role("log").get_by_text("Is my tent ready?")).to_be_visible()
    assert complaints.found == []

    # Whoever looks after the account sees no conversations, and is told of none.
    other = await office.desk_of(browser, await office.add("Ivo Babic", ADMINISTRATOR))
    await other.goto(f"{office.url}/desk/account/stuck-work")
    await expect(other.get_by_text("conversation.created")).to_be_visible()
    await expect(other.get_by_role("link", name="Conversation: SMS of")).to_have_count(0)
