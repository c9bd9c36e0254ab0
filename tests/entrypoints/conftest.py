"""Programs of our own in the place of `hubbub`, for what starts and ends processes."""

from __future__ import annotations

import sys

import pytest

from hubbub.entrypoints import children


@pytest.fixture
def scripts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Children run the Python source that stands in their first argument."""
    monkeypatch.setattr(children, "program", lambda: (sys.executable, "-u", "-c"))
    monkeypatch.setattr(children, "FIRST_DELAY", 0.01)
