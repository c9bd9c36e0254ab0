"""Rows of the outbox: what is to be mailed about whom, and what became of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from hubbub.kernel.database import Transaction

MailState = Literal["queued", "sent", "failed", "dropped"]


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail by ids. Its words are made when it is sent, so that none of them lie about."""

    account_id: UUID
    id: UUID
    kind: str
    subject_id: UUID
    address: str | None
    """Where to, when that is not the present address of its subject; erased once it is done."""
    state: MailState
    reason: str | None
    attempts: int
    created_at: datetime
    next_at: datetime | None
    sent_at: datetime | None


COLUMNS = """account_id, id, kind, subject_id, address, state, reason, attempts, created_at,
next_at, sent_at"""
INSERT = """
INSERT INTO mails (account_id, id, kind, subject_id, address, next_at)
VALUES (%s, %s, %s, %s, %s, now())
"""
GET = f"SELECT {COLUMNS} FROM mails WHERE account_id = %s AND id = %s"
LOCK = f"{GET} FOR UPDATE"
NEWEST = f"""
SELECT {COLUMNS} FROM mails WHERE account_id = %s ORDER BY created_at DESC, id DESC LIMIT %s
"""
LAST_OF = f"""
SELECT DISTINCT ON (subject_id) {COLUMNS} FROM mails
WHERE account_id = %s AND subject_id = ANY(%s) AND kind = ANY(%s)
ORDER BY subject_id, created_at DESC, id DESC
"""
SENT = """
UPDATE mails SET state = 'sent', reason = NULL, address = NULL, next_at = NULL, sent_at = now(),
                 attempts = attempts + 1
WHERE account_id = %s AND id = %s
"""
DROPPED = """
UPDATE mails SET state = 'dropped', reason = NULL, address = NULL, next_at = NULL
WHERE account_id = %s AND id = %s
"""
FAILED = """
UPDATE mails SET state = 'failed', reason = %s, next_at = NULL, attempts = attempts + 1
WHERE account_id = %s AND id = %s
"""
WAITS = """
UPDATE mails SET reason = %s, next_at = now() + %s, attempts = attempts + 1
WHERE account_id = %s AND id = %s
"""
PERHAPS_SENT = """
UPDATE mails SET state = 'failed', next_at = NULL,
    reason = 'Hubbub was restored from a backup; this may have been sent before.'
WHERE state = 'queued'
"""
AGAIN = """
UPDATE mails SET state = 'queued', reason = NULL, attempts = 0, next_at = now()
WHERE account_id = %s AND id = %s
"""


async def insert_mail(
    tx: Transaction, mail_id: UUID, kind: str, subject_id: UUID, address: str | None
) -> None:
    await tx.execute(INSERT, (tx.account, mail_id, kind, subject_id, address))


async def get_mail(tx: Transaction, mail_id: UUID) -> Mail | None:
    return await tx.one(Mail, GET, (tx.account, mail_id))


async def lock_mail(tx: Transaction, mail_id: UUID) -> Mail | None:
    return await tx.one(Mail, LOCK, (tx.account, mail_id))


async def newest_mails(tx: Transaction, limit: int) -> list[Mail]:
    return await tx.all(Mail, NEWEST, (tx.account, limit))


async def last_mails_of(
    tx: Transaction, subject_ids: list[UUID], kinds: list[str]
) -> dict[UUID, Mail]:
    """The last mail of these kinds about each subject."""
    found = await tx.all(Mail, LAST_OF, (tx.account, subject_ids, kinds))
    return {each.subject_id: each for each in found}


async def mail_sent(tx: Transaction, mail_id: UUID) -> None:
    await tx.execute(SENT, (tx.account, mail_id))


async def mail_dropped(tx: Transaction, mail_id: UUID) -> None:
    """There is nothing to tell any more."""
    await tx.execute(DROPPED, (tx.account, mail_id))


async def mail_failed(tx: Transaction, mail_id: UUID, reason: str) -> None:
    await tx.execute(FAILED, (reason[:500], tx.account, mail_id))


async def mail_waits(tx: Transaction, mail_id: UUID, reason: str, pause: object) -> None:
    await tx.execute(WAITS, (reason[:500], pause, tx.account, mail_id))


async def mail_again(tx: Transaction, mail_id: UUID) -> None:
    await tx.execute(AGAIN, (tx.account, mail_id))


async def mails_perhaps_sent(tx: Transaction) -> None:
    """As the owner: none that waits goes out by itself any more."""
    await tx.execute(PERHAPS_SENT)
