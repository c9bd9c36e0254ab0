"""Users as people know them: created, invited, imported, forgetful; and the mail they get."""

from __future__ import annotations

import re
import uuid
from typing import TYPE_CHECKING

from playwright.async_api import expect

from tests.e2e.axe import complaints_in_both_themes
from tests.e2e.browser import Complaints
from tests.e2e.people import PASSWORD
from tests.e2e.test_journey_in_the_browser import sign_up

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page

    from tests.e2e.installation import Installation

NEW = "seven quiet harbours"


async def link_for(browser: Browser, installation: Installation, address: str, words: str) -> str:
    """Read the newest mail to this address in the catcher, and where its button leads."""
    mail = await browser.new_page()
    await mail.goto(f"{installation.url}/simulator/mail")
    row = mail.get_by_role("link", name=re.compile(f"{re.escape(address)}.*{words}", re.DOTALL))
    await row.first.click(timeout=20_000)
    await expect(mail.get_by_role("heading", name=words)).to_be_visible()
    button = mail.frame_locator("#html").locator("a")
    link = await button.first.get_attribute("href")
    await mail.close()
    assert link is not None
    return link


async def choose_password(page: Page, link: str) -> None:
    await page.goto("about:blank")
    await page.goto(link)
    await page.get_by_label("New password").fill(NEW)
    await page.get_by_role("button", name="Set password").click()
    await expect(page.get_by_role("heading", name="Your password is set")).to_be_visible()


async def sign_in(page: Page, installation: Installation, name: str) -> None:
    await page.goto(f"{installation.url}/desk/sign-in")
    await page.get_by_label("User name or e-mail address").fill(name)
    await page.get_by_label("Password", exact=True).fill(NEW)
    await page.get_by_role("button", name="Sign in").click()
    await page.wait_for_url(re.compile("/desk/work"))


async def add(page: Page, installation: Installation, way: str) -> None:
    await page.goto(f"{installation.url}/desk/account/users")
    await page.get_by_role("button", name="Add user").click()
    await page.get_by_role("menuitem", name=way).click()


async def test_a_created_user_sets_a_password_and_signs_in_by_user_name(
    installation: Installation, page: Page, browser: Browser
) -> None:
    complaints = Complaints(page)
    await sign_up(page, installation)
    name = f"eva{uuid.uuid4().hex[:8]}"
    address = f"{name}@example.com"
    await add(page, installation, "Create profile")
    await page.get_by_label("Full name").fill("Eva Kovač")
    await page.get_by_label("E-mail address").fill(address)
    await page.get_by_role("button", name="Create and send mail").click()
    row = page.get_by_role("row", name=re.compile(address))
    await expect(row.get_by_text("Invited")).to_be_visible()

    link = await link_for(browser, installation, address, "Your sign-in to Acme Outdoor")
    context = await browser.new_context()
    theirs = await context.new_page()
    await choose_password(theirs, link)
    await sign_in(theirs, installation, name)

    # The link works once, and says what to do.
    await theirs.goto("about:blank")
    await theirs.goto(link)
    await expect(theirs.get_by_role("alert")).to_contain_text("This link has been used")
    await page.reload()
    await expect(row.get_by_text("Enabled")).to_be_visible()
    assert complaints.found == []


async def test_somebody_invited_joins_and_a_mail_that_failed_is_shown(
    installation: Installation, page: Page, browser: Browser
) -> None:
    await sign_up(page, installation)
    address = f"tom{uuid.uuid4().hex[:8]}@example.com"
    for to in (f"refuse{address}", address):
        await add(page, installation, "Invite by e-mail")
        await page.get_by_label("E-mail address").fill(to)
        await page.get_by_role("button", name="Send invitation").click()
        await expect(page.get_by_text(f"on its way to {to}")).to_be_visible()
    await page.get_by_role("link", name="Invitations").click()
    failed = page.get_by_role("row", name=re.compile(f"refuse{address}"))
    await expect(failed.get_by_text("Mail failed")).to_be_visible(timeout=20_000)
    await expect(failed.get_by_text("There is no such mailbox")).to_be_visible()

    link = await link_for(browser, installation, address, "Join Acme Outdoor on Hubbub")
    context = await browser.new_context()
    theirs = await context.new_page()
    await theirs.goto(link)
    username = f"tom.{uuid.uuid4().hex[:8]}"
    await theirs.get_by_label("Your name").fill("Tom Okafor")
    await theirs.get_by_label("User name").fill(username)
    await theirs.get_by_label("Password", exact=True).fill(NEW)
    assert await complaints_in_both_themes(theirs) == []
    await theirs.get_by_role("button", name="Join").click()
    await expect(theirs.get_by_role("heading", name="Welcome to Acme Outdoor")).to_be_visible()
    await sign_in(theirs, installation, username)
    await page.reload()
    joined = page.get_by_role("row", name=re.compile(f"^{address}"))
    await expect(joined.get_by_text("Accepted")).to_be_visible()


