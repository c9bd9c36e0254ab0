"""`hubbub generate permissions` leaves a fresh checkout as it is, and says what is out of date."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from hubbub.entrypoints.cli import main
from hubbub.entrypoints.commands import generate
from hubbub.entrypoints.generating.permissions import OUTPUTS


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["generate", "permissions", *arguments])
    return result.exit_code, result.output


def test_the_committed_files_are_up_to_date() -> None:
    assert run("--check") == (0, "")


def test_it_writes_what_is_missing_or_old_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(generate, "_checkout", lambda: tmp_path)
    first, *others = OUTPUTS
    code, output = run("--check")
    assert code == 1
    assert all(str(path) in output for path in OUTPUTS)
    assert not (tmp_path / first).exists()
    assert run()[0] == 0
    (tmp_path / first).write_text("old")
    assert run() == (0, f"Wrote {first}\n")
    assert run() == (0, "")
    assert all((tmp_path / path).read_text() == OUTPUTS[path]() for path in [first, *others])
