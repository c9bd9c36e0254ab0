"""The second step of a sign-in: a code, a recovery code or a passkey after the password."""

import binascii
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from hubbub.access.factors.codes import recovery_hash, step_of
from hubbub.access.factors.events import RecoveryCodeUsed
from hubbub.access.factors.guessing import count_code, forget_codes, told_of_guessing
from hubbub.access.factors.passkeys import (
    Credential,
    Options,
    RelyingParty,
    offer_sign_in,
    read_sign_in,
)
from hubbub.access.factors.repository import (
    Factors,
    factors_of,
    get_totp,
    passkeys_of,
    take_recovery_code,
    use_step,
)
from hubbub.access.factors.setting_up import WRONG_CODE, totp_context
from hubbub.access.sessions.signing_in import Proved
from hubbub.access.telling import Notice, tell_user
from hubbub.access.users.repository import bump_user, get_user
from hubbub.kernel.clock import now
from hubbub.kernel.database import Database
from hubbub.kernel.errors import FieldError, Invalid, SignedOut, TooManyAttempts
from hubbub.kernel.events import Origin, Subject, record
from hubbub.kernel.once import look_once, put_once, take_once
from hubbub.kernel.secrets import Secrets

PENDING = "second-step"
LIFE = timedelta(minutes=10)
PASSKEY = "passkey-second-step"


@dataclass(frozen=True, slots=True)
class Pending:
    """A sign-in half way: the first step is done, the second is not."""

    token: bytes
    who: Proved
    method: str
    next: str | None


async def factors_asked(database: Database, who: Proved) -> Factors:
    """What this person can show as second step."""
    async with database.transaction(who.account_id) as tx:
        return await factors_of(tx, who.user_id)


async def begin_second_step(
    database: Database, who: Proved, method: str, following: str | None = None
) -> str:
    """The token that stands for the first step; for a cookie that no script reads."""
    data = {
        "account_id": who.account_id.hex, "user_id": who.user_id.hex, "method": method,
        "next": following, "password": who.password,
    }  # fmt: skip
    return urlsafe_b64encode(await put_once(database, PENDING, data, LIFE)).decode()


async def pending_of(database: Database, token: str | None) -> Pending:
    """SignedOut when the first step was not done, or took too long ago."""
    try:
        raw = urlsafe_b64decode(token or "")
    except (binascii.Error, ValueError):
        raw = b""
    data = await look_once(database, PENDING, raw)
    if data is None:
        raise _too_late()
    who = Proved(UUID(data["account_id"]), UUID(data["user_id"]), data.get("password"))
    return Pending(raw, who, data["method"], data["next"])


async def finish_by_code(database: Database, keys: Secrets, pending: Pending, code: str) -> None:
    """Invalid for a wrong code, or one that was taken before."""
    who = pending.who
    await _count(database, who)
    async with database.transaction(who.account_id) as tx:
        totp = await get_totp(tx, who.user_id)
        step = None
        if totp is not None:
            secret = keys.open(totp.sealed_secret, totp_context(who.user_id))
            step = step_of(secret, code, now(), totp.last_step)
        if step is None or not await use_step(tx, who.user_id, step):
            raise Invalid([FieldError("code", WRONG_CODE)])
    await _finish(database, pending)


async def finish_by_recovery_code(
    database: Database, pending: Pending, code: str, address: str
) -> None:
    """Invalid for a wrong code, or one that was used."""
    who = pending.who
    await _count(database, who)
    async with database.transaction(who.account_id) as tx:
        if not await take_recovery_code(tx, who.user_id, recovery_hash(who.user_id, code)):
            message = "This recovery code is not right, or was used before."
            raise Invalid([FieldError("recovery_code", message)])
        left = (await factors_of(tx, who.user_id)).recovery_codes
        subject = Subject(who.user_id, await bump_user(tx, who.user_id))
        by = Origin("user", who.user_id, address=address)
        await record(tx, RecoveryCodeUsed(left=left), subject, by)
        await tell_user(tx, who.user_id, Notice.RECOVERY_CODE_USED)
    await _finish(database, pending)


async def offer_passkey(database: Database, pending: Pending, party: RelyingParty) -> Options:
    """A challenge for one of the passkeys of whoever has done the first step."""
    async with database.transaction(pending.who.account_id) as tx:
        known = await passkeys_of(tx, pending.who.user_id)
    return await offer_sign_in(
        database, PASSKEY, {"user_id": pending.who.user_id.hex}, party, known
    )


async def finish_by_passkey(
    database: Database, pending: Pending, party: RelyingParty, credential: Credential
) -> None:
    """Invalid unless a passkey of the same person has signed."""
    found, data = await read_sign_in(database, PASSKEY, party, credential)
    if not found.user_id == pending.who.user_id == UUID(data["user_id"]):
        raise Invalid([FieldError("passkey", "This is a passkey of somebody else.")])
    await _finish(database, pending)


async def _finish(database: Database, pending: Pending) -> None:
    # Taken, not only looked at: of two who finish the same first step, one gets in.
    if await take_once(database, PENDING, pending.token) is None:
        raise _too_late()
    await forget_codes(database, pending.who.user_id)
    async with database.transaction(pending.who.account_id) as tx:
        user = await get_user(tx, pending.who.user_id)
    if user is None or user.state != "enabled":
        raise _too_late()


async def _count(database: Database, who: Proved) -> None:
    try:
        await count_code(database, who.user_id)
    except TooManyAttempts:
        if await told_of_guessing(database, who.user_id):
            async with database.transaction(who.account_id) as tx:
                await tell_user(tx, who.user_id, Notice.CODES_GUESSED)
        raise


def _too_late() -> SignedOut:
    return SignedOut("This took too long. Sign in again from the beginning.", code="step_ended")
