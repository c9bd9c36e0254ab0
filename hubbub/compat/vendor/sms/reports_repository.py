"""Reads texts of other programs with what became of them: each report once, and the log."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from hubbub.kernel.database import Transaction

KEPT = timedelta(hours=48)
"""How long reports wait to be pulled, and how far back the log goes, as the interface has it."""

COLUMNS = """t.message_id, t.place, t.created_at, t.wire_id, t.bulk_id, t.callback_data,
t.entity_id, t.application_id, t.campaign_id, m.number, p.phone, m.text, m.status, m.failure_code,
m.failure_detail,
(SELECT s.outcome FROM sms_parts s
 WHERE s.account_id = t.account_id AND s.message_id = t.message_id AND s.attempt = m.attempt
   AND s.outcome IS NOT NULL LIMIT 1) AS outcome,
m.segments, coalesce(m.sent_at, greatest(m.send_at, t.created_at)) AS sent_at,
coalesce(m.delivered_at, t.done_at) AS done_at"""
JOINED = """JOIN messages m ON m.account_id = t.account_id AND m.id = t.message_id
JOIN people p ON p.account_id = m.account_id AND p.id = m.person_id"""
PULL = f"""
WITH due AS MATERIALIZED (
    SELECT account_id, message_id FROM wire_texts
    WHERE account_id = %(account)s AND report_at > now() - %(kept)s
      AND (%(bulk)s::text IS NULL OR bulk_id = %(bulk)s)
      AND (%(id)s::text IS NULL OR wire_id = %(id)s)
      AND (%(entity)s::text IS NULL OR entity_id = %(entity)s)
      AND (%(application)s::text IS NULL OR application_id = %(application)s)
      AND (%(campaign)s::text IS NULL OR campaign_id = %(campaign)s)
    ORDER BY report_at LIMIT %(limit)s FOR UPDATE SKIP LOCKED
),
t AS (
    UPDATE wire_texts SET report_at = NULL FROM due
    WHERE wire_texts.account_id = due.account_id AND wire_texts.message_id = due.message_id
    RETURNING wire_texts.*
)
SELECT {COLUMNS} FROM t {JOINED} ORDER BY t.place
"""
THESE = f"""
SELECT {COLUMNS} FROM wire_texts t {JOINED}
WHERE t.account_id = %s AND t.message_id = ANY(%s) ORDER BY t.place
"""
GROUP = """CASE m.status WHEN 'delivered' THEN 'DELIVERED' WHEN 'unknown' THEN 'EXPIRED'
    WHEN 'failed' THEN CASE WHEN EXISTS (
        SELECT FROM sms_parts s WHERE s.account_id = t.account_id AND s.message_id = t.message_id
          AND s.attempt = m.attempt AND s.outcome = 'expired') THEN 'EXPIRED'
        ELSE 'UNDELIVERABLE' END
    ELSE 'PENDING' END"""
LOG = f"""
SELECT {COLUMNS} FROM wire_texts t {JOINED}
WHERE t.account_id = %(account)s AND t.created_at > now() - %(kept)s
  AND (%(before)s::timestamptz IS NULL OR (t.created_at, t.place) < (%(before)s, %(place)s))
  AND (%(number)s::text IS NULL OR m.number = %(number)s)
  AND (%(phone)s::text IS NULL OR p.phone = %(phone)s)
  AND (%(bulks)s::text[] IS NULL OR t.bulk_id = ANY(%(bulks)s))
  AND (%(ids)s::text[] IS NULL OR t.wire_id = ANY(%(ids)s))
  AND (%(entity)s::text IS NULL OR t.entity_id = %(entity)s)
  AND (%(application)s::text IS NULL OR t.application_id = %(application)s)
  AND (%(campaigns)s::text[] IS NULL OR t.campaign_id = ANY(%(campaigns)s))
  AND (%(group)s::text IS NULL OR {GROUP} = %(group)s)
  AND (%(since)s::timestamptz IS NULL
       OR coalesce(m.sent_at, greatest(m.send_at, t.created_at)) >= %(since)s)
  AND (%(until)s::timestamptz IS NULL
       OR coalesce(m.sent_at, greatest(m.send_at, t.created_at)) <= %(until)s)
ORDER BY t.created_at DESC, t.place DESC LIMIT %(limit)s
"""


@dataclass(frozen=True, slots=True)
class Told:
    """A text and what became of it. `sent_at` is when it is or was to be sent."""

    message_id: UUID
    place: int
    created_at: datetime
    wire_id: str
    bulk_id: str
    callback_data: str | None
    entity_id: str | None
    application_id: str | None
    campaign_id: str | None
    number: str
    phone: str
    text: str
    status: str
    failure_code: str | None
    failure_detail: str | None
    outcome: str | None
    segments: int
    sent_at: datetime
    done_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Of:
    """Which reports are pulled."""

    bulk: str | None = None
    id: str | None = None
    entity: str | None = None
    application: str | None = None
    campaign: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which texts of the log, the newest first, below a place."""

    number: str | None = None
    phone: str | None = None
    bulks: list[str] | None = None
    ids: list[str] | None = None
    entity: str | None = None
    application: str | None = None
    campaigns: list[str] | None = None
    group: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    before: datetime | None = None
    place: int | None = None

    def params(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__slots__}


async def pull_reports(tx: Transaction, of: Of, limit: int) -> list[Told]:
    """Those that wait, which wait no more: nobody else gets one of them."""
    params = {name: getattr(of, name) for name in of.__slots__}
    values = {**params, "account": tx.account, "kept": KEPT, "limit": limit}
    return await tx.all(Told, PULL, values)


async def told_of(tx: Transaction, message_ids: list[UUID]) -> list[Told]:
    return await tx.all(Told, THESE, (tx.account, message_ids))


async def read_log(tx: Transaction, wanted: Wanted, limit: int) -> list[Told]:
    values = {**wanted.params(), "account": tx.account, "kept": KEPT, "limit": limit}
    return await tx.all(Told, LOG, values)