async def test_a_forgotten_password(
    installation: Installation, page: Page, browser: Browser
) -> None:
    await sign_up(page, installation)
    address = await page.evaluate(
        "fetch('/api/me').then((r) => r.json()).then((me) => me.user.email)"
    )
    context = await browser.new_context()
    theirs = await context.new_page()
    await theirs.goto(f"{installation.url}/desk/sign-in")
    await theirs.get_by_role("link", name="Forgot your password?").click()
    # The page before has a field of the same name.
    await expect(theirs.get_by_role("heading", name="Forgot your password?")).to_be_visible()
    await theirs.get_by_label("User name or e-mail address").fill(address)
    assert await complaints_in_both_themes(theirs) == []
    await theirs.get_by_role("button", name="Send me a link").click()
    await expect(theirs.get_by_role("heading", name="Look at your mail")).to_be_visible()
    link = await link_for(browser, installation, address, "Set a new password")
    await choose_password(theirs, link)
    await sign_in(theirs, installation, address)
    # Whoever was signed in before is no longer.
    await page.reload()
    await expect(page.get_by_role("button", name="Sign in")).to_be_visible()


async def test_an_import_shows_good_and_bad_rows_first(
    installation: Installation, page: Page
) -> None:
    await sign_up(page, installation)
    # A letter first: digits alone stand in quotes in the address.
    mark = f"m{uuid.uuid4().hex[:8]}"
    await add(page, installation, "Import CSV")
    table = f"name,email,roles,seat\nGood {mark},g{mark}@example.com,Agent,yes\nBad,nowhere,,\n"
    await page.get_by_label("Or paste it here").fill(table)
    await page.get_by_role("button", name="Look at it").click()
    await expect(page.get_by_text("1 row is good, 1 row is not.")).to_be_visible()
    await expect(
        page.get_by_text("Give an e-mail address such as ana@example.com.")
    ).to_be_visible()
    assert await complaints_in_both_themes(page) == []
    await page.get_by_role("button", name="Create 1 user").click()
    await expect(page.get_by_text("1 user created.")).to_be_visible()
    await expect(page.get_by_text("Give an e-mail address such as")).to_be_visible()
    await page.get_by_role("dialog").get_by_role("button", name="Done").click()
    await page.get_by_label("Search users").fill(mark)
    await expect(page.get_by_role("row", name=re.compile(mark))).to_have_count(1)
    await page.wait_for_url(re.compile(f"q={mark}"))


async def test_the_catcher_of_mail_is_for_everybody(installation: Installation, page: Page) -> None:
    await page.goto(f"{installation.url}/simulator/mail")
    await expect(page.get_by_role("heading", name="Mail", exact=True)).to_be_visible()
    assert await complaints_in_both_themes(page) == []


async def test_ones_own_password_is_changed_in_ones_profile(
    installation: Installation, page: Page
) -> None:
    await sign_up(page, installation)
    await page.get_by_role("button", name="Profile").click()
    await page.get_by_role("menuitem", name="Your profile").click()
    await page.get_by_label("Present password").fill("not this one at all")
    await page.get_by_label("New password").fill(NEW)
    await page.get_by_role("button", name="Change password").click()
    await expect(page.get_by_text("This is not your present password.").first).to_be_visible()
    await page.get_by_label("Present password").fill(PASSWORD)
    await page.get_by_role("button", name="Change password").click()
    await expect(page.get_by_text("Your password is changed.")).to_be_visible()
