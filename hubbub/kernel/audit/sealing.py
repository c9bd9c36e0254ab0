"""Seals the audit: after commit, in a defined order, by one process at a time."""

import asyncio
from itertools import groupby

import structlog
from psycopg import Error as PsycopgError

from hubbub.kernel.audit.chain import BEGINNING, AuditRow, Seal, close_run
from hubbub.kernel.audit.repository import (
    Place,
    Span,
    add_seal,
    database_clock,
    epochs,
    last_seals,
    lock_cursor,
    move_cursor,
    new_rows,
)
from hubbub.kernel.database import Database, Transaction
from hubbub.kernel.errors import Unavailable
from hubbub.kernel.leases import Lease, is_held
from hubbub.kernel.secrets import Secrets

log = structlog.get_logger()

CURSOR = "seal:audit"
BATCH = 500
PAUSE = 2.0
"""Seconds between two looks, so that many changes share a seal."""


async def keep_sealing(database: Database, keys: Secrets, lease: Lease | None = None) -> None:
    """Until cancelled, or until the lease is somebody else's."""
    while True:
        try:
            while await seal_some(database, keys, lease):
                pass
        except (PsycopgError, Unavailable) as error:
            log.warning("audit.sealing_waits", error=type(error).__name__)
        await asyncio.sleep(PAUSE)


async def seal_everything(database: Database, keys: Secrets) -> int:
    """Seal what can be sealed now; how many rows."""
    count = 0
    while sealed := await seal_some(database, keys):
        count += sealed
    return count


async def seal_some(database: Database, keys: Secrets, lease: Lease | None = None) -> int:
    """Seal the next rows of all accounts, up to `BATCH`; how many were passed.

    Rows of a transaction that still runs, and all after the oldest such one, wait: once sealed,
    nothing can come in between.
    """
    seals: list[Seal] = []
    rows: list[AuditRow] = []
    async with database.engine() as tx:
        if lease is not None and not await is_held(tx, lease):
            return 0
        epoch, place = await lock_cursor(tx, CURSOR)
        for span in await epochs(tx):
            if span.epoch < epoch:
                continue
            place = place if span.epoch == epoch else Place()
            rows = await new_rows(tx, span, place, BATCH)
            if rows:
                seals = await _seal(tx, span, rows, keys)
                last = rows[-1]
                await move_cursor(tx, CURSOR, span.epoch, Place(last.xid, last.seq))
                break
    for seal in seals:
        # Whoever keeps the logs elsewhere keeps an anchor for every seal.
        log.info(
            "audit.sealed", account=seal.account_id.hex, number=seal.number, rows=seal.count,
            digest=seal.digest.hex(),
        )  # fmt: skip
    return len(rows)


async def _seal(tx: Transaction, span: Span, rows: list[AuditRow], keys: Secrets) -> list[Seal]:
    rows = sorted(rows, key=lambda row: row.account_id.bytes)  # stable: each keeps its order
    runs = {key: list(run) for key, run in groupby(rows, key=lambda row: row.account_id)}
    last = await last_seals(tx, list(runs))
    at = await database_clock(tx)
    seals: list[Seal] = []
    for account_id, run in runs.items():
        before = last.get(account_id)
        fresh = run if before is None else [row for row in run if _is_after(row, span, before)]
        if fresh:
            place = (before.number, before.digest) if before else (0, BEGINNING)
            seals.append(close_run(fresh, span.epoch, place, at, keys))
            await add_seal(tx, seals[-1])
    return seals


def _is_after(row: AuditRow, span: Span, seal: Seal) -> bool:
    # A cursor that was set back must not make rows be sealed twice.
    return (span.epoch, row.xid, row.seq) > (seal.epoch, seal.last_xid, seal.last_seq)
