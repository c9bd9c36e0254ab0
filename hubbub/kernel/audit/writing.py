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
from hubbub.kernel.database import Transaction

SALT_BYTES = 16
HASH = "hash"

WRITE = """
WITH written AS (
    INSERT INTO audit (account_id, event_seq, kind, area, object_kind, object_id, subject_id,
                       actor_kind, actor_id, person_id, address_hash, data, changes)
    VALUES (%(account)s, %(event_seq)s, %(kind)s, %(area)s, %(object_kind)s, %(object_id)s,
            %(subject_id)s, %(actor_kind)s, %(actor_id)s, %(person_id)s, %(address_hash)s,
            %(data)s, %(changes)s)
    RETURNING seq)
INSERT INTO audit_values (account_id, audit_seq, side, field, whose, salt, text)
SELECT %(account)s, written.seq, v.*
FROM written, unnest(%(sides)s::text[], %(fields)s::text[], %(whose)s::uuid[],
                     %(salts)s::bytea[], %(texts)s::text[]) AS v
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


@dataclass(slots=True)
class Aside:
    """The texts of one row, as columns."""

    sides: list[str] = field(default_factory=list[str])
    fields: list[str] = field(default_factory=list[str])
    whose: list[UUID | None] = field(default_factory=list[UUID | None])
    salts: list[bytes] = field(default_factory=list[bytes])
    texts: list[str] = field(default_factory=list[str])

    def put(self, side: str, name: str, whose: UUID | None, text: str) -> str:
        """Set a text aside; the hash that stands for it."""
        salt = secrets.token_bytes(SALT_BYTES)
        for column, value in (
            (self.sides, side), (self.fields, name), (self.whose, whose), (self.salts, salt),
            (self.texts, text),
        ):  # fmt: skip
            column.append(value)  # pyright: ignore[reportArgumentType]
        return salted(salt, text)


def salted(salt: bytes, text: str) -> str:
    """Without the salt, which is erased along with the text, nobody can guess the text."""
    return hmac.digest(salt, text.encode(), hashlib.sha256).hex()


async def write_audit(tx: Transaction, entry: Entry, changes: Changes, address: str | None) -> None:
    """One statement for the row and its texts."""
    await tx.execute(WRITE, _values(tx, entry, changes, address))


async def write_audits(
    tx: Transaction, entries: Sequence[tuple[Entry, Changes, str | None]]
) -> None:
    """Many rows in their order, without waiting for each."""
    async with tx.connection.cursor() as cursor:
        await cursor.executemany(WRITE, [_values(tx, *each) for each in entries])


def _values(tx: Transaction, entry: Entry, changes: Changes, address: str | None) -> dict[str, Any]:
    aside = Aside()
    address_hash = None
    if address is not None:
        address_hash = aside.put("from", "address", entry.person_id, address)
    written = {each.field: _sides(each, entry, aside) for each in differences(changes)}
    return {
            "account": tx.account, "event_seq": entry.event_seq, "kind": entry.kind,
            "area": entry.area, "object_kind": entry.object_kind, "object_id": entry.object_id,
            "subject_id": entry.subject_id, "actor_kind": entry.actor_kind,
            "actor_id": entry.actor_id, "person_id": entry.person_id,
            "address_hash": address_hash, "data": Jsonb(entry.data), "changes": Jsonb(written),
            "sides": aside.sides, "fields": aside.fields, "whose": aside.whose,
            "salts": aside.salts, "texts": aside.texts,
        }  # fmt: skip


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
