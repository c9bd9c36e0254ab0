"""Positions in the log of facts: where to read on, and never an order between subjects.

The number of a row is taken before its transaction commits, so that reading "above the last
number" loses facts. A position is therefore (epoch, transaction, number), read below the oldest
transaction that is still running. A new epoch begins when the log wakes up in another database
cluster than the one it last lived in, where transaction ids start again.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from hubbub.kernel.database import Database, Transaction
from hubbub.kernel.events import Recorded

BATCH = 500


@dataclass(frozen=True, slots=True, order=True)
class Position:
    epoch: int
    xid: int
    seq: int

    def encode(self) -> str:
        """The opaque form that clients keep."""
        return urlsafe_b64encode(f"{self.epoch}.{self.xid}.{self.seq}".encode()).decode()


def decode_position(text: str) -> Position | None:
    """The position in an opaque form, or None when it is not one of ours."""
    try:
        epoch, xid, seq = urlsafe_b64decode(text.encode("ascii")).decode("ascii").split(".")
        return Position(int(epoch), int(xid), int(seq))
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Epoch:
    """One life of the log in one database cluster; `after_seq` is the last number before it."""

    epoch: int
    system: str
    after_seq: int


CURRENT = "SELECT epoch, system, after_seq FROM event_epochs ORDER BY epoch DESC LIMIT 1"
SYSTEM = """
SELECT (SELECT system_identifier::text FROM pg_control_system()) || ':' ||
       (SELECT timeline_id::text FROM pg_control_checkpoint())
"""
OPEN = """
INSERT INTO event_epochs (epoch, system, after_seq)
SELECT coalesce(max(e.epoch), 0) + 1, %s, coalesce((SELECT max(seq) FROM events), 0)
FROM event_epochs e
RETURNING epoch, system, after_seq
"""


async def open_epoch(tx: Transaction) -> Epoch:
    """The epoch of this cluster; a new one when the log was moved or restored."""
    await tx.execute("LOCK TABLE event_epochs IN SHARE ROW EXCLUSIVE MODE")
    system = await tx.value(SYSTEM)
    current = await tx.one(Epoch, CURRENT)
    if current is None or current.system != system:
        current = await tx.one(Epoch, OPEN, (system,))
    assert current is not None
    return current


async def current_epoch(tx: Transaction) -> Epoch:
    """The epoch that is open."""
    epoch = await tx.one(Epoch, CURRENT)
    if epoch is None:
        raise RuntimeError("the log has no epoch; run `hubbub migrate`")
    return epoch


@dataclass(frozen=True, slots=True)
class AccessChange:
    """A change of somebody's rights; `who` is None when it may touch everybody of the account."""

    account_id: Any
    version: int
    who: Any


@dataclass(frozen=True, slots=True)
class Batch:
    """What was read in one snapshot. The access changes are not limited by running transactions:
    whatever is seen here was committed before every event of the batch is shown to anybody."""

    events: list[Recorded]
    access: list[AccessChange]
    position: Position
    access_seq: int
    is_full: bool


COLUMNS = """account_id, seq, xid::text::bigint AS xid, at, kind, subject_id, version, within_id,
actor_kind, actor_id, depth, data"""

# One statement is one snapshot. Both branches have the same columns; `source` tells them apart.
READ = f"""
WITH horizon AS MATERIALIZED (SELECT pg_snapshot_xmin(pg_current_snapshot()) AS xmin),
changes AS (
    SELECT 0 AS source, account_id, seq, 0::bigint AS xid, at, '' AS kind,
           coalesce(who, account_id) AS subject_id, version, who AS within_id,
           '' AS actor_kind, NULL::uuid AS actor_id, 0 AS depth, '{{}}'::jsonb AS data
    FROM access_changes WHERE seq > %(access_seq)s ORDER BY seq LIMIT %(limit)s
),
facts AS (
    SELECT 1 AS source, {COLUMNS} FROM events
    WHERE (events.xid, seq) > (%(xid)s::text::xid8, %(seq)s)
      AND events.xid < (SELECT xmin FROM horizon) AND seq > %(after)s
    ORDER BY events.xid, seq LIMIT %(limit)s
),
head AS (
    SELECT 2 AS source, '00000000-0000-0000-0000-000000000000'::uuid, 0::bigint,
           xmin::text::bigint, now(), '', '00000000-0000-0000-0000-000000000000'::uuid,
           0::bigint, NULL::uuid, '', NULL::uuid, 0, '{{}}'::jsonb
    FROM horizon
)
SELECT * FROM changes UNION ALL SELECT * FROM facts UNION ALL SELECT * FROM head
"""


async def read_after(
    tx: Transaction, epoch: Epoch, position: Position, access_seq: int, limit: int = BATCH
) -> Batch:
    """The facts after `position` that can no longer be overtaken, and the newest access changes."""
    rows = await tx.rows(
        READ,
        {
            "xid": str(position.xid), "seq": position.seq, "after": epoch.after_seq,
            "access_seq": access_seq, "limit": limit,
        },
    )  # fmt: skip
    access = [AccessChange(row[1], row[7], row[8]) for row in rows if row[0] == 0]
    seen = max([access_seq, *(row[2] for row in rows if row[0] == 0)])
    events = [Recorded(*row[1:]) for row in rows if row[0] == 1]
    events.sort(key=lambda event: (event.xid, event.seq))
    if events:
        reached = Position(epoch.epoch, events[-1].xid, events[-1].seq)
    else:
        reached = Position(epoch.epoch, position.xid, position.seq)
    return Batch(events, access, reached, seen, len(events) == limit or len(access) == limit)


OF_ACCOUNT = f"""
SELECT {COLUMNS} FROM events
WHERE account_id = %(account)s AND (events.xid, seq) > (%(xid)s::text::xid8, %(seq)s)
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
    }  # fmt: skip
    async with database.engine() as tx:
        if await tx.value(AHEAD, (str(position.xid),)):
            return None
        rows = await tx.rows(OF_ACCOUNT, wanted)
    return [Recorded(*row) for row in rows]


async def read_head(database: Database) -> Position:
    """Where a live socket reads on from, if the objects shown are read after this."""
    async with database.engine() as tx:
        position, _ = await head(tx)
    return position


HEAD = """
SELECT (pg_snapshot_xmin(pg_current_snapshot()))::text::bigint - 1,
       coalesce((SELECT max(seq) FROM events), 0),
       coalesce((SELECT max(seq) FROM access_changes), 0)
"""


async def head(tx: Transaction) -> tuple[Position, int]:
    """The end of what can be read now, and the number of the newest access change."""
    epoch = await current_epoch(tx)
    row = await tx.row(HEAD)
    assert row is not None
    return Position(epoch.epoch, row[0], row[1]), row[2]
