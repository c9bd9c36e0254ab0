"""How webhooks of a foreign interface are told: by whoever speaks it, whom the entrypoint knows."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Protocol
from uuid import UUID

from hubbub.access.actor import Actor
from hubbub.kernel.database import Transaction
from hubbub.kernel.lanes import Delivery
from hubbub.kernel.posting import Fact, Post


class Wire(Protocol):
    """What to tell, and in which words. `actor` is whom the webhook acts for, as he is now."""

    async def is_told(
        self, tx: Transaction, actor: Actor, endpoint_id: UUID, fact: Fact, /
    ) -> bool:
        """Whether the fact was asked for, and is within the actor's sight."""
        ...

    async def make(
        self, tx: Transaction, actor: Actor, endpoint_id: UUID, delivery: Delivery, /
    ) -> Post | None:
        """The request, also of a test, which tells of no fact; None when it is not to be told any
        more."""
        ...


Wires = Mapping[str, Wire]
"""By the name that stands with a webhook."""
NO_WIRES: Wires = MappingProxyType({})
