"""Epochs: the lives of the log, one for each database cluster that it has lived in.

In another cluster, as after a restore, transaction ids start again, so that a position of before
says nothing there. An epoch ends with the last number that was written in it.
"""

from dataclasses import dataclass
from typing import Any

from psycopg import Connection

from hubbub.kernel.database import Transaction


@dataclass(frozen=True, slots=True)
class Epoch:
    """One life of the log in one cluster; `after_seq` is the last fact before it,
    `access_after_seq` the last access change, and `audit_after_seq` the last row of the audit."""

    epoch: int
    system: str
    after_seq: int
    access_after_seq: int
    audit_after_seq: int


CURRENT = """
SELECT epoch, system, after_seq, access_after_seq, audit_after_seq
FROM event_epochs ORDER BY epoch DESC LIMIT 1
"""
# A promoted or rewound server keeps its identifier and begins a new timeline.
SYSTEM = """
SELECT (SELECT system_identifier::text FROM pg_control_system()) || ':' ||
       (SELECT timeline_id::text FROM pg_control_checkpoint())
"""
# Writers that run already are of the new epoch: wait for them, or they fall between the two.
WAIT = "LOCK TABLE event_epochs, events, access_changes, audit IN SHARE ROW EXCLUSIVE MODE"
# Numbered by the minute, so that two restores of one backup never use the same number.
OPEN = """
INSERT INTO event_epochs (epoch, system, after_seq, access_after_seq, audit_after_seq)
SELECT greatest(coalesce(max(e.epoch), 0) + 1, (extract(epoch FROM now()) / 60)::integer), %s,
       coalesce((SELECT max(seq) FROM events), 0),
       coalesce((SELECT max(seq) FROM access_changes), 0),
       coalesce((SELECT max(seq) FROM audit), 0)
FROM event_epochs e
"""
SPAN = """
SELECT old.after_seq, next.epoch, next.after_seq
FROM event_epochs old LEFT JOIN LATERAL (
    SELECT epoch, after_seq FROM event_epochs WHERE epoch > old.epoch ORDER BY epoch LIMIT 1
) next ON true
WHERE old.epoch = %s
"""


@dataclass(frozen=True, slots=True)
class Span:
    """The facts of an epoch that has ended: above `after_seq`, up to `until_seq`."""

    after_seq: int
    until_seq: int
    following: int


def open_epoch(connection: Connection[Any]) -> None:
    """As the owner, in a transaction: begin an epoch when this cluster is not that of the last."""
    system = connection.execute(SYSTEM).fetchone()
    current = connection.execute(CURRENT).fetchone()
    assert system is not None
    if current is None or current[1] != system[0]:
        connection.execute(WAIT)
        connection.execute(OPEN, (system[0],))


async def current_epoch(tx: Transaction) -> Epoch:
    """The epoch that is open."""
    epoch = await tx.one(Epoch, CURRENT)
    if epoch is None:
        raise RuntimeError("the log has no epoch; run `hubbub migrate`")
    return epoch


async def span_of(tx: Transaction, epoch: int) -> Span | None:
    """What an epoch that has ended holds; None for the open one and for one never heard of."""
    row = await tx.row(SPAN, (epoch,))
    if row is None or row[1] is None:
        return None
    after_seq, following, until_seq = row
    return Span(after_seq, until_seq, following)
