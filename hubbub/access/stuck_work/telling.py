"""Says what stuck work is about, to who may see that."""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from types import MappingProxyType
from typing import get_args
from uuid import UUID

from hubbub.access import may
from hubbub.access.actor import Actor
from hubbub.access.audit.naming import find_names
from hubbub.access.stuck_work.shapes import AboutKind, StuckAbout
from hubbub.kernel.database import Transaction
from hubbub.kernel.parking import Stuck

Seeing = Callable[[Transaction, Actor, list[UUID]], Awaitable[dict[UUID, UUID]]]
"""Of ids of conversations and of messages, the conversation of each that the actor sees."""

OF_CONVERSATIONS = frozenset({"conversation", "message"})
"""The first words of the kinds of facts that are about a conversation, by it or by a message."""
NEEDED = MappingProxyType({"webhook": may.MANAGE_WEBHOOKS, "number": may.MANAGE_CHANNELS})
"""What lets somebody see the others."""

_SEEING: list[Seeing] = []


def see_conversations(seeing: Seeing) -> None:
    """From now on this says which conversations somebody sees."""
    _SEEING[:] = [seeing]


async def tell_about(
    tx: Transaction, actor: Actor, found: Sequence[Stuck]
) -> dict[UUID, StuckAbout]:
    """By the subject of what is stuck; nothing of what the actor may not see."""
    things = await _conversations(tx, actor, found)
    for each in found:
        word = _word(each)
        needed = NEEDED.get(word)
        if needed is not None and actor.may(needed):
            things[each.subject_id] = (word, each.subject_id)
    return await _named(tx, things)


async def _conversations(
    tx: Transaction, actor: Actor, found: Iterable[Stuck]
) -> dict[UUID, tuple[str, UUID]]:
    within = {
        each.subject_id: each.within_id or each.subject_id
        for each in found
        if _word(each) in OF_CONVERSATIONS
    }
    if not within or not _SEEING:
        return {}
    seen = await _SEEING[0](tx, actor, sorted(set(within.values())))
    return {
        subject_id: ("conversation", seen[id_]) for subject_id, id_ in within.items() if id_ in seen
    }


async def _named(tx: Transaction, things: dict[UUID, tuple[str, UUID]]) -> dict[UUID, StuckAbout]:
    names = await find_names(tx, things.values())
    kinds: dict[str, AboutKind] = {each: each for each in get_args(AboutKind)}
    told: dict[UUID, StuckAbout] = {}
    for subject_id, (kind, id_) in things.items():
        name, exists = names.of(kind, id_)
        if name is not None:
            told[subject_id] = StuckAbout(kinds[kind], id_, name, exists)
    return told


def _word(stuck: Stuck) -> str:
    return stuck.kind.partition(".")[0]
