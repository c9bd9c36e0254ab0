"""Transcripts over HTTP."""

from typing import Annotated
from uuid import UUID

from fastapi import Query, Request
from starlette.responses import Response, StreamingResponse

from hubbub.access import may
from hubbub.access.actor import Actor
from hubbub.access.gate import Router
from hubbub.access.identity import CurrentActor, TheDatabase, identify
from hubbub.access.users.cleaning import time_zone
from hubbub.access.users.finding import find as find_user
from hubbub.features.conversations.finding import NONE
from hubbub.features.conversations.shapes import Named
from hubbub.features.conversations.shown_repository import show
from hubbub.features.conversations.transcripts.hypertext import POLICY, as_html
from hubbub.features.conversations.transcripts.printing import MOST_ITEMS, as_pdf
from hubbub.features.conversations.transcripts.reading import (
    read_items,
    record_download,
    still_open,
)
from hubbub.features.conversations.transcripts.shapes import Format, Head
from hubbub.features.conversations.transcripts.structured import as_json
from hubbub.features.conversations.transcripts.wording import who
from hubbub.kernel.clock import now
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import FieldError, Invalid, NotFound
from hubbub.kernel.files.downloading import disposition
from hubbub.kernel.files.models import clean_name

router = Router("/api/conversations", "conversations")

TYPES: dict[Format, str] = {
    "html": "text/html; charset=utf-8", "pdf": "application/pdf", "json": "application/json",
}  # fmt: skip


@router.get(
    "/{conversation_id}/transcript",
    needs=may.DOWNLOAD_TRANSCRIPT,
    response_class=StreamingResponse,
)
async def get_transcript(
    conversation_id: UUID,
    request: Request,
    actor: CurrentActor,
    database: TheDatabase,
    form: Annotated[Format, Query(alias="format")] = "html",
    zone: Annotated[str | None, Query(alias="time_zone", max_length=100)] = None,
) -> Response:
    """The whole conversation as one file; taking it is written to the audit. Times are in the zone
    that is asked for, else in that of one's profile, else in UTC."""
    async with database.transaction(actor.account_id) as tx:
        head = await _head(tx, actor, conversation_id, zone)
        if form == "pdf" and head.conversation.version > MOST_ITEMS:
            message = "This conversation is too long for a PDF. Choose HTML or JSON."
            raise Invalid([FieldError("format", message)])
        await record_download(tx, conversation_id, form, actor)

    async def recheck() -> Actor:
        return (await identify(request)).actor

    chunks = read_items(database, head, recheck)
    headers = _headers(head, form)
    if form == "pdf":
        document = await as_pdf(head, chunks)
        # It took a while to make: whoever lost the sight of it meanwhile does not get it.
        actor = await recheck()
        async with database.transaction(actor.account_id) as tx:
            await still_open(tx, actor, conversation_id)
        return Response(document, media_type=TYPES[form], headers=headers)
    parts = as_json(head, chunks) if form == "json" else as_html(head, chunks)
    return StreamingResponse(parts, media_type=TYPES[form], headers=headers)


async def _head(tx: Transaction, actor: Actor, conversation_id: UUID, zone: str | None) -> Head:
    found = await show(tx, actor, [conversation_id])
    if not found:
        raise NotFound(NONE)
    if zone is None:
        zone = (await find_user(tx, actor.user_id)).time_zone or "UTC"
    account = Named(actor.account_id, actor.account_name)
    return Head(account, found[0], actor.name, now(), time_zone(zone))


def _headers(head: Head, form: Format) -> dict[str, str]:
    of = head.conversation
    day = of.created_at.astimezone(head.zone).date()
    name = clean_name(f"transcript {day} {who(head).replace('/', '-')} {of.id.hex[-8:]}.{form}")
    return {
        "Content-Disposition": disposition(name),
        "Cache-Control": "private, no-store",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": f"sandbox; {POLICY}",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
