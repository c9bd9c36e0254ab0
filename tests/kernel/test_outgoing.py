"""Requests to addresses that users give reach the internet and nothing else."""

from __future__ import annotations

import asyncio
import socket
import ssl
import threading
from contextlib import asynccontextmanager, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from ipaddress import ip_address, ip_network
from typing import TYPE_CHECKING

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from hubbub.kernel.outgoing import MOST_REDIRECTS, Outgoing, OutgoingRefused, Wanted
from hubbub.kernel.public_addresses import is_public, parse_network

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Generator
    from pathlib import Path

LOOPBACK = (ip_network("127.0.0.0/8"),)

TRICKS = [
    # written plainly
    "https://127.0.0.1/", "https://localhost/", "https://LOCALHOST/", "https://localhost./",
    "https://127.0.0.1:8080/", "https://127.255.255.254/", "https://0.0.0.0/", "https://10.0.0.1/",
    "https://172.16.0.1/", "https://172.31.255.255/", "https://192.168.1.1/",
    "https://169.254.169.254/latest/meta-data/", "https://100.64.0.1/", "https://192.0.0.192/",
    "https://198.18.0.1/", "https://192.0.2.1/", "https://198.51.100.7/", "https://203.0.113.7/",
    "https://224.0.0.1/", "https://240.0.0.1/", "https://255.255.255.255/", "https://192.88.99.1/",
    # IPv4 in other spellings
    "https://127.1/", "https://127.0.1/", "https://0/", "https://2130706433/",
    "https://0x7f000001/", "https://0x7f.0x0.0x0.0x1/", "https://0177.0.0.1/",
    "https://017700000001/", "https://127.0.0.1./", "https://127。0。0。1/",
    "https://①②⑦.⓪.⓪.①/", "https://%31%32%37.0.0.1/",
    # IPv6, and IPv4 inside it
    "https://[::1]/", "https://[::]/", "https://[0:0:0:0:0:0:0:1]/", "https://[::ffff:127.0.0.1]/",
    "https://[::ffff:7f00:1]/", "https://[::ffff:0:127.0.0.1]/", "https://[::127.0.0.1]/",
    "https://[64:ff9b::127.0.0.1]/", "https://[64:ff9b:1::1]/", "https://[2002:7f00:1::]/",
    "https://[2001:0:7f00:1::]/", "https://[fe80::1]/", "https://[fe80::1%25lo]/",
    "https://[fec0::1]/", "https://[fc00::1]/", "https://[fd12:3456::1]/", "https://[ff02::1]/",
    "https://[2001:db8::1]/", "https://[3fff::1]/", "https://[100::1]/", "https://[5f00::1]/",
    # who is the host?
    "https://93.184.216.34@127.0.0.1/", "https://user:secret@127.0.0.1/",
    "https://127.0.0.1%2f@93.184.216.34/", "https://93.184.216.34\\@127.0.0.1/",
    "https://127.0.0.1#@93.184.216.34/", "https://127.0.0.1?@93.184.216.34/",
    "https:///127.0.0.1/", "https://", "//127.0.0.1/", "127.0.0.1", "", " https://127.0.0.1/",
    "https://127.0.0.1\r\n/", "https://12\t7.0.0.1/", "https://[::1", "https://127.0.0.1:99999/",
    # other ways out
    "http://93.184.216.34/", "file:///etc/passwd", "gopher://127.0.0.1:6379/_INFO",
    "ftp://93.184.216.34/", "dict://127.0.0.1:11211/", "data:text/plain,x", "javascript:alert(1)",
    "unix:///run/postgresql/.s.PGSQL.5432",
]  # fmt: skip


@pytest.mark.parametrize("url", TRICKS)
async def test_a_trick_is_refused_before_anything_is_sent(url: str) -> None:
    with pytest.raises(OutgoingRefused):
        await Outgoing().check(url)
    with pytest.raises(OutgoingRefused):
        await Outgoing().send(Wanted("GET", url))


@pytest.mark.parametrize("text", ["93.184.216.34", "1.1.1.1", "2606:4700::1111", "2a00:1450::1"])
def test_the_internet_is_public(text: str) -> None:
    assert is_public(ip_address(text))


async def test_one_private_address_among_public_ones_is_one_too_many() -> None:
    async def both(_: str, __: int) -> list[str]:
        return ["93.184.216.34", "127.0.0.1"]

    with pytest.raises(OutgoingRefused, match="private network"):
        await Outgoing(resolve=both).check("https://example.com/")


