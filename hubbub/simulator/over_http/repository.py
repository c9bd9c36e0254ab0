"""Numbers, texts and what is owed of the carriers over HTTP, in SQLite."""

import json
import sqlite3
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

from hubbub.simulator.journal import Journal
from hubbub.simulator.models import TextState, moment
from hubbub.simulator.over_http.models import FromPhone, Held, NewText, Owed, Sent
from hubbub.simulator.repository import add_phone, insert_text

OVER_HTTP_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS http_numbers (
    owner TEXT NOT NULL, key TEXT NOT NULL, number TEXT NOT NULL UNIQUE, settings TEXT NOT NULL,
    PRIMARY KEY (owner, key)
);
CREATE TABLE IF NOT EXISTS http_sent (
    owner TEXT NOT NULL, key TEXT NOT NULL, number TEXT NOT NULL, phone TEXT NOT NULL,
    text TEXT NOT NULL, is_lost INTEGER NOT NULL, due REAL NOT NULL, extra TEXT NOT NULL,
    at REAL NOT NULL, PRIMARY KEY (owner, key)
);
CREATE TABLE IF NOT EXISTS http_accounts (owner TEXT PRIMARY KEY, settings TEXT NOT NULL);
"""
_ACCOUNT: Final = "SELECT settings FROM http_accounts WHERE owner = ?"
_PUT_ACCOUNT: Final = "INSERT OR REPLACE INTO http_accounts VALUES (?, ?)"
_HELD: Final = "SELECT * FROM http_numbers WHERE owner = ? ORDER BY number"
_HELD_BY_KEY: Final = "SELECT * FROM http_numbers WHERE owner = ? AND key = ?"
_HELD_BY_NUMBER: Final = "SELECT * FROM http_numbers WHERE owner = ? AND number = ?"
_TAKEN: Final = """
SELECT 1 FROM sales WHERE state = 'sold' AND number = ?
UNION ALL SELECT 1 FROM numbers WHERE number = ?
"""
_SENT: Final = "SELECT * FROM http_sent WHERE owner = ? AND key = ?"
_FIRST_DUE: Final = """
SELECT id, system_id, lane, body, attempts FROM deliveries AS d
WHERE system_id LIKE '%:%' AND due <= ?
  AND id = (SELECT min(id) FROM deliveries WHERE system_id = d.system_id AND lane = d.lane)
