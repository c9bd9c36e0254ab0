"""Proves that a request is Vonage's: a token over the time and the body's hash, signed with the
account's signature secret."""

import hashlib
import hmac
from typing import Final

import msgspec
from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

from hubbub.channels.sms.adapters.carrier import Forged, Knock
from hubbub.channels.sms.adapters.json_api import Meaningless, read
from hubbub.kernel.clock import now

BEARER: Final = "Bearer "
TOLERANCE: Final = 300
"""Seconds: what is older may have been caught and sent again."""
NOT_OURS: Final = "The token in its Authorization is not signed with the signature secret."


class Claims(msgspec.Struct, frozen=True):
    iat: float
    payload_hash: str
    api_key: str | None = None


def check_signature(knock: Knock, secret: str, api_key: str) -> None:
    """Raises Forged."""
    header = knock.headers.get("authorization", "")
    if not header.startswith(BEARER) or not header.isascii():
        raise Forged("It has no token in its Authorization. Switch signed webhooks on.")
    claims = _claims(header.removeprefix(BEARER), secret)
    # Of a time that is no number, nothing can be said.
    if not abs(now().timestamp() - claims.iat) <= TOLERANCE:
        raise Forged("Its token is not of these minutes. Check the clock of this machine.")
    body = hashlib.sha256(knock.body).hexdigest()
    is_whole = hmac.compare_digest(body.encode(), claims.payload_hash.encode(errors="replace"))
    if not is_whole or claims.api_key not in (None, api_key):
        raise Forged("Its token is of another request.")


def _claims(token: str, secret: str) -> Claims:
    try:
        signed = jws.deserialize_compact(token, OctKey.import_key(secret), algorithms=["HS256"])
        return read(signed.payload, Claims)
    except (JoseError, ValueError, TypeError, RecursionError, Meaningless) as error:
        raise Forged(NOT_OURS) from error
