"""One running installation for the tests that leave it as they found it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio
from playwright.async_api import async_playwright

from tests.e2e.browser import launched
from tests.e2e.installation import Installation, installed
from tests.e2e.office import Office
from tests.e2e.quick import QUICK

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Generator, Iterator

    from playwright.async_api import Browser, Page

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """In one event loop, which is that of the browser."""
    for item in items:
        if item.path.is_relative_to(HERE) and pytest_asyncio.is_async_test(item):
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


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
    """One for all tests of this process, which may send to this machine."""
    with installed(HUBBUB_OUTGOING_NETWORKS="127.0.0.0/8") as running:
        yield running


@pytest.fixture
def fragile(shared_fragile: Installation) -> Installation:
    """An installation whose processes may be killed; each test makes an account of its own."""
    shared_fragile.await_health()
    shared_fragile.forget_attempts()
    return shared_fragile


@pytest.fixture(scope="module")
def shared_fragile() -> Iterator[Installation]:
    """One for all tests of a file that kills: coming back is what they are about. It does not stay
    for the whole run, for one that idles takes a twentieth of a core."""
    with installed(QUICK) as running:
        yield running


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def shared_browser() -> AsyncIterator[Browser]:
    """One for all tests of this process, because starting it costs more than most tests do."""
    async with async_playwright() as playwright, launched(playwright) as browser:
        yield browser


@pytest_asyncio.fixture(loop_scope="session")
async def browser(shared_browser: Browser) -> AsyncIterator[Browser]:
    """With no page open that a test before this has left; pages share nothing but the program."""
    before = list(shared_browser.contexts)
    yield shared_browser
    for context in shared_browser.contexts:
        if context not in before:
            await context.close()


@pytest_asyncio.fixture(loop_scope="session")
async def page(browser: Browser) -> Page:
    """A page of its own cookies, as wide as a desk's screen."""
    context = await browser.new_context(viewport={"width": 1440, "height": 900})
    return await context.new_page()


@pytest_asyncio.fixture(loop_scope="session")
async def office(installation: Installation) -> AsyncIterator[Office]:
    """An account of its own for each test, with its founder at the API."""
    office = await Office.open(installation)
    yield office
    await office.close()
