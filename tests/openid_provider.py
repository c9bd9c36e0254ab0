"""A small OpenID Connect provider on loopback, with real keys, that can be told to lie."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, parse_qsl, unquote, urlencode, urlsplit

from joserfc import jws
from joserfc.jwk import ECKey, RSAKey

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

CLIENT_ID, CLIENT_SECRET = "hubbub", "s3cr&t of hubbub"

Key = RSAKey | ECKey


@cache
def rsa(name: str) -> RSAKey:
    return RSAKey.generate_key(2048, {"kid": name, "alg": "RS256", "use": "sig"}, private=True)


def elliptic(name: str) -> ECKey:
    return ECKey.generate_key("P-256", {"kid": name, "alg": "ES256", "use": "sig"}, private=True)


@dataclass(slots=True)
class Provider:
    """What it says. Tests change these; `asked` holds the paths that were asked for."""

    issuer: str = ""
    keys: list[Key] = field(default_factory=lambda: [rsa("first")])
    algorithm: str = "RS256"
    claims: dict[str, Any] = field(default_factory=dict[str, Any])
    """Replace those of the token; a None leaves one out."""
    metadata: dict[str, Any] = field(default_factory=dict[str, Any])
    answered: dict[str, str] = field(default_factory=dict[str, str])
    """Added to what the browser brings back."""
    userinfo: dict[str, Any] = field(default_factory=dict[str, Any])
    sign: Callable[[dict[str, Any]], str] | None = None
    asked: list[str] = field(default_factory=list[str])
    _codes: dict[str, dict[str, str]] = field(default_factory=dict[str, dict[str, str]])

    def log_in(self, location: str) -> str:
        """What the browser is sent back to after a person has signed in at the provider."""
        request = dict(parse_qsl(urlsplit(location).query))
        code = f"code-{len(self._codes)}"
        self._codes[code] = request
        back = {"code": code, "state": request["state"], **self.answered}
        return f"{request['redirect_uri']}?{urlencode(back)}"

    def discovery(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "jwks_uri": f"{self.issuer}/keys",
            "id_token_signing_alg_values_supported": ["RS256", "ES256", "none", "HS256"],
            **self.metadata,
        }

    def tokens(self, form: dict[str, str], authorization: str) -> tuple[int, dict[str, Any]]:
        request = self._codes.pop(form.get("code", ""), None)
        verifier = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(verifier).rstrip(b"=").decode()
        if (
            request is None
            or challenge != request["code_challenge"]
            or request["code_challenge_method"] != "S256"
            or form.get("redirect_uri") != request["redirect_uri"]
            or not self._is_client(form, authorization)
        ):
            return 400, {"error": "invalid_grant"}
        return 200, {
            "access_token": "access", "token_type": "Bearer", "id_token": self.token(request),
        }  # fmt: skip

    def _is_client(self, form: dict[str, str], authorization: str) -> bool:
        if not authorization:
            pair = form.get("client_id"), form.get("client_secret")
        else:
            raw = base64.b64decode(authorization.partition(" ")[2]).decode()
            pair = tuple(unquote(each) for each in raw.split(":"))
        return pair == (CLIENT_ID, CLIENT_SECRET)

    def token(self, request: dict[str, str]) -> str:
        at = int(time.time())
        said = {
            "iss": self.issuer, "aud": CLIENT_ID, "sub": "subject-1", "iat": at, "exp": at + 300,
            "nonce": request["nonce"], **self.claims,
        }  # fmt: skip
        claims = {name: value for name, value in said.items() if value is not None}
        if self.sign is not None:
            return self.sign(claims)
        key = self.keys[-1]
        # Written in ASCII, so that it can also hold what UTF-8 has no bytes for.
        header = {"typ": "JWT", "alg": self.algorithm, "kid": key.kid}
        return jws.serialize_compact(header, json.dumps(claims).encode(), key)


def unsigned(claims: dict[str, Any]) -> str:
    """A token that says it needs no signature."""
    parts = ({"alg": "none"}, claims)
    return ".".join(_part(json.dumps(each).encode()) for each in parts) + "."


def signed_with_public_key(provider: Provider) -> Callable[[dict[str, Any]], str]:
    """Tokens whose secret is the provider's public key, which everybody has."""
    secret = provider.keys[-1].as_pem(private=False)

    def sign(claims: dict[str, Any]) -> str:
        head = ({"alg": "HS256", "kid": provider.keys[-1].kid}, claims)
        text = ".".join(_part(json.dumps(each).encode()) for each in head)
        return f"{text}.{_part(hmac.digest(secret, text.encode(), 'sha256'))}"

    return sign


def _part(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


class Handler(BaseHTTPRequestHandler):
    """One request; what is answered is the provider's of the server."""

    @property
    def provider(self) -> Provider:
        assert isinstance(self.server, Server)
        return self.server.provider

    def do_GET(self) -> None:
        provider, path = self.provider, urlsplit(self.path).path
        provider.asked.append(path)
        if path == "/.well-known/openid-configuration":
            self._say(200, provider.discovery())
        elif path == "/keys":
            keys = [each.as_dict(private=False) for each in provider.keys]
            self._say(200, {"keys": [{"kty": "unheard-of"}, *keys]})
        elif path == "/userinfo" and self.headers["Authorization"] == "Bearer access":
            self._say(200, provider.userinfo)
        elif path == "/authorize":
            # The person is signed in there already.
            self.send_response(302)
            self.send_header("Location", provider.log_in(self.path))
            self.send_header("Content-Length", "0")
            self.end_headers()
        else:
            self._say(404, {})

    def do_POST(self) -> None:
        self.provider.asked.append(self.path)
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        form = {name: values[0] for name, values in parse_qs(body).items()}
        self._say(*self.provider.tokens(form, self.headers.get("Authorization", "")))

    def _say(self, status: int, body: dict[str, Any]) -> None:
        raw = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Nothing."""


class Server(ThreadingHTTPServer):
    """Listens on a free port of this machine."""

    def __init__(self, provider: Provider) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.provider = provider


@contextmanager
def openid_provider() -> Generator[Provider]:
    """It listens until the end of the block."""
    provider = Provider()
    server = Server(provider)
    provider.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
