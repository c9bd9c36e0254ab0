"""What the tests of both parts of the wire begin with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.npm import installed

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def modules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A node_modules folder with the vendor's client."""
    return installed("@infobip-api/sdk@0.3.2", tmp_path_factory.mktemp("npm"))
