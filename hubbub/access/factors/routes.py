"""One's own second factors over HTTP."""

import binascii
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Any
from uuid import UUID

from fastapi import Request
from pydantic import Field
from starlette.responses import Response

from hubbub.access.admission.repository import get_sign_in_settings
from hubbub.access.factors.confirming import (
    check_confirmed,
    confirm_by_passkey,
    confirm_by_password,
    confirmed_until,
    offer_confirmation,
    session_in,
)
from hubbub.access.factors.passkeys import (
    RelyingParty,
    offer_registration,
    read_registration,
    relying_party,
)
from hubbub.access.factors.repository import Passkey, factors_of, get_totp, passkeys_of
from hubbub.access.factors.setting_up import (
    Added,
    add_passkey,
    begin_codes,
    finish_codes,
    make_recovery_codes,
    remove_codes,
    remove_passkey,
)
from hubbub.access.factors.shapes import (
    PasskeyOptions,
    RecoveryCodes,
    Security,
    ShownCodesSetup,
    ShownPasskey,
)
from hubbub.access.gate import SETTING_UP, Router
from hubbub.access.identity import HalfIdentity, Identity, TheDatabase, TheSecrets
from hubbub.access.sessions.cookies import SESSION, set_cookie
from hubbub.kernel.answers import answer, nothing
from hubbub.kernel.bodies import Input
from hubbub.kernel.clock import now
from hubbub.kernel.database import Database
from hubbub.kernel.errors import Conflict, FieldError, Invalid

router = Router("/api/me/security", "security")


class ConfirmationInput(Input):
    """One of the two."""

    password: str | None = Field(None, max_length=1000)
    passkey: dict[str, Any] | None = None


class CodesInput(Input):
    setup: str = Field(max_length=100)
    code: str = Field(max_length=20)


class NewPasskeyInput(Input):
    name: str = Field(max_length=1000)
    passkey: dict[str, Any]


@router.get("", needs=SETTING_UP, response_model=Security)
async def get_security(request: Request, identity: HalfIdentity, database: TheDatabase) -> Response:
    """How the asker signs in."""
    session = session_in(identity)
    party = _party(request)
    async with database.transaction(session.account_id) as tx:
        factors = await factors_of(tx, session.user_id)
        totp = await get_totp(tx, session.user_id)
        passkeys = await passkeys_of(tx, session.user_id)
        settings = await get_sign_in_settings(tx)
        until = await confirmed_until(tx, session)
    return answer(
        Security(
            has_password=factors.has_password,
            codes_since=None if totp is None else totp.created_at,
            recovery_codes_left=factors.recovery_codes,
            passkeys=[_show(each, party) for each in passkeys],
            passkeys_work=party is not None,
            required=settings.requires_second_factor,
            must_set_up=session.must_set_up,
            confirmed_until=until,
        )
    )


def _party(request: Request) -> RelyingParty | None:
    try:
        return relying_party(request)
    except Conflict:
        return None


def _show(passkey: Passkey, party: RelyingParty | None) -> ShownPasskey:
    here = party is not None and party.id == passkey.relying_party
    return ShownPasskey(
        passkey.id, passkey.name, passkey.is_synced, here, passkey.created_at,
        passkey.last_used_at,
    )  # fmt: skip


@router.post("/confirmation", needs=SETTING_UP, status_code=204)
async def post_confirmation(
    body: ConfirmationInput, request: Request, identity: HalfIdentity, database: TheDatabase
) -> Response:
    """Show again who one is; changes are then taken for ten minutes."""
    session = session_in(identity)
    if body.passkey is not None:
        await confirm_by_passkey(database, session, relying_party(request), body.passkey)
    else:
        await confirm_by_password(database, session, body.password or "")
    return nothing()


@router.post("/confirmation/challenge", needs=SETTING_UP, response_model=PasskeyOptions)
async def post_confirmation_challenge(
    request: Request, identity: HalfIdentity, database: TheDatabase
) -> Response:
    """What a passkey signs to confirm."""
    session = session_in(identity)
    return answer(
        PasskeyOptions(await offer_confirmation(database, session, relying_party(request)))
    )


