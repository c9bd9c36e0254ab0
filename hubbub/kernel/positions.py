"""Positions in the log of facts: where to read on, and never an order between subjects.

The number of a row is taken before its transaction commits, so that reading "above the last
number" loses facts. A position is therefore (epoch, transaction, number), read below the oldest
transaction that is still running.
"""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from uuid import UUID
from weakref import WeakKeyDictionary

from hubbub.kernel.database import Database, Transaction
from hubbub.kernel.epochs import Span, current_epoch
from hubbub.kernel.events import Recorded

BATCH = 500
LARGEST = 2**63 - 1
PARTS = re.compile(r"(\d{1,10})\.(\d{1,19})\.(\d{1,19})", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Position:
    epoch: int
    xid: int
    seq: int

    def encode(self) -> str:
        """The opaque form that clients keep."""
        return _opaque(self)


@lru_cache(maxsize=16)
def _opaque(position: Position) -> str:
    text = f"{position.epoch}.{position.xid}.{position.seq}"
    return urlsafe_b64encode(text.encode()).decode()


def decode_position(text: str) -> Position | None:
    """The position in an opaque form, or None when it is not one of ours."""
    try:
        found = PARTS.fullmatch(urlsafe_b64decode(text.encode("ascii")).decode("ascii"))
    except ValueError:
        return None
    numbers = [int(part) for part in found.groups()] if found else [LARGEST + 1]
    return Position(*numbers) if max(numbers) <= LARGEST else None


@dataclass(frozen=True, slots=True)
class AccessChange:
    """A change of somebody's rights; `who` is None when it may touch everybody of the account."""

    account_id: UUID
    version: int
    who: UUID | None


@dataclass(frozen=True, slots=True)
class AccessMark:
    """How far access changes were read: all of transactions below `xid`, and above it those in
    `seen` (number to transaction). They are not held back by transactions that still run, and
    the number of one whose transaction is slow lies below numbers that were read already."""

    xid: int
    seen: Mapping[int, int] = field(default_factory=dict[int, int])


@dataclass(frozen=True, slots=True)
class Batch:
    """What was read in one snapshot. The access changes are not limited by running transactions:
    whatever is seen here was committed before every event of the batch is shown to anybody."""

    events: list[Recorded]
    access: list[AccessChange]
    position: Position
    mark: AccessMark | None
    is_full: bool


COLUMNS = """account_id, seq, xid::text::bigint AS xid, at, kind, subject_id, version, within_id,
actor_kind, actor_id, depth, data"""

# One statement is one snapshot, and needs no transaction around it. All branches have the same
# columns; `source` tells them apart.
READ = f"""
WITH horizon AS MATERIALIZED (SELECT pg_snapshot_xmin(pg_current_snapshot()) AS xmin,
                                     pg_snapshot_xmax(pg_current_snapshot()) AS xmax),
epochs AS MATERIALIZED (SELECT epoch, after_seq, access_after_seq FROM event_epochs
                        ORDER BY epoch DESC LIMIT 1),
changes AS (
    SELECT 0 AS source, account_id, seq, xid::text::bigint AS xid, at, '' AS kind,
           account_id AS subject_id, version, who AS within_id,
           '' AS actor_kind, NULL::uuid AS actor_id, 0 AS depth, '{{}}'::jsonb AS data
    FROM access_changes
    WHERE access_changes.xid >= %(mark)s::text::xid8
      AND seq > (SELECT access_after_seq FROM epochs)
      AND seq <> ALL(%(seen)s::bigint[])
    ORDER BY access_changes.xid, seq LIMIT %(limit)s
),
facts AS (
    SELECT 1 AS source, {COLUMNS} FROM events
    WHERE (events.xid, seq) > (%(xid)s::text::xid8, %(seq)s)
      AND events.xid < (SELECT xmin FROM horizon) AND seq > (SELECT after_seq FROM epochs)
    ORDER BY events.xid, seq LIMIT %(limit)s
),
head AS (
    SELECT 2 AS source, '00000000-0000-0000-0000-000000000000'::uuid, xmax::text::bigint,
           xmin::text::bigint, now(), '', '00000000-0000-0000-0000-000000000000'::uuid,
           epoch::bigint, NULL::uuid, '', NULL::uuid, 0, '{{}}'::jsonb
    FROM horizon, epochs
)
SELECT * FROM changes UNION ALL SELECT * FROM facts UNION ALL SELECT * FROM head
"""
NEVER = AccessMark(LARGEST)


async def read_after(
    tx: Transaction, position: Position, mark: AccessMark | None = None, limit: int = BATCH
) -> Batch | None:
    """The facts after `position` that can no longer be overtaken, and, with a mark, the access
    changes that are new; None when the position is not of the epoch that is open, or lies ahead of
    the log, as after a restore."""
    known = mark or NEVER
    rows = await tx.rows(
        READ,
        {
            "xid": str(position.xid), "seq": position.seq,
            "mark": str(known.xid), "seen": list(known.seen), "limit": limit,
        },
    )  # fmt: skip
    heads = ((row[2], row[3], row[7]) for row in rows if row[0] == 2)
    xmax, xmin, epoch = next(heads, (0, 0, None))
    if epoch is None or position.epoch != epoch or position.xid > xmax:
        return None
    changes = {row[2]: row for row in rows if row[0] == 0}
    events = [Recorded(*row[1:]) for row in rows if row[0] == 1]
    events.sort(key=lambda event: (event.xid, event.seq))
    last = (events[-1].xid, events[-1].seq) if events else (position.xid, position.seq)
    return Batch(
        events,
        [AccessChange(row[1], row[7], row[8]) for row in changes.values()],
        Position(epoch, *last),
        _moved(mark, {seq: row[3] for seq, row in changes.items()}, xmin, limit),
        limit in (len(events), len(changes)),
    )


def _moved(
    mark: AccessMark | None, found: dict[int, int], xmin: int, limit: int
) -> AccessMark | None:
    if mark is None:
        return None
    seen = {**mark.seen, **found}
    if len(found) == limit:
        return AccessMark(mark.xid, seen)
    return AccessMark(xmin, {seq: xid for seq, xid in seen.items() if xid >= xmin})


REST = f"""
SELECT {COLUMNS} FROM events
WHERE (events.xid, seq) > (%(xid)s::text::xid8, %(seq)s)
  AND seq > %(after)s AND seq <= %(until)s
ORDER BY events.xid, seq LIMIT %(limit)s
"""


async def read_rest(
    tx: Transaction,
    span: Span,
    position: Position,
    mark: AccessMark | None = None,
    limit: int = BATCH,
) -> Batch:
    """What is left after `position` of an epoch that has ended; leads into the following one."""
    rows = await tx.rows(
        REST,
        {
            "xid": str(position.xid), "seq": position.seq, "after": span.after_seq,
            "until": span.until_seq, "limit": limit,
        },
    )  # fmt: skip
    events = [Recorded(*row) for row in rows]
    reached = Position(span.following, 0, 0)
    if len(events) == limit:
        reached = Position(position.epoch, events[-1].xid, events[-1].seq)
    return Batch(events, [], reached, mark, is_full=True)


OVERTAKEN = f"""
SELECT {COLUMNS} FROM events
JOIN unnest(%(accounts)s::uuid[], %(subjects)s::uuid[], %(last)s::bigint[])
     AS read (account, subject, last) ON account_id = account AND subject_id = subject
WHERE seq < last AND (events.xid, seq) > (%(xid)s::text::xid8, %(seq)s) AND kind = ANY(%(kinds)s)
  AND seq > coalesce((SELECT after_seq FROM event_epochs WHERE epoch = %(epoch)s), 0)
"""


async def read_overtaken(tx: Transaction, batch: Batch, kinds: frozenset[str]) -> list[Recorded]:
    """What lies behind the end of a full batch although later facts of the same subjects are in
    it, so that those can be read in order; it comes again with the next batch."""
    end = batch.events[-1] if batch.events else None
    if end is None or (end.xid, end.seq) != (batch.position.xid, batch.position.seq):
        return []
    last = {(event.account_id, event.subject_id): event.seq for event in _by_number(batch.events)}
    rows = await tx.rows(
        OVERTAKEN,
        {
            "accounts": [account for account, _ in last], "last": list(last.values()),
            "subjects": [subject for _, subject in last],
            "xid": str(end.xid), "seq": end.seq, "kinds": list(kinds),
            "epoch": batch.position.epoch,
        },
    )  # fmt: skip
    return [Recorded(*row) for row in rows]


def _by_number(events: list[Recorded]) -> list[Recorded]:
    return sorted(events, key=lambda event: event.seq)


OF_ACCOUNT = f"""
SELECT {COLUMNS} FROM events
WHERE account_id = %(account)s AND (events.xid, seq) > (%(xid)s::text::xid8, %(seq)s)
  AND seq > coalesce((SELECT after_seq FROM event_epochs WHERE epoch = %(epoch)s), 0)
ORDER BY events.xid, seq LIMIT %(limit)s
"""
AHEAD = "SELECT %s::text::xid8 > pg_snapshot_xmax(pg_current_snapshot())"


async def read_account_after(
    database: Database, account_id: UUID, position: Position, limit: int
) -> list[Recorded] | None:
    """What one account missed since `position`, in no promised order; None when the position
    lies ahead of this log, as after a restore."""
    wanted = {
        "account": account_id, "xid": str(position.xid), "seq": position.seq, "limit": limit,
        "epoch": position.epoch,
    }  # fmt: skip
    async with database.engine() as tx:
        if await tx.value(AHEAD, (str(position.xid),)):
            return None
        rows = await tx.rows(OF_ACCOUNT, wanted)
    return [Recorded(*row) for row in rows]


_told: WeakKeyDictionary[Database, Position] = WeakKeyDictionary()


def note_told(database: Database, position: Position) -> None:
    """The sockets of this process have been told all up to there."""
    _told[database] = position


async def read_head(database: Database) -> Position:
    """Where a live socket reads on from, if the objects shown are read after this: as far as this
    process has told its sockets, if it has any, and else the end of the log."""
    told = _told.get(database)
    if told is not None:
        return told
    async with database.engine() as tx:
        position, _ = await head(tx)
    return position


HORIZON = "SELECT (pg_snapshot_xmin(pg_current_snapshot()))::text::bigint"
LAG = """
SELECT count(*) FROM (
    SELECT 1 FROM events
    WHERE (events.xid, seq) > (%s::text::xid8, %s) AND seq > %s LIMIT %s) AS unread
"""


OLDEST = """
SELECT extract(epoch FROM clock_timestamp() - at)::float8 FROM events
WHERE (events.xid, seq) > (%s::text::xid8, %s) AND seq > %s
ORDER BY events.xid, seq LIMIT 1
"""


async def seconds_waited(tx: Transaction, position: Position) -> float:
    """How long the first fact after `position` has waited to be read; 0 when there is none."""
    epoch = await current_epoch(tx)
    if position.epoch != epoch.epoch:
        return 0.0
    values = (str(position.xid), position.seq, epoch.after_seq)
    return max(0.0, await tx.value(OLDEST, values) or 0.0)


async def head(tx: Transaction) -> tuple[Position, AccessMark]:
    """The end of what can be read now, of facts and of access changes."""
    epoch = await current_epoch(tx)
    xmin = await tx.value(HORIZON)
    return Position(epoch.epoch, xmin - 1, LARGEST), AccessMark(xmin)


async def count_after(tx: Transaction, position: Position, most: int) -> int:
    """How many committed facts lie after `position`, counted up to `most`."""
    epoch = await current_epoch(tx)
    if position.epoch != epoch.epoch:
        return most
    return await tx.value(LAG, (str(position.xid), position.seq, epoch.after_seq, most))
