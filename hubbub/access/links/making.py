"""Makes links and takes them back in: each works once, for a while, and says why it does not."""

import hashlib
import secrets
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import timedelta
from uuid import UUID

from hubbub.access.links.repository import (
    Link,
    Purpose,
    end_link,
    end_links,
    find_link,
    insert_link,
    lock_link,
)
from hubbub.kernel.clock import now
from hubbub.kernel.database import Database, Transaction
from hubbub.kernel.errors import Gone, NotFound
from hubbub.kernel.ids import new_id

FIRST_PASSWORD = timedelta(days=7)
RESET = timedelta(hours=1)
INVITE = timedelta(days=7)
NEW_ADDRESS = timedelta(days=1)
LONGEST = 200

NEXT = {
    "password": "Choose “Forgot your password?” where you sign in, and a new one is sent to you.",
    "invite": "Ask whoever invited you to send it again.",
    "email": "Ask your administrator to enter the new address again.",
}
"""What to do when a link does not work any more."""


def link_hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


async def make_link(tx: Transaction, purpose: Purpose, subject_id: UUID, life: timedelta) -> str:
    """The token, which is nowhere but in the answer. `subject_id` is an invite's or a user's."""
    token = secrets.token_urlsafe(32)
    user_id, invite_id = (None, subject_id) if purpose == "invite" else (subject_id, None)
    link = Link(tx.account, new_id(), purpose, user_id, invite_id, now() + life, None)
    await insert_link(tx, link, link_hash(token), life)
    return token


@asynccontextmanager
async def opened_link(
    database: Database, token: str, *purposes: Purpose
) -> AsyncGenerator[tuple[Transaction, Link]]:
    """A transaction in the link's account, with the link locked and good. Raises NotFound for one
    that is none of ours, Gone for one that no longer works."""
    async with database.anonymous() as tx:
        place = await find_link(tx, link_hash(token[:LONGEST]))
    if place is None:
        raise _unknown()
    async with database.transaction(place.account_id) as tx:
        link = await lock_link(tx, place.id)
        if link is None or link.purpose not in purposes:
            raise _unknown()
        _check(link)
        yield tx, link


async def use_link(tx: Transaction, link: Link) -> None:
    """It has done its work; others of its kind for the same person are of no use any more."""
    await end_link(tx, link.id, "used")
    subject_id = link.user_id or link.invite_id
    assert subject_id is not None
    await end_links(tx, link.purpose, subject_id, "replaced")


def _unknown() -> NotFound:
    return NotFound(
        "This link is not right. Check that all of it was copied from the mail.", code="bad_link"
    )


def _check(link: Link) -> None:
    following = NEXT[link.purpose]
    if link.ended == "used":
        if link.purpose == "invite":
            following = "You can sign in already."
        raise Gone(f"This link has been used. {following}", code="link_used")
    if link.ended == "replaced":
        raise Gone(
            f"A newer mail was sent after this one: use its link. {following}",
            code="link_replaced",
        )
    if link.ended == "revoked":
        raise Gone(f"This link was taken back. {following}", code="link_revoked")
    if link.expires_at <= now():
        raise Gone(f"This link has run out. {following}", code="link_expired")
