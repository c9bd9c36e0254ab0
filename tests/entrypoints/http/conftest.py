"""The world with a crowd in it: for every single permission somebody who has just that one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.entrypoints.http.crowd import One, gather

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hubbub.kernel.database import DatabaseAddress
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
