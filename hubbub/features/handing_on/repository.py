"""Rows of texts on their way to somebody else, each try of them, and what became of them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from hubbub.features.numbers.configurations_repository import BodyFormat
from hubbub.features.numbers.deciding import Rule
from hubbub.kernel.database import Transaction, columns_of
from hubbub.kernel.ids import new_id

Way = Literal["url", "email", "smpp"]
Where = Literal["url", "email", "smpp", "pull", "none"]
State = Literal["waiting", "delivered", "failed"]

COLUMNS = """d.account_id, d.id, d.message_id, d.configuration_id, d.action, d.target,
d.carrier_id, d.failures, m.number, m.carrier_id AS came_by, m.person_id, p.phone, m.text,
m.segments, m.created_at AS at, f.keyword, f.sealed_secret, f.failures_in_row,
f.rests_until, coalesce(f.body_format, 'hubbub') AS body_format"""
FROM = """
FROM inbound_deliveries d
JOIN messages m ON m.account_id = d.account_id AND m.id = d.message_id AND m.erased_at IS NULL
JOIN people p ON p.account_id = m.account_id AND p.id = m.person_id
LEFT JOIN inbound_configurations f
    ON f.account_id = d.account_id AND f.id = d.configuration_id
"""
PUT = """
INSERT INTO inbound_deliveries (account_id, id, message_id, configuration_id, action, target,
                                carrier_id, next_at)
SELECT %s, d.*, now() FROM unnest(%b::uuid[], %b::uuid[], %b::uuid[], %b::text[], %b::text[],
                                  %b::uuid[]) AS d
"""
GET = f"SELECT {COLUMNS} {FROM} WHERE d.account_id = %s AND d.id = %s"
LOCK = f"{GET} AND d.state = 'waiting' FOR UPDATE OF d"
TRIED = """
INSERT INTO inbound_tries (account_id, delivery_id, id, milliseconds, status, error, answer)
VALUES (%s, %s, %s, %s, %s, %s, %s)
"""
HANDED_ON = """
UPDATE inbound_deliveries SET state = 'handed_on', next_at = NULL, sent_message_id = %s,
    mail_id = %s
WHERE account_id = %s AND id = %s
"""
FAILED = """
UPDATE inbound_deliveries SET state = 'failed', next_at = NULL, reason = %s
WHERE account_id = %s AND id = %s
"""
LATER = """
UPDATE inbound_deliveries SET failures = failures + 1, next_at = now() + %s
WHERE account_id = %s AND id = %s
"""
WAITS = "UPDATE inbound_deliveries SET next_at = now() + %s WHERE account_id = %s AND id = %s"
AGAIN = """
UPDATE inbound_deliveries SET state = 'waiting', failures = 0, next_at = now(), reason = NULL
WHERE account_id = %s AND id = %s AND state = 'failed'
  AND EXISTS (SELECT FROM messages m WHERE m.account_id = inbound_deliveries.account_id
              AND m.id = inbound_deliveries.message_id AND m.number = %s
              AND m.erased_at IS NULL)
RETURNING id
"""
HEALTH = """
UPDATE inbound_configurations SET failures_in_row = %s, rests_until = now() + %s
WHERE account_id = %s AND id = %s
"""
ASIDE = """
SELECT m.id, m.created_at AS at, p.phone AS sender, m.went_to, d.id AS delivery_id,
       d.target, c.name AS carrier_name,
       CASE WHEN d.state = 'handed_on' AND d.mail_id IS NOT NULL THEN
                CASE l.state WHEN 'queued' THEN 'waiting' WHEN 'sent' THEN 'delivered'
                             ELSE 'failed' END
            WHEN d.state = 'handed_on' AND d.sent_message_id IS NOT NULL THEN
                CASE WHEN s.status IN ('sent', 'delivered') THEN 'delivered'
                     WHEN s.status IN ('failed', 'unknown') THEN 'failed' ELSE 'waiting' END
            WHEN d.state = 'handed_on' THEN 'delivered'
            ELSE d.state END AS state,
       d.next_at, coalesce(d.reason, l.reason, s.failure_detail) AS reason
