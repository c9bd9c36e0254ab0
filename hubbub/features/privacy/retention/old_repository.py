"""Finds what is older than an account keeps it, and counts it for a look before; held things are
left alone."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from hubbub.kernel.database import Transaction

CONVERSATIONS = 50
"""So many are opened for a chunk of texts."""
MOST_COUNTED = 100_000

OLD = """
FROM conversations c JOIN people p ON p.account_id = c.account_id AND p.id = c.person_id
WHERE c.account_id = %(account)s AND c.status = 'closed' AND c.erased_at IS NULL
  AND c.closed_at < %(before)s AND c.held_at IS NULL AND p.held_at IS NULL
"""
# With their people, so that no hold is laid upon either while the texts go. Whoever is busy just
# now is left for the next time: to wait could be to wait for each other.
CLOSED = f"""
SELECT c.id {OLD} ORDER BY c.closed_at, c.id LIMIT %(limit)s
FOR NO KEY UPDATE OF c SKIP LOCKED FOR SHARE OF p SKIP LOCKED
"""
COUNT_CLOSED = f"SELECT count(*) FROM (SELECT 1 {OLD} LIMIT %(limit)s) AS found"
TEXTS = """
SELECT m.id FROM conversation_messages k
JOIN messages m ON m.account_id = k.account_id AND m.id = k.message_id
WHERE k.account_id = %s AND k.conversation_id = ANY(%s) AND m.erased_at IS NULL
ORDER BY m.id LIMIT %s
"""
EMPTIED = """
UPDATE conversations SET erased_at = now(), topic = NULL WHERE account_id = %s AND id = ANY(%s)
"""
# Ids begin with the time at which they were made, so that the key is an order in time.
ASIDE = """
SELECT m.id,
       m.erased_at IS NULL AND p.held_at IS NULL AND NOT EXISTS (
           SELECT FROM conversation_messages k
           WHERE k.account_id = m.account_id AND k.message_id = m.id),
       m.person_id
FROM messages m JOIN people p ON p.account_id = m.account_id AND p.id = m.person_id
WHERE m.account_id = %(account)s AND m.id < %(before)s
  AND m.id > coalesce((SELECT aside_until FROM retention_rules
                       WHERE account_id = %(account)s), '00000000-0000-0000-0000-000000000000')
ORDER BY m.id LIMIT %(limit)s
"""
NOT_HELD = """
SELECT id FROM people WHERE account_id = %s AND id = ANY(%s) AND held_at IS NULL
FOR SHARE SKIP LOCKED
"""
COUNT_ASIDE = """
SELECT count(*) FROM (
    SELECT FROM messages m JOIN people p ON p.account_id = m.account_id AND p.id = m.person_id
    WHERE m.account_id = %(account)s AND m.id < %(before)s AND m.erased_at IS NULL
      AND p.held_at IS NULL AND NOT EXISTS (
        SELECT FROM conversation_messages k
        WHERE k.account_id = m.account_id AND k.message_id = m.id)
    LIMIT %(limit)s) AS found
"""
PASSED = "UPDATE retention_rules SET aside_until = %s WHERE account_id = %s"
SILENT = """
FROM people p WHERE p.account_id = %(account)s AND p.erased_at IS NULL AND p.held_at IS NULL
  AND p.created_at < %(before)s
  AND NOT EXISTS (SELECT FROM messages m WHERE m.account_id = p.account_id
                  AND m.person_id = p.id AND m.created_at >= %(before)s)
  AND NOT EXISTS (SELECT FROM conversations c WHERE c.account_id = p.account_id
                  AND c.person_id = p.id AND (c.status <> 'closed' OR c.held_at IS NOT NULL))
"""
PEOPLE = f"SELECT p.id {SILENT} ORDER BY p.id LIMIT %(limit)s"
IS_SILENT = f"SELECT EXISTS (SELECT 1 {SILENT} AND p.id = %(person)s)"
COUNT_PEOPLE = f"SELECT count(*) FROM (SELECT 1 {SILENT} LIMIT %(limit)s) AS found"
OF_AUDIT = """
FROM audit_values v JOIN audit a ON a.account_id = v.account_id AND a.seq = v.audit_seq
WHERE v.account_id = %(account)s AND a.at < %(before)s
"""
VALUES = f"""
DELETE FROM audit_values WHERE (account_id, audit_seq, side, field) IN (
    SELECT v.account_id, v.audit_seq, v.side, v.field {OF_AUDIT} LIMIT %(limit)s)
"""
COUNT_VALUES = f"SELECT count(*) FROM (SELECT 1 {OF_AUDIT} LIMIT %(limit)s) AS found"
OF_DELIVERIES = """
FROM webhook_deliveries d WHERE d.account_id = %(account)s AND d.state <> 'waiting'
  AND d.ended_at < %(before)s
"""
DELIVERIES = f"""
DELETE FROM webhook_deliveries WHERE (account_id, id) IN (
    SELECT d.account_id, d.id {OF_DELIVERIES} LIMIT %(limit)s)
