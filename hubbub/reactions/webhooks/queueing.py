"""Reads the log and puts one delivery, for each endpoint that wants the fact and may see it, into
the endpoint's lane: once each, whatever ends on the way."""

from collections.abc import Callable
from uuid import UUID

from hubbub.kernel.consuming import Consumer
from hubbub.kernel.database import Database, Transaction
from hubbub.kernel.events import Recorded
from hubbub.kernel.posting import Fact
from hubbub.reactions.webhooks.deciding import conversation_in, is_told, owner_of
from hubbub.reactions.webhooks.deliveries_repository import add_deliveries
from hubbub.reactions.webhooks.endpoints_repository import Endpoint, all_endpoints
from hubbub.reactions.webhooks.events import OF_ENDPOINTS
from hubbub.reactions.webhooks.kinds import OFFERED
from hubbub.reactions.webhooks.wires import NO_WIRES, Wires

READER = "webhooks"
MOST_KNOWN = 10_000


class Queueing:
    """A reader of the log. Most facts are of accounts without an endpoint that wants them, and
    cost nothing: the endpoints of an account are remembered until the log, which this reads
    anyway, says that they have changed."""

    def __init__(
        self, database: Database, poke: Callable[[], None], wires: Wires = NO_WIRES
    ) -> None:
        self._database = database
        self._poke = poke
        self._wires = wires
        self._known: dict[UUID, list[Endpoint]] = {}

    @property
    def consumer(self) -> Consumer:
        return Consumer(READER, self.take_in, frozenset(OFFERED) | OF_ENDPOINTS)

    async def take_in(self, event: Recorded) -> None:
        """Queue a fact for whom it concerns."""
        if event.kind in OF_ENDPOINTS:
            self._known.pop(event.account_id, None)
            return
        wanting = [
            each
            for each in await self._endpoints(event.account_id)
            if event.kind in each.kinds and each.state != "off" and event.at >= each.created_at
        ]
        if not wanting:
            return
        async with self._database.transaction(event.account_id) as tx:
            if await self._queue(tx, event, wanting):
                tx.after_commit.append(self._poke)

    async def _queue(self, tx: Transaction, event: Recorded, wanting: list[Endpoint]) -> bool:
        conversation_id = await conversation_in(tx, event)
        fact = Fact(event.kind, event.subject_id, conversation_id, event.data)
        told = [each.id for each in wanting if await self._is_for(tx, each, fact)]
        if told:
            lane = conversation_id or event.subject_id
            await add_deliveries(tx, told, event, lane, conversation_id)
        return bool(told)

    async def _is_for(self, tx: Transaction, endpoint: Endpoint, fact: Fact) -> bool:
        actor = await owner_of(tx, endpoint)
        if actor is None:
            return False
        if endpoint.wire is not None:
            return await self._wires[endpoint.wire].is_told(tx, actor, endpoint.id, fact)
        return await is_told(tx, actor, fact.kind, fact.subject_id, fact.conversation_id)

    async def _endpoints(self, account_id: UUID) -> list[Endpoint]:
        found = self._known.get(account_id)
        if found is None:
            async with self._database.transaction(account_id) as tx:
                found = await all_endpoints(tx)
            if len(self._known) >= MOST_KNOWN:
                self._known.clear()
            self._known[account_id] = found
        return found
