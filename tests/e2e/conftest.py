"""One running installation for the tests that leave it as they found it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.e2e.installation import Installation

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def installation() -> Iterator[Installation]:
    """Running, with the simulator and open sign-up; each test makes accounts of its own."""
    running = Installation()
    try:
        running.start()
        yield running
    finally:
        running.remove()


@pytest.fixture
def fragile() -> Iterator[Installation]:
    """An installation of one test, which may kill its processes."""
    running = Installation()
    try:
        running.start()
        yield running
    finally:
        running.remove()
