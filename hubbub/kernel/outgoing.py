"""The one way out for requests to addresses that users give: never to a private network.

A name is resolved here, every address it has is judged, and the connection goes to one of those
very addresses, so that a name cannot change its mind in between. A redirect is judged anew.
"""

import asyncio
import ssl
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from typing import Literal

import httpx2

from hubbub.kernel.forwarding import Address, Network
from hubbub.kernel.reachable import NotReachable, Reachable, Resolve, resolve

SECONDS = 10.0
MOST_BYTES = 1_000_000
MOST_REDIRECTS = 3
GLANCE_SECONDS = 2.0
REDIRECTS = frozenset({301, 302, 303, 307, 308})
PORTS = {"https": 443, "http": 80}

SETTING = "HUBBUB_OUTGOING_NETWORKS"
MOST_KEPT = 50
"""Servers to which connections are kept open."""


class OutgoingRefused(Exception):
    """The request was not sent, or its answer not taken; the text is a sentence for whoever gave
    the address. `written`: the server may have had it all the same."""

    written = False


@dataclass(frozen=True, slots=True)
class Patience:
    """How long is waited, in seconds: to be connected, for each part of the answer, and for all
    of it."""

    connect: float
    read: float
    whole: float


@dataclass(frozen=True, slots=True)
class Wanted:
    """A request that somebody wants sent."""

    method: Literal["GET", "POST", "PUT", "PATCH", "DELETE"]
    url: str
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    body: bytes | None = None
    glance: int | None = None
    """How many bytes of the answer are wanted, where its status is what counts: the rest is left
    unread, and a redirect is an answer like any other."""
    patience: Patience | None = None
    """Instead of what holds for all."""
    tls: ssl.SSLContext | None = None
    """Instead of the one that serves all."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What came back, whole."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class _Hop:
    url: httpx2.URL
    addresses: list[Address]


@dataclass(slots=True)
class _Progress:
    """How far a request got."""

    is_written: bool = False

    async def trace(self, name: str, _: object) -> None:
        if name.endswith("send_request_headers.started"):
            self.is_written = True


class Outgoing:
    """Sends requests to public addresses, and to the private networks that the operator allows.
    One that `keeps` connections open, for servers that are asked again and again, has to be
    closed."""

    def __init__(
        self,
        allowed: Sequence[Network] = (),
        *,
        resolve: Resolve = resolve,
        tls: ssl.SSLContext | None = None,
        seconds: float = SECONDS,
        most_bytes: int = MOST_BYTES,
        keeps: bool = False,
    ) -> None:
        self._reachable = Reachable(allowed, SETTING, resolve)
        self._tls = tls
        self._seconds = seconds
        self._most = most_bytes
        self._keeps = keeps
        self._kept: dict[tuple[str, str, int, str], httpx2.AsyncClient] = {}

    async def send(self, wanted: Wanted) -> Answered:
        """The answer. OutgoingRefused when it may not be asked for, or does not come."""
        progress = _Progress()
        seconds = wanted.patience.whole if wanted.patience else self._seconds
        try:
            async with asyncio.timeout(seconds):
                return await self._follow(wanted, progress)
        except TimeoutError as error:
            refused = OutgoingRefused(f"There was no whole answer within {seconds:g} seconds.")
            refused.written = progress.is_written
            raise refused from error
        except OutgoingRefused as refused:
            refused.written = progress.is_written
            raise

    async def close(self) -> None:
        """Let go of the connections that are kept."""
        kept, self._kept = self._kept, {}
        for client in kept.values():
            await client.aclose()

    async def check(self, url: str) -> None:
        """OutgoingRefused when a request there would not be sent."""
        await self._judge(_parse(url))

    async def _follow(self, wanted: Wanted, progress: _Progress) -> Answered:
        url = _parse(wanted.url)
        headers = dict(wanted.headers)
        for _ in range(MOST_REDIRECTS + 1):
            asked = replace(wanted, headers=headers)
            answer = await self._ask(asked, await self._judge(url), progress)
            location = answer.headers.get("location")
            if answer.status not in REDIRECTS or location is None or wanted.glance is not None:
                return answer
            if wanted.method != "GET":
                raise OutgoingRefused("The server sends this request elsewhere; name that address.")
            following = _parse(str(_join(url, location)))
            if _origin(following) != _origin(url):
                # What was meant for one server is not shown to another.
                headers = {k: v for k, v in headers.items() if k.lower() != "authorization"}
            if url.scheme == "https" and following.scheme != "https":
                raise OutgoingRefused("The server sends on to an address without encryption.")
            url = following
        raise OutgoingRefused("The server sends on from one address to the next without end.")

    async def _judge(self, url: httpx2.URL) -> _Hop:
        try:
            addresses = await self._reachable.addresses(url.host, url.port or PORTS[url.scheme])
        except NotReachable as error:
            raise OutgoingRefused(str(error)) from error
        if url.scheme != "https" and not self._reachable.are_private(addresses):
            raise OutgoingRefused("Give an address that begins with https://.")
        return _Hop(url, addresses)

    async def _ask(self, wanted: Wanted, hop: _Hop, progress: _Progress) -> Answered:
        if self._tls is None:
            self._tls = ssl.create_default_context()
        last: Exception | None = None
        for address in hop.addresses[:3]:
            try:
                return await self._exchange(wanted, hop.url, address, progress)
            except (httpx2.ConnectError, httpx2.ConnectTimeout) as error:
                last = error
            except httpx2.TimeoutException as error:
                raise OutgoingRefused(f"“{hop.url.host}” did not answer in time.") from error
            except (httpx2.HTTPError, httpx2.InvalidURL) as error:
                raise OutgoingRefused(f"“{hop.url.host}” broke the connection off.") from error
        raise OutgoingRefused(_why_not_connected(hop.url, last)) from last

    async def _exchange(
        self, wanted: Wanted, url: httpx2.URL, address: Address, progress: _Progress
    ) -> Answered:
        async with self._client(wanted, url, address) as client:
            request = client.build_request(
                wanted.method,
                url.copy_with(host=str(address)),
                headers={
                    "User-Agent": "Hubbub",
                    "Accept-Encoding": "identity",
                    **wanted.headers,
                    "Host": url.netloc.decode("ascii"),
                },
                content=wanted.body,
                extensions={"sni_hostname": url.host, "trace": progress.trace},
            )
            response = await client.send(request, stream=True)
            try:
                if wanted.glance is None:
                    body = await self._read(response)
                else:
                    body = await _glance(response, wanted.glance)
            finally:
                await response.aclose()
        return Answered(response.status_code, dict(response.headers), body)

    @asynccontextmanager
    async def _client(
        self, wanted: Wanted, url: httpx2.URL, address: Address
    ) -> AsyncGenerator[httpx2.AsyncClient]:
        # One for each name and address: a kept connection was proved for one name only, and
        # another name at the same address would be taken for it.
        assert self._tls is not None
        key = (url.scheme, url.host, url.port or PORTS[url.scheme], str(address))
        is_common = wanted.patience is None and wanted.tls is None
        client = self._kept.get(key) if is_common else None
        if client is not None:
            yield client
            return
        client = httpx2.AsyncClient(
            verify=wanted.tls or self._tls,
            trust_env=False,
            follow_redirects=False,
            timeout=self._timeout(wanted),
        )
        if is_common and self._keeps and len(self._kept) < MOST_KEPT:
            self._kept[key] = client
            yield client
            return
        async with client:
            yield client

    def _timeout(self, wanted: Wanted) -> httpx2.Timeout:
        patience = wanted.patience
        if patience is None:
            return httpx2.Timeout(self._seconds)
        return httpx2.Timeout(patience.read, connect=patience.connect)

    async def _read(self, response: httpx2.Response) -> bytes:
        if response.headers.get("content-encoding", "identity").lower() != "identity":
            raise OutgoingRefused("The server answers in a packed form that was not asked for.")
        body = bytearray()
        async for part in response.aiter_raw():
            body += part
            if len(body) > self._most:
                raise OutgoingRefused(f"The answer is larger than {self._most:,} bytes.")
        return bytes(body)


def origin_of(url: str) -> tuple[str, str, int]:
    """Scheme, host and port: which server it is. Raises OutgoingRefused for what is no address."""
    return _origin(_parse(url))


async def _glance(response: httpx2.Response, most: int) -> bytes:
    """The beginning of the answer, as far as it comes at once and is not packed."""
    body = bytearray()
    if response.headers.get("content-encoding", "identity").lower() != "identity":
        return bytes(body)
    with suppress(TimeoutError, httpx2.HTTPError):
        async with asyncio.timeout(GLANCE_SECONDS):
            async for part in response.aiter_raw():
                body += part[: most - len(body)]
                if len(body) >= most:
                    break
    return bytes(body)


def _parse(text: str) -> httpx2.URL:
    try:
        url = httpx2.URL(text)
    except (httpx2.InvalidURL, ValueError, TypeError) as error:
        raise OutgoingRefused("This is not an address of a server.") from error
    if any(c.isspace() or not c.isprintable() for c in text) or "\\" in text:
        raise OutgoingRefused("An address holds no spaces and no backslashes.")
    if url.scheme not in PORTS:
        raise OutgoingRefused("Give an address that begins with https://.")
    if not url.host:
        raise OutgoingRefused("The address names no server.")
    if url.userinfo:
        raise OutgoingRefused("Leave the user name and password out of the address.")
    return url


def _join(url: httpx2.URL, location: str) -> httpx2.URL:
    try:
        return url.join(location)
    except (httpx2.InvalidURL, ValueError) as error:
        raise OutgoingRefused("The server sends on to something that is no address.") from error


def _origin(url: httpx2.URL) -> tuple[str, str, int]:
    return url.scheme, url.host, url.port or PORTS[url.scheme]


def _why_not_connected(url: httpx2.URL, error: Exception | None) -> str:
    text = str(error)
    if "CERTIFICATE_VERIFY_FAILED" in text or "certificate" in text.lower():
        return f"The certificate of “{url.host}” cannot be trusted."
    return f"“{url.host}” cannot be reached."
