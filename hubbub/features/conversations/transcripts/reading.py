"""Reads a conversation from its beginning, in chunks; it ends when its reader may not see it."""

from collections.abc import AsyncGenerator, Awaitable, Callable
from uuid import UUID

from hubbub.access import may
from hubbub.access.actor import Actor
from hubbub.access.users.repository import bump_user
from hubbub.features.conversations.finding import NONE
from hubbub.features.conversations.repository import get_visible
from hubbub.features.conversations.shapes import Item
from hubbub.features.conversations.timeline_repository import items_between
from hubbub.features.conversations.transcripts.events import TranscriptDownloaded
from hubbub.features.conversations.transcripts.shapes import Format, Head
from hubbub.kernel.audit.changes import made
from hubbub.kernel.database import Database, Transaction
from hubbub.kernel.errors import Forbidden, NotFound
from hubbub.kernel.events import Subject, record

CHUNK = 500
Recheck = Callable[[], Awaitable[Actor]]
"""Who is asking, as he is now; raises when he is not let in any more."""


async def record_download(tx: Transaction, conversation_id: UUID, form: Format, by: Actor) -> None:
    """Who took which conversation away; before the first byte leaves."""
    event = TranscriptDownloaded(conversation_id=conversation_id, format=form)
    subject = Subject(by.user_id, await bump_user(tx, by.user_id))
    await record(tx, event, subject, by.origin, made({"format": form}))


async def read_items(
    database: Database, head: Head, recheck: Recheck
) -> AsyncGenerator[list[Item]]:
    """Messages and changes in order, up to where the conversation stood when the head was read.
    Forbidden or NotFound in the middle when its reader has lost the right or the sight of it."""
    conversation_id, last = head.conversation.id, head.conversation.version
    for first in range(1, last + 1, CHUNK):
        actor = await recheck()
        async with database.transaction(actor.account_id) as tx:
            await still_open(tx, actor, conversation_id)
            until = min(first + CHUNK - 1, last)
            items = await items_between(tx, conversation_id, first, until)
        yield items


async def still_open(tx: Transaction, actor: Actor, conversation_id: UUID) -> None:
    """Raises when he may not have a transcript of this conversation now."""
    if not actor.may(may.DOWNLOAD_TRANSCRIPT):
        raise Forbidden("The permission to download transcripts was taken away.")
    if await get_visible(tx, actor.reach, conversation_id) is None:
        raise NotFound(NONE)
