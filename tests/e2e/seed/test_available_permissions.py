"""Available permissions in Conversations: the table, as the editor of a role shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.async_api import expect

from hubbub.access.catalogue import PERMISSIONS
from hubbub.access.permission import Kind
from tests.e2e.office import MANAGE, MANAGE_ALL, VIEW

if TYPE_CHECKING:
    from playwright.async_api import Page

    from tests.e2e.office import Office

ALL = [each for each in PERMISSIONS if each.kind is not Kind.ACCOUNT]
TITLED = {
    "View conversations": VIEW,
    "Work on assigned conversations": MANAGE,
    "Manage all conversations": MANAGE_ALL,
    "Settings": "apps/ccaas/conversations/manage",
    "Analytics": "conversations/dashboard/view",
}


async def open_all(page: Page, office: Office) -> None:
    await page.goto(f"{office.url}/desk/account/roles/new")
    await page.get_by_role("button", name="Conversations permissions").click()


async def test_each_action_has_a_permission_of_its_own_and_they_combine(
    office: Office, page: Page
) -> None:
    """Discrete permissions, ticked one by one in any combination."""
    await open_all(page, office)
    for key in (MANAGE, "conversations/tags/manage", "conversations/dashboard/view"):
        await page.get_by_role("checkbox", name=key).check()
    await expect(page.get_by_role("tab", name="Permissions 3")).to_be_visible()


async def test_all_59_permissions_are_there_with_key_and_description(
    office: Office, page: Page
) -> None:
    """View all permissions: each of the 59 has a box, its key and what it allows."""
    assert len(ALL) == 59
    await open_all(page, office)
    await page.get_by_role("checkbox", name="Explain each permission").check()
    rows = page.locator("li", has=page.get_by_role("checkbox"))
    await expect(rows.filter(has=page.locator("code"))).to_have_count(59)
    shown = await rows.evaluate_all(
        """rows => rows.filter((row) => row.querySelector('code') && row.checkVisibility())
        .map((row) => [row.querySelector('code').textContent, row.querySelector('p').textContent])
        """
    )
    assert dict(shown) == {each.key: each.help for each in ALL}


async def test_the_five_titles_are_verbatim(office: Office, page: Page) -> None:
    """View conversations, Work on assigned conversations, Manage all conversations, Settings,
    Analytics."""
    await open_all(page, office)
    for title, key in TITLED.items():
        await expect(
            page.get_by_role("checkbox", name=f"{title} {key}", exact=True)
        ).to_be_visible()


async def test_every_permission_is_found_by_its_key(office: Office, page: Page) -> None:
    """Searched for by key, without opening anything."""
    await page.goto(f"{office.url}/desk/account/roles/new")
    search = page.get_by_role("searchbox", name="Find a permission")
    missed: list[str] = []
    for each in ALL:
        await search.fill(each.key)
        found = page.locator("code", has_text=each.key).filter(visible=True)
        await found.first.wait_for()
        if each.key not in await found.all_text_contents():
            missed.append(each.key)
    assert missed == []
