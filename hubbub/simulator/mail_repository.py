"""The mails that were caught, in the simulator's SQLite."""

import sqlite3
import time
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Final

from hubbub.simulator.journal import Journal
from hubbub.simulator.mail_server import Envelope
from hubbub.simulator.models import moment

MAIL_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS mails (
    id INTEGER PRIMARY KEY, recipient TEXT NOT NULL, data BLOB NOT NULL, at REAL NOT NULL,
    is_read INTEGER NOT NULL DEFAULT 0
);
"""
_KEPT: Final = 500


@dataclass(frozen=True, slots=True)
class CaughtMail:
    """A mail in the list."""

    id: int
    recipient: str
    sender: str
    subject: str
    at: datetime
    is_read: bool


@dataclass(frozen=True, slots=True)
class OpenMail:
    """A mail with its parts."""

    id: int
    recipient: str
    sender: str
    subject: str
    at: datetime
    text: str
    has_html: bool


class MailRepository:
    """Every method returns after its change is on the disk."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    async def keep(self, envelope: Envelope) -> None:
        """One row for each recipient; the oldest go when there are too many."""
        rows = [(each, envelope.data, time.time()) for each in envelope.recipients]

        def work(db: sqlite3.Connection) -> None:
            db.executemany("INSERT INTO mails (recipient, data, at) VALUES (?, ?, ?)", rows)
            db.execute(
                "DELETE FROM mails WHERE id NOT IN (SELECT id FROM mails ORDER BY id DESC LIMIT ?)",
                (_KEPT,),
            )

        await self._journal.do(work)

    async def newest(self) -> list[CaughtMail]:
        """The newest first."""

        def work(db: sqlite3.Connection) -> list[CaughtMail]:
            return [_listed(row) for row in db.execute("SELECT * FROM mails ORDER BY id DESC")]

        return await self._journal.do(work)

    async def open(self, mail_id: int) -> OpenMail | None:
        """It counts as read from then on."""

        def work(db: sqlite3.Connection) -> OpenMail | None:
            row = db.execute(
                "UPDATE mails SET is_read = 1 WHERE id = ? RETURNING *", (mail_id,)
            ).fetchone()
            return None if row is None else _opened(row)

        return await self._journal.do(work)

    async def html(self, mail_id: int) -> str | None:
        """Its HTML part."""

        def work(db: sqlite3.Connection) -> str | None:
            row = db.execute("SELECT data FROM mails WHERE id = ?", (mail_id,)).fetchone()
            return None if row is None else _part(_message(row), "html")

        return await self._journal.do(work)

    async def clear(self) -> None:
        """Throw all of them away."""
        await self._journal.do(lambda db: db.execute("DELETE FROM mails"))


def _message(row: sqlite3.Row) -> EmailMessage:
    return message_from_bytes(row["data"], policy=policy.default)


def _listed(row: sqlite3.Row) -> CaughtMail:
    message = _message(row)
    return CaughtMail(
        row["id"], row["recipient"], str(message["From"] or ""), str(message["Subject"] or ""),
        moment(row["at"]), bool(row["is_read"]),
    )  # fmt: skip


def _opened(row: sqlite3.Row) -> OpenMail:
    message = _message(row)
    return OpenMail(
        row["id"], row["recipient"], str(message["From"] or ""), str(message["Subject"] or ""),
        moment(row["at"]), _part(message, "plain") or "", _part(message, "html") is not None,
    )  # fmt: skip


def _part(message: EmailMessage, kind: str) -> str | None:
    part = message.get_body((kind,))
    return None if part is None else str(part.get_content())
