"""The catalogue: complete, verbatim, in a fixed order, and the only place a key is written."""

import ast
from collections import Counter
from pathlib import Path

import pytest

from hubbub.access import may
from hubbub.access.catalogue import (
    EVERYTHING,
    PERMISSIONS,
    RESTRICTIONS,
    SECTIONS,
    UnknownPermissionError,
    bitset_of_keys,
    keys_in,
    permission,
    permissions_in,
)
from hubbub.access.permission import Kind
from hubbub.entrypoints.generating.permissions import OUTPUTS

REPOSITORY = Path(__file__).parents[2]

ORDER = (Path(__file__).parent / "permission_order.txt").read_text().split()
"""Bit n is line n: stored bitsets and caches rely on it, so lines are only ever appended."""

SEED_KEYS = 59
KINDS = {
    Kind.BASE: 3,
    Kind.RESTRICT: 2,
    Kind.DEPENDENT: 23,
    Kind.SETUP: 23,
    Kind.ANALYTICS: 3,
    Kind.LICENCE: 2,
    Kind.PROFILE: 3,
    Kind.ACCOUNT: 11,
}
TITLES_GIVEN = {
    may.VIEW: "View conversations",
    may.MANAGE: "Work on assigned conversations",
    may.MANAGE_ALL: "Manage all conversations",
    may.CONFIGURE: "Settings",
    may.SEE_ANALYTICS: "Analytics",
}


def test_order_is_fixed() -> None:
    assert [each.key for each in PERMISSIONS] == ORDER
    assert [each.bit for each in PERMISSIONS] == list(range(len(ORDER)))


def test_kinds_and_their_sizes() -> None:
    assert Counter(each.kind for each in PERMISSIONS) == KINDS
    assert all((each.kind is Kind.ACCOUNT) == (each.bit >= SEED_KEYS) for each in PERMISSIONS)


def test_the_two_restrictions() -> None:
    assert permissions_in(RESTRICTIONS) == (may.LIMIT_SCREEN_SHARE, may.START_DISABLED)
    assert [each.restricts for each in PERMISSIONS].count(True) == 2


def test_given_titles_are_verbatim() -> None:
    assert {each: each.title for each in TITLES_GIVEN} == TITLES_GIVEN


def test_names_titles_and_keys_are_unique_and_explained() -> None:
    for field in ("name", "key", "title", "help", "bit"):
        values = [getattr(each, field) for each in PERMISSIONS]
        assert len(set(values)) == len(values), field
    assert all(len(each.help) > 20 and each.help.endswith(".") for each in PERMISSIONS)


def test_restrictions_stand_last_and_select_all_never_ticks_one() -> None:
    assert SECTIONS[-1].id == "restrictions"
    assert all(each.selectable_at_once & RESTRICTIONS == 0 for each in SECTIONS)
    ticked = 0
    for section in SECTIONS:
        ticked |= section.selectable_at_once
    assert ticked == EVERYTHING & ~RESTRICTIONS


def test_keys_and_bitsets_turn_into_each_other() -> None:
    assert bitset_of_keys(ORDER) == EVERYTHING
    assert keys_in(EVERYTHING) == tuple(ORDER)
    assert permission(may.ASSIGN.key) is may.ASSIGN
    assert keys_in(bitset_of_keys([may.ASSIGN.key, may.VIEW.key])) == (
        may.VIEW.key,
        may.ASSIGN.key,
    )


@pytest.mark.parametrize("key", ["", "conversations/nothing", "a\x00b", "x" * 10_000])
def test_an_unknown_key_is_refused_with_what_to_do(key: str) -> None:
    with pytest.raises(UnknownPermissionError, match="hubbub permissions") as refused:
        permission(key)
    assert len(str(refused.value)) < 300
    assert refused.value.key == key


def test_no_key_is_written_anywhere_but_in_the_catalogue() -> None:
    keys = {each.key for each in PERMISSIONS}
    written = [
        (str(path), node.value)
        for path in sorted((REPOSITORY / "hubbub").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in keys
    ]
    assert written == []
    catalogue = (REPOSITORY / "hubbub/access/catalogue.toml").read_text(encoding="utf-8")
    assert all(catalogue.count(f'"{key}"') == 1 for key in keys)


def test_the_desk_writes_no_key_by_hand() -> None:
    keys = {each.key for each in PERMISSIONS}
    sources = [
        path
        for pattern in ("*.ts", "*.tsx")
        for path in (REPOSITORY / "desk/src").rglob(pattern)
        if not path.name.endswith(".gen.ts") and ".test." not in path.name
    ]
    written = [
        (str(path), key)
        for path in sources
        for key in keys
        if any(f"{quote}{key}{quote}" in path.read_text(encoding="utf-8") for quote in "\"'`")
    ]
    assert written == []


@pytest.mark.parametrize("path", OUTPUTS, ids=str)
def test_generated_files_are_up_to_date(path: Path) -> None:
    committed = (REPOSITORY / path).read_text(encoding="utf-8")
    assert committed == OUTPUTS[path](), "run `hubbub generate permissions`"
