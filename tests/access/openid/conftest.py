"""A provider on this machine, and the application that is allowed to ask it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.access.openid.journeys import VERIFIED
from tests.api import in_process
from tests.openid_provider import Provider, openid_provider

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Generator
    from pathlib import Path

    from tests.api import Api
    from tests.world import World


@pytest.fixture
def idp() -> Generator[Provider]:
    with openid_provider() as provider:
        provider.claims = dict(VERIFIED)
        yield provider


@pytest.fixture
async def app(world: World, tmp_path: Path) -> AsyncGenerator[Api]:
    """The application, allowed to ask providers on this machine."""
    address = world.database.address
    async with in_process(address, tmp_path, outgoing_networks="127.0.0.0/8") as made:
        yield made
