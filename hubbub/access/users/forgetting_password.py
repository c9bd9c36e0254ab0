"""Sends a link to set a new password, and tells nobody whether there is such a user."""

from datetime import timedelta

from hubbub.access.sessions.repository import find_sign_in
from hubbub.kernel.attempts import count_attempt
from hubbub.kernel.database import Database
from hubbub.kernel.mail.outbox import queue_mail

RESET = "reset"
WINDOW = timedelta(hours=1)
BY_NAME = 5
BY_ADDRESS = 30


async def count_forgetting(database: Database, name: str, address: str) -> None:
    """TooManyAttempts, alike for who exists and who does not."""
    await count_attempt(database, f"forgot-address:{address}", most=BY_ADDRESS, window=WINDOW)
    await count_attempt(database, f"forgot:{tidy(name)}", most=BY_NAME, window=WINDOW)


async def send_reset(database: Database, name: str) -> None:
    """To be done after the answer has gone out, so that its time tells nothing either."""
    async with database.anonymous() as tx:
        found = await find_sign_in(tx, tidy(name))
    if found is None or found.state != "enabled":
        return
    async with database.transaction(found.account_id) as tx:
        await queue_mail(tx, RESET, found.user_id)


def tidy(name: str) -> str:
    return name.strip().lower()[:254].replace("\0", "")
