"""Rows of sessions. Only the hash of a token is stored."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hubbub.kernel.database import Transaction
from hubbub.kernel.ids import new_id


@dataclass(frozen=True, slots=True)
class Session:
    """A session that has not ended, and the access version of its account now."""

    account_id: UUID
    id: UUID
    user_id: UUID
    seen_at: datetime
    access_version: int


@dataclass(frozen=True, slots=True)
class SignIn:
    account_id: UUID
    user_id: UUID
    password_hash: str | None
    state: str


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A session as its owner's page lists it."""

    id: UUID
    created_at: datetime
    seen_at: datetime
    address: str | None
    browser: str | None


@dataclass(frozen=True, slots=True)
class From:
    """Where somebody signs in from, as far as the request says."""

    address: str | None = None
    browser: str | None = None


NOWHERE = From()

FIND = "SELECT account_id, id, user_id, seen_at, access_version FROM session_of(%s)"
SIGN_IN = "SELECT account_id, user_id, password_hash, state FROM sign_in_of(%s)"
INSERT = """
INSERT INTO sessions (account_id, id, user_id, token_sha256, expires_at, address, browser)
VALUES (%s, %s, %s, %s, now() + %s, %s, %s)
"""
SEEN = """
UPDATE sessions SET seen_at = now(), expires_at = now() + %s WHERE account_id = %s AND id = %s
"""
END = "DELETE FROM sessions WHERE account_id = %s AND id = %s RETURNING user_id"
END_OTHERS = "DELETE FROM sessions WHERE account_id = %s AND user_id = %s AND id <> %s"
END_OWN = "DELETE FROM sessions WHERE account_id = %s AND user_id = %s AND id = %s"
OPEN = """
SELECT id, created_at, seen_at, address, browser FROM sessions
WHERE account_id = %s AND user_id = %s AND expires_at > now()
ORDER BY seen_at DESC, id LIMIT 100
"""
END_ALL = "DELETE FROM sessions WHERE account_id = %s AND user_id = %s"
ALIVE = "SELECT 1 FROM sessions WHERE account_id = %s AND id = %s AND expires_at > now()"


async def find_session(tx: Transaction, token_sha256: bytes) -> Session | None:
    """The session of a token, whatever its account."""
    return await tx.one(Session, FIND, (token_sha256,))


async def find_sign_in(tx: Transaction, name: str) -> SignIn | None:
    """Who signs in with this name, whatever the account."""
    return await tx.one(SignIn, SIGN_IN, (name,))


async def insert_session(
    tx: Transaction, user_id: UUID, token_sha256: bytes, life: object, source: From = NOWHERE
) -> UUID:
    session_id = new_id()
    values = (session_id, user_id, token_sha256, life, source.address, source.browser)
    await tx.execute(INSERT, (tx.account, *values))
    return session_id


async def session_seen(tx: Transaction, session_id: UUID, life: object) -> None:
    await tx.execute(SEEN, (life, tx.account, session_id))


async def end_session(tx: Transaction, session_id: UUID) -> bool:
    return await tx.execute(END, (tx.account, session_id)) == 1


async def end_sessions(tx: Transaction, user_id: UUID) -> int:
    """How many ended."""
    return await tx.execute(END_ALL, (tx.account, user_id))


async def is_alive(tx: Transaction, session_id: UUID) -> bool:
    return await tx.row(ALIVE, (tx.account, session_id)) is not None


async def open_sessions(tx: Transaction, user_id: UUID) -> list[OpenSession]:
    """Those that have not ended, the one used last first."""
    return await tx.all(OpenSession, OPEN, (tx.account, user_id))


async def end_other_sessions(tx: Transaction, user_id: UUID, but: UUID) -> int:
    """How many ended; all of the user's but one."""
    return await tx.execute(END_OTHERS, (tx.account, user_id, but))


async def end_own_session(tx: Transaction, user_id: UUID, session_id: UUID) -> bool:
    """Whether there was such a session of this user."""
    return await tx.execute(END_OWN, (tx.account, user_id, session_id)) == 1
