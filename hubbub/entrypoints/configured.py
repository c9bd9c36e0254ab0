"""Reads the settings for a command, and says plainly which variable is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from pydantic import ValidationError

from hubbub.kernel.settings import Settings

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

TRUTH = "Give true or false."
NETWORKS = "Give networks with commas between, such as 10.0.0.0/8, 127.0.0.1/32."
WANTED = {
    "home": "Give a folder.",
    "port": "Give a whole number from 0 to 65535.",
    "database_pool": "Give a whole number from 2 to 200.",
    "seats": "Give a whole number, 1 or more.",
    "webhook_log_days": "Give a whole number from 1 to 365.",
    "demos": "Give a whole number from 0 to 1000.",
    "public_url": "Give the address that people type, such as https://desk.example.com, with "
    "nothing behind the host.",
    "trusted_proxies": NETWORKS,
    "outgoing_networks": NETWORKS,
    "carrier_networks": NETWORKS,
    "secret_key": "Give the base64 of 32 bytes, or several with commas between, the newest first.",
    "tls": TRUTH,
    "plain_http": TRUTH,
    "simulator": TRUTH,
}


def read_settings() -> Settings:
    """The settings of the environment; a click error that names each wrong variable."""
    try:
        return Settings()
    except ValidationError as error:
        # Without the value: it may be a password.
        found = error.errors(include_input=False, include_url=False)
        lines = dict.fromkeys(_sentence(each) for each in found)
        raise click.ClickException("A setting is wrong.\n" + "\n".join(lines)) from None


def _sentence(error: ErrorDetails) -> str:
    name = str(error["loc"][0])
    choices = error.get("ctx", {}).get("expected")
    wanted = f"Give one of {choices}." if choices else WANTED.get(name, error["msg"])
    return f"HUBBUB_{name.upper()}: {wanted}"
