"""Rows of invites."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from psycopg.errors import UniqueViolation

from hubbub.kernel.clock import now
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import FieldError, Invalid

InviteState = Literal["pending", "expired", "accepted", "revoked"]


@dataclass(frozen=True, slots=True)
class Invite:
    account_id: UUID
    id: UUID
    email: str
    role_ids: list[UUID]
    wants_seat: bool
    joins_queues: bool
    invited_by: UUID | None
    """None for the command line."""
    invited_by_key: UUID | None
    created_at: datetime
    expires_at: datetime
    accepted_at: datetime | None
    revoked_at: datetime | None
    user_id: UUID | None
    """Who came of it."""
    version: int

    @property
    def state(self) -> InviteState:
        if self.accepted_at is not None:
            return "accepted"
        if self.revoked_at is not None:
            return "revoked"
        return "expired" if self.expires_at <= now() else "pending"


COLUMNS = """account_id, id, email, role_ids, wants_seat, joins_queues, invited_by, invited_by_key,
created_at, expires_at, accepted_at, revoked_at, user_id, version"""
GET = f"SELECT {COLUMNS} FROM invites WHERE account_id = %s AND id = %s"
LOCK = f"{GET} FOR UPDATE"
IS_OPEN = "accepted_at IS NULL AND revoked_at IS NULL"
IS_EXPIRED = f"{IS_OPEN} AND expires_at <= now()"
PAGE = f"""
SELECT {COLUMNS} FROM invites
WHERE account_id = %(account)s
  AND (%(state)s::text IS NULL
       OR %(state)s = 'accepted' AND accepted_at IS NOT NULL
       OR %(state)s = 'revoked' AND revoked_at IS NOT NULL
       OR %(state)s = 'pending' AND {IS_OPEN} AND expires_at > now()
       OR %(state)s = 'expired' AND {IS_EXPIRED})
  AND (%(at)s::timestamptz IS NULL OR (created_at, id) < (%(at)s, %(id)s))
ORDER BY created_at DESC, id DESC LIMIT %(limit)s
"""
INSERT = f"""
INSERT INTO invites (account_id, id, email, role_ids, wants_seat, joins_queues, invited_by,
                     invited_by_key, expires_at)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, now() + %s) RETURNING {COLUMNS}
"""
REVOKE_EXPIRED = f"""
UPDATE invites SET revoked_at = now(), version = version + 1
WHERE account_id = %s AND lower(email) = lower(%s) AND {IS_EXPIRED}
RETURNING id, version
"""
REVOKE = """
UPDATE invites SET revoked_at = now(), version = version + 1
WHERE account_id = %s AND id = %s RETURNING version
"""
AGAIN = """
UPDATE invites SET expires_at = now() + %s, invited_by = %s, invited_by_key = %s,
                   version = version + 1
WHERE account_id = %s AND id = %s RETURNING version
"""
ACCEPT = """
UPDATE invites SET accepted_at = now(), user_id = %s, version = version + 1
WHERE account_id = %s AND id = %s RETURNING version
"""


async def get_invite(tx: Transaction, invite_id: UUID) -> Invite | None:
    return await tx.one(Invite, GET, (tx.account, invite_id))


async def lock_invite(tx: Transaction, invite_id: UUID) -> Invite | None:
    return await tx.one(Invite, LOCK, (tx.account, invite_id))


async def page_of_invites(
    tx: Transaction, state: str | None, after: tuple[datetime, UUID] | None, limit: int
) -> list[Invite]:
    """The newest first."""
    at, id_ = after or (None, None)
    values = {"account": tx.account, "state": state, "at": at, "id": id_, "limit": limit}
    return await tx.all(Invite, PAGE, values)


async def insert_invite(tx: Transaction, invite: Invite, life: timedelta) -> Invite:
    values = (
        invite.id, invite.email, invite.role_ids, invite.wants_seat, invite.joins_queues,
        invite.invited_by, invite.invited_by_key, life,
    )  # fmt: skip
    try:
        async with tx.savepoint():
            made = await tx.one(Invite, INSERT, (tx.account, *values))
    except UniqueViolation as error:
        message = "This address has an invitation that is still open. Send that one again."
        raise Invalid([FieldError("email", message)]) from error
    assert made is not None
    return made


async def revoke_expired(tx: Transaction, email: str) -> list[tuple[UUID, int]]:
    """(id, version) of the run-out invite of this address, which made room for a new one."""
    return [(r[0], r[1]) for r in await tx.rows(REVOKE_EXPIRED, (tx.account, email))]


async def invite_revoked(tx: Transaction, invite_id: UUID) -> int:
    return await tx.value(REVOKE, (tx.account, invite_id))


async def invite_again(tx: Transaction, invite: Invite, life: timedelta) -> int:
    values = (life, invite.invited_by, invite.invited_by_key, tx.account, invite.id)
    return await tx.value(AGAIN, values)


async def invite_accepted(tx: Transaction, invite_id: UUID, user_id: UUID) -> int:
    return await tx.value(ACCEPT, (user_id, tx.account, invite_id))
