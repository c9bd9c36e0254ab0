"""User names: chosen once, unique in the installation, told apart without regard to case."""

import re
import secrets
import unicodedata
from itertools import chain

from hubbub.access.demos.naming import (
    check_email_of_demo,
    check_username_of_demo,
    ending_of_usernames,
)
from hubbub.access.sessions.repository import find_sign_in
from hubbub.access.users.cleaning import clean_email
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import FieldError, Invalid

SHAPE = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?")
LEAST = 3
MOST = 64


def clean_username(username: str) -> str:
    """A user name as it may be; Invalid otherwise. It has no @, so that it is never an address."""
    cleaned = username.strip()
    if not LEAST <= len(cleaned) <= MOST or not SHAPE.fullmatch(cleaned):
        sentence = (
            f"Use {LEAST} to {MOST} letters (a to z), digits, dots, hyphens and underscores, "
            "with a letter or digit at both ends."
        )
        raise Invalid([FieldError("username", sentence)])
    return cleaned


def suggested_username(name: str, email: str) -> str:
    """What somebody would choose: the address before the @, else the name."""
    for source in (email.partition("@")[0], name, "user"):
        plain = unicodedata.normalize("NFKD", source).encode("ascii", "ignore").decode().lower()
        tidy = re.sub(r"[^a-z0-9._-]+", ".", plain).strip("._-")[:50].strip("._-")
        if len(tidy) >= LEAST:
            return tidy
    return "user"


async def free_username(tx: Transaction, name: str, email: str) -> str:
    """The suggested one, with a number behind it where it is taken."""
    base = suggested_username(name, email) + await ending_of_usernames(tx)
    numbers = (str(number) for number in range(2, 10))
    by_chance = (str(100 + secrets.randbelow(1_000_000)) for _ in range(20))
    for ending in chain(("",), numbers, by_chance):
        if not await is_taken(tx, base + ending):
            return base + ending
    raise Invalid([FieldError("username", "Choose a user name.")])


async def new_username(tx: Transaction, wanted: str | None, name: str, email: str) -> str:
    """As somebody wants it, or made up where he leaves it open. Invalid for one that may not be;
    whether it is free shows when it is taken."""
    if wanted is None or not wanted.strip():
        return await free_username(tx, name, email)
    username = clean_username(wanted)
    await check_username_of_demo(tx, username)
    return username


async def new_email(tx: Transaction, wanted: str) -> str:
    """An address that somebody of this account may have. Invalid otherwise."""
    email = clean_email(wanted)
    await check_email_of_demo(tx, email)
    return email


async def is_taken(tx: Transaction, name: str) -> bool:
    """Whether somebody of any account signs in with this name or address."""
    return await find_sign_in(tx, name.lower()) is not None
