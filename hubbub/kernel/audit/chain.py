"""The chain of seals, without a database: what a seal says of rows, and how one follows another."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from hubbub.kernel.secrets import Secrets

DIGEST_BYTES = 32
SEQ_BYTES = 8
ENTRY_BYTES = SEQ_BYTES + DIGEST_BYTES
BEGINNING = bytes(DIGEST_BYTES)
"""What the first seal of an account follows."""
PURPOSE = "audit seal"


@dataclass(frozen=True, slots=True)
class AuditRow:
    """A row of the audit as it stands in the table; the order of fields is the table's."""

    account_id: UUID
    seq: int
    xid: int
    at: datetime
    event_seq: int
    kind: str
    area: str
    object_kind: str
    object_id: UUID
    subject_id: UUID
    actor_kind: str
    actor_id: UUID | None
    person_id: UUID | None
    address_hash: str | None
    data: dict[str, Any]
    changes: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Seal:
    """A closed run of an account's rows, in the order (epoch, transaction, number)."""

    account_id: UUID
    number: int
    epoch: int
    first_xid: int
    first_seq: int
    last_xid: int
    last_seq: int
    last_at: datetime
    count: int
    entries: bytes
    """For each row its number and its digest, so that a row that was touched can be named."""
    previous: bytes
    digest: bytes
    signature: str
    sealed_at: datetime


def row_digest(row: AuditRow) -> bytes:
    """SHA-256 of a row's canonical bytes: JSON of all its fields, keys sorted, no spaces, ids as
    32 hex digits, times in UTC to the microsecond."""
    return hashlib.sha256(
        _canonical(
            "hubbub-audit-row-1", row.account_id.hex, row.seq, row.xid, _time(row.at),
            row.event_seq, row.kind, row.area, row.object_kind, row.object_id.hex,
            row.subject_id.hex, row.actor_kind, _hex(row.actor_id), _hex(row.person_id),
            row.address_hash, row.data, row.changes,
        )
    ).digest()  # fmt: skip


def seal_digest(seal: Seal) -> bytes:
    """SHA-256 over all that a seal says, and with `previous` over all seals before it."""
    return hashlib.sha256(
        _canonical(
            "hubbub-audit-seal-1", seal.account_id.hex, seal.number, seal.epoch, seal.first_xid,
            seal.first_seq, seal.last_xid, seal.last_seq, _time(seal.last_at), seal.count,
            hashlib.sha256(seal.entries).hexdigest(), seal.previous.hex(), _time(seal.sealed_at),
        )
    ).digest()  # fmt: skip


def close_run(
    rows: Sequence[AuditRow], epoch: int, before: tuple[int, bytes], at: datetime, keys: Secrets
) -> Seal:
    """The seal on these rows, in order and of one account; `before` is the number and the digest
    of the account's last seal, or (0, BEGINNING)."""
    first, last = rows[0], rows[-1]
    unsigned = Seal(
        account_id=first.account_id,
        number=before[0] + 1,
        epoch=epoch,
        first_xid=first.xid,
        first_seq=first.seq,
        last_xid=last.xid,
        last_seq=last.seq,
        last_at=last.at,
        count=len(rows),
        entries=b"".join(_entry(row.seq, row_digest(row)) for row in rows),
        previous=before[1],
        digest=b"",
        signature="",
        sealed_at=at,
    )
    digest = seal_digest(unsigned)
    return replace(unsigned, digest=digest, signature=keys.sign(digest, PURPOSE))


def entries_of(seal: Seal) -> dict[int, bytes]:
    """The digest of each row that was sealed, by its number."""
    whole = len(seal.entries) // ENTRY_BYTES * ENTRY_BYTES
    parts = (seal.entries[at : at + ENTRY_BYTES] for at in range(0, whole, ENTRY_BYTES))
    return {int.from_bytes(part[:SEQ_BYTES], "big"): part[SEQ_BYTES:] for part in parts}


def _entry(seq: int, digest: bytes) -> bytes:
    return seq.to_bytes(SEQ_BYTES, "big") + digest


def _canonical(*parts: object) -> bytes:
    return json.dumps(parts, sort_keys=True, separators=(",", ":")).encode()


def _time(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def _hex(id_: UUID | None) -> str | None:
    return None if id_ is None else id_.hex
