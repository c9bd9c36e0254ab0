"""One running installation for the tests that leave it as they found it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.async_api import async_playwright

from tests.e2e.browser import launched
from tests.e2e.installation import Installation

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Generator, Iterator

    from playwright.async_api import Browser, Page


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Function, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """What the installation said goes along with the failure."""
    report = yield
    if report.failed and call.when == "call":
        found = {each for each in item.funcargs.values() if isinstance(each, Installation)}
        for running in found:
            report.sections.append(("log of the installation", running.last_lines(150)))
    return report


@pytest.fixture
def installation(shared_installation: Installation) -> Installation:
    """Running, with the simulator and open sign-up; each test makes accounts of its own."""
    shared_installation.forget_attempts()
    return shared_installation


@pytest.fixture(scope="session")
def shared_installation() -> Iterator[Installation]:
    """One for all tests of this process."""
    running = Installation()
    try:
        running.start()
        yield running
    finally:
        running.remove()


@pytest.fixture
def fragile() -> Iterator[Installation]:
    """An installation of one test, which may kill its processes."""
    running = Installation()
    try:
        running.start()
        yield running
    finally:
        running.remove()


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright, launched(playwright) as browser:
        yield browser


@pytest.fixture
async def page(browser: Browser) -> Page:
    """A page of its own cookies, as wide as a desk's screen."""
    context = await browser.new_context(viewport={"width": 1440, "height": 900})
    return await context.new_page()
