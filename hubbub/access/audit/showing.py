"""Puts rows of the audit into what the API shows: names for ids, texts for hashes."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal
from uuid import UUID

from hubbub.access.audit.naming import Names, find_names
from hubbub.access.audit.repository import Listed
from hubbub.access.audit.shapes import Doer, ShownDifference, ShownEntry, ShownValue, Thing
from hubbub.kernel.audit.writing import HASH
from hubbub.kernel.database import Transaction

KIND_OF_FIELD = {"founder_id": "user", "person_id": "user", "user_id": "user", "key_id": "api_key"}
"""Where the word before `_id` is not the kind itself."""


async def show_entries(tx: Transaction, rows: Sequence[Listed]) -> list[ShownEntry]:
    """In the same order."""
    names = await find_names(tx, (thing for row in rows for thing in _things(row)))
    return [_entry(row, names) for row in rows]


async def show_people(tx: Transaction, ids: Sequence[UUID]) -> list[Thing]:
    """By name; those whom nobody can name any more come last."""
    names = await find_names(tx, (("user", each) for each in ids))
    people = [_thing("user", each, names) for each in ids]
    return sorted(people, key=lambda each: (each.name is None, (each.name or "").casefold()))


def _things(row: Listed) -> Iterator[tuple[str, UUID]]:
    yield row.object_kind, row.object_id
    if row.person_id is not None:
        yield "user", row.person_id
    if row.actor_kind == "api_key" and row.actor_id is not None:
        yield "api_key", row.actor_id
    yield from _mentioned(row)
    for sides in row.changes.values():
        for raw in sides.values():
            yield from (ref for each in _each(raw) if (ref := _ref(each)) is not None)


def _mentioned(row: Listed) -> Iterator[tuple[str, UUID]]:
    """Other things that the fact itself names by their id."""
    for field, value in row.data.items():
        if field.endswith("_id") and isinstance(value, str):
            id_ = UUID(value)
            if id_ != row.object_id:
                yield KIND_OF_FIELD.get(field, field.removesuffix("_id")), id_


def _entry(row: Listed, names: Names) -> ShownEntry:
    return ShownEntry(
        id=row.seq,
        at=row.at,
        kind=row.kind,
        area="conversations" if row.area == "conversations" else "account",
        by=_doer(row, names),
        address=row.texts.get("from", {}).get("address"),
        object=_thing(row.object_kind, row.object_id, names),
        about=[_thing(*each, names) for each in _mentioned(row)],
        changes=[_change(field, sides, row, names) for field, sides in row.changes.items()],
    )


def _doer(row: Listed, names: Names) -> Doer:
    user = None if row.person_id is None else _thing("user", row.person_id, names)
    if row.actor_kind == "api_key" and row.actor_id is not None:
        return Doer("api_key", *names.of("api_key", row.actor_id), user)
    if row.actor_kind == "user" and user is not None:
        return Doer("user", user.name, user.exists, user)
    return Doer("system", None, True, user)


def _change(field: str, sides: Mapping[str, Any], row: Listed, names: Names) -> ShownDifference:
    def side(name: Literal["before", "after"]) -> ShownValue | None:
        if name not in sides:
            return None
        return _value(sides[name], row.texts.get(name, {}).get(field), names)

    return ShownDifference(field, side("before"), side("after"))


def _value(raw: Any, text: str | None, names: Names) -> ShownValue:
    shown = ShownValue([], [], erased=_is_personal(raw) and text is None)
    for each in _each(raw):
        ref = _ref(each)
        if ref is not None:
            shown.things.append(_thing(*ref, names))
        elif _is_personal(each):
            shown.values.extend([] if text is None else [text])
        elif each is not None:
            shown.values.append(each)
    return shown


def _each(raw: Any) -> list[Any]:
    return raw if isinstance(raw, list) else [raw]  # pyright: ignore[reportUnknownVariableType]


def _is_personal(raw: Any) -> bool:
    return isinstance(raw, dict) and HASH in raw


def _ref(raw: Any) -> tuple[str, UUID] | None:
    if isinstance(raw, dict) and "kind" in raw:
        return str(raw["kind"]), UUID(str(raw["id"]))  # pyright: ignore[reportUnknownArgumentType]
    return None


def _thing(kind: str, id_: UUID, names: Names) -> Thing:
    return Thing(kind, id_, *names.of(kind, id_))
