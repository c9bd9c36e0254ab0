"""The settings of an installation, read once from the environment by the process that starts."""

from functools import cached_property
from ipaddress import IPv4Network, IPv6Network, ip_address
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

CHECKOUT = Path(__file__).resolve().parents[2]


def default_home() -> Path:
    """In a checkout `./.hubbub`, so that two checkouts never share data; else `~/.hubbub`."""
    if (CHECKOUT / "bootstrap.py").is_file():
        return CHECKOUT / ".hubbub"
    return Path.home() / ".hubbub"


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
        "`http://<host>:<port>` when absent.",
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
    signup: Literal["first", "open", "closed"] = Field(
        default="first",
        description="Who may make an account: the first one only, everybody, or nobody.",
    )
    simulator: bool = Field(
        default=False, description="Whether the built-in carrier and its handset page run."
    )
    secret_key: SecretStr | None = Field(
        default=None,
        description="Base64 of 32 bytes that encrypt stored credentials; a key file in the home "
        "folder when absent.",
    )
    seats: int = Field(default=25, ge=1, description="Seats that a new account starts with.")
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description="How much is logged."
    )
    log_format: Literal["auto", "console", "json"] = Field(
        default="auto",
        description="How it is logged: for people, as JSON lines, or by whether it is a terminal.",
    )
    signup_token: SecretStr | None = Field(
        default=None,
        description="What the first sign-up must bring along when the server listens beyond "
        "loopback; `hubbub run` makes one and prints it.",
    )

    @field_validator("trusted_proxies", "outgoing_networks", mode="before")
    @classmethod
    def _split_networks(cls, value: object) -> object:
        if isinstance(value, str):
            return [part.strip() for part in value.split(",") if part.strip()]
        return value

    @cached_property
    def origin(self) -> str:
        """Scheme, host and port at which the desk is served, without a slash at the end."""
        if self.public_url:
            parts = urlsplit(self.public_url)
            return f"{parts.scheme}://{parts.netloc}"
        host = "127.0.0.1" if self.host in ("0.0.0.0", "::") else self.host  # noqa: S104
        return f"http://[{host}]:{self.port}" if ":" in host else f"http://{host}:{self.port}"

    @property
    def is_https(self) -> bool:
        return self.origin.startswith("https://")

    @property
    def is_loopback(self) -> bool:
        """Whether only this machine can reach the server."""
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"
