"""Rows of the audit and its seals, read and written by the engine for all accounts."""

from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from datetime import datetime
from uuid import UUID

from psycopg.types.json import Jsonb

from hubbub.kernel.audit.chain import AuditRow, Seal
from hubbub.kernel.database import Transaction
from hubbub.kernel.positions import LARGEST

ROW = """account_id, seq, xid::text::bigint AS xid, at, event_seq, kind, area, object_kind,
object_id, subject_id, actor_kind, actor_id, person_id, address_hash, data, changes"""
SEAL = """account_id, number, epoch, first_xid, first_seq, last_xid, last_seq, last_at, count,
entries, previous, digest, signature, sealed_at"""

SPANS = """
SELECT epoch, audit_after_seq,
       coalesce(lead(audit_after_seq) OVER (ORDER BY epoch), %s),
       lead(epoch) OVER (ORDER BY epoch) IS NULL
FROM event_epochs ORDER BY epoch
"""
# In the same statement as the horizon: what lies below it can no longer grow.
NEW = f"""
SELECT {ROW} FROM audit
WHERE (audit.xid, seq) > (%(xid)s::text::xid8, %(seq)s)
  AND seq > %(after)s AND seq <= %(until)s
  AND (NOT %(is_open)s OR audit.xid < pg_snapshot_xmin(pg_current_snapshot()))
ORDER BY audit.xid, seq LIMIT %(limit)s
"""
RANGE = f"""
SELECT {ROW} FROM audit
WHERE account_id = %(account)s AND (audit.xid, seq) > (%(xid)s::text::xid8, %(seq)s)
  AND (audit.xid, seq) <= (%(to_xid)s::text::xid8, %(to_seq)s)
  AND seq > %(after)s AND seq <= %(until)s
ORDER BY audit.xid, seq LIMIT %(limit)s
"""
BY_NUMBER = f"SELECT {ROW} FROM audit WHERE account_id = %s AND seq = ANY(%s)"
WAITING = """
SELECT count(*), min(at) FROM audit
WHERE account_id = %(account)s AND (audit.xid, seq) > (%(xid)s::text::xid8, %(seq)s)
  AND seq > %(after)s AND seq <= %(until)s
"""
CURSOR = "SELECT epoch, xid, seq FROM consumers WHERE name = %s FOR UPDATE"
BEGIN = """
INSERT INTO consumers (name, epoch, xid, seq) VALUES (%s, 0, 0, 0) ON CONFLICT (name) DO NOTHING
"""
MOVE = "UPDATE consumers SET epoch = %s, xid = %s, seq = %s, updated_at = now() WHERE name = %s"
LAST = f"""
SELECT DISTINCT ON (account_id) {SEAL} FROM audit_seals
WHERE account_id = ANY(%s) ORDER BY account_id, number DESC
"""
SEALS = f"""
SELECT {SEAL} FROM audit_seals WHERE account_id = %s AND number > %s ORDER BY number LIMIT %s
"""
ADD = f"""
INSERT INTO audit_seals ({SEAL})
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
"""
CLOCK = "SELECT clock_timestamp()"
VALUES = """
SELECT audit_seq, side, field, salt, text FROM audit_values
WHERE account_id = %s AND audit_seq = ANY(%s)
"""
CHECKED = """
INSERT INTO audit_checks (account_id, checked_at, seals, rows, sealed_until, findings)
SELECT account_id, %s, %s, %s, %s, %s FROM accounts WHERE account_id = %s
ON CONFLICT (account_id) DO UPDATE
SET checked_at = excluded.checked_at, seals = excluded.seals, rows = excluded.rows,
    sealed_until = excluded.sealed_until, findings = excluded.findings
"""


