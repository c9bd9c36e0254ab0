"""Tokens of other servers: fetched once by each process, and anew once they end or are refused."""

import asyncio
import time
from collections import defaultdict
from dataclasses import dataclass
from json import JSONDecodeError, loads
from typing import Any
from urllib.parse import quote_plus, urlencode
from uuid import UUID

from hubbub.compat.vendor.subscriptions.credentials import Oauth
from hubbub.compat.vendor.subscriptions.signing import basic
from hubbub.kernel.outgoing import Answered, Outgoing, OutgoingRefused, Wanted

Key = tuple[UUID, UUID, int]
"""Account, security, and its version: other credentials have another token."""

MOST_KEPT = 10_000
UNSAID_SECONDS = 300
"""How long a token is used whose end is not told."""
EARLIER_SECONDS = 30
NOTHING_GIVEN = "The server of tokens answered without a token."


@dataclass(frozen=True, slots=True)
class _Kept:
    value: str
    until: float


class Tokens:
    """Kept in this process alone."""

    def __init__(self) -> None:
        self._kept: dict[Key, _Kept] = {}
        self._locks: defaultdict[Key, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def value(
        self, key: Key, credentials: Oauth, outgoing: Outgoing, refused: str | None
    ) -> str:
        """What to send as `Authorization`. Raises OutgoingRefused where there is none to have."""
        # Many deliveries find at once that there is none; one of them asks.
        async with self._locks[key]:
            kept = self._kept.get(key)
            if kept is not None and kept.value != refused and kept.until > time.monotonic():
                return kept.value
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            self._kept[key] = fresh = _read(await outgoing.send(_question(credentials)))
            return fresh.value


def _question(credentials: Oauth) -> Wanted:
    """RFC 6749, 4.3.2 and 4.4.2; the client shows itself as 2.3.1 says that all servers know."""
    form = {
        "grant_type": credentials.grant_type,
        "scope": credentials.scope,
        "resource": credentials.resource,
    }
    if credentials.grant_type == "password":
        form |= {"username": credentials.username, "password": credentials.password}
    headers = {
        **credentials.headers,
        "Content-Type": "application/x-www-form-urlencoded",
        "Accept": "application/json",
    }
    if credentials.client_id and credentials.client_secret:
        name, secret = quote_plus(credentials.client_id), quote_plus(credentials.client_secret)
        headers["Authorization"] = basic(name, secret)
    elif credentials.client_id:
        form["client_id"] = credentials.client_id
    body = urlencode({name: value for name, value in form.items() if value}).encode()
    return Wanted("POST", credentials.token_url, headers, body)


def _read(answered: Answered) -> _Kept:
    if answered.status != 200:
        raise OutgoingRefused(f"The server of tokens answered with status {answered.status}.")
    try:
        told: Any = loads(answered.body)
    except (JSONDecodeError, UnicodeDecodeError) as error:
        raise OutgoingRefused(NOTHING_GIVEN) from error
    token: Any = told.get("access_token") if isinstance(told, dict) else None
    if not isinstance(token, str) or not token or not token.isascii() or not token.isprintable():
        raise OutgoingRefused(NOTHING_GIVEN)
    life: Any = told.get("expires_in")
    seconds = life if isinstance(life, int) and life > 0 else UNSAID_SECONDS
    until = time.monotonic() + max(1, seconds - EARLIER_SECONDS)
    return _Kept(f"Bearer {token}", until)
