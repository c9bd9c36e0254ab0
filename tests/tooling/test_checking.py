"""The checks run side by side, and each that is not right is named, with what it said."""

from __future__ import annotations

import pytest

from tooling import checking
from tooling.environment import SetUpError

RIGHT = ("right", ("-c", "pass"))
WRONG = ("wrong", ("-c", "import sys; sys.exit('a line is too long')"))
SILENT = ("silent", ("-c", "import sys; sys.exit(1)"))


@pytest.fixture(autouse=True)
def nothing_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "ensure", lambda _: None)
    monkeypatch.setattr(checking, "check_locks", lambda: None)
    monkeypatch.setattr(checking, "_check_desk", list[str])


def test_nothing_is_named_where_all_is_right(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(checking, "CHECKS", (RIGHT,))
    assert checking.check_all() == []
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert sorted(lines) == [["locks", "ok"], ["right", "ok"]]


def test_each_that_is_not_right_is_named_and_says_why(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def out_of_date() -> None:
        raise SetUpError("the lock is old")

    monkeypatch.setattr(checking, "CHECKS", (WRONG, RIGHT, SILENT))
    monkeypatch.setattr(checking, "check_locks", out_of_date)
    assert checking.check_all() == ["wrong", "silent", "locks"]
    said = capsys.readouterr().out
    assert "a line is too long" in said
    assert "the lock is old" in said