@dataclass(frozen=True, slots=True)
class Span:
    """The numbers of the rows of one epoch; rows of the open one may still be on their way."""

    epoch: int
    after: int
    until: int
    is_open: bool


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the order of the rows of one epoch."""

    xid: int = 0
    seq: int = 0


END = Place(LARGEST, LARGEST)


@dataclass(frozen=True, slots=True)
class StoredText:
    """A text that stands aside of its row."""

    audit_seq: int
    side: str
    field: str
    salt: bytes
    text: str


async def epochs(tx: Transaction) -> list[Span]:
    """All epochs, the oldest first."""
    return [Span(*row) for row in await tx.rows(SPANS, (LARGEST,))]


async def new_rows(tx: Transaction, span: Span, place: Place, limit: int) -> list[AuditRow]:
    """Rows of all accounts after a place that nothing can come before any more."""
    wanted = {
        "xid": str(place.xid), "seq": place.seq, "after": span.after, "until": span.until,
        "is_open": span.is_open, "limit": limit,
    }  # fmt: skip
    return await tx.all(AuditRow, NEW, wanted)


async def rows_between(
    tx: Transaction, account_id: UUID, span: Span, place: Place, to: Place, limit: int
) -> list[AuditRow]:
    """Rows of an account after a place and up to another, in order."""
    wanted = {
        "account": account_id, "xid": str(place.xid), "seq": place.seq, "to_xid": str(to.xid),
        "to_seq": to.seq, "after": span.after, "until": span.until, "limit": limit,
    }  # fmt: skip
    return await tx.all(AuditRow, RANGE, wanted)


async def rows_numbered(
    tx: Transaction, account_id: UUID, numbers: Sequence[int]
) -> list[AuditRow]:
    """Rows by their numbers, wherever they stand."""
    return await tx.all(AuditRow, BY_NUMBER, (account_id, list(numbers)))


async def count_waiting(
    tx: Transaction, account_id: UUID, span: Span, place: Place
) -> tuple[int, datetime | None]:
    """How many rows of an epoch lie after a place, and when the first of them was written."""
    row = await tx.row(
        WAITING,
        {
            "account": account_id, "xid": str(place.xid), "seq": place.seq, "after": span.after,
            "until": span.until,
        },
    )  # fmt: skip
    assert row is not None
    return row[0], row[1]


async def lock_cursor(tx: Transaction, name: str) -> tuple[int, Place]:
    """How far all accounts are sealed; held until the end of the transaction."""
    await tx.execute(BEGIN, (name,))
    row = await tx.row(CURSOR, (name,))
    assert row is not None
    return row[0], Place(row[1], row[2])


async def move_cursor(tx: Transaction, name: str, epoch: int, place: Place) -> None:
    await tx.execute(MOVE, (epoch, place.xid, place.seq, name))


async def last_seals(tx: Transaction, account_ids: Sequence[UUID]) -> dict[UUID, Seal]:
    """The newest seal of each account that has one."""
    found = await tx.all(Seal, LAST, (list(account_ids),))
    return {seal.account_id: seal for seal in found}


async def seals_after(tx: Transaction, account_id: UUID, number: int, limit: int) -> list[Seal]:
    return await tx.all(Seal, SEALS, (account_id, number, limit))


async def add_seal(tx: Transaction, seal: Seal) -> None:
    await tx.execute(ADD, astuple(seal))


async def database_clock(tx: Transaction) -> datetime:
    return await tx.value(CLOCK)


async def texts_of(tx: Transaction, account_id: UUID, numbers: Sequence[int]) -> list[StoredText]:
    """What stands aside of these rows and was not erased."""
    return await tx.all(StoredText, VALUES, (account_id, list(numbers)))


async def keep_check(
    tx: Transaction, account_id: UUID, counts: tuple[int, int], sealed_until: datetime | None,
    findings: Sequence[Mapping[str, object]],
) -> None:  # fmt: skip
    """What the last look at the chain found; `counts` are its seals and rows."""
    at = await database_clock(tx)
    # An account may have been deleted while its log was looked over.
    values = (at, *counts, sealed_until, Jsonb(list(findings)))
    await tx.execute(CHECKED, (*values, account_id))