@router.post("/codes/setup", needs=SETTING_UP, response_model=ShownCodesSetup)
async def post_codes_setup(
    identity: HalfIdentity, database: TheDatabase, secrets: TheSecrets
) -> Response:
    """A new secret for an authenticator app; it counts once a code of it is given back."""
    made = await begin_codes(database, secrets, identity.actor, session_in(identity))
    setup = urlsafe_b64encode(made.setup).decode()
    return answer(ShownCodesSetup(setup, made.secret, made.picture))


@router.post("/codes", needs=SETTING_UP, response_model=RecoveryCodes)
async def post_codes(
    body: CodesInput,
    request: Request,
    identity: HalfIdentity,
    database: TheDatabase,
    secrets: TheSecrets,
) -> Response:
    """Ask for codes of this app at sign-in from now on."""
    added = await finish_codes(
        database, secrets, session_in(identity), _setup_in(body.setup), body.code,
        identity.actor.origin,
    )  # fmt: skip
    return await _added(database, identity, request, added)


def _setup_in(text: str) -> bytes:
    try:
        return urlsafe_b64decode(text)
    except (binascii.Error, ValueError) as error:
        raise Invalid([FieldError("setup", "Begin again with a new picture.")]) from error


@router.delete("/codes", needs=SETTING_UP, status_code=204)
async def delete_codes(identity: HalfIdentity, database: TheDatabase) -> Response:
    """Ask for no codes any more."""
    session = session_in(identity)
    async with database.transaction(session.account_id) as tx:
        await remove_codes(tx, session, identity.actor.origin)
    return nothing()


@router.post("/recovery-codes", needs=SETTING_UP, response_model=RecoveryCodes)
async def post_recovery_codes(identity: HalfIdentity, database: TheDatabase) -> Response:
    """Ten new recovery codes in place of the old ones."""
    session = session_in(identity)
    async with database.transaction(session.account_id) as tx:
        return answer(RecoveryCodes(await make_recovery_codes(tx, session, identity.actor.origin)))


@router.post("/passkeys/challenge", needs=SETTING_UP, response_model=PasskeyOptions)
async def post_new_passkey_challenge(
    request: Request, identity: HalfIdentity, database: TheDatabase
) -> Response:
    """What the browser makes a new passkey from."""
    session = session_in(identity)
    party = relying_party(request)
    async with database.transaction(session.account_id) as tx:
        await check_confirmed(tx, session)
        known = await passkeys_of(tx, session.user_id)
    return answer(PasskeyOptions(await offer_registration(database, identity.actor, party, known)))


@router.post("/passkeys", needs=SETTING_UP, response_model=RecoveryCodes, status_code=201)
async def post_new_passkey(
    body: NewPasskeyInput,
    request: Request,
    identity: HalfIdentity,
    database: TheDatabase,
) -> Response:
    """Sign in with this passkey from now on, alone or after the password."""
    session = session_in(identity)
    new = await read_registration(
        database, identity.actor, relying_party(request), body.name, body.passkey
    )
    async with database.transaction(session.account_id) as tx:
        added = await add_passkey(tx, session, new, identity.actor.origin)
    return await _added(database, identity, request, added, 201)


@router.delete("/passkeys/{passkey_id}", needs=SETTING_UP, status_code=204)
async def delete_passkey(
    passkey_id: UUID, identity: HalfIdentity, database: TheDatabase
) -> Response:
    """Sign in with it no more."""
    session = session_in(identity)
    async with database.transaction(session.account_id) as tx:
        await remove_passkey(tx, session, passkey_id, identity.actor.origin)
    return nothing()


async def _added(
    database: Database, identity: Identity, request: Request, added: Added, status: int = 200
) -> Response:
    """With the session's new token: whoever has the one from before gained nothing."""
    async with database.transaction(identity.actor.account_id) as tx:
        limits = await get_sign_in_settings(tx)
    response = answer(RecoveryCodes(added.recovery_codes), status)
    life = session_in(identity).created_at + limits.absolute - now()
    set_cookie(response, request, SESSION, added.token, life)
    return response
