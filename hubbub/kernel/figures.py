"""Figures of the whole installation that are counted in the database when somebody asks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import LiteralString

from prometheus_client import CollectorRegistry, Gauge

from hubbub.kernel.database import Database, Transaction
from hubbub.kernel.positions import Position, count_after

MOST_LAG = 10_000


@dataclass(frozen=True, slots=True)
class Figure:
    """A query of (label, value) rows; `label` names the first column, and is no name or id."""

    name: str
    help: str
    label: str
    query: LiteralString


KERNEL = (
    Figure(
        "hubbub_parked_facts",
        "Facts that a reader failed on and tries again, with those behind them",
        "reader",
        "SELECT consumer, count(*) FROM parked_events GROUP BY consumer",
    ),
    Figure(
        "hubbub_timers_due",
        "Timers and jobs that are due and not done",
        "kind",
        "SELECT kind, count(*) FROM timers WHERE state = 'waiting' AND due_at <= now() "
        "GROUP BY kind",
    ),
    Figure(
        "hubbub_timers_failed",
        "Timers and jobs that were given up",
        "kind",
        "SELECT kind, count(*) FROM timers WHERE state = 'failed' GROUP BY kind",
    ),
    Figure(
        "hubbub_leases",
        "Things that need one owner, by the kind of thing and whether they have one",
        "lease",
        "SELECT split_part(name, ':', 1) || CASE WHEN until > now() THEN '' ELSE ' free' END, "
        "count(*) FROM leases GROUP BY 1",
    ),
    Figure(
        "hubbub_facts_outside_months",
        "Facts that no monthly partition was ready for, up to 10,000",
        "table",
        "SELECT 'events_default', events_outside_months()",
    ),
)
READERS = "SELECT name, epoch, xid, seq FROM consumers"


async def count_figures(
    database: Database, figures: Sequence[Figure], registry: CollectorRegistry
) -> None:
    """Put the figures into the registry, those of the kernel first."""
    async with database.engine() as tx:
        for figure in (*KERNEL, *figures):
            _put(registry, figure, await tx.rows(figure.query))
        _put(registry, LAG, await _lags(tx))


LAG = Figure(
    "hubbub_reader_lag_facts", "Facts that a reader has still to read, up to 10,000", "reader", ""
)


async def _lags(tx: Transaction) -> list[tuple[object, ...]]:
    return [
        (name, await count_after(tx, Position(*position), MOST_LAG))
        for name, *position in await tx.rows(READERS)
    ]


def _put(registry: CollectorRegistry, figure: Figure, rows: Iterable[Sequence[object]]) -> None:
    gauge = Gauge(figure.name, figure.help, [figure.label], registry=registry)
    for label, value in rows:
        gauge.labels(str(label)).set(float(str(value)))
