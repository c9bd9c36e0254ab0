"""Reads all that is known of a person, in chunks and in order."""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from hubbub.kernel.database import Transaction
from hubbub.kernel.ids import Id

CHUNK = 500
START = (datetime.min.replace(tzinfo=UTC), UUID(int=0))

CONVERSATIONS = """
SELECT id, channel, number, topic, status, created_at, closed_at FROM conversations
WHERE account_id = %s AND person_id = %s AND (created_at, id) > (%s, %s) AND created_at <= %s
ORDER BY created_at, id LIMIT %s
"""
TEXTS = """
SELECT m.id, k.conversation_id, m.created_at, m.direction, m.channel, m.number,
       m.author_kind AS author, m.text, m.status, m.sent_at, m.delivered_at, m.went_to,
       m.erased_at
FROM messages m
LEFT JOIN conversation_messages k ON k.account_id = m.account_id AND k.message_id = m.id
WHERE m.account_id = %s AND m.person_id = %s AND (m.created_at, m.id) > (%s, %s)
  AND m.created_at <= %s
ORDER BY m.created_at, m.id LIMIT %s
"""
COUNT = "SELECT count(*) FROM conversations WHERE account_id = %s AND person_id = %s"


@dataclass(frozen=True, slots=True)
class OfConversation:
    id: Id
    channel: str
    number: str
    topic: str | None
    status: str
    created_at: datetime
    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class OfText:
    """A text from or to a person. Who of the account wrote it is not told: those are other
    people's data."""

    id: Id
    conversation_id: Id | None
    created_at: datetime
    direction: str
    channel: str
    number: str
    author: str
    text: str
    status: str
    sent_at: datetime | None
    delivered_at: datetime | None
    went_to: str | None
    erased_at: datetime | None


Place = tuple[datetime, UUID]


async def conversations_after(
    tx: Transaction, person_id: UUID, place: Place, until: datetime
) -> list[OfConversation]:
    values = (tx.account, person_id, *place, until, CHUNK)
    return await tx.all(OfConversation, CONVERSATIONS, values)


async def texts_after(
    tx: Transaction, person_id: UUID, place: Place, until: datetime
) -> list[OfText]:
    return await tx.all(OfText, TEXTS, (tx.account, person_id, *place, until, CHUNK))


async def count_conversations(tx: Transaction, person_id: UUID) -> int:
    return await tx.value(COUNT, (tx.account, person_id))
