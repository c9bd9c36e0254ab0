"""Rows of people."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from hubbub.kernel.database import Transaction, columns_of
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
INSERT INTO people (account_id, id, phone)
SELECT %s, p.* FROM unnest(%b::uuid[], %b::text[]) AS p
ON CONFLICT (account_id, phone) DO UPDATE SET version = people.version
RETURNING {COLUMNS}, xmax = 0
"""
GET = f"SELECT {COLUMNS} FROM people WHERE account_id = %s AND id = %s"
RENAME = f"""
UPDATE people SET name = %s, version = version + 1 WHERE account_id = %s AND id = %s
RETURNING {COLUMNS}
"""


async def meet(tx: Transaction, phones: Iterable[str]) -> dict[str, tuple[Person, bool]]:
    """The people with these numbers, and whether each is new."""
    # In one order, so that no two transactions wait for each other both at once.
    rows = [(new_id(), phone) for phone in sorted(set(phones))]
    found = await tx.rows(MEET, (tx.account, *columns_of(rows, 2)))
    return {row[2]: (Person(*row[:5]), row[5]) for row in found}


async def get_person(tx: Transaction, person_id: UUID) -> Person | None:
    return await tx.one(Person, GET, (tx.account, person_id))


async def rename(tx: Transaction, person_id: UUID, name: str | None) -> Person | None:
    return await tx.one(Person, RENAME, (name, tx.account, person_id))
