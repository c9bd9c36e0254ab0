"""Which mail server is meant by an address such as `smtps://user:password@mail.example.com`."""

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail is handed over. `security` is 'tls' from the first byte, 'starttls' for sure,
    or 'offered': encrypted when the server can."""

    host: str
    port: int
    security: str
    username: str | None = None
    password: str | None = None


SCHEMES = {"smtps": ("tls", 465), "smtp+starttls": ("starttls", 587), "smtp": ("offered", 25)}


def mail_server_of(url: str) -> MailServer:
    """The server that an address such as `smtps://user:password@mail.example.com` names.

    ValueError, which never repeats the password, for one that makes no sense.
    """
    parts = urlsplit(url)
    if parts.scheme not in SCHEMES or not parts.hostname:
        raise ValueError(
            "Write it as smtps://user:password@host (TLS), smtp+starttls://… or smtp://host."
        )
    security, port = SCHEMES[parts.scheme]
    username = unquote(parts.username) if parts.username else None
    password = unquote(parts.password) if parts.password else None
    if username and security == "offered" and parts.hostname not in LOOPBACK:
        raise ValueError("A password would go in clear: use smtps:// or smtp+starttls://.")
    return MailServer(parts.hostname, parts.port or port, security, username, password)
