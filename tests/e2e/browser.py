"""How the tests drive Chromium, and what they say of a page that misbehaved."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from tooling.chromium import find

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from playwright.async_api import Browser, ConsoleMessage, Page, Playwright, Response

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-quic",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
]


@asynccontextmanager
async def launched(playwright: Playwright) -> AsyncGenerator[Browser]:
    """Chromium, with nothing that talks to the outside."""
    found = find()
    if found is None:
        pytest.fail("Chromium is missing: `make test` installs it, or set HUBBUB_CHROMIUM.")
    browser = await playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
    yield browser
    await browser.close()


class Complaints:
    """What a page complained of: scripts that failed, requests that broke, a policy violated."""

    def __init__(self, page: Page) -> None:
        self.found: list[str] = []
        page.on("pageerror", lambda error: self.found.append(f"page error: {error}"))
        page.on("console", self._console)
        page.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        # The browser itself reports every 401, which is how a page learns that nobody signed in.
        if message.type == "error" and "401" not in message.text:
            self.found.append(f"console: {message.text}")

    def _response(self, response: Response) -> None:
        if response.status >= 500:
            self.found.append(f"{response.status} {response.url}")
