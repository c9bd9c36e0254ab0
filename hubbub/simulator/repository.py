"""The carrier's memory in SQLite: numbers, phones, texts, parts, and what it still owes."""

import sqlite3
import time
from collections.abc import Sequence
from typing import Final

from hubbub.channels.sms.decoding import Concatenation, InboundPart, ReferenceKind
from hubbub.channels.sms.encoding import Alphabet
from hubbub.channels.sms.reassembly import Placement, complete_text, partial_text, place
from hubbub.simulator.forgetting_repository import forget
from hubbub.simulator.journal import Journal
from hubbub.simulator.models import (
    Arrival,
    Delivery,
    Knobs,
    Phone,
    Text,
    TextState,
    is_over_http,
    moment,
)

SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS numbers (number TEXT PRIMARY KEY, system_id TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS phones (number TEXT PRIMARY KEY, made REAL NOT NULL);
CREATE TABLE IF NOT EXISTS knobs (id INTEGER PRIMARY KEY CHECK (id = 1), value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS texts (
    id INTEGER PRIMARY KEY, phone TEXT NOT NULL REFERENCES phones, number TEXT NOT NULL,
    is_own INTEGER NOT NULL, text TEXT NOT NULL, state TEXT NOT NULL, parts INTEGER NOT NULL,
    at REAL NOT NULL, due REAL NOT NULL
);
CREATE INDEX IF NOT EXISTS texts_of_phone ON texts (phone, id);
CREATE INDEX IF NOT EXISTS texts_due ON texts (due) WHERE state = 'travelling';
CREATE TABLE IF NOT EXISTS parts (
    message_id TEXT PRIMARY KEY, number TEXT NOT NULL, phone TEXT NOT NULL, kind TEXT NOT NULL,
    reference INTEGER NOT NULL, total INTEGER NOT NULL, part INTEGER NOT NULL,
    alphabet TEXT NOT NULL, data BLOB NOT NULL
);
CREATE INDEX IF NOT EXISTS parts_of_text ON parts (number, phone, kind, reference, total);
CREATE TABLE IF NOT EXISTS deliveries (
    id INTEGER PRIMARY KEY, system_id TEXT NOT NULL, lane TEXT NOT NULL, body BLOB NOT NULL,
    text_id INTEGER REFERENCES texts, attempts INTEGER NOT NULL DEFAULT 0, due REAL NOT NULL
);
CREATE INDEX IF NOT EXISTS deliveries_due ON deliveries (system_id, lane, id);
CREATE INDEX IF NOT EXISTS deliveries_of_text ON deliveries (text_id);
"""
THREAD: Final = 500
MOST_ID: Final = (1 << 63) - 1

_FIRST_DUE: Final = """
SELECT id, system_id, lane, body, attempts FROM deliveries AS d
WHERE system_id = ? AND due <= ?
  AND id = (SELECT min(id) FROM deliveries WHERE system_id = d.system_id AND lane = d.lane)
ORDER BY id LIMIT ?
"""
_PHONES: Final = """
SELECT p.number, p.made, t.text, t.number AS last_number, t.is_own, t.at FROM phones AS p
LEFT JOIN texts AS t ON t.id = (
    SELECT max(id) FROM texts
    WHERE phone = p.number AND (is_own OR state = 'arrived')
)
ORDER BY coalesce(t.at, p.made) DESC LIMIT 200
"""
_THREAD_OF: Final = """
SELECT * FROM (
    SELECT * FROM texts WHERE phone = ? AND id < ? AND (is_own OR state = 'arrived')
    ORDER BY id DESC LIMIT ?
) ORDER BY at, id
"""


class Repository:
    """Every method returns after its change is on the disk."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    async def set_inventory(self, system_id: str, numbers: Sequence[str]) -> list[str]:
        """Gives `system_id` these numbers and no others; those that another one has already."""

        def work(db: sqlite3.Connection) -> list[str]:
            rows = db.execute("SELECT number FROM numbers WHERE system_id <> ?", (system_id,))
            taken = {str(row["number"]) for row in rows}
            if conflicts := sorted(taken.intersection(numbers)):
                return conflicts
            db.execute("DELETE FROM numbers WHERE system_id = ?", (system_id,))
            db.executemany(
                "INSERT INTO numbers VALUES (?, ?)",
                [(n, system_id) for n in dict.fromkeys(numbers)],
            )
            return []

        return await self._journal.do(work)

    async def forget(self, system_id: str) -> None:
        """All that is known of whoever signs in as `system_id`."""
        await self._journal.do(lambda db: forget(db, system_id))

    async def numbers(self) -> dict[str, str]:
        """The system id of every number."""

        def work(db: sqlite3.Connection) -> dict[str, str]:
            rows = db.execute("SELECT number, system_id FROM numbers ORDER BY number")
            return {str(row["number"]): str(row["system_id"]) for row in rows}

        return await self._journal.do(work)

    async def owner_of(self, number: str) -> str | None:
        """The system id that has the number."""
        return await self._journal.do(lambda db: _owner(db, number))

    async def add_phone(self, number: str) -> None:
        """Makes the phone known, if it was not."""
        await self._journal.do(lambda db: add_phone(db, number))

    async def phones(self) -> list[Phone]:
        """The 200 phones used last, newest first."""

        def work(db: sqlite3.Connection) -> list[Phone]:
            return [
                Phone(
                    row["number"],
                    row["text"],
                    row["last_number"],
                    bool(row["is_own"]),
                    moment(row["at"] or row["made"]),
                )
                for row in db.execute(_PHONES)
            ]

        return await self._journal.do(work)

    async def thread(self, phone: str, before: int | None) -> list[Text] | None:
        """The last 500 texts of a phone, or the last 500 before that one, oldest first; None if
        there is no such phone."""
        limits = (MOST_ID if before is None else before, THREAD)

        def work(db: sqlite3.Connection) -> list[Text] | None:
            if not db.execute("SELECT 1 FROM phones WHERE number = ?", (phone,)).fetchone():
                return None
            return [_text(row) for row in db.execute(_THREAD_OF, (phone, *limits))]

        return await self._journal.do(work)

    async def knobs(self) -> Knobs:
        """As last set."""

        def work(db: sqlite3.Connection) -> Knobs:
            row = db.execute("SELECT value FROM knobs").fetchone()
            return Knobs.model_validate_json(row["value"]) if row else Knobs.model_validate({})

        return await self._journal.do(work)

    async def set_knobs(self, knobs: Knobs) -> None:
        """Keeps them over a restart."""
        value = knobs.model_dump_json()
        await self._journal.do(
            lambda db: db.execute("INSERT OR REPLACE INTO knobs VALUES (1, ?)", (value,))
        )

    async def send(
        self, phone: str, number: str, text: str, *, bodies: Sequence[bytes], whole: bytes = b""
    ) -> Text | None:
        """Stores a text of a phone and what is owed of it: the deliver_sm bodies, or `whole` where
        the number is one over HTTP; None when the number is nobody's."""

        def work(db: sqlite3.Connection) -> Text | None:
            owner = _owner(db, number)
            if owner is None:
                return None
            add_phone(db, phone)
            row = insert_text(db, (phone, number, True, text, TextState.WAITING, len(bodies), 0.0))
            owed = [whole] if is_over_http(owner) else bodies
            db.executemany(
                "INSERT INTO deliveries (system_id, lane, body, text_id, due) "
                "VALUES (?, ?, ?, ?, 0)",
                [(owner, f"{phone} {number}", body, row["id"]) for body in owed],
            )
            return _text(row)

        return await self._journal.do(work)

    async def arrive(self, arrival: Arrival) -> None:
        """Stores a submit, with its receipt, before it is answered; joins texts of many parts."""
        await self._journal.do(lambda db: _arrive(db, arrival))

    async def due_deliveries(self, system_id: str, now: float, most: int) -> list[Delivery]:
        """The first of each lane, where it is due."""

        def work(db: sqlite3.Connection) -> list[Delivery]:
            rows = db.execute(_FIRST_DUE, (system_id, now, most))
            return [
                Delivery(row["id"], row["system_id"], row["lane"], row["body"], row["attempts"])
                for row in rows
            ]

        return await self._journal.do(work)

    async def delivered(self, delivery_id: int) -> str | None:
        """The contact centre took it; the phone whose text is accepted by that, if any."""

        def work(db: sqlite3.Connection) -> str | None:
            row = db.execute(
                "DELETE FROM deliveries WHERE id = ? RETURNING text_id", (delivery_id,)
            ).fetchone()
            if row is None or row["text_id"] is None:
                return None
            phone = db.execute(
                "UPDATE texts SET state = 'accepted' WHERE id = ? AND NOT EXISTS "
                "(SELECT 1 FROM deliveries WHERE text_id = texts.id) RETURNING phone",
                (row["text_id"],),
            ).fetchone()
            return str(phone["phone"]) if phone else None

        return await self._journal.do(work)

    async def postpone(self, delivery_id: int, due: float) -> None:
        """It was not taken: try again at `due`."""
        await self._journal.do(
            lambda db: db.execute(
                "UPDATE deliveries SET attempts = attempts + 1, due = ? WHERE id = ?",
                (due, delivery_id),
            )
        )

    async def land(self, now: float) -> tuple[list[str], float | None]:
        """Texts that were travelling arrive; their phones, and when the next one is due."""

        def work(db: sqlite3.Connection) -> tuple[list[str], float | None]:
            rows = db.execute(
                "UPDATE texts SET state = 'arrived' WHERE state = 'travelling' AND due <= ? "
                "RETURNING phone",
                (now,),
            ).fetchall()
            following = db.execute(
                "SELECT min(due) AS due FROM texts WHERE state = 'travelling'"
            ).fetchone()
            return [str(row["phone"]) for row in rows], following["due"]

        return await self._journal.do(work)


def _owner(db: sqlite3.Connection, number: str) -> str | None:
    row = db.execute("SELECT system_id FROM numbers WHERE number = ?", (number,)).fetchone()
    return str(row["system_id"]) if row else None


def add_phone(db: sqlite3.Connection, number: str) -> None:
    db.execute("INSERT OR IGNORE INTO phones VALUES (?, ?)", (number, time.time()))


def insert_text(
    db: sqlite3.Connection, values: tuple[str, str, bool, str, TextState, int, float]
) -> sqlite3.Row:
    row: sqlite3.Row = db.execute(
        "INSERT INTO texts (phone, number, is_own, text, state, parts, due, at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING *",
        (*values, time.time()),
    ).fetchone()
    return row


def _arrive(db: sqlite3.Connection, arrival: Arrival) -> None:
    add_phone(db, arrival.phone)
    if arrival.receipt is not None:
        db.execute(
            "INSERT INTO deliveries (system_id, lane, body, due) VALUES (?, ?, ?, ?)",
            (arrival.system_id, f"receipt {arrival.message_id}", arrival.receipt, arrival.due),
        )
    if arrival.part.concatenation is None:
        _put_on_phone(db, arrival, arrival.part.text, 1)
        return
    held = _held(db, arrival, arrival.part.concatenation)
    placement = place(held, arrival.part)
    if placement is Placement.DUPLICATE:
        return
    if placement is Placement.RESTART:
        _forget(db, arrival, arrival.part.concatenation)
        _put_on_phone(db, arrival, partial_text(held), len(held))
        held = []
    _hold(db, arrival, arrival.part.concatenation)
    text = complete_text([*held, arrival.part])
    if text is not None:
        _forget(db, arrival, arrival.part.concatenation)
        _put_on_phone(db, arrival, text, arrival.part.concatenation.total)


def _put_on_phone(db: sqlite3.Connection, arrival: Arrival, text: str, parts: int) -> None:
    state = TextState.LOST if arrival.is_lost else TextState.TRAVELLING
    insert_text(db, (arrival.phone, arrival.number, False, text, state, parts, arrival.due))


def _key(arrival: Arrival, part: Concatenation) -> tuple[str, str, ReferenceKind, int, int]:
    return arrival.number, arrival.phone, part.kind, part.reference, part.total


def _held(db: sqlite3.Connection, arrival: Arrival, part: Concatenation) -> list[InboundPart]:
    rows = db.execute(
        "SELECT part, alphabet, data FROM parts "
        "WHERE number = ? AND phone = ? AND kind = ? AND reference = ? AND total = ?",
        _key(arrival, part),
    )
    return [
        InboundPart(
            row["data"],
            Alphabet(row["alphabet"]),
            Concatenation(part.kind, part.reference, part.total, row["part"]),
        )
        for row in rows
    ]


def _hold(db: sqlite3.Connection, arrival: Arrival, part: Concatenation) -> None:
    db.execute(
        "INSERT INTO parts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            arrival.message_id,
            *_key(arrival, part),
            part.number,
            arrival.part.alphabet,
            arrival.part.data,
        ),
    )


def _forget(db: sqlite3.Connection, arrival: Arrival, part: Concatenation) -> None:
    db.execute(
        "DELETE FROM parts "
        "WHERE number = ? AND phone = ? AND kind = ? AND reference = ? AND total = ?",
        _key(arrival, part),
    )


def _text(row: sqlite3.Row) -> Text:
    return Text(
        row["id"],
        row["phone"],
        row["number"],
        bool(row["is_own"]),
        row["text"],
        TextState(row["state"]),
        row["parts"],
        moment(row["at"]),
    )
