"""Passwords: argon2id, computed beside the event loop and never more than two at a time."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from hubbub.kernel.errors import FieldError, Invalid

LEAST = 12
MOST = 256

_pool = ThreadPoolExecutor(max_workers=2, thread_name_prefix="argon2")
_hasher = PasswordHasher()


def check_new_password(password: str, *about: str) -> None:
    """Refuse what NIST SP 800-63B calls too weak: short, or made of what others know of the user.

    Raises Invalid. There are no rules on kinds of characters; the standard advises against them.
    """
    if len(password) < LEAST:
        raise Invalid([FieldError("password", f"Use at least {LEAST} characters.")])
    if len(password) > MOST:
        raise Invalid([FieldError("password", f"Use at most {MOST} characters.")])
    lowered = password.lower()
    if len(set(lowered)) < 4:
        raise Invalid([FieldError("password", "Use more different characters.")])
    if any(len(word) > 3 and lowered.strip("0123456789!?. ") == word.lower() for word in about):
        raise Invalid([FieldError("password", "Do not use your own name or address.")])


async def hash_password(password: str) -> str:
    """The hash to store."""
    return await asyncio.get_running_loop().run_in_executor(_pool, _hasher.hash, password)


async def is_password(password: str, stored: str | None) -> bool:
    """Whether it fits. Takes as long for somebody who does not exist, so that timing tells
    nothing."""
    if len(password) > MOST:
        return False
    return await asyncio.get_running_loop().run_in_executor(_pool, _verify, password, stored)


def _verify(password: str, stored: str | None) -> bool:
    try:
        fits = _hasher.verify(stored or _nobody(), password)
    except (VerificationError, InvalidHashError):
        return False
    return fits and stored is not None


@cache
def _nobody() -> str:
    return _hasher.hash("the password of nobody")
