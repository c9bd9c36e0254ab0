"""Signs somebody in and out. Tokens are random, stored hashed, and end when they are unused."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from hubbub.access.events import SignedIn, SignedOut
from hubbub.access.passwords import is_password
from hubbub.access.repository import access_changed, access_version
from hubbub.access.sessions.repository import (
    NOWHERE,
    From,
    Session,
    end_session,
    find_session,
    find_sign_in,
    insert_session,
    session_seen,
)
from hubbub.access.users.repository import bump_user, lock_account, signed_in
from hubbub.kernel.attempts import count_attempt, forget_attempts, take_back_attempt
from hubbub.kernel.clock import now
from hubbub.kernel.database import Database, Transaction
from hubbub.kernel.errors import SignedOut as SignedOutProblem
from hubbub.kernel.events import Origin, Subject, record
from hubbub.kernel.forwarding import flood_source

LIFE = timedelta(days=14)
SEEN_EVERY = timedelta(minutes=5)
TRIES_BY_NAME = 10
TRIES_BY_ADDRESS = 50
WINDOW = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class NewSession:
    """A session that has just begun; the token is shown to nobody but its owner."""

    token: str
    account_id: UUID
    user_id: UUID
    access_version: int


def token_hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


async def sign_in(database: Database, name: str, password: str, source: From) -> NewSession:
    """A session for the right password; `name` is a user name or an address. SignedOut (401)
    otherwise, the same whatever was wrong; TooManyAttempts when somebody guesses."""
    name = name.strip().lower()[:254].replace("\0", "")
    address = flood_source(source.address or "unknown")
    await count_attempt(
        database, f"sign-in-address:{address}", most=TRIES_BY_ADDRESS, window=WINDOW
    )
    await count_attempt(database, f"sign-in:{name}", most=TRIES_BY_NAME, window=WINDOW)
    async with database.anonymous() as tx:
        found = await find_sign_in(tx, name)
    fits = await is_password(password, found.password_hash if found else None)
    if found is None or not fits or found.state != "enabled":
        raise SignedOutProblem("The name or the password is not right.", code="wrong_credentials")
    await forget_attempts(database, f"sign-in:{name}")
    # A whole office may share one address; only who guesses is slowed down.
    await take_back_attempt(database, f"sign-in-address:{address}")
    return await begin_session(database, found.account_id, found.user_id, source)


async def begin_session(
    database: Database, account_id: UUID, user_id: UUID, source: From = NOWHERE
) -> NewSession:
    """A session for somebody who has proved who he is."""
    token = secrets.token_urlsafe(32)
    async with database.transaction(account_id) as tx:
        version = await signed_in(tx, user_id)
        await insert_session(tx, user_id, token_hash(token), LIFE, source)
        by = Origin("user", user_id, address=source.address)
        await record(tx, SignedIn(), Subject(user_id, version), by)
        rights = await access_version(tx)
    return NewSession(token, account_id, user_id, rights)


async def session_of(database: Database, token: str) -> Session | None:
    """The session of a token, kept alive by its use."""
    async with database.anonymous() as tx:
        session = await find_session(tx, token_hash(token))
    if session is not None and now() - session.seen_at > SEEN_EVERY:
        async with database.transaction(session.account_id) as tx:
            await session_seen(tx, session.id, LIFE)
    return session


async def sign_out(tx: Transaction, session: Session, address: str | None = None) -> None:
    """End the session, and with it every socket that was opened under it."""
    # The account first, as for every change of rights, or two of them wait for each other.
    await lock_account(tx)
    if await end_session(tx, session.id):
        version = await bump_user(tx, session.user_id)
        await access_changed(tx, session.user_id)
        origin = Origin("user", session.user_id, address=address)
        await record(tx, SignedOut(), Subject(session.user_id, version), origin)
