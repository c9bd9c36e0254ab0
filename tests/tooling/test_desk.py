"""The desk is built when its sources changed and at no other time."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from tooling import desk
from tooling.environment import ROOT

NPM = """
import os, pathlib, sys
with open("../asked", "a") as asked:
    asked.write(" ".join(sys.argv[1:]) + "\\n")
if sys.argv[1] == "ci":
    pathlib.Path("node_modules").mkdir(exist_ok=True)
elif os.path.exists("broken"):
    sys.exit("vite: something is wrong")
else:
    out = pathlib.Path("../hubbub/web/desk")
    out.mkdir(parents=True, exist_ok=True)
    (out / "index.html").write_text("built")
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A checkout with a desk of two files."""
    (tmp_path / "desk" / "src").mkdir(parents=True)
    (tmp_path / "desk" / "package.json").write_text("{}")
    (tmp_path / "desk" / "package-lock.json").write_text("{}")
    (tmp_path / "desk" / "src" / "main.ts").write_text("1")
    return tmp_path


@pytest.fixture
def node(tmp_path: Path) -> Path:
    """A `node` that runs our own npm: Python under its name, in the wheel's folders."""
    program = tmp_path / "wheel" / "bin" / "node"
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n')
    program.chmod(0o755)
    npm = tmp_path / "wheel" / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    npm.parent.mkdir(parents=True)
    npm.write_text(NPM)
    return program


def asked(root: Path) -> list[str]:
    return (root / "asked").read_text().splitlines()


def test_without_sources_nothing_is_to_be_built(tmp_path: Path) -> None:
    assert desk.is_built(tmp_path)


def test_a_build_is_kept_until_a_source_changes(root: Path, node: Path) -> None:
    assert not desk.is_built(root)
    desk.build(root, node)
    assert desk.is_built(root)
    (root / "desk" / "src" / "main.ts").write_text("2")
    assert not desk.is_built(root)
    desk.build(root, node)
    assert asked(root) == ["ci --ignore-scripts", "run build", "run build"]


def test_what_is_made_beside_the_sources_does_not_count(root: Path, node: Path) -> None:
    desk.build(root, node)
    (root / "desk" / "node_modules" / "x").write_text("x")
    (root / "desk" / "dist").mkdir()
    (root / "desk" / "dist" / "x").write_text("x")
    assert desk.is_built(root)


def test_a_new_lock_is_installed(root: Path, node: Path) -> None:
    desk.build(root, node)
    (root / "desk" / "package-lock.json").write_text('{"changed": 1}')
    desk.build(root, node)
    assert asked(root).count("ci --ignore-scripts") == 2


def test_a_file_moved_to_another_name_is_a_change(root: Path) -> None:
    before = desk.fingerprint(root)
    (root / "desk" / "src" / "main.ts").rename(root / "desk" / "src" / "other.ts")
    assert desk.fingerprint(root) != before


def test_a_failed_build_says_why_and_is_tried_again(root: Path, node: Path) -> None:
    desk.build(root, node)
    (root / "desk" / "broken").touch()
    with pytest.raises(desk.DeskError, match="something is wrong"):
        desk.build(root, node)
    (root / "desk" / "broken").unlink()
    assert not desk.is_built(root)


def test_a_built_desk_that_was_deleted_is_built_again(root: Path, node: Path) -> None:
    desk.build(root, node)
    (root / desk.OUTPUT / "index.html").unlink()
    assert not desk.is_built(root)


def test_the_lock_names_a_program_for_every_system() -> None:
    # npm leaves out what its registry lacked on the day of the lock, and then refuses the lock.
    locked = json.loads((ROOT / "desk" / "package-lock.json").read_text("utf-8"))["packages"]
    wanted = {name for each in locked.values() for name in each.get("optionalDependencies", {})}
    assert wanted
    assert [name for name in sorted(wanted) if not locked.get(f"node_modules/{name}")] == []
