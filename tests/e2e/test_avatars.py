"""Pictures in the browser: chosen by keyboard, dropped, refused, removed; seen on other desks."""

from __future__ import annotations

import base64
import os
import uuid
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.async_api import expect

from tests.access.avatars.images import BLUE, encoded, plain, quarters
from tests.e2e.axe import complaints_in_both_themes
from tests.e2e.browser import Complaints
from tests.e2e.people import PASSWORD, Agent

if TYPE_CHECKING:
    from playwright.async_api import Browser, Locator, Page

    from tests.e2e.installation import Installation

PICTURES = os.environ.get("HUBBUB_PICTURES")
"""Where to leave pictures of the pages, for whoever wants to look at them."""
DROP = """async ([content, type]) => {
  const bytes = await (await fetch(`data:${type};base64,${content}`)).blob();
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([bytes], 'dropped', { type }));
  const target = document.querySelector('section[aria-label="Picture"]');
  for (const kind of ['dragover', 'drop']) {
    target.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }));
  }
}"""


async def look(page: Page, name: str) -> None:
    assert await complaints_in_both_themes(page) == []
    if not PICTURES:
        return
    for theme in ("dark", "light"):
        await page.evaluate(f"document.documentElement.dataset.theme = '{theme}'")
        await page.screenshot(path=Path(PICTURES) / f"{name}-{theme}.png")
    await page.set_viewport_size({"width": 390, "height": 844})
    await page.screenshot(path=Path(PICTURES) / f"{name}-narrow.png")
    await page.set_viewport_size({"width": 1440, "height": 900})


async def open_page(browser: Browser, installation: Installation, agent: Agent) -> Page:
    context = await browser.new_context(viewport={"width": 1440, "height": 900}, bypass_csp=True)
    cookies: list[Any] = [
        {"name": name, "value": value, "url": installation.url}
        for name, value in agent.api.cookies.items()
    ]
    await context.add_cookies(cookies)
    page = await context.new_page()
    # Without somebody who listens all the time, the next chooser can open before it is heard.
    page.on("filechooser", lambda _: None)
    return page


def faces(where: Page | Locator) -> Locator:
    return where.locator("img[src^='/api/avatars/']")


async def choose(page: Page, button: str, name: str, kind: str, content: bytes) -> None:
    """By the keyboard alone."""
    await page.get_by_role("button", name=button, exact=True).focus()
    async with page.expect_file_chooser() as opened:
        await page.keyboard.press("Enter")
    chooser = await opened.value
    await chooser.set_files([{"name": name, "mimeType": kind, "buffer": content}])


async def founder_and_agent(installation: Installation) -> tuple[Agent, Agent]:
    """Ana, who may all, and Mia, who works on conversations."""
    founder = Agent(installation)
    await founder.sign_up("Ana Horvat")
    roles = (await founder.api.get("/api/roles")).json()["items"]
    [role] = [each["id"] for each in roles if each["name"] == "Agent for Conversations"]
    email = f"{uuid.uuid4().hex}@example.com"
    body = {"name": "Mia Kovač", "email": email, "password": PASSWORD, "role_ids": [role]}
    mia = (await founder.api.post("/api/users", json=body)).json()
    agent = Agent(installation)
    await agent.api.post("/api/session", json={"email": mia["email"], "password": PASSWORD})
    return founder, agent


async def refuse_what_is_none(page: Page, card: Locator) -> None:
    await choose(page, "Upload picture", "letter.pdf", "application/pdf", b"%PDF")
    await expect(card.get_by_role("alert")).to_contain_text("no PNG, JPEG, WebP or GIF")
    # What only calls itself a picture is found out by the server.
    await choose(page, "Upload picture", "letter.png", "image/png", b"%PDF")
    await expect(card.get_by_role("alert")).to_contain_text("no picture that can be read")
    await look(page, "profile-refused")


async def test_a_picture_goes_up_everywhere_and_comes_down(
    installation: Installation, browser: Browser
) -> None:
    founder, agent = await founder_and_agent(installation)
    others = await open_page(browser, installation, founder)
    await others.goto(f"{installation.url}/desk/account/users")
    row = others.get_by_role("row", name="Mia Kovač")
    await expect(row).to_be_visible()
    page = await open_page(browser, installation, agent)
    complaints = [Complaints(others), Complaints(page)]
    await page.goto(f"{installation.url}/desk/account/profile")
    card = page.get_by_role("region", name="Picture")
    await expect(card).to_be_visible()
    await look(page, "profile-empty")

    await refuse_what_is_none(page, card)
    await choose(page, "Upload picture", "me.png", "image/png", encoded(quarters(900)))
    await expect(page.get_by_text("The picture is saved.")).to_be_visible()
    await expect(card.get_by_role("alert")).to_be_empty()
    await expect(faces(card)).to_have_count(1)
    await expect(faces(page.get_by_role("navigation", name="Main"))).to_have_count(1)
    await expect(faces(row)).to_have_count(1)
    await look(page, "profile")
    await look(others, "users")

    before = await faces(row).get_attribute("src")
    blue = base64.b64encode(plain(BLUE)).decode()
    await page.evaluate(DROP, [blue, "image/png"])
    await expect(faces(row)).not_to_have_attribute("src", before or "")
    await page.get_by_role("button", name="Remove", exact=True).click()
    await expect(page.get_by_text("The picture is removed.")).to_be_visible()
    await expect(page.get_by_role("button", name="Upload picture")).to_be_visible()
    await expect(faces(row)).to_have_count(0)

    await row.get_by_role("link", name="Mia Kovač").click()
    await choose(others, "Upload picture", "mia.png", "image/png", encoded(quarters(900)))
    await expect(faces(others.get_by_role("region", name="Picture"))).to_have_count(1)
    await expect(faces(card)).to_have_count(1)
    await look(others, "user")
    # The one refusal that the server gave is told by the browser as well.
    assert [each for one in complaints for each in one.found if "422" not in each] == []
    await agent.close()
    await founder.close()
