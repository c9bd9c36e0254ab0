"""How webhooks of a foreign interface are told: by whoever speaks it, whom the entrypoint knows."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Protocol
from uuid import UUID

from hubbub.access.actor import Actor
from hubbub.kernel.database import Transaction
from hubbub.kernel.lanes import Delivery
from hubbub.kernel.posting import Bundle, Fact


class Wire(Protocol):
    """What to tell, and in which words. `actor` is whom the webhook acts for, as he is now."""

    async def is_told(
        self, tx: Transaction, actor: Actor, endpoint_id: UUID, fact: Fact, /
    ) -> bool:
        """Whether the fact was asked for, and is within the actor's sight."""
        ...

    async def room(self, tx: Transaction, endpoint_id: UUID, kind: str, /) -> int:
        """How many facts of this kind go in one request at the most."""
        ...

    async def make(
        self, tx: Transaction, actor: Actor, endpoint_id: UUID, deliveries: Sequence[Delivery], /
    ) -> Bundle | None:
        """The request of these, also of a test, which tells of no fact and goes alone; None when
        the first is not to be told any more."""
        ...


Wires = Mapping[str, Wire]
"""By the name that stands with a webhook."""
NO_WIRES: Wires = MappingProxyType({})
