"""Proves who somebody is, and begins and ends sessions. Tokens are random and stored hashed."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from hubbub.access.admission.addresses import check_address
from hubbub.access.admission.repository import get_sign_in_settings, networks_for
from hubbub.access.events import SignedIn, SignedInFromNewDevice, SignedOut
from hubbub.access.passwords import is_password, stamp_of
from hubbub.access.repository import access_changed, access_version
from hubbub.access.sessions.remembering import Proofs
from hubbub.access.sessions.repository import (
    Arrival,
    Kind,
    Session,
    end_session,
    find_session,
    find_sessions,
    find_sign_in,
    insert_session,
    note_device,
    session_seen,
)
from hubbub.access.telling import Notice, tell_user
from hubbub.access.users.repository import bump_user, lock_account, signed_in
from hubbub.kernel.attempts import count_attempt, forget_attempts, take_back_attempt
from hubbub.kernel.clock import now
from hubbub.kernel.database import Database, Transaction
from hubbub.kernel.errors import Forbidden
from hubbub.kernel.errors import SignedOut as SignedOutProblem
from hubbub.kernel.events import Origin, Subject, record
from hubbub.kernel.forwarding import flood_source

SEEN_EVERY = timedelta(minutes=5)
TRIES_BY_NAME = 10
TRIES_BY_ADDRESS = 50
WINDOW = timedelta(minutes=10)
BY_PASSWORD = Arrival()
WRONG = "The name or the password is not right."
OVERTAKEN = "Your sign-in was changed while you came in. Sign in again."


@dataclass(frozen=True, slots=True)
class Proved:
    """Somebody has shown who he is, so far by one thing."""

    account_id: UUID
    user_id: UUID
    password: str | None = None
    """The stamp of the password that he has shown, if it was one."""


@dataclass(frozen=True, slots=True)
class NewSession:
    """A session that has just begun; the token is shown to nobody but its owner."""

    token: str
    account_id: UUID
    user_id: UUID
    access_version: int
    life: timedelta


def token_hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


async def prove_password(
    database: Database, name: str, password: str, address: str, proofs: Proofs | None = None
) -> Proved:
    """Whoever the right password belongs to; `name` is a user name or an e-mail address. SignedOut
    (401) otherwise, the same whatever was wrong; TooManyAttempts when somebody guesses. One that
    is among the proofs is neither computed nor counted again."""
    name = name.strip().lower()[:254].replace("\0", "")
    async with database.anonymous() as tx:
        found = await find_sign_in(tx, name)
    # To whoever is disabled no password fits, as to nobody.
    stored = found.password_hash if found and found.state == "enabled" else None
    if proofs is None or not proofs.has(stored, password):
        await _compare(database, name, (password, stored), address)
    if found is None or stored is None:
        raise SignedOutProblem(WRONG, code="wrong_credentials")
    if proofs is not None:
        proofs.remember(stored, password)
    # Said only to whoever knows the password, so that it tells a guesser nothing.
    async with database.transaction(found.account_id) as tx:
        settings = await get_sign_in_settings(tx)
    if not settings.allows_passwords:
        raise Forbidden(
            "Your account does not sign in with passwords. Use the button of your organisation, "
            "or a passkey.",
            code="passwords_closed",
        )
    return Proved(found.account_id, found.user_id, stamp_of(stored))


async def _compare(
    database: Database, name: str, password: tuple[str, str | None], address: str
) -> None:
    """Raises SignedOut unless the password fits what is stored, and counts each that does not."""
    source = flood_source(address)
    await count_attempt(database, f"sign-in-address:{source}", most=TRIES_BY_ADDRESS, window=WINDOW)
    await count_attempt(database, f"sign-in:{name}", most=TRIES_BY_NAME, window=WINDOW)
    if not await is_password(*password):
        raise SignedOutProblem(WRONG, code="wrong_credentials")
    await forget_attempts(database, f"sign-in:{name}")
    # A whole office may share one address; only who guesses is slowed down.
    await take_back_attempt(database, f"sign-in-address:{source}")


async def check_admission(database: Database, who: Proved, address: str) -> None:
    """Forbidden when he may not come from there."""
    async with database.transaction(who.account_id) as tx:
        check_address(address, *await networks_for(tx, who.user_id))


async def begin_session(
    database: Database,
    account_id: UUID,
    user_id: UUID,
    by: Arrival = BY_PASSWORD,
    device: str | None = None,
) -> NewSession:
    """A session for somebody who has proved who he is. SignedOut when that counts no more: he was
    disabled meanwhile, is gone, or has another password than the one that was proved."""
    token = secrets.token_urlsafe(32)
    async with database.transaction(account_id) as tx:
        settings = await get_sign_in_settings(tx)
        life = min(settings.absolute, by.most or settings.absolute)
        # Whoever disables him or changes his password holds the same row, and then ends every
        # session there is: one of these two comes first, and each sees what the other did.
        entered = await signed_in(tx, user_id)
        if entered is None or by.password not in (None, stamp_of(entered[1])):
            raise SignedOutProblem(OVERTAKEN, code="sign_in_again")
        version = entered[0]
        await insert_session(tx, user_id, token_hash(token), life, by)
        origin = Origin("user", user_id, address=by.source.address)
        await record(tx, SignedIn(method=by.method), Subject(user_id, version), origin)
        if device is not None and await note_device(tx, user_id, token_hash(device)):
            subject = Subject(user_id, await bump_user(tx, user_id))
            await record(tx, SignedInFromNewDevice(), subject, origin)
            await tell_user(tx, user_id, Notice.NEW_DEVICE)
        rights = await access_version(tx)
    return NewSession(token, account_id, user_id, rights, life)


async def session_of(database: Database, token: str, kind: Kind = "browser") -> Session | None:
    """The session of a token that is shown where this kind of it belongs. Looking does not count
    as use."""
    found = await database.look_up(lambda tx: find_session(tx, token_hash(token)))
    return found if found is not None and found.kind == kind else None


async def sessions_of(database: Database, tokens: Sequence[str]) -> dict[str, Session]:
    """As `session_of`, for browsers' tokens, many at once; those that have ended are left out."""
    hashes = {token_hash(token): token for token in tokens}
    found = await database.look_up(lambda tx: find_sessions(tx, list(hashes)))
    return {hashes[key]: session for key, session in found.items() if session.kind == "browser"}


async def keep_alive(database: Database, session: Session) -> None:
    """The session is being used; noted often enough for its limit, and no oftener."""
    every = min(SEEN_EVERY, timedelta(minutes=session.idle_minutes) / 10)
    if now() - session.seen_at > every:
        async with database.transaction(session.account_id) as tx:
            await session_seen(tx, session.id)


async def sign_out(tx: Transaction, session: Session, address: str | None = None) -> None:
    """End the session, and with it every socket that was opened under it."""
    # The account first, as for every change of rights, or two of them wait for each other.
    await lock_account(tx)
    if await end_session(tx, session.id):
        version = await bump_user(tx, session.user_id)
        await access_changed(tx, session.user_id)
        origin = Origin("user", session.user_id, address=address)
        await record(tx, SignedOut(), Subject(session.user_id, version), origin)
