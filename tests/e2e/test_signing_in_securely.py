"""Second steps as people meet them: an app, recovery codes, passkeys, a provider, and being led."""

from __future__ import annotations

import os
import re
import uuid
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect
from pyotp.totp import TOTP

from hubbub.kernel.clock import now
from tests.e2e.axe import complaints_in_both_themes
from tests.e2e.browser import Complaints
from tests.e2e.installation import Installation, installed
from tests.e2e.people import PASSWORD
from tests.openid_provider import CLIENT_ID, CLIENT_SECRET, openid_provider

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.async_api import Browser, Page

SHOTS = os.environ.get("HUBBUB_SHOTS")


@pytest.fixture(scope="module")
def installation() -> Iterator[Installation]:
    """As everywhere, and allowed to ask a provider on this machine."""
    with installed(HUBBUB_OUTGOING_NETWORKS="127.0.0.0/8") as running:
        yield running


def at(installation: Installation) -> str:
    """Under the name of this machine, as passkeys want it."""
    return f"http://localhost:{installation.port}"


async def look(page: Page, name: str) -> None:
    """Nothing is wrong with the page for axe; a picture of it where one is wanted."""
    assert await complaints_in_both_themes(page) == []
    if SHOTS:
        for theme in ("light", "dark"):
            await page.emulate_media(color_scheme=theme)
            for width in (1440, 1024, 390):
                await page.set_viewport_size({"width": width, "height": 900})
                await page.screenshot(path=Path(SHOTS) / f"{name}-{theme}-{width}.png")
        await page.set_viewport_size({"width": 1440, "height": 900})
    await page.emulate_media(color_scheme="light")


async def sign_up(page: Page, installation: Installation) -> str:
    """A new account; the address of whoever has made it."""
    email = f"{uuid.uuid4().hex}@acme.example"
    await page.goto(f"{at(installation)}/desk/sign-up")
    await page.get_by_label("Organisation").fill("Acme Outdoor")
    await page.get_by_label("Your name").fill("Ana Horvat")
    await page.get_by_label("E-mail address").fill(email)
    await page.get_by_label("Password", exact=True).fill(PASSWORD)
    await page.get_by_role("button", name="Create account").click()
    await page.wait_for_url(re.compile("/desk/work"))
    return email


async def sign_out(page: Page, installation: Installation) -> None:
    await page.evaluate("fetch('/api/session', {method: 'DELETE'})")
    await page.goto(f"{at(installation)}/desk/sign-in")


async def password_step(page: Page, email: str) -> None:
    await page.get_by_label("E-mail address").fill(email)
    await page.get_by_label("Password", exact=True).fill(PASSWORD)
    await page.get_by_role("button", name="Sign in", exact=True).click()


async def confirm(page: Page) -> None:
    dialog = page.get_by_role("dialog", name="Confirm that it is you")
    await dialog.get_by_label("Password", exact=True).fill(PASSWORD)
    await dialog.get_by_role("button", name="Confirm").click()


async def open_security(page: Page) -> None:
    await page.get_by_role("button", name="Profile").click()
    await page.get_by_role("menuitem", name="Security").click()
    await expect(page.get_by_role("heading", name="Security")).to_be_visible()


async def scan(page: Page) -> str:
    """Set the app up in the open dialog; its secret."""
    dialog = page.get_by_role("dialog", name="Set up an authenticator app")
    await expect(dialog.get_by_alt_text("Picture for your authenticator app")).to_be_visible()
    secret = (await dialog.locator("code").inner_text()).replace(" ", "")
    await dialog.get_by_label("Code from the app").fill(code_of(secret))
    await dialog.get_by_role("button", name="Turn on").click()
    return secret


