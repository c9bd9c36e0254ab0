"""Sends somebody to his provider and takes him back: authorisation code, PKCE, state, nonce."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import quote, urlencode, urlsplit, urlunsplit
from uuid import UUID

import structlog

from hubbub.access.openid.discovering import Metadata, ProviderBroken, Providers
from hubbub.access.openid.repository import Provider, account_of_provider, get_provider
from hubbub.access.openid.verifying import (
    Claims,
    Expected,
    TokenRefused,
    claims_in,
    read_id_token,
)
from hubbub.kernel.clock import now
from hubbub.kernel.database import Database
from hubbub.kernel.errors import NotFound
from hubbub.kernel.once import put_once, take_once
from hubbub.kernel.secrets import Secrets

log = structlog.get_logger()

STATE = "openid-state"
LIFE = timedelta(minutes=10)
SCOPE = "openid email profile"
CALLBACK = "/api/sign-in/openid/callback"


class SignInRefused(Exception):
    """He does not get in this way; `code` names the sentence that the sign-in page shows."""

    def __init__(self, code: str, reason: str = "") -> None:
        super().__init__(reason or code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Departure:
    """Where the browser goes, and what it keeps meanwhile."""

    location: str
    browser: str


@dataclass(frozen=True, slots=True)
class Returned:
    """What the browser brings back."""

    state: str
    code: str | None
    error: str | None
    issuer: str | None
    browser: str | None


@dataclass(frozen=True, slots=True)
class Recognised:
    """Whom the provider has recognised, and where he wanted to go."""

    account_id: UUID
    provider: Provider
    claims: Claims
    next: str | None


def secret_context(provider_id: UUID) -> str:
    return f"openid:{provider_id.hex}"


async def depart(
    database: Database,
    providers: Providers,
    provider_id: UUID,
    redirect: str,
    following: str | None,
) -> Departure:
    """NotFound without such a provider, ProviderBroken when it cannot be asked."""
    async with database.anonymous() as tx:
        account_id = await account_of_provider(tx, provider_id)
    if account_id is None:
        raise NotFound("There is no such way to sign in.")
    async with database.transaction(account_id) as tx:
        provider = await get_provider(tx, provider_id)
    assert provider is not None
    metadata = await providers.metadata(provider.issuer)
    verifier, nonce, browser = (secrets.token_urlsafe(32) for _ in range(3))
    state = await put_once(
        database, STATE,
        {
            "account_id": account_id.hex, "provider_id": provider_id.hex, "nonce": nonce,
            "verifier": verifier, "issuer": provider.issuer, "redirect": redirect,
            "browser": _hash(browser), "next": following,
        },
        LIFE,
    )  # fmt: skip
    asked = {
        "response_type": "code",
        "client_id": provider.client_id,
        "redirect_uri": redirect,
        "scope": SCOPE,
        "state": base64.urlsafe_b64encode(state).decode(),
        "nonce": nonce,
        "code_challenge": _challenge(verifier),
        "code_challenge_method": "S256",
    }
    return Departure(_with_query(metadata.authorization_endpoint, asked), browser)


async def come_back(
    database: Database, providers: Providers, keys: Secrets, back: Returned
) -> Recognised:
    """Whom the provider has recognised. SignInRefused otherwise."""
    kept = await _state(database, back)
    account_id, provider_id = UUID(kept["account_id"]), UUID(kept["provider_id"])
    async with database.transaction(account_id) as tx:
        provider = await get_provider(tx, provider_id)
    if provider is None or not provider.is_enabled or provider.issuer != kept["issuer"]:
        raise SignInRefused("openid_again", "the provider was changed")
    try:
        metadata = await providers.metadata(provider.issuer)
        _check_issuer(metadata, back)
        if back.error is not None or back.code is None:
            raise SignInRefused("openid_cancelled", f"the provider says {back.error!r}"[:200])
        secret = None
        if provider.sealed_client_secret is not None:
            secret = keys.open(provider.sealed_client_secret, secret_context(provider_id))
        tokens = await _exchange(providers, metadata, provider, secret, back.code, kept)
        expected = Expected(metadata, provider.client_id, kept["nonce"], now())
        claims = await read_id_token(providers, tokens.get("id_token"), expected)
        claims = await _complete(providers, metadata, claims, tokens.get("access_token"))
        return Recognised(account_id, provider, claims_in(claims), kept["next"])
    except TokenRefused as error:
        raise SignInRefused("openid_refused", str(error)) from error
    except ProviderBroken as error:
        raise SignInRefused("openid_broken", str(error)) from error


async def _state(database: Database, back: Returned) -> Mapping[str, Any]:
    try:
        state = base64.urlsafe_b64decode(back.state)
    except ValueError:
        state = b""
    kept = await take_once(database, STATE, state)
    if kept is None:
        raise SignInRefused("openid_again", "the state is unknown, used or too old")
    # The answer is taken only in the browser that was sent away.
    if not hmac.compare_digest(_hash(back.browser or ""), kept["browser"]):
        raise SignInRefused("openid_again", "another browser has come back")
    return kept


def _check_issuer(metadata: Metadata, back: Returned) -> None:
    """RFC 9207: an answer of one provider is never taken for that of another."""
    is_missing = back.issuer is None and metadata.authorization_response_iss_parameter_supported
    if is_missing or back.issuer not in (None, metadata.issuer):
        raise SignInRefused("openid_refused", "the answer is of another issuer")


async def _exchange(
    providers: Providers,
    metadata: Metadata,
    provider: Provider,
    secret: str | None,
    code: str,
    kept: Mapping[str, Any],
) -> Mapping[str, Any]:
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": kept["redirect"],
        "code_verifier": kept["verifier"],
    }
    headers: dict[str, str] = {}
    methods = metadata.token_endpoint_auth_methods_supported
    if secret is None:
        form["client_id"] = provider.client_id
    elif "client_secret_basic" in methods or "client_secret_post" not in methods:
        pair = f"{quote(provider.client_id, safe='')}:{quote(secret, safe='')}"
        headers["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
    else:
        form |= {"client_id": provider.client_id, "client_secret": secret}
    tokens = await providers.post_form(metadata.token_endpoint, urlencode(form).encode(), headers)
    if "error" in tokens:
        raise SignInRefused("openid_broken", f"the token endpoint says {tokens['error']!r}"[:200])
    return tokens


async def _complete(
    providers: Providers, metadata: Metadata, claims: Mapping[str, Any], access: object
) -> Mapping[str, Any]:
    """With the address from the user's own page at the provider, where the token has none."""
    if "email" in claims or metadata.userinfo_endpoint is None or not isinstance(access, str):
        return claims
    more = await providers.get_json(
        metadata.userinfo_endpoint, {"Authorization": f"Bearer {access}"}
    )
    if more.get("sub") != claims.get("sub"):
        raise TokenRefused("the provider speaks of somebody else")
    wanted = ("email", "email_verified", "name")
    return {**claims, **{name: more[name] for name in wanted if name in more}}


def _challenge(verifier: str) -> str:
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _with_query(url: str, more: Mapping[str, str]) -> str:
    parts = urlsplit(url)
    if parts.scheme not in ("https", "http") or not parts.hostname:
        raise ProviderBroken("The provider names no page to sign in at.")
    query = "&".join(filter(None, (parts.query, urlencode(more))))
    return urlunsplit((parts.scheme, parts.netloc, parts.path, query, ""))
