"""Turns facts into frames: fresh objects for those who may see them now, `gone` for those who
could and cannot any more, and nothing at all for everybody else."""

from dataclasses import dataclass, field
from functools import cached_property
from uuid import UUID

from hubbub.access import may
from hubbub.access.actor import Actor
from hubbub.features.agents.repository import Agent
from hubbub.features.agents.shapes import show_agent
from hubbub.features.conversations.live_repository import LiveRow
from hubbub.features.conversations.shapes import Item
from hubbub.features.conversations.shown_repository import View, present, view_of
from hubbub.features.conversations.timeline_repository import offer_retry
from hubbub.reactions.realtime.clients import Client
from hubbub.reactions.realtime.frames import (
    AgentFrame,
    AvatarFrame,
    ConversationFrame,
    GoneFrame,
    ReadFrame,
    Told,
    Written,
    write,
)
from hubbub.reactions.realtime.touched import Touched


@dataclass(frozen=True, slots=True)
class Fresh:
    """What was read once for all clients of an account."""

    rows: list[LiveRow]
    items: dict[UUID, list[Item]]
    read: dict[tuple[UUID, UUID], int]
    agents: list[Agent]
    pictures: dict[UUID, str | None]


@dataclass(frozen=True)
class Telling:
    """Who is told what of it. Whether somebody sees a conversation is decided for each socket;
    the frame is written once for all who see the same of it."""

    fresh: Fresh
    touched: Touched
    _written: dict[tuple[UUID, View], Written] = field(
        default_factory=dict[tuple[UUID, View], Written]
    )

    @cached_property
    def _has_others(self) -> bool:
        return bool(self.touched.reads or self.fresh.pictures or self.fresh.agents)

    def frames(self, client: Client) -> list[Written]:
        """What this client is told, in order."""
        actor = client.identity.actor
        frames: list[Written] = []
        seen: set[UUID] = set()
        for row in self.fresh.rows:
            id_ = row.conversation.id
            if actor.reach.sees(row.facts):
                seen.add(id_)
                if id_ in self.touched.conversations:
                    frames.append(self._conversation(actor, row))
            elif actor.user_id in self.touched.lost_by.get(id_, ()):
                frames.append(write(GoneFrame(id_, "")))
        return [*frames, *map(write, self._others(actor, seen))] if self._has_others else frames

    def _conversation(self, actor: Actor, row: LiveRow) -> Written:
        conversation = row.conversation
        read = self.fresh.read.get((actor.user_id, conversation.id), 0)
        view = view_of(actor, conversation, read)
        written = self._written.get((conversation.id, view))
        if written is None:
            items = self.fresh.items.get(conversation.id, [])
            shown = offer_retry(items) if "reply" in view.can else items
            frame = ConversationFrame(present(conversation, row.display, view), shown, "")
            written = self._written[conversation.id, view] = write(frame)
        return written

    def _others(self, actor: Actor, seen: set[UUID]) -> list[Told]:
        frames: list[Told] = [
            ReadFrame(conversation_id, count, "")
            for user_id, conversation_id, count in self.touched.reads
            if user_id == actor.user_id and conversation_id in seen
        ]
        frames += [
            AvatarFrame(user_id, hash_, "") for user_id, hash_ in self.fresh.pictures.items()
        ]
        if actor.may(may.MANAGE):
            mine = [agent for agent in self.fresh.agents if agent.user_id == actor.user_id]
            frames += [AgentFrame(show_agent(agent), "") for agent in mine]
        return frames
