"""What goes over the live socket; the same shapes as over HTTP."""

from dataclasses import dataclass
from typing import Literal

from hubbub.features.agents.shapes import ShownAgent
from hubbub.features.conversations.shapes import Item, ShownConversation
from hubbub.kernel.answers import encode
from hubbub.kernel.ids import Id


@dataclass(frozen=True, slots=True)
class Ready:
    """The socket goes on from `position`."""

    position: str
    type: Literal["ready"] = "ready"


@dataclass(frozen=True, slots=True)
class Reset:
    """The position is too old or not ours: load everything afresh."""

    position: str
    type: Literal["reset"] = "reset"


@dataclass(frozen=True, slots=True)
class ConversationFrame:
    """A conversation as it is now, with new or changed items of its timeline."""

    conversation: ShownConversation
    items: list[Item]
    position: str
    type: Literal["conversation"] = "conversation"


@dataclass(frozen=True, slots=True)
class GoneFrame:
    """The conversation is out of sight."""

    conversation_id: Id
    position: str
    type: Literal["gone"] = "gone"


@dataclass(frozen=True, slots=True)
class AgentFrame:
    """One's own status and load."""

    agent: ShownAgent
    position: str
    type: Literal["agent"] = "agent"


@dataclass(frozen=True, slots=True)
class ReadFrame:
    """One's own read marker moved, perhaps in another tab."""

    conversation_id: Id
    read_count: int
    position: str
    type: Literal["read"] = "read"


@dataclass(frozen=True, slots=True)
class AvatarFrame:
    """Somebody of the account has another picture now, or none."""

    user_id: Id
    avatar: str | None
    position: str
    type: Literal["avatar"] = "avatar"


@dataclass(frozen=True, slots=True)
class AccessFrame:
    """One's own rights changed: fetch `/api/me` and the lists again."""

    position: str
    type: Literal["access"] = "access"


@dataclass(frozen=True, slots=True)
class PositionFrame:
    """Nothing to see, but this is how far it has come."""

    position: str
    type: Literal["position"] = "position"


@dataclass(frozen=True, slots=True)
class LateFrame:
    """Whether what happens is told with a delay; nothing of it is lost."""

    is_late: bool
    type: Literal["late"] = "late"


@dataclass(frozen=True, slots=True)
class SignedOutFrame:
    """The session has ended; the socket is closed with code 4401."""

    type: Literal["signed_out"] = "signed_out"


@dataclass(frozen=True, slots=True)
class Pong:
    type: Literal["pong"] = "pong"


Told = ConversationFrame | GoneFrame | AgentFrame | ReadFrame | AvatarFrame
"""What a fact means for a screen; its position is filled in for each socket."""

NO_POSITION = '"position":""'


@dataclass(slots=True)
class Written:
    """A frame as JSON, but for the position."""

    before: str
    after: str
    _last: tuple[str, str] = ("", "")

    def at(self, position: str) -> str:
        """The whole frame. A position is made of characters that JSON leaves as they are."""
        # Nearly all who are told this have been told as much before.
        if self._last[0] != position:
            self._last = position, f'{self.before}"position":"{position}"{self.after}'
        return self._last[1]


def write(frame: Told) -> Written:
    """The frame's JSON, made once for however many sockets."""
    # Nothing but the constant `type` comes after it, so that the last one found is the frame's.
    before, _, after = encode(frame).decode().rpartition(NO_POSITION)
    return Written(before, after)


Frame = (
    Ready
    | Reset
    | ConversationFrame
    | GoneFrame
    | AgentFrame
    | ReadFrame
    | AvatarFrame
    | AccessFrame
    | PositionFrame
    | LateFrame
    | SignedOutFrame
    | Pong
)


@dataclass(frozen=True, slots=True)
class Frames:
    """Documents the frames; the socket itself sends them one by one."""

    frames: list[Frame]
