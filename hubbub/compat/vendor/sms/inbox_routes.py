"""Texts that came in, pulled; and how a text would be split, asked before it is sent."""

from typing import Annotated

from fastapi import Query
from pydantic import Field
from starlette.responses import Response

from hubbub.access.gate import SIGNED_IN, Router
from hubbub.access.identity import CurrentActor, TheDatabase
from hubbub.compat.vendor.sms.inbox_repository import pull_texts
from hubbub.compat.vendor.sms.shapes import inbox
from hubbub.compat.vendor.sms.wire import FEW, INBOX, PREVIEW, READS, ROOT, InJson, Limit
from hubbub.compat.vendor.wire import HIDDEN, WireInput, WireQuery, wrong
from hubbub.features.messages.channels import channel
from hubbub.kernel.answers import answer

router = Router(ROOT, "compat")


class _InboxQuery(WireQuery):
    limit: Limit = Field(FEW, ge=1)
    application_id: str | None = None
    entity_id: str | None = None
    campaign_reference_id: str | None = None

    @property
    def finds(self) -> bool:
        """What comes in belongs to no application, entity or campaign here."""
        return not (self.application_id or self.entity_id or self.campaign_reference_id)


class _PreviewBody(WireInput):
    text: str = Field(max_length=100_000)
    language_code: str | None = Field(None, max_length=100)
    transliteration: str | None = Field(None, max_length=100)


@router.get(INBOX, needs=READS, **HIDDEN)
async def wire_get_inbox(
    asked: Annotated[_InboxQuery, Query()], actor: CurrentActor, database: TheDatabase, _: InJson
) -> Response:
    found, left = [], 0
    if asked.finds:
        async with database.transaction(actor.account_id) as tx:
            found, left = await pull_texts(tx, asked.limit)
    return answer(inbox(found, left))


@router.post(PREVIEW, needs=SIGNED_IN, **HIDDEN)
async def wire_post_preview(body: _PreviewBody, _: InJson) -> Response:
    if (body.transliteration or "NONE") != "NONE":
        raise wrong("transliteration", "Texts are sent as they are. Leave it out.")
    if (body.language_code or "AUTODETECT") != "AUTODETECT":
        raise wrong("languageCode", "Texts go out in GSM-7 or in Unicode. Leave it out.")
    size = channel("sms").size(body.text)
    preview = {
        "textPreview": body.text,
        "messageCount": size.segments,
        "charactersRemaining": size.units_left,
        "configuration": {},
    }
    return answer({"originalText": body.text, "previews": [preview]})
