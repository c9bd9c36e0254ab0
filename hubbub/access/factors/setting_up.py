"""Sets up and removes second factors. A first one brings recovery codes, and every change ends
the sessions elsewhere."""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from hubbub.access.actor import Actor
from hubbub.access.admission.repository import get_sign_in_settings
from hubbub.access.factors.codes import (
    enrolment_uri,
    new_recovery_codes,
    new_secret,
    picture_of,
    recovery_hash,
    step_of,
)
from hubbub.access.factors.confirming import check_confirmed
from hubbub.access.factors.events import RecoveryCodesMade, SecondFactorAdded, SecondFactorRemoved
from hubbub.access.factors.guessing import count_code, forget_codes
from hubbub.access.factors.repository import (
    NewPasskey,
    clear_recovery_codes,
    delete_passkey,
    delete_totp,
    factors_of,
    insert_passkey,
    put_totp,
    replace_recovery_codes,
)
from hubbub.access.repository import access_changed
from hubbub.access.sessions.repository import Session, end_other_sessions, renew_session
from hubbub.access.sessions.signing_in import token_hash
from hubbub.access.telling import Notice, tell_user
from hubbub.access.users.repository import bump_user, lock_account
from hubbub.kernel.clock import now
from hubbub.kernel.database import Database, Transaction
from hubbub.kernel.errors import Conflict, FieldError, Invalid, NotFound
from hubbub.kernel.events import Event, Origin, Subject, record
from hubbub.kernel.once import look_once, put_once, take_once
from hubbub.kernel.secrets import Secrets

SETUP = "totp-setup"
SETUP_LIFE = timedelta(minutes=30)
MOST_PASSKEYS = 20
WRONG_CODE = "This code is not right. Codes change every 30 seconds; type the newest."


@dataclass(frozen=True, slots=True)
class CodesSetup:
    """What the person puts into his app; it counts once a code of it was given back."""

    setup: bytes
    secret: str
    picture: str


@dataclass(frozen=True, slots=True)
class Added:
    """What came of setting up a factor: recovery codes when it was the first, and the session's
    new token."""

    recovery_codes: list[str]
    token: str


def totp_context(user_id: UUID) -> str:
    """Where a sealed secret stands; elsewhere it cannot be opened."""
    return f"totp:{user_id.hex}"


async def begin_codes(
    database: Database, keys: Secrets, actor: Actor, session: Session
) -> CodesSetup:
    """A new secret, kept aside until a code shows that the app has it."""
    async with database.transaction(session.account_id) as tx:
        await check_confirmed(tx, session)
    secret = new_secret()
    sealed = keys.seal(secret, totp_context(actor.user_id))
    data = {"user_id": actor.user_id.hex, "sealed": sealed}
    token = await put_once(database, SETUP, data, SETUP_LIFE)
    return CodesSetup(token, secret, picture_of(enrolment_uri(secret, actor.email)))


async def finish_codes(
    database: Database, keys: Secrets, session: Session, setup: bytes, code: str, by: Origin
) -> Added:
    """Codes of that app are asked for from now on. Invalid for a wrong code."""
    data = await look_once(database, SETUP, setup)
    if data is None or data["user_id"] != session.user_id.hex:
        message = "This took too long. Begin again with a new picture."
        raise Invalid([FieldError("code", message)])
    await count_code(database, session.user_id)
    secret = keys.open(data["sealed"], totp_context(session.user_id))
    step = step_of(secret, code, now(), after=0)
    if step is None:
        raise Invalid([FieldError("code", WRONG_CODE)])
    await forget_codes(database, session.user_id)
    async with database.transaction(session.account_id) as tx:
        await lock_account(tx)
        await check_confirmed(tx, session)
        if await take_once(database, SETUP, setup) is None:
            raise Invalid([FieldError("code", "This picture was used already. Begin again.")])
        is_first = not (await factors_of(tx, session.user_id)).any
        await put_totp(tx, session.user_id, data["sealed"], step)
        return await _added(tx, session, by, is_first, Notice.CODES_ON)


async def add_passkey(tx: Transaction, session: Session, new: NewPasskey, by: Origin) -> Added:
    """It signs in from now on, alone or after the password."""
    await lock_account(tx)
    await check_confirmed(tx, session)
    factors = await factors_of(tx, session.user_id)
    if factors.passkeys >= MOST_PASSKEYS:
        message = f"You have {MOST_PASSKEYS} passkeys. Remove one that you no longer use."
        raise Conflict(message, code="too_many_passkeys")
    await insert_passkey(tx, new)
    return await _added(tx, session, by, not factors.any, Notice.PASSKEY_ADDED)


async def _added(
    tx: Transaction, session: Session, by: Origin, is_first: bool, notice: Notice
) -> Added:
    codes = await _make_recovery_codes(tx, session.user_id) if is_first else []
    token = secrets.token_urlsafe(32)
    await renew_session(tx, session.id, token_hash(token))
    factor = "codes" if notice is Notice.CODES_ON else "passkey"
    await _changed(tx, session, by, SecondFactorAdded(factor=factor), notice)
    return Added(codes, token)


async def remove_codes(tx: Transaction, session: Session, by: Origin) -> None:
    """No code is asked for any more. NotFound when none was."""
    await lock_account(tx)
    await check_confirmed(tx, session)
    if not await delete_totp(tx, session.user_id):
        raise NotFound("No app is set up.")
    await _removed(tx, session, by, "codes", Notice.CODES_OFF)


async def remove_passkey(tx: Transaction, session: Session, passkey_id: UUID, by: Origin) -> None:
    """It signs nobody in any more."""
    await lock_account(tx)
    await check_confirmed(tx, session)
    if not await delete_passkey(tx, session.user_id, passkey_id):
        raise NotFound("There is no such passkey.")
    await _removed(tx, session, by, "passkey", Notice.PASSKEY_REMOVED)


async def _removed(
    tx: Transaction, session: Session, by: Origin, factor: str, notice: Notice
) -> None:
    if not (await factors_of(tx, session.user_id)).any:
        if (await get_sign_in_settings(tx)).requires_second_factor:
            raise Conflict(
                "Your account asks for a second step. Set up another one first.",
                code="last_factor",
            )
        await clear_recovery_codes(tx, session.user_id)
    await _changed(tx, session, by, SecondFactorRemoved(factor=factor), notice)


async def make_recovery_codes(tx: Transaction, session: Session, by: Origin) -> list[str]:
    """Ten new ones; those from before are worth nothing any more."""
    await lock_account(tx)
    await check_confirmed(tx, session)
    if not (await factors_of(tx, session.user_id)).any:
        raise Conflict("Set up an app or a passkey first.", code="no_factor")
    codes = await _make_recovery_codes(tx, session.user_id)
    await _record(tx, session.user_id, RecoveryCodesMade(), by)
    await tell_user(tx, session.user_id, Notice.RECOVERY_CODES_MADE)
    return codes


async def _make_recovery_codes(tx: Transaction, user_id: UUID) -> list[str]:
    codes = new_recovery_codes()
    await replace_recovery_codes(tx, user_id, [recovery_hash(user_id, each) for each in codes])
    return codes


async def _changed(
    tx: Transaction, session: Session, by: Origin, event: Event, notice: Notice
) -> None:
    await end_other_sessions(tx, session.user_id, session.id)
    await access_changed(tx, session.user_id)
    await _record(tx, session.user_id, event, by)
    await tell_user(tx, session.user_id, notice)


async def _record(tx: Transaction, user_id: UUID, event: Event, by: Origin) -> None:
    subject = Subject(user_id, await bump_user(tx, user_id))
    await record(tx, event, subject, by)
