"""The readable decision table, row by row, against the code."""

import tomllib
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from hubbub.access.catalogue import bitset_of_keys, keys_in
from hubbub.access.combining import refusals, restored
from hubbub.access.decision import Effective, effective_bits
from hubbub.access.roles import DEFAULT_ROLES, Default, Role, origin_of_copy
from hubbub.access.seating import needs_seat, seat_label
from hubbub.access.visibility import Membership, reach_of

TABLE: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("decision_table.toml").read_text(encoding="utf-8")
)["row"]
CASES = [
    pytest.param(case, id=f"{row['number']}.{place}")
    for row in TABLE
    for place, case in enumerate(row.get("case", []), start=1)
]
EXPECTATIONS = {
    "has", "lacks", "limits", "viewer", "reach", "refused", "take_off", "restored", "label",
    "needs_seat", "editable",
}  # fmt: skip
SITUATION = {"roles", "custom", "seat"}


def _custom(place: int, made: dict[str, Any]) -> Role:
    adds, removes = bitset_of_keys(made.get("adds", [])), bitset_of_keys(made.get("removes", []))
    if "from" not in made:
        return Role(f"Custom {place}", adds)
    source = DEFAULT_ROLES[Default(made["from"])]
    assert removes & ~source.keys == 0, "the table removes what is not there"
    return Role(f"Copy {place}", (source.keys | adds) & ~removes, origin=origin_of_copy(source))


def _roles(case: dict[str, Any]) -> list[Role]:
    defaults = [DEFAULT_ROLES[Default(each)] for each in case.get("roles", [])]
    return defaults + [_custom(n, made) for n, made in enumerate(case.get("custom", []))]


def _reach(effective: Effective) -> str:
    reach = reach_of(effective, UUID(int=1), UUID(int=2), [Membership(UUID(int=3), "viewer")])
    if reach.sees_none:
        return "none"
    return "all" if reach.sees_all else "own"


def test_every_row_is_there_and_looked_at_somewhere() -> None:
    assert [row["number"] for row in TABLE] == list(range(1, 25))
    assert all(row.get("case") or row.get("elsewhere") for row in TABLE)
    for row in TABLE:
        for case in row.get("case", []):
            assert case.keys() <= EXPECTATIONS | SITUATION
            assert case.keys() & EXPECTATIONS


@pytest.mark.parametrize("case", CASES)
def test_what_holds(case: dict[str, Any]) -> None:
    effective = effective_bits((r.keys for r in _roles(case)), case.get("seat", True), True)
    granted = set(effective.granted_keys)
    assert set(case.get("has", [])) <= granted
    assert not set(case.get("lacks", [])) & granted
    assert list(effective.limiting_keys) == case.get("limits", list(effective.limiting_keys))
    assert effective.is_viewer == case.get("viewer", effective.is_viewer)
    assert _reach(effective) == case.get("reach", _reach(effective))


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("backwards", [False, True])
def test_what_may_be_held_together(case: dict[str, Any], backwards: bool) -> None:
    roles = _roles(case)[:: -1 if backwards else 1]
    found = refusals(roles)
    if "refused" in case:
        assert [str(each.code) for each in found] == case["refused"]
    if "take_off" in case:
        assert [each.take_off.name for each in found] == case["take_off"]
        assert all(each.take_off.name in each.message for each in found)
    if "restored" in case:
        given_back = {key for each in restored(roles) for key in keys_in(each.keys)}
        assert sorted(given_back) == case["restored"]


@pytest.mark.parametrize("case", CASES)
def test_what_the_pages_say(case: dict[str, Any]) -> None:
    roles = _roles(case)
    raw = 0
    for role in roles:
        raw |= role.keys
    if "needs_seat" in case:
        assert needs_seat(raw) == case["needs_seat"]
    if "editable" in case:
        assert {role.is_editable for role in roles} == {case["editable"]}
    if "label" in case:
        label = seat_label(roles)
        assert [str(each) for each in label.defaults] == case["label"]["defaults"]
        assert label.custom == case["label"]["custom"]
        assert label.has_default_role == bool(case["label"]["defaults"])
