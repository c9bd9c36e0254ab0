"""What tests of webhooks begin with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hubbub.kernel.outgoing import Outgoing
from tests.api import in_process
from tests.reactions.webhooks.office import LOOPBACK, Office, Receiver, listening

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.world import World


@pytest.fixture
async def office(world: World, tmp_path: Path) -> AsyncIterator[Office]:
    """The application, which may send to this machine."""
    async with in_process(world.database.address, tmp_path) as api:
        api.app.state.outgoing = Outgoing(LOOPBACK)
        yield Office(world, api, tmp_path)


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    """A program that is told."""
    async with listening() as made:
        yield made
