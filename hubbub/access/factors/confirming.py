"""Makes sure that whoever changes a sign-in is its owner, not somebody at his open desk."""

from datetime import datetime, timedelta

from hubbub.access.factors.passkeys import Credential, RelyingParty, offer_sign_in, read_sign_in
from hubbub.access.factors.passkeys import Options as PasskeyOptions
from hubbub.access.factors.repository import factors_of, passkeys_of, password_hash_of
from hubbub.access.identity import Identity
from hubbub.access.passwords import is_password
from hubbub.access.sessions.repository import Session, session_confirmed
from hubbub.kernel.accounts import is_demo
from hubbub.kernel.attempts import count_attempt, forget_attempts
from hubbub.kernel.clock import now
from hubbub.kernel.database import Database, Transaction
from hubbub.kernel.errors import Conflict, FieldError, Forbidden, Invalid

CONFIRMED_FOR = timedelta(minutes=10)
CONFIRM = "passkey-confirm"
TRIES, WINDOW = 10, timedelta(minutes=10)


def session_in(identity: Identity) -> Session:
    """Forbidden for a key: a person's sign-in is changed by the person."""
    if identity.session is None:
        raise Forbidden("Sign in to do this; an API key cannot.", code="session_needed")
    return identity.session


async def confirmed_until(tx: Transaction, session: Session) -> datetime | None:
    """Until when changes are taken without asking again; None when they are not."""
    if await is_demo(tx):
        # Nobody there has a password, and all of it belongs to whoever looks.
        return now() + CONFIRMED_FOR
    since = session.confirmed_at
    if session.must_set_up:
        # He has just come in by his password, and is led here before anything else.
        since = max(session.created_at, since or session.created_at)
    elif session.method == "openid":
        factors = await factors_of(tx, session.user_id)
        if not factors.has_password and factors.passkeys == 0:
            # There is nothing else that he could show but a fresh sign-in.
            since = max(session.created_at, since or session.created_at)
    until = None if since is None else since + CONFIRMED_FOR
    return until if until is not None and until > now() else None


async def check_confirmed(tx: Transaction, session: Session) -> None:
    """Forbidden unless the session's owner has shown a short while ago who he is."""
    if await confirmed_until(tx, session) is None:
        raise Forbidden(
            "Confirm with your password or a passkey that it is you, then repeat this.",
            code="confirm_first",
        )


async def confirm_by_password(database: Database, session: Session, password: str) -> None:
    """Invalid for a wrong password, TooManyAttempts when somebody guesses."""
    key = f"confirm:{session.user_id.hex}"
    await count_attempt(database, key, most=TRIES, window=WINDOW)
    async with database.transaction(session.account_id) as tx:
        stored = await password_hash_of(tx, session.user_id)
    if not await is_password(password, stored):
        raise Invalid([FieldError("password", "The password is not right.")])
    await forget_attempts(database, key)
    async with database.transaction(session.account_id) as tx:
        await session_confirmed(tx, session.id)


async def offer_confirmation(
    database: Database, session: Session, party: RelyingParty
) -> PasskeyOptions:
    """A challenge for one of the user's passkeys. Conflict when he has none."""
    async with database.transaction(session.account_id) as tx:
        known = await passkeys_of(tx, session.user_id)
    if not known:
        raise Conflict("You have no passkey yet; use your password.", code="no_passkey")
    return await offer_sign_in(database, CONFIRM, {"session": session.id.hex}, party, known)


async def confirm_by_passkey(
    database: Database, session: Session, party: RelyingParty, credential: Credential
) -> None:
    """Invalid unless one of his own passkeys has signed for this very session."""
    found, data = await read_sign_in(database, CONFIRM, party, credential)
    if found.user_id != session.user_id or data["session"] != session.id.hex:
        raise Invalid([FieldError("passkey", "This is not one of your passkeys.")])
    async with database.transaction(session.account_id) as tx:
        await session_confirmed(tx, session.id)
