"""The world with a crowd in it: for every single permission somebody who has just that one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from hubbub.kernel.database import Database
from tests.api import in_process
from tests.entrypoints.http.crowd import One, gather
from tests.entrypoints.http.scene import Scene, things_of
from tests.world import World

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from hubbub.kernel.database import DatabaseAddress
    from tests.api import Api
    from tests.cluster import Cluster
    from tests.world import Staffed

Crowded = tuple["DatabaseAddress", list[One]]


@pytest.fixture(scope="session")
def crowded(cluster: Cluster, staffed: tuple[DatabaseAddress, Staffed]) -> Iterator[Crowded]:
    """Written once for all tests of this process; every test has a copy."""
    address = cluster.clone(staffed[0])
    yield address, gather(address.owner, staffed[1].ours)
    cluster.drop(address)


@pytest.fixture
def world_address(cluster: Cluster, crowded: Crowded) -> Iterator[DatabaseAddress]:
    """Addresses of a copy of the world with the crowd, which goes away after the test."""
    address = cluster.clone(crowded[0])
    yield address
    cluster.drop(address)


@pytest.fixture
def crowd(crowded: Crowded) -> list[One]:
    """Everybody of the crowd; they belong to our account."""
    return crowded[1]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def still(
    cluster: Cluster,
    staffed: tuple[DatabaseAddress, Staffed],
    crowded: Crowded,
    tmp_path_factory: pytest.TempPathFactory,
) -> AsyncIterator[Scene]:
    """One world and one application for all requests of a file that change nothing."""
    address = cluster.clone(crowded[0])
    database = Database(address, size=4)
    await database.open()
    world = World(staffed[1].ours, staffed[1].theirs, database)
    things = await things_of(world, world.theirs)
    async with in_process(address, tmp_path_factory.mktemp("still")) as api:
        yield Scene(api, world, things)
    await database.close()
    cluster.drop(address)


@pytest.fixture
async def moving(world: World, api: Api) -> Scene:
    """A world and an application for requests of one test that change something."""
    return Scene(api, world, await things_of(world, world.theirs))
