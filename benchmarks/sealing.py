"""How fast the audit is sealed and looked over, beside how fast audited facts are written."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from typing import ClassVar

from hubbub.kernel.audit.changes import Changes, Personal
from hubbub.kernel.audit.sealing import seal_everything
from hubbub.kernel.audit.verifying import verify
from hubbub.kernel.database import Database
from hubbub.kernel.events import Event, Origin, Subject, record
from hubbub.kernel.ids import new_id
from hubbub.kernel.secrets import Ring, Secrets
from tests.cluster import new_own_cluster

ROWS = 4000
EACH = 20
KEYS = Secrets(lambda: Ring({"k0001": bytes(32)}, "k0001"))
ACCOUNT = "INSERT INTO accounts (account_id, name, seats) VALUES (%s, 'Bench', 1)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Benched(Event):
    """An audited fact of no feature."""

    kind: ClassVar[str] = "bench.happened"
    is_audited: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class Rates:
    """Rows a second."""

    written: float
    sealed: float
    verified: float


def measure() -> Rates:
    """On a server of its own, in memory where there is enough."""
    own = new_own_cluster()
    try:
        return asyncio.run(_measure(Database(own.address, size=4)))
    finally:
        own.remove()


async def _measure(database: Database) -> Rates:
    await database.open()
    try:
        account = new_id()
        async with database.transaction(account) as tx:
            await tx.execute(ACCOUNT, (account,))
        by = Origin("user", new_id(), address="203.0.113.9")
        changes = Changes({"name": Personal("Ana")}, {"name": Personal("Eva")})
        start = time.perf_counter()
        for _ in range(ROWS // EACH):
            async with database.transaction(account) as tx:
                for _ in range(EACH):
                    await record(tx, Benched(), Subject(new_id(), 1), by, changes)
        written = time.perf_counter()
        assert await seal_everything(database, KEYS) == ROWS
        sealed = time.perf_counter()
        verdict = await verify(database, account, KEYS)
        verified = time.perf_counter()
        assert (verdict.rows, verdict.findings) == (ROWS, [])
    finally:
        await database.close()
    return Rates(ROWS / (written - start), ROWS / (sealed - written), ROWS / (verified - sealed))
