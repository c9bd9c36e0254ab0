"""Slows guessing at codes down; whoever guesses them has the password already."""

from datetime import timedelta
from uuid import UUID

from hubbub.kernel.attempts import count_attempt, forget_attempts
from hubbub.kernel.database import Database
from hubbub.kernel.errors import TooManyAttempts

# Three of a million codes fit at any moment: fifty tries a day find one in 18 years on average.
TRIES, WINDOW = 10, timedelta(minutes=15)
TRIES_A_DAY, DAY = 50, timedelta(days=1)


async def count_code(database: Database, user_id: UUID) -> None:
    """One more try at a code of this user. TooManyAttempts beyond what typing mistakes need."""
    await count_attempt(database, f"codes-day:{user_id.hex}", most=TRIES_A_DAY, window=DAY)
    await count_attempt(database, f"codes:{user_id.hex}", most=TRIES, window=WINDOW)


async def told_of_guessing(database: Database, user_id: UUID) -> bool:
    """Whether to tell the user now: once a day, however often somebody goes on trying."""
    try:
        await count_attempt(database, f"codes-told:{user_id.hex}", most=1, window=DAY)
    except TooManyAttempts:
        return False
    return True


async def forget_codes(database: Database, user_id: UUID) -> None:
    """A right one came."""
    await forget_attempts(database, f"codes:{user_id.hex}")
    await forget_attempts(database, f"codes-day:{user_id.hex}")
