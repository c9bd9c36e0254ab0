"""Keeps apart what people of a demo sign in with: such names are unique in the whole installation,
and whoever looks at a demo may be anybody. So he must neither hear whether somebody elsewhere has a
name, nor take one away."""

from hubbub.kernel.accounts import is_demo
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import FieldError, Invalid

DOMAIN = ".example"
"""Nobody has an address there (RFC 2606)."""
ENDING = "-demo"


async def check_email_of_demo(tx: Transaction, email: str) -> None:
    """Invalid for an address in a demo that somebody could really have."""
    if not email.lower().endswith(DOMAIN) and await is_demo(tx):
        message = f"In a demo, make up an address that ends in {DOMAIN}, such as eva@acme{DOMAIN}."
        raise Invalid([FieldError("email", message)])


async def check_username_of_demo(tx: Transaction, username: str) -> None:
    """Invalid for a user name in a demo that somebody elsewhere may want."""
    if not username.lower().endswith(ENDING) and await is_demo(tx):
        message = f"In a demo, a user name ends in {ENDING}. Or leave it empty: one is made up."
        raise Invalid([FieldError("username", message)])


async def ending_of_usernames(tx: Transaction) -> str:
    """What stands behind every user name that is made up in this account."""
    return ENDING if await is_demo(tx) else ""
