"""The token that the first sign-up needs where others can reach the server."""

import os
import secrets
from pathlib import Path


def _path(home: Path) -> Path:
    return home / "keys" / "sign-up-token"


def ensure_token(home: Path) -> str:
    """The token, made when there is none; printed by whoever starts the server."""
    path = _path(home)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return read_token(home)
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_urlsafe(18))
    return read_token(home)


def read_token(home: Path) -> str:
    """The token; a random one that nobody knows when there is none."""
    try:
        return _path(home).read_text().strip() or secrets.token_urlsafe()
    except FileNotFoundError:
        return secrets.token_urlsafe()
