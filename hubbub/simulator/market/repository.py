"""What the simulated carrier sold, in SQLite: one row for each order, for ever one number each."""

import sqlite3
import time
from dataclasses import dataclass
from typing import Final, Literal

from hubbub.simulator.journal import Journal

MARKET_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS sales (
    system_id TEXT NOT NULL, key TEXT NOT NULL, number TEXT NOT NULL, state TEXT NOT NULL,
    reason TEXT, due REAL NOT NULL, at REAL NOT NULL, PRIMARY KEY (system_id, key)
);
CREATE UNIQUE INDEX IF NOT EXISTS sales_once ON sales (number) WHERE state = 'sold';
"""
_TAKEN: Final = """
SELECT number FROM sales WHERE state = 'sold' UNION SELECT number FROM numbers
"""
_FIND: Final = "SELECT * FROM sales WHERE system_id = ? AND key = ?"
_PUT: Final = "INSERT INTO sales VALUES (?, ?, ?, ?, ?, ?, ?)"
_RELEASE: Final = """
UPDATE sales SET state = 'released' WHERE system_id = ? AND number = ? AND state = 'sold'
"""
_GIVE_UP: Final = "DELETE FROM numbers WHERE system_id = ? AND number = ?"


@dataclass(frozen=True, slots=True)
class Sale:
    """An order as it stands: what is approved later is `sold` already, and not `due` yet."""

    number: str
    state: Literal["sold", "refused", "released"]
    reason: str | None
    is_due: bool


@dataclass(frozen=True, slots=True)
class Wish:
    """An order as it comes in."""

    system_id: str
    key: str
    number: str
    refusal: str | None
    seconds: float
    """Until it is approved, or refused."""


class MarketRepository:
    """Every method returns after its change is on the disk."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    async def taken(self) -> set[str]:
        """All numbers that somebody has."""
        return await self._journal.do(lambda db: {str(row["number"]) for row in db.execute(_TAKEN)})

    async def find(self, system_id: str, key: str) -> Sale | None:
        return await self._journal.do(lambda db: _find(db, system_id, key))

    async def sell(self, wish: Wish) -> Sale:
        """The sale of this key, made now or before; refused when somebody has the number."""

        def work(db: sqlite3.Connection) -> Sale:
            before = _find(db, wish.system_id, wish.key)
            if before is not None:
                return before
            taken = wish.number in {str(row["number"]) for row in db.execute(_TAKEN)}
            reason = "Somebody else has bought this number." if taken else wish.refusal
            now = time.time()
            due = now if taken else now + wish.seconds
            state = "refused" if reason else "sold"
            db.execute(_PUT, (wish.system_id, wish.key, wish.number, state, reason, due, now))
            made = _find(db, wish.system_id, wish.key)
            assert made is not None
            return made

        return await self._journal.do(work)

    async def release(self, system_id: str, number: str) -> None:
        """Back on the shelf, unless it was not theirs."""

        def work(db: sqlite3.Connection) -> None:
            if db.execute(_RELEASE, (system_id, number)).rowcount:
                db.execute(_GIVE_UP, (system_id, number))

        await self._journal.do(work)


def _find(db: sqlite3.Connection, system_id: str, key: str) -> Sale | None:
    row = db.execute(_FIND, (system_id, key)).fetchone()
    if row is None:
        return None
    return Sale(row["number"], row["state"], row["reason"], row["due"] <= time.time())
