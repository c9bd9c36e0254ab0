"""Help in the browser: from a page to what explains it, and every permission to be found."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.async_api import expect

from tests.e2e.axe import complaints_in_both_themes
from tests.e2e.browser import Complaints
from tests.e2e.people import Agent

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page

    from tests.e2e.installation import Installation

PICTURES = os.environ.get("HUBBUB_PICTURES")
"""Where to leave pictures of the pages, for whoever wants to look at them."""
KEY = "conversations/my-work/download-conversation"


async def pictures(page: Page, name: str) -> None:
    if not PICTURES:
        return
    for theme in ("light", "dark"):
        await page.evaluate("theme => { document.documentElement.dataset.theme = theme }", theme)
        for width in (1440, 1024, 390):
            await page.set_viewport_size({"width": width, "height": 900})
            await page.screenshot(path=Path(PICTURES) / f"{name}-{theme}-{width}.png")
    await page.set_viewport_size({"width": 1440, "height": 900})


async def fits(page: Page) -> bool:
    """Nothing sticks out at the side of a narrow screen."""
    await page.set_viewport_size({"width": 390, "height": 844})
    main = page.get_by_role("main")
    wide: bool = await main.evaluate("each => each.scrollWidth > each.clientWidth")
    await page.set_viewport_size({"width": 1440, "height": 900})
    return not wide


async def open_page(installation: Installation, browser: Browser) -> Page:
    founder = Agent(installation)
    await founder.sign_up()
    context = await browser.new_context(viewport={"width": 1440, "height": 900}, bypass_csp=True)
    cookies: list[Any] = [
        {"name": name, "value": value, "url": installation.url}
        for name, value in founder.api.cookies.items()
    ]
    await founder.close()
    await context.add_cookies(cookies)
    return await context.new_page()


async def look_at_permissions(page: Page, url: str) -> None:
    """Each of them is there, and is found by its key or by what it means."""
    entries = page.get_by_role("listitem").filter(has_text=re.compile("[a-z]/[a-z]"))
    await expect(entries.first).to_be_visible()
    catalogue = page.request.get(f"{url}/api/permissions")
    await expect(entries).to_have_count(len((await (await catalogue).json())["items"]))
    assert await complaints_in_both_themes(page) == []
    assert await fits(page)
    await pictures(page, "help-permissions")
    find = page.get_by_role("searchbox", name="Find a permission")
    await find.fill(KEY)
    await expect(entries).to_have_count(1)
    await expect(entries).to_contain_text("Download transcripts")
    await expect(page.get_by_role("status").filter(has_text="1 permission")).to_be_visible()
    await find.fill("service-level targets")
    await expect(entries).to_contain_text("Set up service levels")
    await expect(entries).to_contain_text("coming")
    await find.fill("no such thing")
    await expect(page.get_by_text("No such permission")).to_be_visible()


async def look_at_topics(page: Page, url: str) -> None:
    """Any by the palette, and all of them on one page."""
    await page.keyboard.press("Control+k")
    await page.keyboard.type("help queues")
    await page.get_by_role("menuitem", name="Help: Queues and viewers").click()
    await expect(page.get_by_role("heading", name="Queues and viewers")).to_be_visible()
    await pictures(page, "help-queues")
    await page.goto(f"{url}/desk/help")
    await expect(page.get_by_role("main").get_by_role("link")).to_have_count(13)
    assert await complaints_in_both_themes(page) == []
    await pictures(page, "help")
    await page.goto(f"{url}/desk/help/no-such-topic")
    await expect(page.get_by_text("There is nothing here")).to_be_visible()


async def test_help_leads_from_a_page_to_each_permission(
    installation: Installation, browser: Browser
) -> None:
    page = await open_page(installation, browser)
    complaints = Complaints(page)
    await page.goto(f"{installation.url}/desk/account/roles")
    await expect(page.get_by_role("tab", name="Custom")).to_be_visible()
    await pictures(page, "roles")
    await page.get_by_role("link", name="Help: Roles").click()
    await expect(page.get_by_role("heading", name="Roles", exact=True)).to_be_visible()
    await expect(page.get_by_role("heading", name="To let people do less")).to_be_visible()
    assert await complaints_in_both_themes(page) == []
    assert await fits(page)
    await pictures(page, "help-roles")

    await page.get_by_role("main").get_by_role("link", name="permissions").click()
    await look_at_permissions(page, installation.url)
    await look_at_topics(page, installation.url)
    assert complaints.found == []
