"""What a fact changed: the audited fields of a thing before and after, as a use case knows them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID

from msgspec import UNSET, UnsetType

Json = str | int | bool | None | list["Json"] | dict[str, "Json"]


@dataclass(frozen=True, slots=True)
class Ref:
    """Another thing, which the page shows by the name that it has then."""

    kind: str
    id: UUID


@dataclass(frozen=True, slots=True)
class Personal:
    """A value that tells of a person: a name, an address, free text. The audit's row holds a
    salted hash of it; the text stands aside, where it can be erased. `whose` is the person, where
    it is not the thing that the fact is about."""

    text: str | None
    whose: UUID | None = None


Plain = str | int | bool | UUID | datetime | Ref | None
Value = Plain | Personal | Sequence[Plain]
Snapshot = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Changes:
    """Two snapshots of the same fields; only what differs is written."""

    before: Snapshot = field(default_factory=dict[str, Value])
    after: Snapshot = field(default_factory=dict[str, Value])


NONE = Changes()


def made(after: Snapshot) -> Changes:
    """There was nothing before."""
    return Changes(after=after)


def removed(before: Snapshot) -> Changes:
    """There is nothing after."""
    return Changes(before=before)


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that is not what it was; a side is UNSET where the thing did not exist."""

    field: str
    before: Value | UnsetType
    after: Value | UnsetType


def differences(changes: Changes) -> list[Difference]:
    """What differs, in the order of the snapshots."""
    fields = [*changes.before, *(each for each in changes.after if each not in changes.before)]
    found = [
        Difference(each, changes.before.get(each, UNSET), changes.after.get(each, UNSET))
        for each in fields
    ]
    return [each for each in found if not _is_same(each)]


def _is_same(difference: Difference) -> bool:
    before, after = difference.before, difference.after
    if before is UNSET or after is UNSET:
        # A thing that begins or ends with an empty field: nothing to tell.
        return _is_empty(after if before is UNSET else before)
    return before == after


def _is_empty(value: object) -> bool:
    text = value.text if isinstance(value, Personal) else value
    return text is None or text in ("", (), [])


def as_json(value: Plain | Sequence[Plain]) -> Json:
    """How a plain value stands in the row: ids as 32 hex digits, times in UTC."""
    match value:
        case UUID():
            return value.hex
        case Ref():
            return {"kind": value.kind, "id": value.id.hex}
        case datetime():
            return value.astimezone(UTC).isoformat()
        case str() | int() | None:
            return value
        case _:
            return [as_json(each) for each in value]
