"""How accounts sign in to the simulated carrier: a password for each system id, from one key."""

import hmac
import os
import secrets
from base64 import b32encode
from hashlib import sha256
from pathlib import Path
from typing import Final

_KEY_BYTES: Final = 32
_PASSWORD_CHARACTERS: Final = 8  # what SMPP 3.4 allows (5.2.2)


def simulator_key(home: Path) -> bytes:
    """The key of the installation in `home`, made at the first use; 0600, in a 0700 folder."""
    path = home / "keys" / "simulator"
    key = _read(path)
    if key is not None:
        return key
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f"simulator.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(secrets.token_bytes(_KEY_BYTES))
        file.flush()
        os.fsync(file.fileno())
    # Server and simulator may start at once: whoever links first has made the key.
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return path.read_bytes()


def password_for(key: bytes, system_id: str) -> str:
    """The SMPP password of `system_id`, eight characters of A-Z and 2-7."""
    digest = hmac.new(key, system_id.encode(), sha256).digest()
    return b32encode(digest).decode()[:_PASSWORD_CHARACTERS]


def is_password(key: bytes, system_id: str, password: str) -> bool:
    """Whether it is the one, compared in constant time."""
    return hmac.compare_digest(password_for(key, system_id).encode(), password.encode())


def _read(path: Path) -> bytes | None:
    try:
        key = path.read_bytes()
    except FileNotFoundError:
        return None
    if len(key) != _KEY_BYTES:
        raise ValueError(f"{path} is damaged: move it away, and sign in to the carriers anew.")
    return key
