"""From signing in to a role of one's own, with nothing but the keyboard."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.async_api import expect

from tests.e2e.office import ADMINISTRATOR, AGENT, DOWNLOAD
from tests.e2e.people import PASSWORD

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page

    from tests.e2e.office import Office

MOST_STEPS = 140

FOCUSED = """() => {
  const it = document.activeElement;
  const style = getComputedStyle(it);
  const box = it.getBoundingClientRect();
  const ringed = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
  const filled = it.role === 'menuitem' && style.backgroundColor !== 'rgba(0, 0, 0, 0)';
  const held = it === document.body || it.role === 'dialog';
  const seen = box.width > 0 && box.bottom > 0 && box.top < innerHeight;
  const labels = [...(it.labels ?? [])].map((each) => each.textContent);
  return {
    name: [it.getAttribute('aria-label'), it.textContent, ...labels].join(' '),
    role: it.role ?? it.getAttribute('role') ?? it.tagName.toLowerCase(),
    isLost: it === document.body,
    isShown: held || (seen && (ringed || filled || style.boxShadow !== 'none')),
    html: it.outerHTML.slice(0, 200),
  };
}"""


class Keyboard:
    """Whoever uses it sees where he is after every key, and is never thrown out of the page."""

    def __init__(self, page: Page) -> None:
        self.page = page

    async def press(self, key: str) -> dict[str, str]:
        await self.page.keyboard.press(key)
        focused = await self.page.evaluate(FOCUSED)
        if key in {"Tab", "Shift+Tab"}:
            assert focused["isShown"], f"the focus is not to be seen on {focused['html']}"
        return focused

    async def reach(self, name: str, key: str = "Tab", role: str = "") -> None:
        """Press the key until what is focused is called so."""
        passed: list[str] = []
        for _ in range(MOST_STEPS):
            focused = await self.press(key)
            if name in focused["name"] and role in focused["role"]:
                return
            passed.append(focused["name"][:40])
        raise AssertionError(f"{name} cannot be reached with {key}: {passed}")

    async def keeps(self) -> None:
        """The focus is somewhere in the page, also when what had it is gone."""
        await expect(self.page.locator(":focus")).to_have_count(1)


async def test_a_role_is_made_by_keyboard_alone(office: Office, browser: Browser) -> None:
    await office.add("Mia Kovač", AGENT)
    rok = await office.add("Rok Keys", ADMINISTRATOR)
    office.installation.forget_attempts()
    context = await browser.new_context(viewport={"width": 1440, "height": 900})
    page = await context.new_page()
    keys = Keyboard(page)
    await page.goto(f"{office.url}/desk/sign-in")
    await signs_in(keys, rok["email"])
    await goes_to_the_roles(keys)
    await begins_a_role(keys)
    await gives_it(keys, "Mia Kovač")
    await expect(page.get_by_role("link", name="By keys")).to_be_visible()
    assert (await office.role("By keys"))["holders"] == 1
    await keys.keeps()

    await keys.reach("Delete By keys")
    await page.keyboard.press("Enter")
    await keys.reach("Delete")
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("No roles of your own yet")).to_be_visible()
    await keys.keeps()
    await context.close()


async def signs_in(keys: Keyboard, email: str) -> None:
    page = keys.page
    await expect(page.get_by_label("User name or e-mail address")).to_be_focused()
    await page.keyboard.type(email)
    await keys.reach("Password")
    await page.keyboard.type(PASSWORD)
    await page.keyboard.press("Enter")
    await page.wait_for_url(re.compile("/desk/work"))
    await expect(page.get_by_role("button", name="Profile")).to_be_visible()


async def goes_to_the_roles(keys: Keyboard) -> None:
    """Along the rail, by the Profile icon, to the tab Custom."""
    page = keys.page
    await keys.reach("Profile")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("menuitem", name="Account settings")).to_be_visible()
    await keys.reach("Account settings", "ArrowDown")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", name="Users")).to_be_visible()
    await keys.keeps()
    await keys.reach("Roles", role="a")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("tab", name="Default")).to_be_visible()
    await keys.reach("Default", role="tab")
    await keys.press("ArrowRight")
    await expect(page.get_by_role("tab", name="Custom")).to_be_focused()


async def begins_a_role(keys: Keyboard) -> None:
    """Named, with one permission ticked."""
    page = keys.page
    await keys.reach("Create role")
    await page.keyboard.press("Enter")
    await expect(page.get_by_label("Role name")).to_be_focused()
    await page.keyboard.type("By keys")
    await keys.reach("Conversations permissions")
    await page.keyboard.press("Enter")
    await keys.reach(DOWNLOAD)
    await page.keyboard.press("Space")
    await expect(page.get_by_role("checkbox", name=DOWNLOAD)).to_be_checked()


async def gives_it(keys: Keyboard, name: str) -> None:
    """On the tab Users, by Select users; then the role is created."""
    page = keys.page
    await keys.reach("Permissions", "Shift+Tab", role="tab")
    await keys.press("ArrowRight")
    await expect(page.get_by_role("tab", name="Users")).to_be_focused()
    await keys.reach("Select users")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("searchbox", name="Search users")).to_be_focused()
    await expect(page.get_by_role("checkbox", name=name)).to_be_visible()
    await keys.reach(name)
    await page.keyboard.press("Space")
    await keys.reach("Add users")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("dialog")).to_be_hidden()
    await expect(page.get_by_role("button", name="Select users")).to_be_focused()
    await keys.reach("Create role")
    await page.keyboard.press("Enter")
