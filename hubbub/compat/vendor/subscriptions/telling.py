"""Tells subscriptions: what they mean, as whom they act for may see it at that moment, in the words
of this interface, and as their profile says."""

import ssl
from collections.abc import Sequence
from datetime import timedelta
from functools import cache, partial
from typing import Any
from uuid import UUID

from hubbub.access.actor import Actor
from hubbub.compat.vendor.subscriptions.bodies import body_of, test_body
from hubbub.compat.vendor.subscriptions.channels import SMS
from hubbub.compat.vendor.subscriptions.credentials import Credentials, Oauth
from hubbub.compat.vendor.subscriptions.meaning import is_meant
from hubbub.compat.vendor.subscriptions.profiles import headers_of
from hubbub.compat.vendor.subscriptions.profiles_repository import (
    Profile,
    get_profile,
    take_slot,
)
from hubbub.compat.vendor.subscriptions.securities import credentials_of
from hubbub.compat.vendor.subscriptions.securities_repository import Security, get_security
from hubbub.compat.vendor.subscriptions.signing import proof
from hubbub.compat.vendor.subscriptions.subscriptions_repository import (
    Subscription,
    get_subscription,
)
from hubbub.compat.vendor.subscriptions.tokens import Tokens
from hubbub.kernel.answers import encode
from hubbub.kernel.database import Transaction
from hubbub.kernel.lanes import Delivery
from hubbub.kernel.outgoing import Patience, Wanted
from hubbub.kernel.posting import MOST_ANSWER, Authorize, Bundle, Fact, Post
from hubbub.kernel.secrets import Secrets

CONNECT, READ = 10_000, 10_000
"""Milliseconds, where the profile says nothing."""
TOGETHER = 100
"""Reports and texts in one request, where it says nothing of that."""


class VendorWire:
    """One process's part of it."""

    def __init__(self, secrets: Secrets) -> None:
        self._secrets = secrets
        self._tokens = Tokens()

    async def is_told(
        self, tx: Transaction, actor: Actor, endpoint_id: UUID, fact: Fact, /
    ) -> bool:
        subscription = await get_subscription(tx, endpoint_id)
        return subscription is not None and await is_meant(tx, actor, subscription, fact)

    async def room(self, tx: Transaction, endpoint_id: UUID, _: str, /) -> int:
        subscription = await get_subscription(tx, endpoint_id)
        if subscription is None or subscription.channel != SMS:
            return 1
        profile = await get_profile(tx, subscription.profile_id)
        return profile.settings.get("maxBucketSize", TOGETHER) if profile else 1

    async def make(
        self, tx: Transaction, actor: Actor, endpoint_id: UUID, deliveries: Sequence[Delivery], /
    ) -> Bundle | None:
        subscription = await get_subscription(tx, endpoint_id)
        if subscription is None:
            return None
        if deliveries[0].subject_id is None:
            told, body = list(deliveries), test_body(subscription, deliveries[0])
        else:
            told = [each for each in deliveries if await _is_meant(tx, actor, subscription, each)]
            body = await body_of(tx, actor, subscription, told) if told else None
        if body is None or told[0] is not deliveries[0]:
            return None
        profile = await get_profile(tx, subscription.profile_id)
        assert profile is not None
        # What goes together once may not do so again: its parts have ids, and the request has none.
        id_ = None if subscription.channel == SMS else deliveries[0].id
        return Bundle(await self._post(tx, profile, id_, encode(body)), told)

    async def _post(self, tx: Transaction, profile: Profile, id_: UUID | None, body: bytes) -> Post:
        security = await get_security(tx, profile.security_id) if profile.security_id else None
        credentials = credentials_of(security, self._secrets) if security else None
        headers = _with(headers_of(profile, self._secrets), proof(credentials, body))
        headers |= {"Content-Type": "application/json", "User-Agent": "Hubbub-Webhooks/1"}
        if id_ is not None:
            headers["webhook-id"] = id_.hex
        wanted = Wanted(
            "POST", profile.url, headers, body, MOST_ANSWER, _patience(profile.settings),
            _tls(profile.settings),
        )  # fmt: skip
        wait = await _turn(tx, profile)
        return Post(wanted, wait, self._authorizing(security, credentials))

    def _authorizing(
        self, security: Security | None, credentials: Credentials | None
    ) -> Authorize | None:
        if security is None or not isinstance(credentials, Oauth):
            return None
        key = security.account_id, security.id, security.version
        return partial(self._tokens.value, key, credentials)


async def _is_meant(
    tx: Transaction, actor: Actor, subscription: Subscription, delivery: Delivery
) -> bool:
    assert delivery.subject_id is not None
    of = (delivery.kind, delivery.subject_id, delivery.conversation_id, delivery.fact)
    return await is_meant(tx, actor, subscription, Fact(*of))


async def _turn(tx: Transaction, profile: Profile) -> timedelta:
    """How long to stand back, so that no more go in a second than the profile says."""
    rate: int | None = profile.settings.get("rateLimit")
    if rate is None:
        return timedelta(0)
    return await take_slot(tx, profile.id, timedelta(seconds=1) / rate)


def _with(own: dict[str, str], proof: dict[str, str]) -> dict[str, str]:
    taken = {name.lower() for name in proof}
    return {**{name: own[name] for name in own if name.lower() not in taken}, **proof}


def _patience(settings: dict[str, Any]) -> Patience:
    connect = settings.get("connectTimeout", CONNECT) / 1000
    read = settings.get("readTimeout", READ) / 1000
    return Patience(connect, read, connect + read)


def _tls(settings: dict[str, Any]) -> ssl.SSLContext | None:
    versions: list[str] = settings.get("enabledSSLProtocols", [])
    return _speaking(versions[0]) if len(versions) == 1 else None


@cache
def _speaking(version: str) -> ssl.SSLContext:
    """This version alone; of two, both, which is what goes without saying."""
    context = ssl.create_default_context()
    only = ssl.TLSVersion.TLSv1_3 if version == "TLSv1.3" else ssl.TLSVersion.TLSv1_2
    context.minimum_version = context.maximum_version = only
    return context