FROM messages m
JOIN people p ON p.account_id = m.account_id AND p.id = m.person_id
LEFT JOIN inbound_deliveries d ON d.account_id = m.account_id AND d.message_id = m.id
LEFT JOIN carriers c ON c.account_id = d.account_id AND c.id = d.carrier_id
LEFT JOIN mails l ON l.account_id = d.account_id AND l.id = d.mail_id
LEFT JOIN messages s ON s.account_id = d.account_id AND s.id = d.sent_message_id
WHERE m.account_id = %s AND m.number = %s AND m.went_to IS NOT NULL AND m.direction = 'inbound'
ORDER BY m.created_at DESC, m.id DESC LIMIT %s
"""
TRIES = """
SELECT delivery_id, at, milliseconds, status, error, answer FROM inbound_tries
WHERE account_id = %s AND delivery_id = ANY(%s) ORDER BY id DESC LIMIT 500
"""
PERHAPS_ARRIVED = """
UPDATE inbound_deliveries SET state = 'failed', next_at = NULL,
    reason = 'Hubbub was restored from a backup; this may have been handed on before.'
WHERE state = 'waiting'
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """A text with where it goes, as that was when it came; its id is what a receiver knows it by
    again. Without a secret the configuration is gone."""

    account_id: UUID
    id: UUID
    message_id: UUID
    configuration_id: UUID
    action: Way
    target: str | None
    carrier_id: UUID | None
    failures: int
    number: str
    came_by: UUID
    person_id: UUID
    phone: str
    text: str
    segments: int
    at: datetime
    keyword: str | None
    sealed_secret: str | None
    failures_in_row: int | None
    rests_until: datetime | None
    body_format: BodyFormat = "hubbub"


@dataclass(frozen=True, slots=True)
class Try:
    """How asking a server went: its answer, or why there is none."""

    milliseconds: int
    status: int | None = None
    error: str | None = None
    answer: str | None = None


@dataclass(frozen=True, slots=True)
class Tried:
    """A try as the log has it."""

    delivery_id: UUID
    at: datetime
    milliseconds: int
    status: int | None
    error: str | None
    answer: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """A text that is in no conversation, and how far it got."""

    id: UUID
    at: datetime
    sender: str
    went_to: Where
    delivery_id: UUID | None
    target: str | None
    carrier_name: str | None
    state: State | None
    next_at: datetime | None
    reason: str | None


async def put_deliveries(tx: Transaction, texts: Sequence[tuple[UUID, Rule]]) -> list[UUID]:
    """(message, rule) each; their ids."""
    rows = [
        (new_id(), message_id, rule.id, rule.action, rule.target, rule.carrier_id)
        for message_id, rule in texts
    ]
    await tx.execute(PUT, (tx.account, *columns_of(rows, 6)))
    return [row[0] for row in rows]


async def get_delivery(tx: Transaction, id_: UUID) -> Delivery | None:
    return await tx.one(Delivery, GET, (tx.account, id_))


async def lock_delivery(tx: Transaction, id_: UUID) -> Delivery | None:
    """None when nothing is to be done for it any more."""
    return await tx.one(Delivery, LOCK, (tx.account, id_))


async def note_try(tx: Transaction, id_: UUID, tried: Try) -> None:
    values = (tried.milliseconds, tried.status, tried.error, tried.answer)
    await tx.execute(TRIED, (tx.account, id_, new_id(), *values))


async def delivery_handed_on(
    tx: Transaction, id_: UUID, *, message_id: UUID | None = None, mail_id: UUID | None = None
) -> None:
    """It has arrived; or the message, or the mail, has it from now on."""
    await tx.execute(HANDED_ON, (message_id, mail_id, tx.account, id_))


async def delivery_failed(tx: Transaction, id_: UUID, reason: str) -> None:
    await tx.execute(FAILED, (reason, tx.account, id_))


async def delivery_later(tx: Transaction, id_: UUID, pause: timedelta) -> None:
    await tx.execute(LATER, (pause, tx.account, id_))


async def delivery_waits(tx: Transaction, id_: UUID, pause: timedelta) -> None:
    """Without a try."""
    await tx.execute(WAITS, (pause, tx.account, id_))


async def delivery_again(tx: Transaction, id_: UUID, number: str) -> bool:
    """Whether it had failed, and is of a text to this number."""
    return await tx.value(AGAIN, (tx.account, id_, number)) is not None


async def note_health(
    tx: Transaction, configuration_id: UUID, failures: int, rest: timedelta | None
) -> None:
    """How many in a row, and how long nothing is sent there."""
    await tx.execute(HEALTH, (failures, rest, tx.account, configuration_id))


async def newest_aside(tx: Transaction, number: str, most: int) -> list[Aside]:
    return await tx.all(Aside, ASIDE, (tx.account, number, most))


async def tries_of(tx: Transaction, ids: Collection[UUID]) -> list[Tried]:
    return await tx.all(Tried, TRIES, (tx.account, list(ids)))


async def handed_on_perhaps(tx: Transaction) -> None:
    """As the owner: none that waits goes out by itself any more."""
    await tx.execute(PERHAPS_ARRIVED)
