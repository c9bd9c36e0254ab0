"""Rows of demos."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from hubbub.kernel.database import Transaction

State = Literal["filling", "ready"]

COUNT = "SELECT demo_count()"
INSERT = "INSERT INTO demos (account_id, until) VALUES (%s, %s)"
GET = "SELECT account_id, until, state, done, total, people FROM demos WHERE account_id = %s"
MOVE = """
UPDATE demos SET done = %s, total = %s, moved_at = now()
WHERE account_id = %s AND state = 'filling'
"""
READY = """
UPDATE demos SET state = 'ready', done = total, people = %s, moved_at = now()
WHERE account_id = %s
"""
PEOPLE = """
SELECT u.id, u.name, coalesce((
    SELECT string_agg(r.name, ', ' ORDER BY r.default_key NULLS LAST, r.name)
    FROM user_roles ur JOIN roles r ON r.account_id = ur.account_id AND r.id = ur.role_id
    WHERE ur.account_id = u.account_id AND ur.user_id = u.id), '')
FROM demos d JOIN users u ON u.account_id = d.account_id AND u.id = ANY(d.people)
WHERE d.account_id = %s AND u.state = 'enabled' ORDER BY array_position(d.people, u.id)
"""


@dataclass(frozen=True, slots=True)
class Demo:
    """A demo as it stands: how much of it is there, and when it goes."""

    account_id: UUID
    until: datetime
    state: State
    done: int
    total: int
    people: list[UUID]


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Somebody of a demo through whose eyes it can be looked at."""

    id: UUID
    name: str
    roles: str


async def count_demos(tx: Transaction) -> int:
    """Of the whole installation."""
    return await tx.value(COUNT)


async def insert_demo(tx: Transaction, until: datetime) -> None:
    await tx.execute(INSERT, (tx.account, until))


async def get_demo(tx: Transaction) -> Demo | None:
    """The demo that the account of the transaction is, if it is one."""
    return await tx.one(Demo, GET, (tx.account,))


async def people_of_demo(tx: Transaction) -> list[DemoPerson]:
    return [DemoPerson(*row) for row in await tx.rows(PEOPLE, (tx.account,))]


async def demo_moved(tx: Transaction, done: int, total: int) -> None:
    await tx.execute(MOVE, (done, total, tx.account))


async def demo_ready(tx: Transaction, people: list[UUID]) -> None:
    await tx.execute(READY, (people, tx.account))
