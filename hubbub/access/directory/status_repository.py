"""Rows of what the directory asked last, and of what could not be done for it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hubbub.kernel.database import Transaction
from hubbub.kernel.ids import new_id


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: its method and path, and how it was answered."""

    key_id: UUID | None
    request: str
    status: int


@dataclass(frozen=True, slots=True)
class LastRequest:
    at: datetime
    key_id: UUID | None
    request: str
    status: int


@dataclass(frozen=True, slots=True)
class Failure:
    id: UUID
    at: datetime
    key_id: UUID | None
    request: str
    who: str | None
    status: int
    detail: str


# At most every few seconds, so that a long run of a directory does not write a row a request.
ASKED = """
INSERT INTO directory_requests AS r (account_id, at, key_id, request, status)
VALUES (%s, now(), %s, %s, %s)
ON CONFLICT (account_id) DO UPDATE SET at = excluded.at, key_id = excluded.key_id,
    request = excluded.request, status = excluded.status
WHERE r.at < excluded.at - interval '5 seconds' OR excluded.status >= 400
"""
FAILED = """
INSERT INTO directory_errors (account_id, id, key_id, request, who, status, detail)
VALUES (%s, %s, %s, %s, left(%s, 255), %s, left(%s, 1000))
"""
# A directory repeats what failed; the page needs the newest ones only.
FORGET = """
DELETE FROM directory_errors WHERE account_id = %(account)s AND (
    at < now() - interval '7 days' OR id IN (
        SELECT id FROM directory_errors WHERE account_id = %(account)s
        ORDER BY at DESC, id DESC OFFSET 200))
"""
LAST = "SELECT at, key_id, request, status FROM directory_requests WHERE account_id = %s"
FAILURES = """
SELECT id, at, key_id, request, who, status, detail FROM directory_errors
WHERE account_id = %s AND at > now() - interval '7 days' ORDER BY at DESC, id DESC LIMIT 50
"""
COUNTS = """
SELECT (SELECT count(*) FROM directory_users WHERE account_id = %(account)s AND NOT is_removed),
       (SELECT count(*) FROM directory_groups WHERE account_id = %(account)s)
"""


async def note_request(tx: Transaction, asked: Asked) -> None:
    await tx.execute(ASKED, (tx.account, asked.key_id, asked.request, asked.status))


async def note_failure(tx: Transaction, asked: Asked, who: str | None, detail: str) -> None:
    """Failures are kept for seven days, and of these the newest 200."""
    row = (tx.account, new_id(), asked.key_id, asked.request, who, asked.status, detail)
    await tx.execute(FAILED, row)
    await tx.execute(FORGET, {"account": tx.account})


async def last_request(tx: Transaction) -> LastRequest | None:
    return await tx.one(LastRequest, LAST, (tx.account,))


async def failures(tx: Transaction) -> list[Failure]:
    return await tx.all(Failure, FAILURES, (tx.account,))


async def linked_counts(tx: Transaction) -> tuple[int, int]:
    """How many users and how many roles the directory keeps."""
    row = await tx.row(COUNTS, {"account": tx.account})
    assert row is not None
    return row[0], row[1]
