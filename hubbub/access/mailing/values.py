"""What the mails about users say: read afresh when a mail is sent."""

from dataclasses import dataclass
from uuid import UUID

from hubbub.access.accounts.repository import get_account
from hubbub.access.users.repository import User, get_user
from hubbub.kernel.database import Transaction
from hubbub.kernel.mail.rendering import Reader
from hubbub.kernel.mail.sending import Composing

LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Told:
    """A user, and the words about him and his account."""

    user: User
    reader: Reader
    values: dict[str, str]


async def told_about(tx: Transaction, user_id: UUID, by: Composing) -> Told | None:
    """None when there is no such user any more, or when he may not sign in."""
    user = await get_user(tx, user_id)
    if user is None or user.state != "enabled":
        return None
    account = await get_account(tx)
    values = {
        "account": harmless(account.name),
        "name": harmless(user.name),
        "username": user.username,
        "email": user.email,
        "sign_in": f"{by.origin}/desk/sign-in",
    }
    reader = Reader(user.name, user.email, user.language, user.time_zone)
    return Told(user, reader, values)


def harmless(name: str) -> str:
    """A name that somebody chose, without what a mail program would make a link of: our mail is
    not to carry anybody's advertising."""
    return name.replace("://", " ").replace("www.", "www ").replace("@", " ")[:LONGEST_NAME]


def link_to(by: Composing, token: str) -> str:
    """Where a link leads. The token stands behind the #, so that no server ever logs it."""
    return f"{by.origin}/desk/link#{token}"
