"""The ceremonies of WebAuthn: challenges that are used once, and what authenticators answer."""

import contextlib
import ipaddress
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import structlog
import webauthn
from starlette.requests import HTTPConnection
from webauthn.helpers import base64url_to_bytes
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    AuthenticatorTransport,
    CredentialDeviceType,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from hubbub.access.actor import Actor
from hubbub.access.factors.repository import (
    FoundPasskey,
    NewPasskey,
    Passkey,
    find_passkey,
    use_passkey,
)
from hubbub.access.identity import origin_of
from hubbub.kernel.database import Database
from hubbub.kernel.errors import Conflict, FieldError, Invalid
from hubbub.kernel.ids import new_id
from hubbub.kernel.once import put_once, take_once

log = structlog.get_logger()

LIFE = timedelta(minutes=5)
TIMEOUT = int(LIFE.total_seconds() * 1000)
REGISTER = "passkey-register"
VERIFIED = UserVerificationRequirement.REQUIRED

Credential = dict[str, Any]
Options = dict[str, Any]


@dataclass(frozen=True, slots=True)
class RelyingParty:
    """For whom a passkey is made: a domain, and the origin of the pages that may ask for it."""

    id: str
    origin: str


def relying_party(connection: HTTPConnection) -> RelyingParty:
    """From the address at which people reach this installation. Conflict where it is no name, to
    which browsers make no passkeys."""
    origin = origin_of(connection)
    name = urlsplit(origin).hostname or ""
    with contextlib.suppress(ValueError):
        ipaddress.ip_address(name)
        raise Conflict(
            "Passkeys need a name instead of a number in the address. Open Hubbub at its name, "
            "or set HUBBUB_PUBLIC_URL.",
            code="passkeys_need_name",
        )
    return RelyingParty(name, origin)


async def offer_registration(
    database: Database, actor: Actor, party: RelyingParty, known: Sequence[Passkey]
) -> Options:
    """What the browser makes a new passkey from."""
    challenge = await put_once(database, REGISTER, {"user_id": actor.user_id.hex}, LIFE)
    options = webauthn.generate_registration_options(
        rp_id=party.id,
        rp_name="Hubbub",
        user_id=actor.user_id.bytes,
        user_name=actor.email,
        user_display_name=actor.name,
        challenge=challenge,
        timeout=TIMEOUT,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=VERIFIED
        ),
        exclude_credentials=_descriptors(known, party),
    )
    return json.loads(webauthn.options_to_json(options))


async def read_registration(
    database: Database, actor: Actor, party: RelyingParty, name: str, credential: Credential
) -> NewPasskey:
    """The passkey that the browser has made. Invalid for anything else."""
    cleaned = " ".join(name.split())
    if not 1 <= len(cleaned) <= 100 or not cleaned.isprintable():
        raise Invalid([FieldError("name", "Give a name of 1 to 100 characters.")])
    challenge, data = await _challenge(database, REGISTER, credential)
    if data["user_id"] != actor.user_id.hex:
        raise _refused()
    try:
        made = webauthn.verify_registration_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=party.id,
            expected_origin=party.origin,
            require_user_verification=True,
        )
    except Exception as error:  # whatever a hostile answer makes the parser do
        raise _refused() from error
    return NewPasskey(
        id=new_id(),
        user_id=actor.user_id,
        name=cleaned,
        credential_id=made.credential_id,
        public_key=made.credential_public_key,
        sign_count=made.sign_count,
        relying_party=party.id,
        transports=_transports(credential),
        is_synced=made.credential_device_type == CredentialDeviceType.MULTI_DEVICE,
    )


async def offer_sign_in(
    database: Database,
    purpose: str,
    data: dict[str, str],
    party: RelyingParty,
    known: Sequence[Passkey] = (),
) -> Options:
    """What the browser signs with a passkey: with any that it finds, or with one of `known`."""
    challenge = await put_once(database, purpose, data, LIFE)
    options = webauthn.generate_authentication_options(
        rp_id=party.id,
        challenge=challenge,
        timeout=TIMEOUT,
        allow_credentials=_descriptors(known, party),
        user_verification=VERIFIED,
    )
    return json.loads(webauthn.options_to_json(options))


async def read_sign_in(
    database: Database, purpose: str, party: RelyingParty, credential: Credential
) -> tuple[FoundPasskey, dict[str, str]]:
    """Whose passkey has signed, and what was put beside the challenge. Invalid otherwise, the
    same whatever was wrong."""
    challenge, data = await _challenge(database, purpose, credential)
    found = await _find(database, credential)
    if found.relying_party != party.id:
        raise _refused()
    try:
        signed = webauthn.verify_authentication_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=party.id,
            expected_origin=party.origin,
            credential_public_key=found.public_key,
            credential_current_sign_count=found.sign_count,
            require_user_verification=True,
        )
    except Exception as error:  # whatever a hostile answer makes the parser do
        log.info("passkey.refused", passkey_id=found.id.hex, reason=str(error)[:200])
        raise _refused() from error
    is_synced = signed.credential_device_type == CredentialDeviceType.MULTI_DEVICE
    async with database.transaction(found.account_id) as tx:
        if not await use_passkey(tx, found.id, signed.new_sign_count, is_synced):
            raise _refused()
    return found, data


async def _find(database: Database, credential: Credential) -> FoundPasskey:
    try:
        credential_id = base64url_to_bytes(credential["id"])
        handle = credential["response"].get("userHandle")
        user = base64url_to_bytes(handle) if handle else None
    except Exception as error:
        raise _refused() from error
    async with database.anonymous() as tx:
        found = await find_passkey(tx, credential_id)
    if found is None or found.state != "enabled" or user not in (None, found.user_id.bytes):
        raise _refused()
    return found


async def _challenge(
    database: Database, purpose: str, credential: Credential
) -> tuple[bytes, dict[str, str]]:
    try:
        client = json.loads(base64url_to_bytes(credential["response"]["clientDataJSON"]))
        challenge = base64url_to_bytes(client["challenge"])
    except Exception as error:
        raise _refused() from error
    data = await take_once(database, purpose, challenge)
    if data is None:
        raise _refused()
    return challenge, data


def _descriptors(
    known: Sequence[Passkey], party: RelyingParty
) -> list[PublicKeyCredentialDescriptor]:
    return [
        PublicKeyCredentialDescriptor(
            id=each.credential_id,
            transports=[AuthenticatorTransport(name) for name in each.transports],
        )
        for each in known
        if each.relying_party == party.id
    ]


def _transports(credential: Credential) -> list[str]:
    known = {each.value for each in AuthenticatorTransport}
    found = credential["response"].get("transports")
    if not isinstance(found, list):
        return []
    return sorted({each for each in found if isinstance(each, str) and each in known})


def _refused() -> Invalid:
    problem = Invalid(
        [FieldError("passkey", "The passkey was not accepted. Try again, or use another way.")]
    )
    problem.code = "passkey_refused"
    return problem