@asynccontextmanager
async def listening(answer: Callable[[str], bytes]) -> AsyncGenerator[tuple[int, list[str]]]:
    """A server on loopback that says what it was asked; `answer` makes the answer of a request."""
    asked: list[str] = []
    serving: list[asyncio.Task[None] | None] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        serving.append(asyncio.current_task())
        try:
            request = (await reader.readuntil(b"\r\n\r\n")).decode()
            asked.append(request)
            writer.write(answer(request))
            await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        yield server.sockets[0].getsockname()[1], asked
        await asyncio.gather(*filter(None, serving))


def http(status: str, body: bytes = b"", **headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + body


async def test_what_the_operator_allows_is_reached_under_its_own_name() -> None:
    async def here(_: str, __: int) -> list[str]:
        return ["127.0.0.1"]

    async with listening(lambda _: http("200 OK", b"hello")) as (port, asked):
        outgoing = Outgoing(LOOPBACK, resolve=here)
        answered = await outgoing.send(Wanted("GET", f"http://idp.example:{port}/x?y=1"))
    assert (answered.status, answered.body) == (200, b"hello")
    assert asked[0].startswith("GET /x?y=1 HTTP/1.1\r\n")
    assert f"\r\nhost: idp.example:{port}\r\n" in asked[0].lower()


async def test_it_is_known_whether_a_request_had_left() -> None:
    """That decides whether it may be sent again."""
    async with listening(lambda _: b"") as (port, asked):
        outgoing = Outgoing(LOOPBACK)
        with pytest.raises(OutgoingRefused) as broken:
            await outgoing.send(Wanted("POST", f"http://127.0.0.1:{port}/", body=b"x"))
    assert broken.value.written
    assert len(asked) == 1
    for url in (f"http://127.0.0.1:{port}/", "https://10.0.0.1/", "https://nowhere.invalid/"):
        with pytest.raises(OutgoingRefused) as unsent:
            await outgoing.send(Wanted("POST", url, body=b"x"))
        assert not unsent.value.written


async def test_a_connection_is_kept_for_its_name_alone() -> None:
    """Another name at the same address gets one of its own."""
    connections: list[asyncio.Task[None] | None] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connections.append(asyncio.current_task())
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            while await reader.readuntil(b"\r\n\r\n"):
                writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi")
        writer.close()
        await writer.wait_closed()

    async def here(_: str, __: int) -> list[str]:
        return ["127.0.0.1"]

    async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        outgoing = Outgoing(LOOPBACK, resolve=here, keeps=True)
        for name in ("one", "one", "two", "one"):
            answered = await outgoing.send(Wanted("GET", f"http://{name}.example:{port}/"))
            assert answered.body == b"hi"
        assert len(connections) == 2
        await outgoing.close()
        await asyncio.gather(*filter(None, connections))


async def test_a_name_that_changes_its_mind_is_not_asked_twice() -> None:
    """Rebinding: the first answer is public, every later one is not."""
    answers = [["203.0.113.1"], ["127.0.0.1"]]
    looked_up: list[str] = []

    async def changing(host: str, _: int) -> list[str]:
        looked_up.append(host)
        return answers.pop(0)

    async with listening(lambda _: http("200 OK")) as (port, asked):
        allowed = (ip_network("203.0.113.1/32"),)
        outgoing = Outgoing(allowed, resolve=changing, seconds=0.5)
        with pytest.raises(OutgoingRefused):
            await outgoing.send(Wanted("GET", f"http://rebinding.example:{port}/"))
    assert looked_up == ["rebinding.example"]
    assert asked == []


@pytest.mark.parametrize(
    "elsewhere",
    ["http://[::1]:{port}/", "http://10.0.0.1/", "http://169.254.169.254/", "file:///etc/passwd",
     "//10.0.0.1/x", "http://u:p@127.0.0.1:{port}/", "http://0.0.0.0:{port}/"],
)  # fmt: skip
async def test_a_redirect_is_judged_like_the_first_address(elsewhere: str) -> None:
    def send_on(request: str) -> bytes:
        port = request.lower().partition("host: 127.0.0.1:")[2].partition("\r\n")[0]
        return http("302 Found", Location=elsewhere.format(port=port))

    async with listening(send_on) as (port, asked):
        with pytest.raises(OutgoingRefused):
            await Outgoing(LOOPBACK).send(Wanted("GET", f"http://127.0.0.1:{port}/"))
    assert len(asked) == 1


async def test_redirects_end_and_keep_secrets_to_the_first_server() -> None:
    async with listening(lambda _: http("200 OK", b"there")) as (other, seen):

        def send_on(_: str) -> bytes:
            return http("307 Temporary Redirect", Location=f"http://127.0.0.1:{other}/")

        async with listening(send_on) as (port, _):
            wanted = Wanted("GET", f"http://127.0.0.1:{port}/", {"Authorization": "Bearer x"})
            assert (await Outgoing(LOOPBACK).send(wanted)).body == b"there"
    assert "authorization" not in seen[0].lower()
    async with listening(lambda _: http("302 Found", Location="/again")) as (port, asked):
        with pytest.raises(OutgoingRefused, match="without end"):
            await Outgoing(LOOPBACK).send(Wanted("GET", f"http://127.0.0.1:{port}/"))
    assert len(asked) == MOST_REDIRECTS + 1


async def test_what_is_posted_is_not_sent_on() -> None:
    async with listening(lambda _: http("307 Temporary Redirect", Location="/b")) as (port, asked):
        wanted = Wanted("POST", f"http://127.0.0.1:{port}/", {}, b"code=secret")
        with pytest.raises(OutgoingRefused):
            await Outgoing(LOOPBACK).send(wanted)
    assert len(asked) == 1


@pytest.mark.parametrize(
    "answer",
    [
        http("200 OK", b"x" * 1001),
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
        + b"400\r\n"
        + b"x" * 1024
        + b"\r\n",
        http("200 OK", b"\x1f\x8b" + bytes(50), Content_Encoding="gzip"),
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort",
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"",
    ],
    ids=["long", "chunked", "packed", "cut off", "not http", "nothing"],
)
async def test_an_answer_has_bounds(answer: bytes) -> None:
    async with listening(lambda _: answer) as (port, _):
        with pytest.raises(OutgoingRefused):
            await Outgoing(LOOPBACK, most_bytes=1000).send(
                Wanted("GET", f"http://127.0.0.1:{port}/")
            )


async def test_a_server_that_says_nothing_is_left_after_a_while() -> None:
    # The system takes the connection and the request; nobody reads them.
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        with pytest.raises(OutgoingRefused, match="within"):
            await Outgoing(LOOPBACK, seconds=0.2).send(Wanted("GET", f"http://127.0.0.1:{port}/"))


async def test_the_certificate_must_be_of_the_name_that_was_asked_for(tmp_path: Path) -> None:
    async def here(_: str, __: int) -> list[str]:
        return ["127.0.0.1"]

    server_tls, client_tls = certificate_for("idp.example", tmp_path)
    with listening_with(server_tls) as port:
        outgoing = Outgoing(LOOPBACK, resolve=here, tls=client_tls)
        answered = await outgoing.send(Wanted("GET", f"https://idp.example:{port}/"))
        assert answered.body == b"safe"
        with pytest.raises(OutgoingRefused, match="certificate"):
            await outgoing.send(Wanted("GET", f"https://other.example:{port}/"))


class Safe(BaseHTTPRequestHandler):
    """Says `safe` to whoever trusts its certificate."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "4")
        self.end_headers()
        self.wfile.write(b"safe")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Nothing."""


@contextmanager
def listening_with(tls: ssl.SSLContext) -> Generator[int]:
    """In a thread, as a handshake that fails leaves asyncio's own server with a loose end."""
    server = HTTPServer(("127.0.0.1", 0), Safe)
    server.socket = tls.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


def certificate_for(name: str, folder: Path) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    at = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(at - timedelta(days=1))
        .not_valid_after(at + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = folder / "certificate.pem"
    file.write_bytes(
        made.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(file)
    return server, ssl.create_default_context(cafile=str(file))


@pytest.mark.parametrize(
    ("text", "network"),
    [("203.0.113.7", "203.0.113.7/32"), (" 203.0.113.0/24 ", "203.0.113.0/24"),
     ("2001:db8::/32", "2001:db8::/32")],
)  # fmt: skip
def test_a_range_is_read(text: str, network: str) -> None:
    assert str(parse_network(text)) == network


@pytest.mark.parametrize(
    "text",
    ["", "office", "203.0.113.0/33", "203.0.113.7/24", "1.2.3", "::ffff:1.2.3.4", "1.2.3.4-9"],
)
def test_what_is_no_range_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match="“"):
        parse_network(text)
