"""Takes an account that is gone out of the carrier's memory."""

import sqlite3
from typing import Final

_ITS: Final = "number IN (SELECT number FROM numbers WHERE system_id = ?)"
_STATEMENTS: Final = (
    "DELETE FROM deliveries WHERE system_id = ?",
    f"DELETE FROM deliveries WHERE text_id IN (SELECT id FROM texts WHERE {_ITS})",
    f"DELETE FROM parts WHERE {_ITS}",
    f"DELETE FROM texts WHERE {_ITS}",
    "DELETE FROM numbers WHERE system_id = ?",
    "DELETE FROM sales WHERE system_id = ?",
)
_PHONES: Final = f"SELECT DISTINCT phone FROM texts WHERE {_ITS}"
_UNUSED: Final = """
DELETE FROM phones WHERE number = ? AND NOT EXISTS (SELECT 1 FROM texts WHERE phone = ?)
"""


_OVER_HTTP: Final = (
    "DELETE FROM http_numbers WHERE owner LIKE '%:' || ?",
    "DELETE FROM http_sent WHERE owner LIKE '%:' || ?",
    "DELETE FROM http_accounts WHERE owner LIKE '%:' || ?",
)
_OWNERS: Final = "SELECT DISTINCT system_id FROM numbers WHERE system_id LIKE '%:' || ?"


def forget(db: sqlite3.Connection, system_id: str) -> None:
    """The numbers of a system id, over HTTP too, all that was texted to and from them, and the
    phones that texted with nobody else."""
    over_http = [str(row["system_id"]) for row in db.execute(_OWNERS, (system_id,))]
    for owner in (system_id, *over_http):
        _forget_owner(db, owner)
    for statement in _OVER_HTTP:
        db.execute(statement, (system_id,))


def _forget_owner(db: sqlite3.Connection, system_id: str) -> None:
    phones = [str(row["phone"]) for row in db.execute(_PHONES, (system_id,))]
    for statement in _STATEMENTS:
        db.execute(statement, (system_id,))
    db.executemany(_UNUSED, [(phone, phone) for phone in phones])
