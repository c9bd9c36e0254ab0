"""Rows of senders: our numbers that can text and our names, read as one kind of thing."""

from dataclasses import dataclass
from typing import Final, Literal, LiteralString
from uuid import UUID

from psycopg.errors import UniqueViolation
from psycopg.sql import SQL

from hubbub.features.senders.policy import Use, as_sql
from hubbub.kernel.database import Transaction, columns_of
from hubbub.kernel.errors import FieldError, Invalid
from hubbub.kernel.ids import new_id

SenderKind = Literal["number", "name"]


@dataclass(frozen=True, slots=True)
class Sender:
    account_id: UUID
    id: UUID
    kind: SenderKind
    value: str
    """The number in E.164, or the name."""
    carrier_id: UUID
    carrier_name: str
    carrier_ready: bool
    """Whether texts leave now: it is switched on, and there is a connection to it."""
    country: str | None
    """Of a number that belongs to one."""
    for_every_queue: bool
    queue_ids: list[UUID]
    version: int


SENDERS = """
SELECT n.account_id, n.id, 'number' AS kind, n.number AS value, n.carrier_id, n.country,
       n.for_every_queue, n.version, ARRAY(
           SELECT q.queue_id FROM sender_queues q
           WHERE q.account_id = n.account_id AND q.number_id = n.id ORDER BY q.queue_id
       ) AS queue_ids
FROM numbers n WHERE n.account_id = %(account)s AND 'sms' = ANY(n.capabilities)
UNION ALL
SELECT m.account_id, m.id, 'name', m.name, m.carrier_id, NULL,
       m.for_every_queue, m.version, ARRAY(
           SELECT q.queue_id FROM sender_queues q
           WHERE q.account_id = m.account_id AND q.name_id = m.id ORDER BY q.queue_id
       )
FROM sender_names m WHERE m.account_id = %(account)s
"""
SELECT = f"""
SELECT s.account_id, s.id, s.kind, s.value, s.carrier_id, c.name AS carrier_name,
       c.is_enabled AND c.state = 'bound' AS carrier_ready, s.country, s.for_every_queue,
       s.queue_ids, s.version
FROM ({SENDERS}) s JOIN carriers c ON c.account_id = s.account_id AND c.id = s.carrier_id
"""
ORDER: LiteralString = "ORDER BY s.kind DESC, lower(s.value)"
ALL = f"{SELECT} {ORDER}"
GET = f"{SELECT} WHERE s.id = %(id)s"
BY_VALUE = f"{SELECT} WHERE lower(s.value) = lower(%(value)s)"
USABLE = SQL("{select} WHERE {use} {order}")
COUNTRY = SQL(
    "SELECT s.country FROM ({senders}) s WHERE {use} AND s.country IS NOT NULL "
    "GROUP BY s.country ORDER BY count(*) DESC, s.country LIMIT 1"
)
LOCK: Final[dict[SenderKind, LiteralString]] = {
    "number": "SELECT version FROM numbers WHERE account_id = %s AND id = %s FOR UPDATE",
    "name": "SELECT version FROM sender_names WHERE account_id = %s AND id = %s FOR UPDATE",
}
HOLD: Final[dict[SenderKind, LiteralString]] = {
    "number": "SELECT 1 FROM numbers WHERE account_id = %s AND id = %s FOR SHARE",
    "name": "SELECT 1 FROM sender_names WHERE account_id = %s AND id = %s FOR SHARE",
}
SET: Final[dict[SenderKind, LiteralString]] = {
    "number": "UPDATE numbers SET for_every_queue = %s, version = version + 1 "
    "WHERE account_id = %s AND id = %s",
    "name": "UPDATE sender_names SET for_every_queue = %s, version = version + 1 "
    "WHERE account_id = %s AND id = %s",
}
FORGET = (
    "DELETE FROM sender_queues WHERE account_id = %(account)s AND %(id)s IN (number_id, name_id)"
)
CHOOSE = """
INSERT INTO sender_queues (account_id, id, queue_id, number_id, name_id)
SELECT %s, q.* FROM unnest(%b::uuid[], %b::uuid[], %b::uuid[], %b::uuid[]) AS q
"""
COUNT_NAMES = "SELECT count(*) FROM sender_names WHERE account_id = %s"
INSERT = "INSERT INTO sender_names (account_id, id, name, carrier_id) VALUES (%s, %s, %s, %s)"
DELETE = "DELETE FROM sender_names WHERE account_id = %s AND id = %s"
NAMES = f"SELECT s.id, s.value FROM ({SENDERS}) s WHERE s.id = ANY(%(ids)s)"