def code_of(secret: str, ahead: int = 0) -> str:
    return TOTP(secret).generate_otp(int(now().timestamp()) // 30 + ahead)


async def save_codes(page: Page) -> list[str]:
    dialog = page.get_by_role("dialog", name="Save your recovery codes")
    codes = await dialog.get_by_role("listitem").all_inner_texts()
    async with page.expect_download() as downloading:
        await dialog.get_by_role("button", name="Download").click()
    file = await (await downloading.value).path()
    assert all(code in Path(file).read_text() for code in codes)
    await dialog.get_by_role("button", name="I have saved them").click()
    await expect(dialog).to_be_hidden()
    return codes


async def add_authenticator(page: Page) -> None:
    """One that is built into the page's machine, and whose owner always agrees."""
    client = await page.context.new_cdp_session(page)
    await client.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
        "hasUserVerification": True, "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }  # fmt: skip
    await client.send("WebAuthn.addVirtualAuthenticator", {"options": options})


async def test_an_app_and_recovery_codes(installation: Installation, page: Page) -> None:
    complaints = Complaints(page)
    email = await sign_up(page, installation)
    await open_security(page)
    await look(page, "security-empty")
    await page.get_by_role("button", name="Set up").click()
    await look(page, "security-confirm")
    await confirm(page)
    await expect(page.get_by_role("dialog", name="Set up an authenticator app")).to_be_visible()
    await look(page, "security-scan")
    secret = await scan(page)
    await expect(page.get_by_role("dialog", name="Save your recovery codes")).to_be_visible()
    await look(page, "security-codes")
    codes = await save_codes(page)
    assert len(codes) == 10
    await expect(page.get_by_text("10 codes left")).to_be_visible()

    await sign_out(page, installation)
    await look(page, "sign-in")
    await password_step(page, email)
    code = page.get_by_label("Code", exact=True)
    await expect(code).to_be_focused()
    assert await code.get_attribute("autocomplete") == "one-time-code"
    await look(page, "sign-in-code")
    await code.fill("000000")
    await page.get_by_role("button", name="Continue").click()
    await expect(page.get_by_text("This code is not right").first).to_be_visible()
    await code.fill(code_of(secret, 1))
    await page.get_by_role("button", name="Continue").click()
    await page.wait_for_url(re.compile("/desk/work"))

    await sign_out(page, installation)
    await password_step(page, email)
    await page.get_by_role("button", name="Use a recovery code").click()
    await page.get_by_label("Recovery code").fill(codes[0].upper())
    await page.get_by_role("button", name="Continue").click()
    await page.wait_for_url(re.compile("/desk/work"))
    await open_security(page)
    await expect(page.get_by_text("9 codes left")).to_be_visible()
    assert [each for each in complaints.found if "422" not in each and "403" not in each] == []


async def test_a_passkey_alone_and_as_second_step(installation: Installation, page: Page) -> None:
    await add_authenticator(page)
    email = await sign_up(page, installation)
    await open_security(page)
    await page.get_by_role("button", name="Add a passkey").click()
    dialog = page.get_by_role("dialog", name="Add a passkey")
    await dialog.get_by_label("Name").fill("Work laptop")
    await dialog.get_by_role("button", name="Continue").click()
    await confirm(page)
    await save_codes(page)
    await expect(page.get_by_text("Work laptop")).to_be_visible()
    await look(page, "security-passkey")

    # The browser offers the passkey under the address by itself.
    await sign_out(page, installation)
    await page.wait_for_url(re.compile("/desk/work"))

    # From here on a browser that cannot do so.
    await page.add_init_script(
        "PublicKeyCredential.isConditionalMediationAvailable = async () => false"
    )
    await sign_out(page, installation)
    await page.get_by_role("button", name="Sign in with a passkey").click()
    await page.wait_for_url(re.compile("/desk/work"))

    await sign_out(page, installation)
    await password_step(page, email)
    await expect(page.get_by_role("button", name="Use passkey")).to_be_focused()
    await look(page, "sign-in-passkey")
    await page.get_by_role("button", name="Use passkey").click()
    await page.wait_for_url(re.compile("/desk/work"))

    await open_security(page)
    await page.get_by_role("button", name="Remove Work laptop").click()
    await page.get_by_role("button", name="Remove", exact=True).click()
    dialog = page.get_by_role("dialog", name="Confirm that it is you")
    await dialog.get_by_role("button", name="Use a passkey instead").click()
    await expect(page.get_by_text("Work laptop")).to_be_hidden()


async def test_a_required_second_step_leads_through_setting_one_up(
    installation: Installation, page: Page, browser: Browser
) -> None:
    await sign_up(page, installation)
    await page.goto(f"{at(installation)}/desk/account/sign-in")
    await expect(page.get_by_role("heading", name="Who has a second step")).to_be_visible()
    await look(page, "sign-in-settings")
    await page.get_by_role("button", name="Allowed addresses for Ana Horvat").click()
    dialog = page.get_by_role("dialog", name="Allowed addresses for Ana Horvat")
    await dialog.get_by_label("Addresses and ranges").fill("198.51.100.0/24")
    await dialog.get_by_role("button", name="Save").click()
    await expect(dialog.get_by_text("leave out your own address").first).to_be_visible()
    await look(page, "addresses")
    await dialog.get_by_label("Addresses and ranges").fill("127.0.0.0/8, ::1")
    await dialog.get_by_role("button", name="Save").click()
    await expect(dialog).to_be_hidden()
    await page.get_by_label("Ask everybody for a second step").check()
    await page.get_by_role("button", name="Save", exact=True).click()
    await confirm(page)
    # The administrator himself has none yet, and is led at once, on whatever page.
    await expect(page.get_by_role("heading", name="Protect your sign-in first")).to_be_visible()
    await look(page, "set-up-first")
    await page.goto(f"{at(installation)}/desk/all")
    await expect(page.get_by_role("heading", name="Protect your sign-in first")).to_be_visible()
    assert await page.evaluate("fetch('/api/users').then((r) => r.status)") == 403
    await page.get_by_role("button", name="Set up").click()
    await confirm_if_asked(page)
    await scan(page)
    await save_codes(page)
    await expect(page.get_by_role("navigation", name="Main")).to_be_visible()
    assert await page.evaluate("fetch('/api/users').then((r) => r.status)") == 200


async def confirm_if_asked(page: Page) -> None:
    asked = page.get_by_role("dialog")
    await expect(asked).to_be_visible()
    if await page.get_by_role("dialog", name="Confirm that it is you").is_visible():
        await confirm(page)


async def test_a_provider_of_the_account(
    installation: Installation, page: Page, browser: Browser
) -> None:
    with openid_provider() as idp:
        await sign_up(page, installation)
        domain = f"{uuid.uuid4().hex[:12]}.example"
        await page.goto(f"{at(installation)}/desk/account/sign-in")
        await page.get_by_role("button", name="Add provider").first.click()
        dialog = page.get_by_role("dialog", name="Add a provider")
        await dialog.get_by_label("Text of the button").fill("Acme account")
        await dialog.get_by_label("Issuer").fill(idp.issuer)
        await dialog.get_by_label("Client ID").fill(CLIENT_ID)
        await dialog.get_by_label("Client secret").fill(CLIENT_SECRET)
        await dialog.get_by_label("E-mail domains").fill(domain)
        await dialog.get_by_label("Add unknown people").check()
        await look(page, "provider")
        await dialog.get_by_role("button", name="Add provider").click()
        await confirm(page)
        await expect(page.get_by_role("cell", name=idp.issuer)).to_be_visible()

        idp.claims = {"email": f"mia@{domain}", "email_verified": True, "name": "Mia Novak"}
        other = await (await browser.new_context()).new_page()
        await other.goto(f"{at(installation)}/desk/sign-in")
        await other.get_by_label("E-mail address").fill(f"mia@{domain}")
        await other.get_by_label("Password", exact=True).focus()
        await other.get_by_role("button", name="Continue with Acme account").click()
        await other.wait_for_url(re.compile("/desk/work"))
        me = await other.evaluate("fetch('/api/me').then((r) => r.json())")
        assert me["user"]["name"] == "Mia Novak"

        idp.claims = {"email": f"eve@{domain}", "email_verified": False, "sub": "eve"}
        await sign_out(other, installation)
        await other.get_by_label("E-mail address").fill(f"eve@{domain}")
        await other.get_by_label("Password", exact=True).focus()
        await other.get_by_role("button", name="Continue with Acme account").click()
        await expect(other.get_by_text("has not verified your e-mail address")).to_be_visible()
        await look(other, "sign-in-problem")
