"""Stored credentials: AES-256-GCM under a ring of keys, the key's id beside each value."""

import contextlib
import hashlib
import hmac
import os
import re
import secrets as random
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from hubbub.kernel.settings import KEY_BYTES, Settings, split_keys

NONCE_BYTES = 12
RING = "secrets"
NAME = re.compile(r"k(\d{4,})")


class SecretUnreadable(Exception):
    """A stored credential cannot be opened with the keys at hand."""


@dataclass(frozen=True, slots=True)
class Ring:
    """Keys by their id. The newest seals; any of them opens."""

    keys: Mapping[str, bytes]
    newest: str


class Secrets:
    """Seals and opens short texts."""

    def __init__(self, load: Callable[[], Ring]) -> None:
        self._load = load
        self._ring = load()

    def seal(self, text: str, context: str) -> str:
        """`<key id>.<nonce and ciphertext>`; `context` ties the value to the row it stands in."""
        # Another process may have added a key; sealing is rare enough to look each time.
        self._ring = ring = self._load()
        nonce = os.urandom(NONCE_BYTES)
        sealed = AESGCM(ring.keys[ring.newest]).encrypt(nonce, text.encode(), context.encode())
        return f"{ring.newest}.{urlsafe_b64encode(nonce + sealed).decode()}"

    def open(self, sealed: str, context: str) -> str:
        """The text again; `SecretUnreadable` with a wrong key or context, or a changed byte."""
        key_id, _, body = sealed.partition(".")
        key = self._key(key_id)
        try:
            raw = urlsafe_b64decode(body)
            opened = AESGCM(key).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], context.encode())
        except (InvalidTag, ValueError) as error:
            raise SecretUnreadable("a stored credential does not fit its key or place") from error
        return opened.decode()

    @property
    def newest(self) -> str:
        """The id of the key that seals."""
        return self._ring.newest

    def sign(self, message: bytes, purpose: str) -> str:
        """`<key id>.<hex>`: shows that whoever wrote the message had a key of the ring."""
        self._ring = ring = self._load()
        return f"{ring.newest}.{_mac(ring.keys[ring.newest], message, purpose).hex()}"

    def is_signed(self, message: bytes, purpose: str, signature: str) -> bool:
        """Whether the signature fits; `SecretUnreadable` when its key is not at hand."""
        key_id, _, found = signature.partition(".")
        key = self._key(key_id)
        return hmac.compare_digest(found.encode(), _mac(key, message, purpose).hex().encode())

    def _key(self, key_id: str) -> bytes:
        if key_id not in self._ring.keys:
            self._ring = self._load()
        key = self._ring.keys.get(key_id)
        if key is None:
            raise SecretUnreadable(f"the key {key_id[:20]} is not in the key ring")
        return key


def _mac(key: bytes, message: bytes, purpose: str) -> bytes:
    # A key of its own for each purpose, so that a signature never serves for anything else.
    derived = hmac.digest(key, f"hubbub {purpose}".encode(), hashlib.sha256)
    return hmac.digest(derived, message, hashlib.sha256)


def load_secrets(settings: Settings) -> Secrets:
    """The ring from `HUBBUB_SECRET_KEY`, or from the home folder, where the first one is made."""
    if settings.secret_key:
        ring = _given(settings.secret_key.get_secret_value())
        return Secrets(lambda: ring)
    folder = settings.home / "keys" / RING
    if not _names(folder):
        # By its name, so that several who start at once make one and the same.
        _make(folder, "k0001")
    return Secrets(lambda: _kept(folder))


def add_key(home: Path) -> str:
    """Put a new newest key into the ring of the home folder; its id."""
    folder = home / "keys" / RING
    newest = max((_number(name) for name in _names(folder)), default=0)
    return _make(folder, f"k{newest + 1:04d}")


def fingerprints(settings: Settings) -> dict[str, str]:
    """The id of every key at hand, and by what it is known again without showing it."""
    if settings.secret_key:
        ring = _given(settings.secret_key.get_secret_value())
    else:
        folder = settings.home / "keys" / RING
        if not _names(folder):
            return {}
        ring = _kept(folder)
    return {name: _mac(key, b"", "fingerprint").hex()[:16] for name, key in ring.keys.items()}


def begin_ring_above(folder: Path, used: Iterable[str]) -> None:
    """Make the first key of a ring under an id that none of these keys has, which are elsewhere:
    what they sealed must not look as if it were changed."""
    numbers = [_number(name) for name in used if NAME.fullmatch(name)]
    _make(folder, f"k{max(numbers, default=0) + 1:04d}")


def _make(folder: Path, name: str) -> str:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = folder / f".{random.token_hex(8)}"
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(random.token_bytes(KEY_BYTES))
        file.flush()
        os.fsync(file.fileno())
    try:
        # Two processes may start at once: whoever links first has made the key, and nobody ever
        # sees half of one.
        with contextlib.suppress(FileExistsError):
            os.link(draft, folder / name)
    finally:
        draft.unlink()
    return name


def _given(text: str) -> Ring:
    keys = split_keys(text)
    by_id = {f"e{sha256(key).hexdigest()[:8]}": key for key in keys}
    return Ring(by_id, next(iter(by_id)))


def _kept(folder: Path) -> Ring:
    names = _names(folder)
    return Ring({name: (folder / name).read_bytes() for name in names}, names[-1])


def _names(folder: Path) -> list[str]:
    if not folder.is_dir():
        return []
    return sorted(
        (path.name for path in folder.iterdir() if NAME.fullmatch(path.name)), key=_number
    )


def _number(name: str) -> int:
    return int(name[1:])
