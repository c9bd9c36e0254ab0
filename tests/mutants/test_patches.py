"""Every planted bug can still be planted, so that none is left out in silence."""

import ast
from collections import Counter

import pytest

from tests.mutants.patches import ROOT, Patch, PatchGone, all_patches

PATCHES = all_patches()
LEAST = 60


def named(patch: Patch) -> str:
    return f"{patch.area}: {patch.name}"


@pytest.mark.parametrize("patch", PATCHES, ids=named)
def test_a_bug_can_be_planted(patch: Patch) -> None:
    broken = patch.broken((ROOT / patch.file).read_text(encoding="utf-8"))
    ast.parse(broken)
    assert patch.old != patch.new
    assert patch.tests
    assert [each for each in patch.tests if not (ROOT / each.partition("::")[0]).is_file()] == []


def test_there_are_many_and_no_two_alike() -> None:
    assert len(PATCHES) >= LEAST
    assert [name for name, count in Counter(map(named, PATCHES)).items() if count > 1] == []
    assert len({(each.file, each.old, each.new) for each in PATCHES}) == len(PATCHES)


@pytest.mark.parametrize("text", ["", "two two"])
def test_one_that_no_longer_applies_says_so(text: str) -> None:
    patch = Patch("area", "a bug", "file.py", "two", "three", ("tests/a.py",))
    with pytest.raises(PatchGone, match=r"no longer applies.*file\.py"):
        patch.broken(text)
