"""What every test can ask for: a migrated database of its own, or a server it may kill."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest
import structlog
from argon2 import PasswordHasher

from hubbub.kernel.database import Database
from hubbub.kernel.garbage import collect_less
from tests.cluster import Cluster, new_cluster, new_own_cluster

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from hubbub.kernel.database import DatabaseAddress
    from tests.api import Api
    from tests.cluster import OwnCluster
    from tests.world import Staffed, World

CLUSTER = pytest.StashKey[Cluster]()
FOLDER = "hubbub_cluster"


class Worker(Protocol):
    """What the controller of a parallel run hands to one of its workers."""

    config: pytest.Config
    workerinput: dict[str, str]


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Worker) -> None:
    """In the controller of a parallel run, for each worker: one cluster serves them all."""
    if CLUSTER not in node.config.stash:
        node.config.stash[CLUSTER] = new_cluster()
    node.workerinput[FOLDER] = str(node.config.stash[CLUSTER].folder)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files that wait for a browser stand evenly among those that compute, so that no core has a
    rest while two wait; of each kind those of many tests come first, and the end is even."""
    files: dict[Path, list[pytest.Item]] = {}
    for item in items:
        files.setdefault(item.path, []).append(item)
    kinds: dict[bool, list[Path]] = {True: [], False: []}
    for path in sorted(files, key=lambda each: -len(files[each])):
        kinds["e2e" in path.parts].append(path)
    place = {
        path: (at + 0.5) / len(kind) for kind in kinds.values() for at, path in enumerate(kind)
    }
    items[:] = [item for path in sorted(files, key=place.__getitem__) for item in files[path]]


def pytest_collection_finish() -> None:
    """As the processes of the product, once everything is loaded."""
    collect_less()


def pytest_unconfigure(config: pytest.Config) -> None:
    cluster = config.stash.get(CLUSTER, None)
    if cluster is not None:
        del config.stash[CLUSTER]
        cluster.close()


@pytest.fixture(scope="session", autouse=True)
def plain_logs() -> None:
    """Errors that are meant to be logged cost a second each with their local variables."""
    structlog.configure(
        processors=[structlog.processors.format_exc_info, structlog.processors.KeyValueRenderer()]
    )


@pytest.fixture(scope="session", autouse=True)
def quick_passwords() -> Iterator[None]:
    """Hashed as in the product, but at the least cost: people are made and sign in by the
    thousand here, and each would take a quarter of a second."""
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("hubbub.access.passwords._hasher", quick)
        yield


@pytest.fixture(scope="session")
def cluster(pytestconfig: pytest.Config) -> Cluster:
    """The cluster of this run; closed when pytest ends."""
    if CLUSTER not in pytestconfig.stash:
        given: dict[str, str] = getattr(pytestconfig, "workerinput", {})
        pytestconfig.stash[CLUSTER] = (
            Cluster(Path(given[FOLDER])) if FOLDER in given else new_cluster()
        )
    return pytestconfig.stash[CLUSTER]


@pytest.fixture
def database_address(cluster: Cluster) -> Iterator[DatabaseAddress]:
    """Addresses of a fresh, migrated database that goes away after the test."""
    address = cluster.clone()
    yield address
    cluster.drop(address)


@pytest.fixture
async def database(database_address: DatabaseAddress) -> AsyncIterator[Database]:
    """An open `Database` on a fresh, migrated database."""
    opened = Database(database_address, size=4)
    await opened.open()
    yield opened
    await opened.close()


@pytest.fixture
def own_cluster() -> Iterator[OwnCluster]:
    """A server of its own, migrated, for tests that crash it or hold transactions open."""
    own = new_own_cluster()
    yield own
    own.remove()


@pytest.fixture(scope="session")
def staffed(
    cluster: Cluster, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[DatabaseAddress, Staffed]]:
    """The two accounts, made once for all tests of this process; every test has a copy."""
    from tests.world import build

    address = cluster.clone()
    home = tmp_path_factory.mktemp("home")
    # In a thread, because a loop of a test may be running in this one.
    with ThreadPoolExecutor(1) as pool:
        made = pool.submit(lambda: asyncio.run(build(address, home))).result()
    yield address, made
    cluster.drop(address)


@pytest.fixture
def world_address(
    cluster: Cluster, staffed: tuple[DatabaseAddress, Staffed]
) -> Iterator[DatabaseAddress]:
    """Addresses of a copy of the world, which goes away after the test."""
    address = cluster.clone(staffed[0])
    yield address
    cluster.drop(address)


@pytest.fixture
async def world(
    world_address: DatabaseAddress, staffed: tuple[DatabaseAddress, Staffed]
) -> AsyncIterator[World]:
    """Two accounts with their people, on a database of this test's own."""
    from tests.world import World

    opened = Database(world_address, size=4)
    await opened.open()
    yield World(staffed[1].ours, staffed[1].theirs, opened)
    await opened.close()


@pytest.fixture
async def api(world: World, tmp_path: Path) -> AsyncIterator[Api]:
    """The whole application on the world, without sockets."""
    from tests.api import in_process

    async with in_process(world.database.address, tmp_path) as made:
        yield made


@pytest.fixture
async def server(world: World, tmp_path: Path) -> AsyncIterator[Api]:
    """The whole application on the world, on a real port with live sockets."""
    from tests.api import on_sockets

    async with on_sockets(world.database.address, tmp_path) as made:
        yield made
