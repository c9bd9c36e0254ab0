"""The command line on the world: in this process, or once for each group as one of its own."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from hubbub.entrypoints.reaching import as_environment
from tests.entrypoints.commands.homes import Home
from tests.entrypoints.commands.shell import Shell
from tests.world import settings_for

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from hubbub.kernel.database import DatabaseAddress
    from tests.cluster import Cluster
    from tests.world import World


@pytest.fixture
def shell(world_address: DatabaseAddress, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """As whoever runs the installation types it."""
    # It would take the logs of all tests after this one with it.
    monkeypatch.setattr("hubbub.entrypoints.commanding.configure_logs", lambda *_: None)
    key = settings_for(tmp_path).secret_key
    assert key is not None
    return Shell(
        {
            **os.environ,
            **as_environment(world_address, owner=True),
            "HUBBUB_HOME": str(tmp_path),
            "HUBBUB_SECRET_KEY": key.get_secret_value(),
        }
    )


@pytest.fixture
def here(world: World, world_address: DatabaseAddress, tmp_path: Path) -> Home:
    return Home(tmp_path / "here", world_address)


@pytest.fixture
def there(cluster: Cluster, tmp_path: Path) -> Iterator[Home]:
    address = cluster.clone()
    yield Home(tmp_path / "there", address)
    cluster.drop(address)
