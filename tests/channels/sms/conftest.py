"""An account whose carrier is a real one, one TCP connection away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.channels.sms import office as offices

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from hubbub.kernel.database import DatabaseAddress
    from tests.world import World


@pytest.fixture
async def office(
    world: World,
    world_address: DatabaseAddress,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> AsyncIterator[offices.Office]:
    """With short times; `connect` and `worker` are for the test to say."""
    offices.be_quick(monkeypatch)
    async with offices.office(world, world_address, tmp_path) as made:
        yield made
