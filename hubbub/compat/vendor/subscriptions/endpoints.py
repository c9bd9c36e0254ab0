"""What is asked of webhooks, which are known to the entrypoint alone: to tell a program."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from starlette.requests import HTTPConnection

from hubbub.access.actor import Actor
from hubbub.kernel.database import Transaction


@dataclass(frozen=True, slots=True)
class Wish:
    """What a webhook is to be; the rest of it stands with its subscription and its profile."""

    name: str
    url: str
    kinds: Sequence[str]
    header_names: Sequence[str]


class Endpoints(Protocol):
    """The webhooks of an account, as far as they are told in the words of this interface. Whoever
    sets one up or changes it is whom it acts for."""

    async def hold(self, tx: Transaction, endpoint_ids: Sequence[UUID], /) -> None:
        """Nobody else changes or tells them until the end of the transaction. Before anything that
        belongs to them is locked: whoever tells them has them, and then asks for their profile."""
        ...

    async def add(self, tx: Transaction, wish: Wish, owner: Actor, /) -> UUID:
        """Raises Conflict where there is no room for another."""
        ...

    async def change(self, tx: Transaction, endpoint_id: UUID, wish: Wish, owner: Actor, /) -> None:
        """It is told of other things, or elsewhere."""
        ...

    async def remove(self, tx: Transaction, endpoint_id: UUID, by: Actor, /) -> None:
        """With all that waits for it."""
        ...


def endpoints_of(connection: HTTPConnection) -> Endpoints:
    return connection.app.state.wire_endpoints
