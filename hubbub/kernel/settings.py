"""The settings of an installation, read once from the environment by the process that starts."""

from base64 import b64decode
from email.utils import parseaddr
from functools import cached_property
from ipaddress import IPv4Network, IPv6Network, ip_address
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from hubbub.kernel.mail.servers import mail_server_of

KEY_BYTES = 32

CHECKOUT = Path(__file__).resolve().parents[2]


def default_home() -> Path:
    """In a checkout `./.hubbub`, so that two checkouts never share data; else `~/.hubbub`."""
    if (CHECKOUT / "bootstrap.py").is_file():
        return CHECKOUT / ".hubbub"
    return Path.home() / ".hubbub"


def split_keys(text: str) -> list[bytes]:
    """The keys in a setting, the newest first; ValueError when one is not base64 of 32 bytes."""
    keys = [_decode(part.strip()) for part in text.split(",")]
    if any(len(key) != KEY_BYTES for key in keys):
        raise ValueError("not 32 bytes")
    return keys


def _decode(text: str) -> bytes:
    padded = text.replace("-", "+").replace("_", "/")
    return b64decode(padded + "=" * (-len(padded) % 4), validate=True)


class Settings(BaseSettings):
    """Each field is an environment variable `HUBBUB_<NAME>`."""

    model_config = SettingsConfigDict(env_prefix="HUBBUB_", extra="ignore")

    home: Path = Field(
        default_factory=default_home,
        description="Folder for the embedded database, files and keys.",
    )
    host: str = Field(default="127.0.0.1", description="Address that the server listens on.")
    port: int = Field(default=8080, ge=0, le=65535, description="Port that the server listens on.")
    database_url: SecretStr | None = Field(
        default=None,
        description="PostgreSQL 16 or newer to use instead of the embedded one, as the role that "
        "serves requests.",
    )
    database_engine_url: SecretStr | None = Field(
        default=None,
        description="The same database as `hubbub_engine`; the serving role when absent.",
    )
    database_owner_url: SecretStr | None = Field(
        default=None,
        description="The same database as the role that migrates; the serving role when absent.",
    )
    database_direct_url: SecretStr | None = Field(
        default=None,
        description="The database without a pooler in between, for LISTEN.",
    )
    database_pool: int = Field(
        default=10, ge=2, le=200, description="Connections that one process keeps at the most."
    )
    public_url: str | None = Field(
        default=None,
        description="Address at which people reach Hubbub, for links and cookies; "
        "`<scheme>://<host>:<port>` when absent.",
    )
    tls: bool = Field(
        default=False,
        description="Whether the server speaks https itself, with a certificate that it makes.",
    )
    plain_http: bool = Field(
        default=False,
        description="Whether others may reach the server without https, so that passwords can be "
        "read on the way.",
    )
    trusted_proxies: Annotated[list[IPv4Network | IPv6Network], NoDecode] = Field(
        default_factory=list[IPv4Network | IPv6Network],
        description="Comma-separated networks whose forwarded headers are believed.",
    )
    outgoing_networks: Annotated[list[IPv4Network | IPv6Network], NoDecode] = Field(
        default_factory=list[IPv4Network | IPv6Network],
        description="Comma-separated private networks that requests to addresses given by users "
        "may reach, such as a sign-in provider inside the company.",
    )
    carrier_networks: Annotated[list[IPv4Network | IPv6Network], NoDecode] = Field(
        default_factory=list[IPv4Network | IPv6Network],
        description="Comma-separated private networks in which SMPP carriers may be, such as that "
        "of a VPN to them. On the internet they may be anywhere.",
    )
    signup: Literal["first", "open", "closed"] = Field(
        default="first",
        description="Who may make an account: the first one only, everybody, or nobody.",
    )
    simulator: bool = Field(
        default=False, description="Whether the built-in carrier and its handset page run."
    )
    demos: int = Field(
        default=20,
        ge=0,
        le=1000,
        description="How many demos may exist at once: throw-away accounts for people without "
        "one, which are cleared after a day. Only with HUBBUB_SIMULATOR; 0 offers none.",
    )
    secret_key: SecretStr | None = Field(
        default=None,
        description="Base64 of 32 bytes that encrypt stored credentials; a key file in the home "
        "folder when absent.",
    )
    seats: int = Field(default=25, ge=1, description="Seats that a new account starts with.")
    smtp_url: SecretStr | None = Field(
        default=None,
        description="Mail server: `smtps://user:password@host` (TLS), `smtp+starttls://…` or "
        "`smtp://host`. Without one the simulator catches all mail.",
    )
    mail_from: str | None = Field(
        default=None,
        description="Sender of mail, such as `Acme <desk@example.com>`; "
        "`Hubbub <no-reply@…>` at the public address when absent.",
    )
    operator_email: str | None = Field(
        default=None,
        description="Where whoever runs Hubbub reads requests for demos, plans and seats; shown "
        "to people without an account. Without one requests are only listed, by "
        "`hubbub requests list`.",
    )
    webhook_log_days: int = Field(
        default=30,
        ge=1,
        le=365,
        description="Days that the log of webhooks is kept, and what waits for one that is paused.",
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description="How much is logged."
    )
    log_format: Literal["auto", "console", "json"] = Field(
        default="auto",
        description="How it is logged: for people, as JSON lines, or by whether it is a terminal.",
    )
    metrics_token: SecretStr | None = Field(
        default=None,
        description="What Prometheus sends to read `/metrics`; without it only this machine may.",
    )
    signup_token: SecretStr | None = Field(
        default=None,
        description="What the first sign-up must bring along when the server listens beyond "
        "loopback; `hubbub run` makes one and prints it.",
    )

    @field_validator("trusted_proxies", "outgoing_networks", "carrier_networks", mode="before")
    @classmethod
    def _split_networks(cls, value: object) -> object:
        if isinstance(value, str):
            return [part.strip() for part in value.split(",") if part.strip()]
        return value

    @field_validator("public_url")
    @classmethod
    def _check_address(cls, value: str | None) -> str | None:
        if value is None:
            return None
        parts = urlsplit(value)
        has_more = parts.path not in ("", "/") or parts.query or parts.fragment or parts.username
        if parts.scheme not in ("http", "https") or not parts.hostname or has_more:
            raise ValueError("no address")
        return value.rstrip("/")

    @field_validator("secret_key")
    @classmethod
    def _check_keys(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None:
            split_keys(value.get_secret_value())
        return value

    @field_validator("smtp_url")
    @classmethod
    def _check_server(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None:
            mail_server_of(value.get_secret_value())
        return value

    @field_validator("mail_from")
    @classmethod
    def _check_sender(cls, value: str | None) -> str | None:
        if value is not None and "@" not in parseaddr(value)[1]:
            raise ValueError("Write it as `Acme <desk@example.com>` or desk@example.com.")
        return value

    @field_validator("operator_email")
    @classmethod
    def _check_operator(cls, value: str | None) -> str | None:
        if value is not None and (parseaddr(value)[1] != value or "@" not in value):
            raise ValueError("Write only the address, such as desk@example.com.")
        return value

    @cached_property
    def origin(self) -> str:
        """Scheme, host and port at which the desk is served, without a slash at the end."""
        if self.public_url:
            parts = urlsplit(self.public_url)
            return f"{parts.scheme}://{parts.netloc}"
        return self.local_origin

    @property
    def local_origin(self) -> str:
        """The same for whoever is on this machine."""
        host = "127.0.0.1" if self.host in ("0.0.0.0", "::") else self.host  # noqa: S104
        shown = f"[{host}]" if ":" in host else host
        return f"{'https' if self.tls else 'http'}://{shown}:{self.port}"

    @property
    def is_https(self) -> bool:
        """Whether people reach it over https, by its own certificate or a proxy's."""
        return self.public_url.startswith("https://") if self.public_url else self.tls

    @property
    def is_loopback(self) -> bool:
        """Whether only this machine can reach the server."""
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"
