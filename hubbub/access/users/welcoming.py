"""Sends somebody the mail again with which he can sign in."""

from uuid import UUID

from hubbub.access.links.repository import end_links
from hubbub.access.users.creating import WELCOME
from hubbub.access.users.finding import find_and_lock
from hubbub.access.users.forgetting_password import RESET
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import Conflict
from hubbub.kernel.mail.outbox import queue_mail


async def welcome_again(tx: Transaction, user_id: UUID) -> None:
    """The first mail for who has no password yet, else one to set a new password. Links sent
    before stop working."""
    user = await find_and_lock(tx, user_id)
    if user.state != "enabled":
        raise Conflict("A disabled user gets no mail. Enable the user first.", code="disabled")
    await end_links(tx, "password", user_id, "replaced")
    await queue_mail(tx, RESET if user.has_password else WELCOME, user_id)
