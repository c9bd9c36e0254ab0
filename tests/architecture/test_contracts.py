"""Every package stands in an import contract, so that a new one cannot escape them."""

from __future__ import annotations

import tomllib
from typing import Any

from tests.architecture.sources import ROOT

OUTSIDE = {"migrations", "web"}


def contracts() -> list[dict[str, Any]]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    return project["tool"]["importlinter"]["contracts"]


def packages(folder: str) -> set[str]:
    return {path.parent.name for path in (ROOT / "hubbub" / folder).glob("*/__init__.py")}


def test_every_ring_is_in_the_layers() -> None:
    rings = next(each for each in contracts() if each["name"].startswith("Calls go down"))
    named = {
        name.strip().removeprefix("hubbub.") for line in rings["layers"] for name in line.split("|")
    }
    assert packages("") - OUTSIDE == named


def test_every_feature_has_its_place_in_the_stack() -> None:
    stack = next(each for each in contracts() if each["name"].startswith("The features"))
    named = {name.strip() for line in stack["layers"] for name in line.split("|")}
    assert stack["exhaustive"] is True
    assert packages("features") <= named


def test_no_channel_is_left_out() -> None:
    channels = next(each for each in contracts() if each["name"].startswith("No channel"))
    assert packages("channels") == {name.rpartition(".")[2] for name in channels["modules"]}


def test_no_contract_has_exceptions() -> None:
    assert [each["name"] for each in contracts() if "ignore_imports" in each] == []
