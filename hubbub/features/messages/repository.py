"""Rows of messages, and the keys that make a repeated one recognised."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hubbub.kernel.database import Transaction, columns_of
from hubbub.kernel.quotas import count_texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    account_id: UUID
    id: UUID
    channel: str
    direction: str
    number: str
    carrier_id: UUID
    person_id: UUID
    text: str
    author_kind: str
    author_id: UUID | None
    client_id: str | None
    status: str
    failure_code: str | None
    failure_detail: str | None
    segments: int
    attempt: int
    version: int
    created_at: datetime
    sent_at: datetime | None
    delivered_at: datetime | None


COLUMNS = """m.account_id, m.id, m.channel, m.direction, m.number, m.carrier_id, m.person_id,
m.text, m.author_kind, m.author_id, m.client_id, m.status, m.failure_code, m.failure_detail,
m.segments, m.attempt, m.version, m.created_at, m.sent_at, m.delivered_at"""

GET = f"SELECT {COLUMNS} FROM messages m WHERE m.account_id = %s AND m.id = %s"
LOCK = f"{GET} FOR NO KEY UPDATE"
LOCK_MANY = """
SELECT 1 FROM messages WHERE account_id = %s AND id = ANY(%s) ORDER BY id FOR NO KEY UPDATE
"""
INSERT = """
INSERT INTO messages (account_id, id, channel, direction, number, carrier_id, person_id, text,
                      author_kind, author_id, client_id, status, segments, is_bulk, send_at,
                      expires_at, went_to)
SELECT %s, m.* FROM unnest(%b::uuid[], %b::text[], %b::text[], %b::text[], %b::uuid[], %b::uuid[],
                           %b::text[], %b::text[], %b::uuid[], %b::text[], %b::text[], %b::int[],
                           %b::bool[], %b::timestamptz[], %b::timestamptz[], %b::text[])
    AS m
RETURNING created_at
"""
SET_STATUS = """
UPDATE messages SET status = %(status)s, failure_code = %(code)s,
    failure_detail = CASE WHEN erased_at IS NULL THEN %(detail)s END,
    version = version + 1,
    sent_at = CASE WHEN %(status)s = 'queued' THEN NULL
                   WHEN %(status)s IN ('sent', 'delivered') THEN coalesce(sent_at, now())
                   ELSE sent_at END,
    delivered_at = CASE WHEN %(status)s = 'delivered' THEN coalesce(delivered_at, now()) END,
    attempt = attempt + CASE WHEN %(status)s = 'queued' AND status <> 'queued' THEN 1 ELSE 0 END
WHERE account_id = %(account)s AND id = %(id)s
RETURNING version, attempt
"""
KEYS = """
INSERT INTO message_keys (account_id, scope, key, message_id)
SELECT %s, k.* FROM unnest(%b::text[], %b::text[], %b::uuid[]) AS k
ON CONFLICT (account_id, scope, key) DO NOTHING
RETURNING message_id
"""
KEYED = """
SELECT message_id FROM message_keys WHERE account_id = %s AND scope = %s AND key = %s
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMessage:
    id: UUID
    channel: str
    direction: str
    number: str
    carrier_id: UUID
    person_id: UUID
    text: str
    author_kind: str
    author_id: UUID | None
    client_id: str | None
    status: str
    segments: int
    is_bulk: bool = False
    """Whether it waits behind what people write themselves."""
    send_at: datetime | None = None
    expires_at: datetime | None = None
    went_to: str | None = None
    """Where a text went that came in and is in no conversation; of one that goes out, that it is
    such a text, handed on."""


async def get_message(tx: Transaction, message_id: UUID) -> Message | None:
    return await tx.one(Message, GET, (tx.account, message_id))


async def lock_message(tx: Transaction, message_id: UUID) -> Message | None:
    return await tx.one(Message, LOCK, (tx.account, message_id))


async def lock_messages(tx: Transaction, ids: Collection[UUID]) -> None:
    """All of them, in the order in which everybody locks several."""
    await tx.rows(LOCK_MANY, (tx.account, list(ids)))


async def insert_messages(tx: Transaction, new: Sequence[NewMessage]) -> datetime:
    """When they were created, by the clock of the database: one moment for all of them."""
    rows = [
        (
            m.id, m.channel, m.direction, m.number, m.carrier_id, m.person_id, m.text,
            m.author_kind, m.author_id, m.client_id, m.status, m.segments, m.is_bulk, m.send_at,
            m.expires_at, m.went_to,
        )
        for m in new
    ]  # fmt: skip
    count_texts(tx, Counter(m.direction for m in new))
    return await tx.value(INSERT, (tx.account, *columns_of(rows, 16)))


async def write_status(
    tx: Transaction, message_id: UUID, status: str, code: str | None, detail: str | None
) -> tuple[int, int]:
    """The message's version and attempt after it; back to queued is a new attempt."""
    row = await tx.row(
        SET_STATUS,
        {
            "status": status, "code": code, "detail": detail,
            "account": tx.account, "id": message_id,
        },
    )  # fmt: skip
    assert row is not None
    return row[0], row[1]


@dataclass(frozen=True, slots=True)
class Key:
    """What a sender calls a message by, in a scope of his own."""

    scope: str
    key: str
    message_id: UUID


async def claim_keys(tx: Transaction, keys: Sequence[Key]) -> set[UUID]:
    """The messages whose keys are new. Two transactions with one key wait for each other here."""
    # In one order, so that no two transactions wait for each other both at once.
    rows = sorted((each.scope, each.key, each.message_id) for each in keys)
    return {row[0] for row in await tx.rows(KEYS, (tx.account, *columns_of(rows, 3)))}


async def claim_key(tx: Transaction, scope: str, key: str, message_id: UUID) -> UUID | None:
    """None when the key is new; else the message that it was first used for."""
    if await claim_keys(tx, [Key(scope, key, message_id)]):
        return None
    return await tx.value(KEYED, (tx.account, scope, key))
