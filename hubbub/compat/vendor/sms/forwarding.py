"""Reads the log for texts that came in, and puts those on their way whose number has an address."""

from uuid import UUID

from hubbub.compat.vendor.sms.pushes_repository import has_forwards, put_forward
from hubbub.features.conversations.events import ConversationMessageAdded
from hubbub.features.numbers.events import NumberChanged, NumberRemoved
from hubbub.kernel.consuming import Consumer
from hubbub.kernel.database import Database
from hubbub.kernel.events import Recorded

READER = "wire:forwarding"
OF_NUMBERS = frozenset({NumberChanged.kind, NumberRemoved.kind})
MOST_KNOWN = 10_000


class Forwarding:
    """A reader of the log. Most accounts forward nothing, which is remembered until the log says
    that a number has changed: so their texts cost nothing here."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._known: dict[UUID, bool] = {}

    @property
    def consumer(self) -> Consumer:
        kinds = OF_NUMBERS | {ConversationMessageAdded.kind}
        return Consumer(READER, self.take_in, kinds)

    async def take_in(self, event: Recorded) -> None:
        if event.kind in OF_NUMBERS:
            self._known.pop(event.account_id, None)
        elif event.data["direction"] == "inbound" and await self._forwards(event.account_id):
            async with self._database.transaction(event.account_id) as tx:
                await put_forward(tx, UUID(event.data["message_id"]))

    async def _forwards(self, account_id: UUID) -> bool:
        found = self._known.get(account_id)
        if found is None:
            async with self._database.transaction(account_id) as tx:
                found = await has_forwards(tx)
            if len(self._known) >= MOST_KNOWN:
                self._known.clear()
            self._known[account_id] = found
        return found
