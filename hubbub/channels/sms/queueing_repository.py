"""Rows of the parts of a text that is to go out, and what a phone joins them by."""

from collections.abc import Sequence
from uuid import UUID

from hubbub.kernel.database import Transaction, columns_of

ADD_PARTS = """
WITH added AS (
    INSERT INTO sms_parts (account_id, message_id, attempt, part, carrier_id, is_bulk, next_at)
    SELECT m.account_id, m.id, queued.attempt, part, m.carrier_id, m.is_bulk,
           greatest(now(), m.send_at)
    FROM unnest(%(messages)b::uuid[], %(attempts)b::int[]) AS queued (id, attempt)
    JOIN messages m ON m.account_id = %(account)s AND m.id = queued.id
    JOIN carriers c ON c.account_id = m.account_id AND c.id = m.carrier_id,
         generate_series(1, CASE WHEN c.takes_whole_texts THEN 1 ELSE m.segments END) part
    WHERE m.channel = 'sms'
    ON CONFLICT DO NOTHING RETURNING part)
SELECT count(*)::int, coalesce(max(part), 0) FROM added
"""
# A phone joins parts by who sent them and one byte (3GPP TS 23.040, 9.2.3.24.1), and keeps those of
# a text that never became whole. By chance one in 256 texts would be joined with another's parts.
SET_REFERENCES = """
WITH long AS (
    SELECT m.id, queued.attempt, m.person_id, row_number() OVER its - 1 AS place,
           get_byte(uuid_send(first_value(m.id) OVER its), 15) AS start
    FROM unnest(%(messages)b::uuid[], %(attempts)b::int[]) AS queued (id, attempt)
    JOIN messages m ON m.account_id = %(account)s AND m.id = queued.id
    JOIN sms_parts s ON s.account_id = m.account_id AND s.message_id = m.id
        AND s.attempt = queued.attempt AND s.part = 2 AND s.reference IS NULL
    WINDOW its AS (PARTITION BY m.person_id ORDER BY m.id, queued.attempt)
),
used AS (
    SELECT person_id, array_agg(DISTINCT s.reference) AS by_others
    FROM (SELECT DISTINCT person_id FROM long) whom, LATERAL (
        SELECT id FROM (
            SELECT id, segments, direction, created_at FROM messages m
            WHERE m.account_id = %(account)s AND m.person_id = whom.person_id
            ORDER BY m.created_at DESC LIMIT 2000) recent
        WHERE segments > 1 AND direction = 'outbound' ORDER BY created_at DESC LIMIT 200) latest
    JOIN sms_parts s ON s.account_id = %(account)s AND s.message_id = latest.id
        AND s.reference IS NOT NULL
    GROUP BY person_id
)
UPDATE sms_parts s SET reference = free.reference
FROM long LEFT JOIN used USING (person_id), LATERAL (
    SELECT reference FROM generate_series(0, 255) reference
    WHERE reference <> ALL(coalesce(used.by_others, '{}'))
    ORDER BY (reference - long.start) & 255 OFFSET long.place LIMIT 1) free
WHERE s.account_id = %(account)s AND s.message_id = long.id AND s.attempt = long.attempt
"""


async def add_parts(tx: Transaction, queued: Sequence[tuple[UUID, int]]) -> int:
    """One row a segment of each (message, attempt), to be handed to the carrier."""
    messages, attempts = columns_of(queued, 2)
    params = {"account": tx.account, "messages": messages, "attempts": attempts}
    added, longest = await tx.row(ADD_PARTS, params) or (0, 0)
    if longest > 1:
        await tx.execute(SET_REFERENCES, params)
    return added
