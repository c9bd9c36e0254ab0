"""The agent of the first worked example uses what the new role gave him."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from playwright.async_api import expect

from tests.e2e.accessibility import complaints_of
from tests.e2e.people import Agent, Customer
from tests.e2e.test_journey_at_the_wire import connected

if TYPE_CHECKING:
    from playwright.async_api import Page

    from tests.e2e.installation import Installation


async def downloads_a_transcript(
    installation: Installation, page: Page, founder: Agent, agent: Agent
) -> None:
    """The agent of the example, in a browser, saves a conversation as each kind of file."""
    customer = Customer(installation, f"+38591{uuid.uuid4().int % 10**7:07d}")
    number = await founder.number()
    await connected(customer, number)
    async with founder.live() as live:
        await customer.text(number, "Where is <my> parcel? مرحبا 📦")
        frame = await live.until(lambda each: each["type"] == "conversation")
    await page.context.clear_cookies()
    cookies: list[Any] = [
        {"name": name, "value": value, "url": installation.url}
        for name, value in agent.api.cookies.items()
    ]
    await page.context.add_cookies(cookies)
    await page.goto(f"{installation.url}/desk/all/{frame['conversation']['id']}")
    for kind, begins in (("html", b"<!doctype html>"), ("pdf", b"%PDF-"), ("json", b"{")):
        await page.get_by_role("button", name="Download transcript").click()
        dialog = page.get_by_role("dialog", name="Download transcript")
        await dialog.get_by_label("Format").select_option(kind)
        await dialog.get_by_label("Time zone").select_option("Asia/Tokyo")
        if kind == "html":
            assert await complaints_of(page) == []
        async with page.expect_download() as download:
            await dialog.get_by_role("button", name="Download").click()
        saved = await download.value
        assert saved.suggested_filename.endswith(f".{kind}")
        content = (await saved.path()).read_bytes()
        assert content.startswith(begins)
        if kind == "html":
            assert "Where is &lt;my&gt; parcel? مرحبا 📦" in content.decode()
            assert "Asia/Tokyo" in content.decode()
        await expect(dialog).to_be_hidden()
    # It is also found by its name.
    await page.keyboard.press("Control+k")
    await page.get_by_role("searchbox").fill("Download tr")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("dialog", name="Download transcript")).to_be_visible()
    await customer.close()
