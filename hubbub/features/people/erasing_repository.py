"""Rows of people as those see them who look after personal data: what is kept, held, erased."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hubbub.kernel.database import Transaction


@dataclass(frozen=True, slots=True)
class KnownPerson:
    id: UUID
    phone: str
    name: str | None
    version: int
    created_at: datetime
    erased_at: datetime | None
    held_at: datetime | None
    """Since when nothing of him may be erased."""


COLUMNS = "id, phone, name, version, created_at, erased_at, held_at"
GET = f"SELECT {COLUMNS} FROM people WHERE account_id = %s AND id = %s"
BY_PHONE = f"SELECT {COLUMNS} FROM people WHERE account_id = %s AND phone = %s"
# As whoever takes a text of his in locks him, so that one waits for the other; not stronger, since
# whoever answers him holds a conversation meanwhile.
LOCK = f"{GET} FOR NO KEY UPDATE"
BUMP = "UPDATE people SET version = version + 1 WHERE account_id = %s AND id = %s RETURNING version"
HOLD = """
UPDATE people SET held_at = CASE WHEN %s THEN coalesce(held_at, now()) END, version = version + 1
WHERE account_id = %s AND id = %s RETURNING version
"""
# Longer than any address that somebody can write from, so that nobody is taken for him.
ENTOMB = """
UPDATE people SET phone = 'erased person ' || replace(id::text, '-', ''), name = NULL,
    erased_at = now(), version = version + 1
WHERE account_id = %s AND id = %s RETURNING version
"""
BEGINNINGS = "SELECT id, created_at FROM people WHERE account_id = %s AND id = ANY(%s)"


async def known_person(tx: Transaction, person_id: UUID) -> KnownPerson | None:
    return await tx.one(KnownPerson, GET, (tx.account, person_id))


async def person_with_phone(tx: Transaction, phone: str) -> KnownPerson | None:
    return await tx.one(KnownPerson, BY_PHONE, (tx.account, phone))


async def lock_person(tx: Transaction, person_id: UUID) -> KnownPerson | None:
    """Nothing of his comes in until the end of the transaction."""
    return await tx.one(KnownPerson, LOCK, (tx.account, person_id))


async def bump_person(tx: Transaction, person_id: UUID) -> int:
    return await tx.value(BUMP, (tx.account, person_id))


async def hold_person(tx: Transaction, person_id: UUID, held: bool) -> int:
    """The person's version after it."""
    return await tx.value(HOLD, (held, tx.account, person_id))


async def entomb(tx: Transaction, person_id: UUID) -> int:
    """Nothing but an id is left, and his number is free for somebody new; the version after it."""
    return await tx.value(ENTOMB, (tx.account, person_id))


async def person_names(tx: Transaction, ids: list[UUID]) -> dict[UUID, str]:
    """What the audit calls people: by when they were met, which tells of nobody."""
    rows = await tx.rows(BEGINNINGS, (tx.account, ids))
    return {id_: f"Customer since {created_at:%Y-%m-%d %H:%M} UTC" for id_, created_at in rows}
