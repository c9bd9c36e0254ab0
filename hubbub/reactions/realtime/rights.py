"""Keeps what an open socket may see in step with the rights of whoever sits behind it."""

from collections.abc import Sequence
from uuid import UUID

from hubbub.access.actor import Actor
from hubbub.access.identity import Identity, identify_again
from hubbub.kernel.positions import Position
from hubbub.reactions.realtime.clients import SIGNED_OUT, Client
from hubbub.reactions.realtime.frames import AccessFrame, SignedOutFrame

Changes = Sequence[tuple[int, UUID | None]]
"""(version, whom it touches, or None for everybody), of one account."""

TOGETHER = 200
"""Sockets that are looked at as one; the first of them need not wait for the last."""


async def renew(clients: Sequence[Client], changes: Changes, position: Position) -> None:
    """Look again at those whom these changes touch; `position` is what they have been told."""
    if not changes:
        return
    newest_of: dict[UUID | None, int] = {}
    for version, who in changes:
        newest_of[who] = max(version, newest_of.get(who, 0))
    everybody, newest = newest_of.get(None, 0), max(newest_of.values())
    touched = [
        client
        for client in clients
        if client.access_version < max(everybody, newest_of.get(client.user_id, 0))
    ]
    await look_again(touched, position)
    for client in clients:
        client.access_version = max(newest, client.access_version)


async def look_again(clients: Sequence[Client], position: Position) -> None:
    """Decide afresh what these sockets of one account may see; close those whose session has
    ended. A database that cannot be asked raises, and says nothing about any session."""
    for begin in range(0, len(clients), TOGETHER):
        await _look(clients[begin : begin + TOGETHER], position)


async def _look(clients: Sequence[Client], position: Position) -> None:
    found = await identify_again([client.socket for client in clients])
    for client, identity in zip(clients, found, strict=True):
        if isinstance(identity, Identity):
            _take(client, identity, position)
        else:
            # Ended, or no longer let in from where it is, as with a key bound to other addresses.
            client.send(SignedOutFrame())
            client.close(SIGNED_OUT)


def _take(client: Client, identity: Identity, position: Position) -> None:
    before, after = client.identity.actor, identity.actor
    client.identity = identity
    client.access_version = max(client.access_version, after.access_version)
    if _compared(before) != _compared(after):
        client.send(AccessFrame(client.cursor(position)))


def _compared(actor: Actor) -> tuple[object, ...]:
    """Whatever of him a screen shows or an ability depends on."""
    memberships = frozenset(actor.memberships)
    return (
        actor.effective, actor.reach, actor.roles, actor.is_seated, actor.terms, memberships,
    )  # fmt: skip
