"""A new step follows the last one."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from hubbub.kernel.migrating import STEPS
from tooling.new_migration import begin

if TYPE_CHECKING:
    from pathlib import Path


def test_a_step_gets_the_next_number_and_says_what_it_does(tmp_path: Path) -> None:
    steps = tmp_path / "100% of them"
    shutil.copytree(STEPS, steps, ignore=shutil.ignore_patterns("__pycache__"))
    before = max(path.name for path in (steps / "versions").glob("0*.py"))
    first = begin("give a person's name", steps)
    second = begin("take it away", steps)
    assert int(first.name[:4]) == int(before[:4]) + 1
    assert first.name.endswith("_give_a_person_s_name.py")
    assert first.read_text().startswith('"""Give a person\'s name."""\n')
    assert f"down_revision = '{first.name[:4]}'" in second.read_text()
