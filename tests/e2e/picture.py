"""`python -m tests.e2e.picture` takes the README's picture of the demonstration anew."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from playwright.async_api import async_playwright

from hubbub.entrypoints.demonstration.filling import Demonstration
from hubbub.entrypoints.demonstration.script import FOUNDER, Cast
from tests.e2e.browser import ARGUMENTS
from tests.e2e.installation import Installation, installed
from tooling.chromium import find

TARGET = Path(__file__).resolve().parents[2] / "docs" / "images" / "my-work.png"
CAST = Cast()
SIZE = {"width": 1280, "height": 800}


async def take(url: str) -> None:
    """Of the first agent who has something to show."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=find(), args=ARGUMENTS)
        page = await browser.new_page(viewport=SIZE, color_scheme="light")  # pyright: ignore[reportArgumentType]
        await page.goto(f"{url}/desk/sign-in")
        await page.get_by_label("E-mail address").fill(CAST.email(FOUNDER))
        await page.get_by_label("Password", exact=True).fill(CAST.password)
        await page.get_by_role("button", name="Sign in").click()
        await page.wait_for_url("**/desk/work**")
        await page.goto(f"{url}/desk/all")
        await page.get_by_text("Jonas Weber").first.click()
        await page.get_by_text("Guten Tag Herr Weber").first.wait_for()
        await page.wait_for_timeout(500)
        TARGET.parent.mkdir(parents=True, exist_ok=True)
        await page.screenshot(path=TARGET)
        await browser.close()


async def play(installation: Installation, key: str) -> None:
    played = Demonstration(installation.url, installation.simulator_url, key)
    await played.fill()
    await take(installation.url)
    await played.close()


def main() -> None:
    with installed() as installation:
        made = installation.command(
            "account", "create", "--name", "Northwind Outdoor", "--person", FOUNDER.name,
            "--email", CAST.email(FOUNDER), "--password", CAST.password,
        )  # fmt: skip
        asyncio.run(play(installation, str(made["api_key"])))
    sys.stdout.write(f"Wrote {TARGET}\n")


if __name__ == "__main__":
    main()
