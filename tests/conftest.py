"""What every test can ask for: a migrated database of its own, or a server it may kill."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest

from hubbub.kernel.database import Database
from tests.cluster import Cluster, new_cluster, new_own_cluster

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from hubbub.kernel.database import DatabaseAddress
    from tests.cluster import OwnCluster

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


def pytest_unconfigure(config: pytest.Config) -> None:
    cluster = config.stash.get(CLUSTER, None)
    if cluster is not None:
        del config.stash[CLUSTER]
        cluster.close()


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
