"""Rows of single-use links. Only the hash of what is mailed is stored."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from hubbub.kernel.database import Transaction

Purpose = Literal["password", "invite", "email"]
Ended = Literal["used", "replaced", "revoked"]


@dataclass(frozen=True, slots=True)
class Link:
    """A link, for a user or for an invite."""

    account_id: UUID
    id: UUID
    purpose: Purpose
    user_id: UUID | None
    invite_id: UUID | None
    expires_at: datetime
    ended: Ended | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a link is, before its account is known."""

    account_id: UUID
    id: UUID


FIND = "SELECT account_id, id FROM link_of(%s)"
LOCK = """
SELECT account_id, id, purpose, user_id, invite_id, expires_at, ended FROM links
WHERE account_id = %s AND id = %s FOR UPDATE
"""
INSERT = """
INSERT INTO links (account_id, id, purpose, user_id, invite_id, token_sha256, expires_at)
VALUES (%s, %s, %s, %s, %s, %s, now() + %s)
"""
END = "UPDATE links SET ended = %s, ended_at = now() WHERE account_id = %s AND id = %s"
END_ALL = """
UPDATE links SET ended = %s, ended_at = now()
WHERE account_id = %s AND purpose = %s AND (user_id = %s OR invite_id = %s) AND ended IS NULL
"""


async def find_link(tx: Transaction, token_sha256: bytes) -> Place | None:
    """Whatever its account."""
    return await tx.one(Place, FIND, (token_sha256,))


async def lock_link(tx: Transaction, link_id: UUID) -> Link | None:
    return await tx.one(Link, LOCK, (tx.account, link_id))


async def insert_link(tx: Transaction, link: Link, token_sha256: bytes, life: timedelta) -> None:
    values = (link.id, link.purpose, link.user_id, link.invite_id, token_sha256, life)
    await tx.execute(INSERT, (tx.account, *values))


async def end_link(tx: Transaction, link_id: UUID, ended: Ended) -> None:
    await tx.execute(END, (ended, tx.account, link_id))


async def end_links(tx: Transaction, purpose: Purpose, subject_id: UUID, ended: Ended) -> None:
    """All that are still good, of a user or of an invite."""
    await tx.execute(END_ALL, (ended, tx.account, purpose, subject_id, subject_id))
