"""Key rings of one key, for tests of what is signed with them."""

from hubbub.kernel.secrets import Ring, Secrets


def ring_of(name: str, key: bytes) -> Secrets:
    """Secrets under this key alone."""
    return Secrets(lambda: Ring({name: key}, name))
