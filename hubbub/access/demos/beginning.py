"""Begins a demo: a throw-away account, empty as yet, and somebody to look at it as."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from hubbub.access.demos.repository import count_demos
from hubbub.kernel.attempts import count_attempt
from hubbub.kernel.clock import now
from hubbub.kernel.database import Database, Transaction
from hubbub.kernel.errors import Conflict, Forbidden
from hubbub.kernel.forwarding import flood_source
from hubbub.kernel.settings import Settings

LIFE = timedelta(days=1)
MOST_FROM_ADDRESS = 5
WINDOW = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class DemoTerms:
    """Until when a demo lives, and how many there may be."""

    until: datetime
    most: int


def offers_demos(settings: Settings) -> bool:
    """Only where the simulator runs: without it nobody would write, and nothing could be sent
    without reaching somebody real."""
    return settings.simulator and settings.demos > 0


async def check_may_begin(database: Database, settings: Settings, address: str) -> DemoTerms:
    """Forbidden where none are offered; TooManyAttempts for whoever begins one after another."""
    if not offers_demos(settings):
        raise Forbidden("No demos are offered here. Ask for one instead.", code="demos_closed")
    await count_attempt(
        database, f"demo:{flood_source(address)}", most=MOST_FROM_ADDRESS, window=WINDOW
    )
    return DemoTerms(now() + LIFE, settings.demos)


async def check_room(tx: Transaction, terms: DemoTerms) -> None:
    """Conflict when there are as many as there may be; under the lock of the sign-up."""
    if await count_demos(tx) >= terms.most:
        raise Conflict(
            "All demos are in use at the moment. Each is cleared after a day: try again later, or "
            "ask for a demo with somebody.",
            code="demos_full",
        )