"""
COUNT_DELIVERIES = f"SELECT count(*) FROM (SELECT 1 {OF_DELIVERIES} LIMIT %(limit)s) AS found"
OF_TRIES = """
FROM inbound_tries t JOIN inbound_deliveries d
    ON d.account_id = t.account_id AND d.id = t.delivery_id
WHERE t.account_id = %(account)s AND t.at < %(before)s AND d.state <> 'waiting'
"""
TRIES = f"""
DELETE FROM inbound_tries WHERE (account_id, delivery_id, id) IN (
    SELECT t.account_id, t.delivery_id, t.id {OF_TRIES} LIMIT %(limit)s)
"""
COUNT_TRIES = f"SELECT count(*) FROM (SELECT 1 {OF_TRIES} LIMIT %(limit)s) AS found"
OF_ORDERS = """
FROM number_orders o WHERE o.account_id = %(account)s AND o.ended_at < %(before)s
  AND o.documents <> '{}'
"""
ORDERS = f"SELECT o.id {OF_ORDERS} ORDER BY o.ended_at LIMIT %(limit)s"
COUNT_ORDERS = f"SELECT count(*) FROM (SELECT 1 {OF_ORDERS} LIMIT %(limit)s) AS found"


def _first_at(moment: datetime) -> UUID:
    """Below every id that is made from then on (RFC 9562, 5.7)."""
    return UUID(int=int(moment.timestamp() * 1000) << 80)


def _params(tx: Transaction, before: datetime, limit: int) -> dict[str, object]:
    return {"account": tx.account, "before": before, "limit": limit}


async def old_conversations(tx: Transaction, before: datetime) -> list[UUID]:
    """Closed before a moment, not looked at yet; locked."""
    rows = await tx.rows(CLOSED, _params(tx, before, CONVERSATIONS))
    return [row[0] for row in rows]


async def texts_in(tx: Transaction, conversation_ids: Sequence[UUID], limit: int) -> list[UUID]:
    values = (tx.account, list(conversation_ids), limit)
    return [row[0] for row in await tx.rows(TEXTS, values)]


async def conversations_emptied(tx: Transaction, ids: Sequence[UUID]) -> None:
    await tx.execute(EMPTIED, (tx.account, list(ids)))


async def old_texts_aside(
    tx: Transaction, before: datetime, limit: int
) -> tuple[list[UUID], UUID | None]:
    """Those in no conversation among the next messages, and the last of all that were looked at;
    None at the end, or where somebody is busy just now, which is gone on from the next time."""
    params = {**_params(tx, before, limit), "before": _first_at(before)}
    rows = await tx.rows(ASIDE, params)
    people = list({person_id for _, goes, person_id in rows if goes})
    found = await tx.rows(NOT_HELD, (tx.account, people)) if people else []
    locked = {row[0] for row in found}
    going: list[UUID] = []
    last: UUID | None = None
    for id_, goes, person_id in rows:
        if goes and person_id not in locked:
            break
        going += [id_] if goes else []
        last = id_
    return going, last


async def aside_passed(tx: Transaction, until: UUID) -> None:
    await tx.execute(PASSED, (until, tx.account))


async def silent_people(tx: Transaction, before: datetime, limit: int) -> list[UUID]:
    """Who has neither written nor been written to since a moment."""
    return [row[0] for row in await tx.rows(PEOPLE, _params(tx, before, limit))]


async def is_silent(tx: Transaction, person_id: UUID, before: datetime) -> bool:
    return bool(await tx.value(IS_SILENT, {**_params(tx, before, 1), "person": person_id}))


async def erase_audit_values(tx: Transaction, before: datetime, limit: int) -> int:
    """The rows and their chain stay as they are."""
    return await tx.execute(VALUES, _params(tx, before, limit))


async def erase_deliveries(tx: Transaction, before: datetime, limit: int) -> int:
    """What was told to others, and what they answered."""
    gone = await tx.execute(DELIVERIES, _params(tx, before, limit))
    return gone + await tx.execute(TRIES, _params(tx, before, limit))


async def orders_with_files(tx: Transaction, before: datetime, limit: int) -> list[UUID]:
    return [row[0] for row in await tx.rows(ORDERS, _params(tx, before, limit))]


async def count_old(tx: Transaction, kind: str, before: datetime) -> int:
    """How much the rule would erase now, counted up to `MOST_COUNTED`."""
    params = _params(tx, before, MOST_COUNTED)
    match kind:
        case "texts":
            aside = await tx.value(COUNT_ASIDE, {**params, "before": _first_at(before)})
            return await tx.value(COUNT_CLOSED, params) + aside
        case "people":
            return await tx.value(COUNT_PEOPLE, params)
        case "audit":
            return await tx.value(COUNT_VALUES, params)
        case "deliveries":
            return await tx.value(COUNT_DELIVERIES, params) + await tx.value(COUNT_TRIES, params)
        case _:
            return await tx.value(COUNT_ORDERS, params)
