"""Reads the people whom somebody may write to first, because he sees a conversation of theirs."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from psycopg.sql import SQL, Composable

from hubbub.access.visibility import Reach, as_sql
from hubbub.features.messages.channels import channel
from hubbub.kernel.database import Transaction
from hubbub.kernel.ids import Id


@dataclass(frozen=True, slots=True)
class KnownRecipient:
    id: Id
    name: str | None
    phone: str
    open_conversation_id: Id | None
    """Of those that are within reach."""


LOOKED_AT = 500
# Those who were in touch last with whom he sees, and of all whom the search could mean those who
# were met last: however many there are, no more than so many are looked at more closely.
CANDIDATES = SQL(
    """
    SELECT person_id FROM (
        SELECT c.person_id FROM conversations c WHERE c.account_id = %(account)s AND {seen}
        ORDER BY c.last_message_at DESC, c.id DESC LIMIT %(looked_at)s) recent
    UNION SELECT id FROM (
        SELECT p.id FROM people p WHERE p.account_id = %(account)s AND {narrow}
        ORDER BY p.id DESC LIMIT %(looked_at)s) matching
"""
)
FOUND = SQL(
    """
WITH candidates (id) AS MATERIALIZED ({candidates})
SELECT p.id, p.name, p.phone,
       (array_agg(c.id) FILTER (WHERE c.status <> 'closed' AND c.channel_group = %(group)s))[1]
           AS open_conversation_id
FROM candidates
JOIN people p ON p.account_id = %(account)s AND p.id = candidates.id
JOIN conversations c ON c.account_id = p.account_id AND c.person_id = p.id
WHERE p.account_id = %(account)s AND p.erased_at IS NULL AND {seen} AND {narrow}
GROUP BY p.account_id, p.id
ORDER BY max(c.last_message_at) DESC, p.id LIMIT %(limit)s
"""
)
MATCHING = SQL("(p.name ILIKE %(like)s OR (%(digits)s <> '' AND p.phone LIKE %(phone)s))")
ANYBODY = SQL("TRUE")
ONE = SQL("SELECT %(person)s::uuid")


async def find_recipients(
    tx: Transaction, reach: Reach, search: str, limit: int
) -> list[KnownRecipient]:
    """By a part of the name or of the number; those who were in touch last come first."""
    digits = "".join(c for c in search if c in "0123456789").lstrip("0")
    escaped = search.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    params = {
        "like": f"%{escaped}%", "digits": digits, "phone": f"%{digits}%", "limit": limit,
        "looked_at": LOOKED_AT,
    }  # fmt: skip
    narrow = MATCHING if search else ANYBODY
    candidates = CANDIDATES.format(seen=as_sql(reach, "c").sql, narrow=narrow)
    return await _read(tx, reach, (candidates, narrow), params)


async def get_recipient(tx: Transaction, reach: Reach, person_id: UUID) -> KnownRecipient | None:
    found = await _read(tx, reach, (ONE, ANYBODY), {"person": person_id, "limit": 1})
    return found[0] if found else None


async def _read(
    tx: Transaction,
    reach: Reach,
    among: tuple[Composable, Composable],
    params: Mapping[str, object],
) -> list[KnownRecipient]:
    """Among the candidates those who are meant."""
    seen = as_sql(reach, "c")
    return await tx.all(
        KnownRecipient,
        FOUND.format(candidates=among[0], seen=seen.sql, narrow=among[1]),
        {"account": tx.account, "group": channel("sms").group, **seen.params, **params},
    )
