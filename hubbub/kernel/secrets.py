"""Stored credentials: AES-256-GCM under a ring of keys, the key's id beside each value."""

import hashlib
import hmac
import os
import secrets as random
from base64 import urlsafe_b64decode, urlsafe_b64encode
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from hubbub.kernel.settings import Settings

KEY_BYTES = 32
NONCE_BYTES = 12
RING = "secrets"


class SecretUnreadable(Exception):
    """A stored credential cannot be opened with the keys at hand."""


class Secrets:
    """Seals and opens short texts. The newest key seals; any key of the ring opens."""

    def __init__(self, keys: dict[str, bytes], newest: str) -> None:
        self._keys = keys
        self._newest = newest

    def seal(self, text: str, context: str) -> str:
        """`<key id>.<nonce and ciphertext>`; `context` ties the value to the row it stands in."""
        nonce = os.urandom(NONCE_BYTES)
        sealed = AESGCM(self._keys[self._newest]).encrypt(nonce, text.encode(), context.encode())
        return f"{self._newest}.{urlsafe_b64encode(nonce + sealed).decode()}"

    def open(self, sealed: str, context: str) -> str:
        """The text again; `SecretUnreadable` with a wrong key or context, or a changed byte."""
        key_id, _, body = sealed.partition(".")
        key = self._keys.get(key_id)
        if key is None:
            raise SecretUnreadable(f"the key {key_id} is not in the key ring")
        raw = urlsafe_b64decode(body)
        try:
            opened = AESGCM(key).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], context.encode())
        except InvalidTag as error:
            raise SecretUnreadable("a stored credential does not fit its key or place") from error
        return opened.decode()

    def sign(self, message: bytes, purpose: str) -> str:
        """`<key id>.<hex>`: shows that whoever wrote the message had a key of the ring."""
        return f"{self._newest}.{_mac(self._keys[self._newest], message, purpose).hex()}"

    def is_signed(self, message: bytes, purpose: str, signature: str) -> bool:
        """Whether the signature fits; `SecretUnreadable` when its key is not at hand."""
        key_id, _, found = signature.partition(".")
        key = self._keys.get(key_id)
        if key is None:
            raise SecretUnreadable(f"the key {key_id[:20]} is not in the key ring")
        return hmac.compare_digest(found.encode(), _mac(key, message, purpose).hex().encode())

    def needs_sealing_again(self, sealed: str) -> bool:
        """Whether the value stands under an older key."""
        return not sealed.startswith(f"{self._newest}.")


def _mac(key: bytes, message: bytes, purpose: str) -> bytes:
    # A key of its own for each purpose, so that a signature never serves for anything else.
    derived = hmac.digest(key, f"hubbub {purpose}".encode(), hashlib.sha256)
    return hmac.digest(derived, message, hashlib.sha256)


def load_secrets(settings: Settings) -> Secrets:
    """The ring from `HUBBUB_SECRET_KEY`, or from the home folder, where the first one is made."""
    if settings.secret_key:
        key = urlsafe_b64decode(settings.secret_key.get_secret_value())
        if len(key) != KEY_BYTES:
            raise ValueError("HUBBUB_SECRET_KEY must be the base64 of 32 bytes")
        return Secrets({"env": key}, "env")
    folder = settings.home / "keys" / RING
    names = _names(folder) or [add_key(settings.home)]
    return Secrets({name: (folder / name).read_bytes() for name in names}, names[-1])


def add_key(home: Path) -> str:
    """Put a new newest key into the ring of the home folder; its id."""
    folder = home / "keys" / RING
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    count = len(_names(folder)) + 1
    name = f"k{count:04d}"
    # Two processes may start at once: whoever makes the file first has made the key.
    try:
        descriptor = os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return name
    with os.fdopen(descriptor, "wb") as file:
        file.write(random.token_bytes(KEY_BYTES))
        file.flush()
        os.fsync(file.fileno())
    return name


def _names(folder: Path) -> list[str]:
    if not folder.is_dir():
        return []
    return sorted(path.name for path in folder.iterdir() if path.stat().st_size == KEY_BYTES)
