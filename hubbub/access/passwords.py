"""Passwords: argon2id, computed beside the event loop and never more than two at a time."""

import asyncio
import hashlib
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

MOST = 1024
"""Characters that are looked at; longer ones were never set."""

_pool = ThreadPoolExecutor(max_workers=2, thread_name_prefix="argon2")
_hasher = PasswordHasher()


def normalised(password: str) -> str:
    """One form of what can be typed in several ways (NFKC), so that any keyboard will do."""
    return unicodedata.normalize("NFKC", password)


async def hash_password(password: str) -> str:
    """The hash to store."""
    return await asyncio.get_running_loop().run_in_executor(
        _pool, _hasher.hash, normalised(password)
    )


def stamp_of(stored: str | None) -> str | None:
    """Stands for one stored hash, so that somebody who has proved it later is told from somebody
    who proved the one before; it opens nothing."""
    return None if stored is None else hashlib.sha256(stored.encode()).hexdigest()


async def is_password(password: str, stored: str | None) -> bool:
    """Whether it fits. Takes as long for somebody who does not exist, so that timing tells
    nothing."""
    if len(password) > MOST:
        return False
    return await asyncio.get_running_loop().run_in_executor(_pool, _verify, password, stored)


def _verify(password: str, stored: str | None) -> bool:
    # Those set before passwords were normalised stand as they were typed.
    forms = dict.fromkeys((normalised(password), password))
    return any(_fits(form, stored or _nobody()) for form in forms) and stored is not None


def _fits(password: str, stored: str) -> bool:
    try:
        return _hasher.verify(stored, password)
    except (VerificationError, InvalidHashError):
        return False


@cache
def _nobody() -> str:
    return _hasher.hash("the password of nobody")
