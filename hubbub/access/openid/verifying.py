"""Reads an ID token: signed by the provider, for us, now, and for this very sign-in."""

import hmac
import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeGuard

from joserfc import jws, jwt
from joserfc.errors import JoseError

from hubbub.access.openid.discovering import Metadata, ProviderBroken, Providers

ALGORITHMS = frozenset({"RS256", "RS384", "RS512", "PS256", "PS384", "PS512",
                        "ES256", "ES384", "ES512", "Ed25519", "EdDSA"})  # fmt: skip
"""Signatures by a private key. Neither `none` nor those by a secret that both sides have."""
LEEWAY = 60
MOST_TOKEN = 50_000
MOST_SUBJECT = 255


class TokenRefused(Exception):
    """The token does not prove anything; the text is for the log."""


@dataclass(frozen=True, slots=True)
class Claims:
    """Who the provider says that somebody is."""

    subject: str
    email: str | None
    is_email_verified: bool
    name: str | None


@dataclass(frozen=True, slots=True)
class Expected:
    """What the token must be for."""

    metadata: Metadata
    client_id: str
    nonce: str
    at: datetime


async def read_id_token(
    providers: Providers, token: object, expected: Expected
) -> Mapping[str, Any]:
    """The claims of a token that passes every check. TokenRefused otherwise."""
    if not isinstance(token, str) or len(token) > MOST_TOKEN:
        raise TokenRefused("there is no ID token")
    algorithms = ALGORITHMS & {*expected.metadata.id_token_signing_alg_values_supported}
    key_id = _key_id(token)
    try:
        keys = await providers.keys(expected.metadata.issuer, key_id)
        found = jwt.decode(token, keys, algorithms=sorted(algorithms))
    except ProviderBroken:
        raise
    except (JoseError, ValueError, TypeError, KeyError, RecursionError) as error:
        raise TokenRefused(f"the signature is not right: {error}") from error
    try:
        _check(found.claims, expected)
    except (ValueError, OverflowError) as error:
        # A number beyond every clock, or a text that is none.
        raise TokenRefused("the claims cannot be read") from error
    return found.claims


def _key_id(token: str) -> str | None:
    try:
        header = jws.extract_compact(token.encode()).headers()
    except (JoseError, ValueError, TypeError, RecursionError) as error:
        raise TokenRefused("the token cannot be read") from error
    key_id = header.get("kid")
    return key_id if isinstance(key_id, str) else None


def _check(claims: Mapping[str, Any], expected: Expected) -> None:
    if claims.get("iss") != expected.metadata.issuer:
        raise TokenRefused("the token is of another issuer")
    audience = claims.get("aud")
    audiences = audience if isinstance(audience, list) else [audience]
    if expected.client_id not in audiences:
        raise TokenRefused("the token is for somebody else")
    if claims.get("azp", expected.client_id) != expected.client_id or (
        len(audiences) > 1 and "azp" not in claims
    ):
        raise TokenRefused("the token was given to somebody else")
    _check_times(claims, expected.at.timestamp())
    nonce = claims.get("nonce")
    if not isinstance(nonce, str) or not hmac.compare_digest(
        nonce.encode(), expected.nonce.encode()
    ):
        raise TokenRefused("the token is of another sign-in")


def _check_times(claims: Mapping[str, Any], at: float) -> None:
    if _time(claims, "exp") <= at - LEEWAY:
        raise TokenRefused("the token has expired")
    begins = [_time(claims, name) for name in ("iat", "nbf") if name == "iat" or name in claims]
    if max(begins) > at + LEEWAY:
        raise TokenRefused("the token is of the future")


def _time(claims: Mapping[str, Any], name: str) -> float:
    time = claims.get(name)
    if isinstance(time, bool) or not isinstance(time, int | float) or not math.isfinite(time):
        raise TokenRefused(f"the token has no time {name}")
    return time


def claims_in(claims: Mapping[str, Any]) -> Claims:
    """What is used of them. TokenRefused without a subject."""
    subject = claims.get("sub")
    if not _is_text(subject) or not 1 <= len(subject) <= MOST_SUBJECT:
        raise TokenRefused("the token names nobody")
    email, name = claims.get("email"), claims.get("name")
    return Claims(
        subject=subject,
        email=email if _is_text(email) else None,
        # Some providers write the word. Whatever else it is, the address is not verified.
        is_email_verified=claims.get("email_verified") in (True, "true"),
        name=name if _is_text(name) else None,
    )


def _is_text(value: object) -> TypeGuard[str]:
    """Whether it is a text that can be stored: without NUL, and without half a character, which
    JSON can name and UTF-8 cannot."""
    if not isinstance(value, str) or "\0" in value:
        return False
    return not any("\ud800" <= each <= "\udfff" for each in value)
