"""What a provider says of itself: its endpoints and its keys, kept for a while."""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import msgspec
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from hubbub.kernel.outgoing import Answered, Outgoing, OutgoingRefused, Wanted

KEPT_SECONDS = 600.0
KEYS_AGAIN_SECONDS = 20.0
"""How soon keys are fetched anew for one that is unknown, so that forged ids make no storm."""
MOST_ISSUERS = 1000
JSON = {"Accept": "application/json"}


class ProviderBroken(Exception):
    """The provider does not answer as the standard says; the text is a sentence for people."""


class Metadata(msgspec.Struct, frozen=True):
    """The part of a discovery document (OpenID Connect Discovery 1.0) that is used."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    userinfo_endpoint: str | None = None
    id_token_signing_alg_values_supported: tuple[str, ...] = ("RS256",)
    token_endpoint_auth_methods_supported: tuple[str, ...] = ("client_secret_basic",)
    authorization_response_iss_parameter_supported: bool = False


@dataclass(slots=True)
class _Kept:
    metadata: Metadata
    at: float
    keys: KeySet | None = None
    keys_at: float = 0.0


@dataclass(slots=True)
class Providers:
    """The providers that this process has met."""

    outgoing: Outgoing
    clock: Any = time.monotonic
    _kept: dict[str, _Kept] = field(default_factory=dict[str, _Kept])

    async def metadata(self, issuer: str, *, afresh: bool = False) -> Metadata:
        """ProviderBroken when the document is not there or not of this issuer."""
        kept = self._kept.get(issuer)
        if kept is not None and not afresh and self.clock() - kept.at < KEPT_SECONDS:
            return kept.metadata
        url = issuer.rstrip("/") + "/.well-known/openid-configuration"
        answered = await self._get(url, JSON)
        try:
            metadata = msgspec.json.decode(answered.body, type=Metadata)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
            message = "The provider's description is not what OpenID Connect asks for."
            raise ProviderBroken(message) from error
        if metadata.issuer != issuer:
            raise ProviderBroken(
                f"The provider calls itself “{metadata.issuer[:200]}”. "
                "Write its address exactly so."
            )
        if len(self._kept) >= MOST_ISSUERS:
            self._kept.clear()
        self._kept[issuer] = _Kept(metadata, self.clock())
        return metadata

    async def keys(self, issuer: str, key_id: str | None) -> KeySet:
        """The provider's keys; fetched again when the one that is wanted is not among them."""
        metadata = await self.metadata(issuer)
        kept = self._kept[issuer]
        age = self.clock() - kept.keys_at
        is_old = kept.keys is None or age > KEPT_SECONDS
        is_unknown = kept.keys is not None and not _has(kept.keys, key_id)
        if is_old or (is_unknown and age > KEYS_AGAIN_SECONDS):
            kept.keys = _keys_in(await self._get(metadata.jwks_uri, JSON))
            kept.keys_at = self.clock()
        assert kept.keys is not None
        return kept.keys

    async def post_form(
        self, url: str, body: bytes, headers: Mapping[str, str]
    ) -> Mapping[str, Any]:
        """The JSON that the token endpoint answers with."""
        sent = {**JSON, "Content-Type": "application/x-www-form-urlencoded", **headers}
        return _json(await self._send(Wanted("POST", url, sent, body)))

    async def get_json(self, url: str, headers: Mapping[str, str]) -> Mapping[str, Any]:
        return _json(await self._get(url, {**JSON, **headers}))

    async def _get(self, url: str, headers: Mapping[str, str]) -> Answered:
        answered = await self._send(Wanted("GET", url, headers))
        if answered.status != 200:
            host = urlsplit(url).hostname
            raise ProviderBroken(f"“{host}” answers with {answered.status} where 200 is due.")
        return answered

    async def _send(self, wanted: Wanted) -> Answered:
        try:
            return await self.outgoing.send(wanted)
        except OutgoingRefused as error:
            raise ProviderBroken(str(error)) from error


def _json(answered: Answered) -> Mapping[str, Any]:
    try:
        found = json.loads(answered.body)
    except (ValueError, RecursionError) as error:
        raise ProviderBroken("The provider's answer is not JSON.") from error
    if not isinstance(found, dict):
        raise ProviderBroken("The provider's answer is not an object.")
    return found


def _keys_in(answered: Answered) -> KeySet:
    found = _json(answered).get("keys")
    # Keys of kinds that we do not know, or that are damaged, do not spoil the others.
    usable = [each for each in found if _is_usable(each)] if isinstance(found, list) else []
    if not usable:
        raise ProviderBroken("The provider shows no key that its answers could be checked with.")
    return KeySet.import_key_set({"keys": usable})


def _is_usable(key: Any) -> bool:
    if not isinstance(key, dict) or key.get("kty") not in ("RSA", "EC", "OKP"):
        return False
    if key.get("use", "sig") != "sig":
        return False
    try:
        KeySet.import_key_set({"keys": [key]})
    except (JoseError, ValueError, TypeError, KeyError):
        return False
    return True


def _has(keys: KeySet, key_id: str | None) -> bool:
    return key_id is None or any(key.kid == key_id for key in keys.keys)
