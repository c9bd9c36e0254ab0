"""Writes a row of the audit, and beside it the texts that can be erased."""

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from msgspec import UNSET
from psycopg.types.json import Jsonb

from hubbub.kernel.audit.changes import (
    Changes,
    Difference,
    Json,
    Personal,
    Value,
    as_json,
    differences,
)
from hubbub.kernel.database import Transaction, columns_of

SALT_BYTES = 16
HASH = "hash"

WRITE = """
INSERT INTO audit (account_id, event_seq, kind, area, object_kind, object_id, subject_id,
                   actor_kind, actor_id, person_id, address_hash, data, changes)
SELECT %s, a.* FROM unnest(
    %b::bigint[], %b::text[], %b::text[], %b::text[], %b::uuid[], %b::uuid[], %b::text[],
    %b::uuid[], %b::uuid[], %b::text[], %b::jsonb[], %b::jsonb[]) AS a
RETURNING event_seq, seq
"""
SET_ASIDE = """
INSERT INTO audit_values (account_id, audit_seq, side, field, whose, salt, text)
SELECT %s, v.* FROM unnest(
    %b::bigint[], %b::text[], %b::text[], %b::uuid[], %b::bytea[], %b::text[]) AS v
"""
ERASE = "DELETE FROM audit_values WHERE account_id = %s AND whose = %s"


@dataclass(frozen=True, slots=True)
class Entry:
    """What a row says, but for what was changed and from where."""

    event_seq: int
    kind: str
    area: str
    object_kind: str
    object_id: UUID
    subject_id: UUID
    actor_kind: str
    actor_id: UUID | None
    person_id: UUID | None
    """Who is behind it: the user, or the maker of the key."""
    data: dict[str, Any]


Text = tuple[str, str, UUID | None, bytes, str]
"""(side, field, whose, salt, text)"""


@dataclass(frozen=True, slots=True)
class Aside:
    """The texts of one row."""

    texts: list[Text] = field(default_factory=list[Text])

    def put(self, side: str, name: str, whose: UUID | None, text: str) -> str:
        """Set a text aside; the hash that stands for it."""
        salt = secrets.token_bytes(SALT_BYTES)
        self.texts.append((side, name, whose, salt, text))
        return salted(salt, text)


def salted(salt: bytes, text: str) -> str:
    """Without the salt, which is erased along with the text, nobody can guess the text."""
    return hmac.digest(salt, text.encode(), hashlib.sha256).hex()


async def write_audits(
    tx: Transaction, entries: Sequence[tuple[Entry, Changes, str | None]]
) -> None:
    """Rows in their order, each with what was changed and from which address, and their texts."""
    asides: dict[int, Aside] = {}
    rows = [_row(*each, asides.setdefault(each[0].event_seq, Aside())) for each in entries]
    numbers = dict(await tx.rows(WRITE, (tx.account, *columns_of(rows, 12))))
    texts = [
        (numbers[event_seq], *text) for event_seq, aside in asides.items() for text in aside.texts
    ]
    if texts:
        await tx.execute(SET_ASIDE, (tx.account, *columns_of(texts, 6)))


def _row(entry: Entry, changes: Changes, address: str | None, aside: Aside) -> tuple[Any, ...]:
    address_hash = None
    if address is not None:
        address_hash = aside.put("from", "address", entry.person_id, address)
    written = {each.field: _sides(each, entry, aside) for each in differences(changes)}
    return (
        entry.event_seq, entry.kind, entry.area, entry.object_kind, entry.object_id,
        entry.subject_id, entry.actor_kind, entry.actor_id, entry.person_id, address_hash,
        Jsonb(entry.data), Jsonb(written),
    )  # fmt: skip


async def erase_values(tx: Transaction, whose: UUID) -> int:
    """Erase what the audit can tell of a person; how many texts went. The rows and their chain
    stay as they are."""
    return await tx.execute(ERASE, (tx.account, whose))


def _sides(difference: Difference, entry: Entry, aside: Aside) -> dict[str, Json]:
    both = {"before": difference.before, "after": difference.after}
    return {
        side: _written(side, difference.field, value, entry, aside)
        for side, value in both.items()
        if value is not UNSET
    }


def _written(side: str, name: str, value: Value, entry: Entry, aside: Aside) -> Json:
    if not isinstance(value, Personal):
        return as_json(value)
    if value.text is None:
        return None
    return {HASH: aside.put(side, name, value.whose or entry.object_id, value.text)}
