"""Rows of people."""

from dataclasses import dataclass
from uuid import UUID

from hubbub.kernel.database import Transaction
from hubbub.kernel.ids import new_id


@dataclass(frozen=True, slots=True)
class Person:
    account_id: UUID
    id: UUID
    phone: str
    name: str | None
    version: int


COLUMNS = "account_id, id, phone, name, version"
# The update that changes nothing makes the row come back, and locks it, when it is there already.
# Not of the phone: it is a key, and so strong a lock would block whoever answers this person.
MEET = f"""
INSERT INTO people (account_id, id, phone) VALUES (%s, %s, %s)
ON CONFLICT (account_id, phone) DO UPDATE SET version = people.version
RETURNING {COLUMNS}, xmax = 0
"""
GET = f"SELECT {COLUMNS} FROM people WHERE account_id = %s AND id = %s"
RENAME = f"""
UPDATE people SET name = %s, version = version + 1 WHERE account_id = %s AND id = %s
RETURNING {COLUMNS}
"""


async def meet(tx: Transaction, phone: str) -> tuple[Person, bool]:
    """The person with this number, and whether he is new."""
    row = await tx.row(MEET, (tx.account, new_id(), phone))
    assert row is not None
    return Person(*row[:5]), row[5]


async def get_person(tx: Transaction, person_id: UUID) -> Person | None:
    return await tx.one(Person, GET, (tx.account, person_id))


async def rename(tx: Transaction, person_id: UUID, name: str | None) -> Person | None:
    return await tx.one(Person, RENAME, (name, tx.account, person_id))