async def all_senders(tx: Transaction) -> list[Sender]:
    """Numbers first."""
    return await tx.all(Sender, ALL, {"account": tx.account})


async def usable_senders(tx: Transaction, use: Use) -> list[Sender]:
    """Those that whoever has this use of them may begin a conversation from."""
    condition = as_sql(use)
    query = USABLE.format(select=SQL(SELECT), use=condition.sql, order=SQL(ORDER))
    return await tx.all(Sender, query, {"account": tx.account, **condition.params})


async def usual_country(tx: Transaction, use: Use) -> str | None:
    """That of most of the numbers that whoever has this use may write from."""
    condition = as_sql(use)
    query = COUNTRY.format(senders=SQL(SENDERS), use=condition.sql)
    return await tx.value(query, {"account": tx.account, **condition.params})


async def get_sender(tx: Transaction, sender_id: UUID) -> Sender | None:
    return await tx.one(Sender, GET, {"account": tx.account, "id": sender_id})


async def find_sender(tx: Transaction, value: str) -> Sender | None:
    """By its number in E.164, or its name in any case."""
    return await tx.one(Sender, BY_VALUE, {"account": tx.account, "value": value})


async def lock_sender(tx: Transaction, sender_id: UUID) -> Sender | None:
    """The sender, which nobody else changes until the end of the transaction."""
    for statement in LOCK.values():
        await tx.rows(statement, (tx.account, sender_id))
    return await get_sender(tx, sender_id)


async def hold_sender(tx: Transaction, sender_id: UUID) -> Sender | None:
    """The sender, which nobody changes until the end of the transaction; others hold it too."""
    for statement in HOLD.values():
        await tx.rows(statement, (tx.account, sender_id))
    return await get_sender(tx, sender_id)


async def put_queues(
    tx: Transaction, sender: Sender, for_every_queue: bool, queue_ids: list[UUID]
) -> None:
    """Of a locked sender, one version further."""
    await tx.execute(FORGET, {"account": tx.account, "id": sender.id})
    number_id = sender.id if sender.kind == "number" else None
    name_id = sender.id if sender.kind == "name" else None
    rows = [(new_id(), queue_id, number_id, name_id) for queue_id in sorted(queue_ids)]
    await tx.execute(CHOOSE, (tx.account, *columns_of(rows, 4)))
    await tx.execute(SET[sender.kind], (for_every_queue, tx.account, sender.id))


async def count_names(tx: Transaction) -> int:
    return int(await tx.value(COUNT_NAMES, (tx.account,)))


async def insert_name(tx: Transaction, name: str, carrier_id: UUID) -> UUID:
    """Raises Invalid where the account has it already, in whatever case."""
    name_id = new_id()
    try:
        async with tx.savepoint():
            await tx.execute(INSERT, (tx.account, name_id, name, carrier_id))
    except UniqueViolation as error:
        raise Invalid([FieldError("name", "There is a sender of this name already.")]) from error
    return name_id


async def delete_name(tx: Transaction, name_id: UUID) -> None:
    await tx.execute(DELETE, (tx.account, name_id))


async def sender_names(tx: Transaction, ids: list[UUID]) -> dict[UUID, str]:
    """What senders are called: a number is its own name."""
    found = await tx.rows(NAMES, {"account": tx.account, "ids": ids})
    return {row[0]: row[1] for row in found}
