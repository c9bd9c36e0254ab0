"""How accounts sign in to the simulated carrier: a password for each system id, from one key."""

import hashlib
import hmac
import os
import secrets
from base64 import b32encode
from hashlib import sha256
from pathlib import Path
from typing import Final
from uuid import UUID

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


def secret_for(key: bytes, kind: str, system_id: str) -> str:
    """What `system_id` signs in with to the carrier of this kind that the simulator plays: 64 hex
    digits, to be cut as that carrier's are."""
    return hmac.new(key, f"{kind}:{system_id}".encode(), sha256).hexdigest()


def is_password(key: bytes, system_id: str, password: str) -> bool:
    """Whether it is the one, compared in constant time."""
    return hmac.compare_digest(password_for(key, system_id).encode(), password.encode())


def simulated_number(account_id: UUID) -> str:
    """A number for an account out of those kept for fiction: +1 <area> 555 01xx (ATIS-0300115)."""
    drawn = _drawn(account_id)
    return f"+1{201 + drawn % 789}55501{drawn // 789 % 100:02d}"


def simulated_system_id(account_id: UUID) -> str:
    """What the account signs in to the simulator with; at most 15 characters (SMPP 3.4, 5.2.1)."""
    return f"hub{_drawn(account_id) % 10**12:012d}"


def _drawn(account_id: UUID) -> int:
    return int.from_bytes(hashlib.sha256(account_id.bytes).digest()[:12], "big")


def _read(path: Path) -> bytes | None:
    try:
        key = path.read_bytes()
    except FileNotFoundError:
        return None
    if len(key) != _KEY_BYTES:
        raise ValueError(f"{path} is damaged: move it away, and sign in to the carriers anew.")
    return key
