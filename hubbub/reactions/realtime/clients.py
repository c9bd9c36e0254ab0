"""The open sockets of this process, and a way to write to them that never waits for a slow one."""

import asyncio
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from starlette.websockets import WebSocket, WebSocketState

from hubbub.access.cursors import Cursor
from hubbub.access.identity import Identity
from hubbub.kernel.answers import encode
from hubbub.kernel.events import Recorded
from hubbub.kernel.positions import Position
from hubbub.reactions.realtime.frames import Written

SIGNED_OUT = 4401
TOO_SLOW = 4408


@dataclass(eq=False, slots=True)
class Client:
    """One socket. While it catches up, what is new waits in `missed`, so that two readings of the
    log never overtake each other on their way to it."""

    socket: WebSocket
    identity: Identity
    access_version: int = 0
    """Its identity is right at least up to this version of the account's rights."""
    missed: list[Recorded] | None = None
    is_dropped: bool = False
    closing: asyncio.Future[int] = field(
        default_factory=lambda: asyncio.get_running_loop().create_future()
    )

    def __post_init__(self) -> None:
        self.access_version = self.identity.actor.access_version

    @property
    def account_id(self) -> UUID:
        return self.identity.actor.account_id

    @property
    def user_id(self) -> UUID:
        return self.identity.actor.user_id

    def take_missed(self) -> list[Recorded]:
        """What waits for it, which then waits no longer."""
        taken, self.missed = self.missed or [], []
        return taken

    def cursor(self, position: Position) -> str:
        """What it resumes by, once it has been told all up to there."""
        return Cursor(position, self.access_version).encode()

    def tell(self, frames: Sequence[Written], before: Position, after: Position) -> None:
        """Write these. Only the last one says that it has heard all up to `after`: a connection
        that breaks between two of them goes on from `before`."""
        if not frames:
            return
        if len(frames) > 1:
            reached = self.cursor(before)
            for frame in frames[:-1]:
                self._write(frame.at(reached))
        self._write(frames[-1].at(self.cursor(after)))

    def send(self, frame: object) -> None:
        """Write this frame now, as `tell` does."""
        self._write(encode(frame).decode())

    def _write(self, text: str) -> None:
        """Drops the socket when it does not take it at once: it then resumes by its position, and
        has kept nobody else waiting."""
        if self.is_dropped or self.socket.application_state is not WebSocketState.CONNECTED:
            return
        if not _at_once(self.socket.send_text(text)):
            self.is_dropped = True

    def close(self, code: int | None) -> None:
        """Tell the task that serves the socket to close it."""
        self.is_dropped = True
        if not self.closing.done():
            self.closing.set_result(TOO_SLOW if code is None else code)


def _at_once(step: Coroutine[Any, Any, None]) -> bool:
    try:
        step.send(None)
    except StopIteration:
        return True
    except Exception:
        return False
    step.close()
    return False


@dataclass(slots=True)
class Clients:
    """All sockets, by account."""

    by_account: dict[UUID, set[Client]] = field(default_factory=dict[UUID, set[Client]])

    def add(self, client: Client) -> None:
        self.by_account.setdefault(client.account_id, set()).add(client)

    def remove(self, client: Client) -> None:
        found = self.by_account.get(client.account_id)
        if found is not None:
            found.discard(client)
            if not found:
                del self.by_account[client.account_id]

    def of(self, account_id: UUID) -> list[Client]:
        return list(self.by_account.get(account_id, ()))

    def all(self) -> list[Client]:
        return [client for found in self.by_account.values() for client in found]

    def __len__(self) -> int:
        return sum(map(len, self.by_account.values()))
