"""Rows of sessions. Only the hash of a token is stored."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from hubbub.kernel.database import Transaction
from hubbub.kernel.forwarding import Address, Network
from hubbub.kernel.ids import new_id

Kind = Literal["browser", "program", "token"]
"""Whether its token stands in a cookie, or is shown by a program: one that lapses when it is idle,
or one that lasts for a short while."""


@dataclass(frozen=True, slots=True)
class Session:
    """A session that has not ended, and the access version of its account now."""

    account_id: UUID
    id: UUID
    user_id: UUID
    seen_at: datetime
    access_version: int
    created_at: datetime
    method: str
    has_second_factor: bool
    confirmed_at: datetime | None
    must_set_up: bool
    """The account requires a second factor, and this person has shown none."""
    idle_minutes: int
    networks: list[Network]
    user_networks: list[Network]
    kind: Kind
    key_id: UUID | None
    """The key that it stands for, which decides what it may do."""
    bound_to: Address | None
    """The one address that it may be used from."""


@dataclass(frozen=True, slots=True)
class From:
    """Where somebody signs in from, as far as the request says."""

    address: str | None = None
    browser: str | None = None


NOWHERE = From()


@dataclass(frozen=True, slots=True)
class Arrival:
    """By what somebody has come in, and from where."""

    method: str = "password"
    has_second_factor: bool = False
    source: From = NOWHERE
    kind: Kind = "browser"
    most: timedelta | None = None
    """How long it lasts at the most, where that is less than the account says."""
    key_id: UUID | None = None
    bound_to: Address | None = None
    password: str | None = None
    """The stamp of the password that was proved."""


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


COLUMNS = """account_id, id, user_id, seen_at, access_version, created_at, method,
has_second_factor, confirmed_at, must_set_up, idle_minutes, networks, user_networks, kind, key_id,
bound_to"""
FIND = f"SELECT token_sha256, {COLUMNS} FROM sessions_of(%s)"
SIGN_IN = "SELECT account_id, user_id, password_hash, state FROM sign_in_of(%s)"
INSERT = """
INSERT INTO sessions (account_id, id, user_id, token_sha256, expires_at, method,
                      has_second_factor, address, browser, kind, key_id, bound_to)
VALUES (%s, %s, %s, %s, now() + %s, %s, %s, %s, %s, %s, %s, %s)
"""
SEEN = """
UPDATE sessions SET seen_at = now() WHERE account_id = %s AND id = %s
"""
CONFIRMED = "UPDATE sessions SET confirmed_at = now() WHERE account_id = %s AND id = %s"
RENEWED = """
UPDATE sessions SET token_sha256 = %s, has_second_factor = true WHERE account_id = %s AND id = %s
"""
END = "DELETE FROM sessions WHERE account_id = %s AND id = %s RETURNING user_id"
END_OTHERS = "DELETE FROM sessions WHERE account_id = %s AND user_id = %s AND id <> %s"
END_OWN = "DELETE FROM sessions WHERE account_id = %s AND user_id = %s AND id = %s"
OPEN = """
SELECT s.id, s.created_at, s.seen_at, s.address, s.browser
FROM sessions s LEFT JOIN sign_in_settings r ON r.account_id = s.account_id
WHERE s.account_id = %s AND s.user_id = %s AND s.expires_at > now()
  AND (s.kind = 'token' OR s.seen_at + make_interval(
         mins => least(coalesce(r.idle_minutes, 20160),
                       CASE s.kind WHEN 'program' THEN 60 END)) > now())
  AND s.created_at + make_interval(mins => coalesce(r.absolute_minutes, 43200)) > now()
ORDER BY s.seen_at DESC, s.id LIMIT 100
"""
END_ALL = "DELETE FROM sessions WHERE account_id = %s AND user_id = %s"
END_EVERYBODYS = "DELETE FROM sessions"
KNOWN = """
UPDATE known_devices SET last_seen_at = now()
WHERE account_id = %s AND user_id = %s AND device_sha256 = %s
"""
FIRST_DEVICE = """
INSERT INTO known_devices (account_id, user_id, device_sha256)
VALUES (%(account)s, %(user)s, %(device)s)
RETURNING (SELECT count(*) FROM known_devices
           WHERE account_id = %(account)s AND user_id = %(user)s)
"""
ALIVE = "SELECT 1 FROM sessions WHERE account_id = %s AND id = %s AND expires_at > now()"


async def find_session(tx: Transaction, token_sha256: bytes) -> Session | None:
    """The session of a token, whatever its account."""
    return (await find_sessions(tx, [token_sha256])).get(token_sha256)


async def find_sessions(tx: Transaction, hashes: Sequence[bytes]) -> dict[bytes, Session]:
    """Those of these tokens that have not ended, by the hash."""
    rows = await tx.rows(FIND, (list(hashes),))
    return {row[0]: Session(*row[1:]) for row in rows}


async def find_sign_in(tx: Transaction, name: str) -> SignIn | None:
    """Who signs in with this name, whatever the account."""
    return await tx.one(SignIn, SIGN_IN, (name,))


async def insert_session(
    tx: Transaction, user_id: UUID, token_sha256: bytes, life: timedelta, by: Arrival
) -> UUID:
    session_id = new_id()
    values = (
        tx.account, session_id, user_id, token_sha256, life, by.method, by.has_second_factor,
        by.source.address, by.source.browser, by.kind, by.key_id, by.bound_to,
    )  # fmt: skip
    await tx.execute(INSERT, values)
    return session_id


async def session_seen(tx: Transaction, session_id: UUID) -> None:
    await tx.execute(SEEN, (tx.account, session_id))


async def session_confirmed(tx: Transaction, session_id: UUID) -> None:
    """Its owner has just shown again who he is."""
    await tx.execute(CONFIRMED, (tx.account, session_id))


async def renew_session(tx: Transaction, session_id: UUID, token_sha256: bytes) -> None:
    """The same session under another token, now with a second factor."""
    await tx.execute(RENEWED, (token_sha256, tx.account, session_id))


async def note_device(tx: Transaction, user_id: UUID, device_sha256: bytes) -> bool:
    """Whether the user has other devices but was never seen with this one; it is known then."""
    if await tx.execute(KNOWN, (tx.account, user_id, device_sha256)):
        return False
    values = {"account": tx.account, "user": user_id, "device": device_sha256}
    # The subquery sees the rows as they were before this one.
    return await tx.value(FIRST_DEVICE, values) > 0


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


async def end_everybodys_sessions(tx: Transaction) -> None:
    """As the owner, of all accounts: everybody signs in again."""
    await tx.execute(END_EVERYBODYS)
