"""Remembers which passwords have fitted, for programs that show theirs with every request."""

import hashlib
import hmac
import secrets

MOST = 10_000


class Proofs:
    """A program that shows a password with every request would keep the hashing busy, and whoever
    signs in waiting. What is kept is of no use without the secret of this process, and says only
    that a password fitted a stored hash: with another password of the user it is forgotten."""

    def __init__(self) -> None:
        self._secret = secrets.token_bytes(32)
        self._kept: set[bytes] = set()

    def has(self, stored: str | None, password: str) -> bool:
        """Whether this password has fitted this hash before."""
        return stored is not None and self._digest(stored, password) in self._kept

    def remember(self, stored: str, password: str) -> None:
        """It has fitted just now."""
        if len(self._kept) >= MOST:
            self._kept.clear()
        self._kept.add(self._digest(stored, password))

    def _digest(self, stored: str, password: str) -> bytes:
        # The hash has no NUL, so that no two pairs are told alike.
        return hmac.digest(
            self._secret, f"{stored}\0{password}".encode(errors="surrogatepass"), hashlib.sha256
        )
