"""Slows down whoever tries keys that are none, and costs those nothing whose keys are right."""

from datetime import datetime, timedelta

from hubbub.kernel.attempts import count_attempt
from hubbub.kernel.clock import now
from hubbub.kernel.database import Database
from hubbub.kernel.errors import TooManyAttempts
from hubbub.kernel.forwarding import flood_source

TRIES, WINDOW = 50, timedelta(minutes=10)
MOST_SOURCES = 10_000
KEYS = "Too many wrong API keys came from this address. Put the key right first."


class Guesses:
    """Wrong keys and tokens, counted by where they come from. A right one is neither counted nor
    refused: an office may share one address, and chance does not find 256 bits. What this saves
    is the work that a flood of wrong ones would make."""

    def __init__(self, database: Database, name: str = "key-address", sentence: str = KEYS) -> None:
        """`sentence` says what was wrong of those that are counted under this name."""
        self._database = database
        self._name = name
        self._sentence = sentence
        self._shut: dict[str, datetime] = {}

    async def wrong(self, address: str) -> None:
        """One more wrong key. TooManyAttempts beyond what a mistaken program needs."""
        source = flood_source(address)
        until = self._shut.get(source)
        if until is not None and until > now():
            # Known here already, so that the flood does not reach the database as writes.
            raise self._too_many(int((until - now()).total_seconds()) + 1)
        try:
            await count_attempt(self._database, f"{self._name}:{source}", most=TRIES, window=WINDOW)
        except TooManyAttempts as problem:
            if len(self._shut) >= MOST_SOURCES:
                self._shut.clear()
            self._shut[source] = now() + timedelta(seconds=problem.retry_after)
            raise self._too_many(problem.retry_after) from None

    def _too_many(self, seconds: int) -> TooManyAttempts:
        return TooManyAttempts(f"{self._sentence} Try again in {seconds} seconds.", seconds)
