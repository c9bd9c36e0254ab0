"""Rows of requests; those of somebody without an account stand under `NOBODY`."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal
from uuid import UUID

from hubbub.kernel.database import Transaction

Kind = Literal["demo", "contact", "plan"]
State = Literal["open", "confirmed", "declined"]

NOBODY = UUID(int=0)
"""The account of zeros, which nobody has: what belongs to the installation stands under it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asks for, made tidy."""

    kind: Kind
    name: str
    email: str
    organisation: str | None = None
    time_zone: str | None = None
    times: list[datetime] = field(default_factory=list[datetime])
    note: str | None = None
    plan: str | None = None
    seats: int | None = None
    user_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """A request, and what became of it. `sequence` counts the invitations sent for it."""

    account_id: UUID
    id: UUID
    kind: Kind
    state: State
    name: str
    email: str
    organisation: str | None
    time_zone: str | None
    times: list[datetime]
    note: str | None
    plan: str | None
    seats: int | None
    user_id: UUID | None
    agreed_at: datetime | None
    sequence: int
    created_at: datetime
    decided_at: datetime | None


COLUMNS = """account_id, id, kind, state, name, email, organisation, time_zone, times, note, plan,
seats, user_id, agreed_at, sequence, created_at, decided_at"""
INSERT = """
INSERT INTO requests (account_id, id, kind, name, email, organisation, time_zone, times, note,
                      plan, seats, user_id)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
"""
GET = f"SELECT {COLUMNS} FROM requests WHERE account_id = %s AND id = %s"
LOCK = f"{GET} FOR UPDATE"
NEWEST = f"""
SELECT {COLUMNS} FROM requests
WHERE account_id = %(account)s AND (%(state)s::text IS NULL OR state = %(state)s)
ORDER BY created_at DESC, id DESC LIMIT %(limit)s
"""
DECIDE = """
UPDATE requests SET state = %s, agreed_at = %s, sequence = sequence + 1, decided_at = now()
WHERE account_id = %s AND id = %s
"""
FORGET = "DELETE FROM requests WHERE account_id = %s AND id = %s"


async def insert_request(tx: Transaction, request_id: UUID, asked: Asked) -> None:
    await tx.execute(
        INSERT,
        (
            tx.account, request_id, asked.kind, asked.name, asked.email, asked.organisation,
            asked.time_zone, asked.times, asked.note, asked.plan, asked.seats, asked.user_id,
        ),
    )  # fmt: skip


async def get_request(tx: Transaction, request_id: UUID) -> Request | None:
    return await tx.one(Request, GET, (tx.account, request_id))


async def lock_request(tx: Transaction, request_id: UUID) -> Request | None:
    return await tx.one(Request, LOCK, (tx.account, request_id))


async def newest_requests(tx: Transaction, limit: int, state: State | None = None) -> list[Request]:
    wanted = {"account": tx.account, "state": state, "limit": limit}
    return await tx.all(Request, NEWEST, wanted)


async def decide(
    tx: Transaction, request_id: UUID, state: State, agreed_at: datetime | None
) -> None:
    await tx.execute(DECIDE, (state, agreed_at, tx.account, request_id))


async def forget_request(tx: Transaction, request_id: UUID) -> None:
    await tx.execute(FORGET, (tx.account, request_id))