ORDER BY id LIMIT ?
"""
_NEXT: Final = "SELECT min(due) AS due FROM deliveries WHERE system_id LIKE '%:%'"
_OWE: Final = "INSERT INTO deliveries (system_id, lane, body, due) VALUES (?, ?, ?, ?)"


@dataclass(frozen=True, slots=True)
class Fate:
    """What will become of a text, and when; `parts` are how long it is."""

    is_lost: bool
    due: float
    parts: int
    has_receipt: bool


class HttpRepository:
    """Every method returns after its change is on the disk."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    async def account(self, owner: str) -> dict[str, str]:
        """What the owner has said of all his numbers at once."""
        return await self._journal.do(lambda db: _account(db, owner))

    async def change_account(self, owner: str, settings: Mapping[str, str]) -> dict[str, str]:
        """With these settings in the place of those of the same name."""

        def work(db: sqlite3.Connection) -> dict[str, str]:
            merged = {**_account(db, owner), **settings}
            db.execute(_PUT_ACCOUNT, (owner, json.dumps(merged)))
            return merged

        return await self._journal.do(work)

    async def numbers(self, owner: str) -> list[Held]:
        return await self._journal.do(
            lambda db: [_held(row) for row in db.execute(_HELD, (owner,))]
        )

    async def number(self, owner: str, key: str) -> Held | None:
        return await self._journal.do(lambda db: _one(db, _HELD_BY_KEY, owner, key))

    async def find(self, owner: str, number: str) -> Held | None:
        return await self._journal.do(lambda db: _one(db, _HELD_BY_NUMBER, owner, number))

    async def take(self, held: Held) -> bool:
        """Whether nobody had it."""

        def work(db: sqlite3.Connection) -> bool:
            if db.execute(_TAKEN, (held.number, held.number)).fetchone():
                return False
            db.execute("INSERT INTO numbers VALUES (?, ?)", (held.number, held.owner))
            db.execute(
                "INSERT INTO http_numbers VALUES (?, ?, ?, ?)",
                (held.owner, held.key, held.number, json.dumps(dict(held.settings))),
            )
            return True

        return await self._journal.do(work)

    async def change(self, owner: str, key: str, settings: Mapping[str, str]) -> Held | None:
        """With these settings in the place of those of the same name."""

        def work(db: sqlite3.Connection) -> Held | None:
            before = _one(db, _HELD_BY_KEY, owner, key)
            if before is None:
                return None
            merged = json.dumps({**before.settings, **settings})
            db.execute(
                "UPDATE http_numbers SET settings = ? WHERE owner = ? AND key = ?",
                (merged, owner, key),
            )
            return _one(db, _HELD_BY_KEY, owner, key)

        return await self._journal.do(work)

    async def release(self, owner: str, key: str) -> bool:
        """Whether it was theirs."""

        def work(db: sqlite3.Connection) -> bool:
            held = _one(db, _HELD_BY_KEY, owner, key)
            if held is None:
                return False
            db.execute("DELETE FROM http_numbers WHERE owner = ? AND key = ?", (owner, key))
            db.execute("DELETE FROM numbers WHERE number = ?", (held.number,))
            return True

        return await self._journal.do(work)

    async def send(self, owner: str, new: NewText, fate: Fate) -> Sent:
        """Stores a text on its way to a phone, and the receipt that is owed for it."""

        def work(db: sqlite3.Connection) -> Sent:
            add_phone(db, new.phone)
            state = TextState.LOST if fate.is_lost else TextState.TRAVELLING
            insert_text(db, (new.phone, new.number, False, new.text, state, fate.parts, fate.due))
            db.execute(
                "INSERT INTO http_sent VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    owner, new.key, new.number, new.phone, new.text, fate.is_lost, fate.due,
                    json.dumps(dict(new.extra)), time.time(),
                ),
            )  # fmt: skip
            if fate.has_receipt:
                body = json.dumps({"sent": new.key}).encode()
                db.execute(_OWE, (owner, f"receipt {new.key}", body, fate.due))
            return _sent(db.execute(_SENT, (owner, new.key)).fetchone())

        return await self._journal.do(work)

    async def sent(self, owner: str, key: str) -> Sent | None:
        def work(db: sqlite3.Connection) -> Sent | None:
            row = db.execute(_SENT, (owner, key)).fetchone()
            return None if row is None else _sent(row)

        return await self._journal.do(work)

    async def owed(self, now: float, most: int) -> tuple[list[Owed], float | None]:
        """The first of each lane, where it is due; and when the next one is."""

        def work(db: sqlite3.Connection) -> tuple[list[Owed], float | None]:
            found = [_owed(row) for row in db.execute(_FIRST_DUE, (now, most))]
            return found, db.execute(_NEXT).fetchone()["due"]

        return await self._journal.do(work)


def spoken(text: FromPhone) -> bytes:
    """A phone's text as it is owed."""
    return json.dumps({"text": asdict(text)}).encode()


def _owed(row: sqlite3.Row) -> Owed:
    body: dict[str, Any] = json.loads(row["body"])
    text = FromPhone(**body["text"]) if "text" in body else None
    return Owed(row["id"], row["system_id"], row["lane"], row["attempts"], text, body.get("sent"))


def _account(db: sqlite3.Connection, owner: str) -> dict[str, str]:
    row = db.execute(_ACCOUNT, (owner,)).fetchone()
    found: dict[str, str] = {} if row is None else json.loads(row["settings"])
    return found


def _one(db: sqlite3.Connection, query: str, owner: str, value: str) -> Held | None:
    row = db.execute(query, (owner, value)).fetchone()
    return None if row is None else _held(row)


def _held(row: sqlite3.Row) -> Held:
    return Held(row["owner"], row["key"], row["number"], json.loads(row["settings"]))


def _sent(row: sqlite3.Row) -> Sent:
    ended = "undelivered" if row["is_lost"] else "delivered"
    return Sent(
        row["owner"], row["key"], row["number"], row["phone"], row["text"],
        ended if row["due"] <= time.time() else "queued",
        json.loads(row["extra"]), moment(row["at"]),
    )  # fmt: skip
