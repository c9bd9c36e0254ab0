"""Tokens of other servers: fetched once by each process, and anew once they end or are refused."""

import asyncio
import time
from dataclasses import dataclass
from json import loads
from typing import Any
from urllib.parse import quote_plus, urlencode
from uuid import UUID

from hubbub.compat.vendor.subscriptions.credentials import Oauth
from hubbub.compat.vendor.subscriptions.signing import basic
from hubbub.kernel.outgoing import Answered, Outgoing, OutgoingRefused, Wanted

Key = tuple[UUID, UUID, int]
"""Account, security, and its version: other credentials have another token."""

MOST_KEPT = 2_000
MOST_CHARACTERS = 8_192
"""Of a token: more fits into no server's headers, and all of them are kept in memory."""
UNSAID_SECONDS = 300
"""How long a token is used whose end is not told."""
MOST_SECONDS = 24 * 3600
"""However long it is said to last."""
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
        self._asking: dict[Key, asyncio.Task[_Kept]] = {}

    async def value(
        self, key: Key, credentials: Oauth, outgoing: Outgoing, refused: str | None
    ) -> str:
        """What to send as `Authorization`. Raises OutgoingRefused where there is none to have."""
        kept = self._kept.get(key)
        if kept is not None and kept.value != refused and kept.until > time.monotonic():
            return kept.value
        # Many deliveries find at once that there is none: one question is asked for all of them,
        # and a server that does not answer it is waited for once. It goes on if whoever asked
        # first is given up.
        return (await asyncio.shield(self._ask(key, credentials, outgoing))).value

    def _ask(self, key: Key, credentials: Oauth, outgoing: Outgoing) -> asyncio.Task[_Kept]:
        under_way = self._asking.get(key)
        if under_way is None:
            under_way = asyncio.create_task(_fetch(credentials, outgoing))
            self._asking[key] = under_way
            under_way.add_done_callback(lambda done: self._keep(key, done))
        return under_way

    def _keep(self, key: Key, done: asyncio.Task[_Kept]) -> None:
        del self._asking[key]
        if done.cancelled() or done.exception() is not None:
            return
        if len(self._kept) >= MOST_KEPT:
            self._kept.clear()
        self._kept[key] = done.result()


async def _fetch(credentials: Oauth, outgoing: Outgoing) -> _Kept:
    return _read(await outgoing.send(_question(credentials)))


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
    except (ValueError, RecursionError) as error:
        # No JSON, or numbers and depths that only somebody hostile writes.
        raise OutgoingRefused(NOTHING_GIVEN) from error
    token: Any = told.get("access_token") if isinstance(told, dict) else None
    if not isinstance(token, str) or not _can_be_sent(token):
        raise OutgoingRefused(NOTHING_GIVEN)
    life: Any = told.get("expires_in")
    seconds = min(life, MOST_SECONDS) if isinstance(life, int) and life > 0 else UNSAID_SECONDS
    until = time.monotonic() + max(1, seconds - EARLIER_SECONDS)
    return _Kept(f"Bearer {token}", until)


def _can_be_sent(token: str) -> bool:
    return 0 < len(token) <= MOST_CHARACTERS and token.isascii() and token.isprintable()
