"""All that a carrier over HTTP needs of the simulator: its numbers, its phones, its moods."""

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from hubbub.channels.sms.segments import count_segments
from hubbub.features.numbers.selling import Offer
from hubbub.features.senders.names import is_name
from hubbub.simulator.carrier import Carrier
from hubbub.simulator.hub import Hub
from hubbub.simulator.market.catalogue import numbers_of, range_of
from hubbub.simulator.market.repository import MarketRepository
from hubbub.simulator.models import phone_number
from hubbub.simulator.over_http.models import Held, NewText, NotTaken, Sent
from hubbub.simulator.over_http.repository import Fate, HttpRepository

SHOWN = 20


@dataclass(frozen=True, slots=True)
class Exchange:
    """What the routes of each of them work with. `key` is the installation's, from which all
    passwords follow; `wake` makes the courier look at once."""

    repository: HttpRepository
    market: MarketRepository
    carrier: Carrier
    hub: Hub
    key: bytes
    wake: Callable[[], None]

    async def offers(
        self, country: str, kind: str, capabilities: frozenset[str], containing: str = ""
    ) -> list[Offer]:
        """Some numbers that nobody has, with these digits somewhere in them."""
        taken = await self.market.taken()
        fitting: Iterator[str] = (
            number
            for number in numbers_of(country, kind, capabilities)
            if number not in taken and containing in number
        )
        offers = [found.offer(n) for n in fitting if (found := range_of(n)) is not None]
        return offers[:SHOWN]

    async def offer(self, number: str) -> Offer | None:
        """None for a number that is not sold, or is somebody's."""
        found = range_of(number)
        if found is None or number in await self.market.taken():
            return None
        return found.offer(number)

    async def sell(self, held: Held) -> bool:
        """Whether nobody had it."""
        if range_of(held.number) is None:
            return False
        is_sold = await self.repository.take(held)
        self.hub.changed("numbers")
        return is_sold

    async def change(self, owner: str, key: str, settings: Mapping[str, str]) -> Held | None:
        return await self.repository.change(owner, key, settings)

    async def release(self, owner: str, key: str) -> bool:
        """Whether it was theirs."""
        is_gone = await self.repository.release(owner, key)
        self.hub.changed("numbers")
        return is_gone

    async def send(self, owner: str, new: NewText) -> Sent:
        """A text to a phone, as good or bad as the network is just now. Raises NotTaken."""
        mood = await self.carrier.mood()
        if mood is not None:
            raise NotTaken(mood)
        try:
            phone_number(new.phone)
        except ValueError as error:
            raise NotTaken("no_phone") from error
        # Names are nobody's; every account may write from any, as in most countries.
        is_theirs = is_name(new.number) or await self.repository.find(owner, new.number)
        if not is_theirs:
            raise NotTaken("not_yours")
        fate = Fate(
            is_lost=self.carrier.loses(),
            due=time.time() + self.carrier.knobs.delay,
            parts=count_segments(new.text).segments,
            has_receipt=self.carrier.knobs.receipts,
        )
        sent = await self.repository.send(owner, new, fate)
        self.wake()
        return sent
