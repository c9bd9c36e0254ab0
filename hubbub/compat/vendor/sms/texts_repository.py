"""Rows of what other programs sent: put down by the id that they call it by, and found by it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from hubbub.compat.vendor.sms.asked import Marks
from hubbub.kernel.database import Transaction, columns_of

# Who comes second with an id waits here for who came first. The message may follow its row.
CLAIM = """
INSERT INTO wire_texts (account_id, message_id, wire_id, bulk_id, api, callback_data, entity_id,
                        application_id, campaign_id, wants_report, notify_url)
SELECT %s, t.* FROM unnest(%b::uuid[], %b::text[], %b::text[], %b::int2[], %b::text[], %b::text[],
                           %b::text[], %b::text[], %b::bool[], %b::text[]) AS t
ON CONFLICT (account_id, wire_id) DO NOTHING
RETURNING message_id
"""
FOUND = """
SELECT t.wire_id, t.bulk_id, m.number, p.phone, m.text, m.segments
FROM wire_texts t
JOIN messages m ON m.account_id = t.account_id AND m.id = t.message_id
JOIN people p ON p.account_id = m.account_id AND p.id = m.person_id
WHERE t.account_id = %s AND t.wire_id = ANY(%s)
"""
ENDED = """
UPDATE wire_texts SET done_at = now(),
    report_at = CASE WHEN wants_report AND notify_url IS NULL THEN now() ELSE report_at END
WHERE account_id = %s AND message_id = %s
RETURNING api, CASE WHEN wants_report THEN notify_url END
"""


@dataclass(frozen=True, slots=True)
class Row:
    """What is kept of a text beside the message itself."""

    message_id: UUID
    wire_id: str
    bulk_id: str
    api: int
    marks: Marks

    def columns(self) -> tuple[Any, ...]:
        marks = self.marks
        return (
            self.message_id, self.wire_id, self.bulk_id, self.api, marks.callback_data,
            marks.entity_id, marks.application_id, marks.campaign_id, marks.wants_report,
            marks.notify_url,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sent:
    """A text that was sent under an id."""

    wire_id: str
    bulk_id: str
    number: str
    phone: str
    text: str
    segments: int


async def claim_ids(tx: Transaction, rows: Sequence[Row]) -> set[UUID]:
    """The messages whose ids nobody used before; the others are not put down."""
    # In one order, so that no two transactions wait for each other both at once.
    ordered = sorted(rows, key=lambda row: row.wire_id)
    columns = columns_of([row.columns() for row in ordered], 10)
    return {row[0] for row in await tx.rows(CLAIM, (tx.account, *columns))}


async def sent_as(tx: Transaction, wire_ids: Sequence[str]) -> dict[str, Sent]:
    return {each.wire_id: each for each in await tx.all(Sent, FOUND, (tx.account, list(wire_ids)))}


async def text_ended(tx: Transaction, message_id: UUID) -> tuple[int, str] | None:
    """Its report can be pulled from now on; or the version and the address for which it is to be
    pushed."""
    row = await tx.row(ENDED, (tx.account, message_id))
    return None if row is None or row[1] is None else (row[0], row[1])
