"""One account for all sentences of a file; each test adds people of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest_asyncio

from tests.e2e.office import Office

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from playwright.async_api import Browser, BrowserContext, Page

    from tests.e2e.installation import Installation


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def office(shared_installation: Installation) -> AsyncIterator[Office]:
    shared_installation.forget_attempts()
    office = await Office.open(shared_installation)
    yield office
    await office.close()


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def founders(shared_browser: Browser, office: Office) -> AsyncIterator[BrowserContext]:
    """One for all tests, since it keeps the scripts it has loaded."""
    page = await office.desk_of(shared_browser)
    yield page.context
    await page.context.close()


@pytest_asyncio.fixture(loop_scope="session")
async def page(founders: BrowserContext) -> AsyncIterator[Page]:
    """The founder's desk, who may do everything."""
    page = await founders.new_page()
    yield page
    await page.close()
