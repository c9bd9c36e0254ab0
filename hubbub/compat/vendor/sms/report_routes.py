"""Reports of texts, each of them once, to whoever comes first."""

from typing import Annotated, Any

from fastapi import Query
from pydantic import Field
from starlette.responses import Response

from hubbub.access.actor import Actor
from hubbub.access.gate import Router
from hubbub.access.identity import CurrentActor, TheDatabase
from hubbub.compat.vendor.sms.reports_repository import Of, pull_reports
from hubbub.compat.vendor.sms.shapes import report
from hubbub.compat.vendor.sms.wire import FEW, OLD_REPORTS, REPORTS, ROOT, InJson, Limit
from hubbub.compat.vendor.wire import HIDDEN, WireQuery
from hubbub.features.messages.entitling import SENDS
from hubbub.kernel.answers import answer
from hubbub.kernel.database import Database

router = Router(ROOT, "compat")


class _Query(WireQuery):
    bulk_id: str | None = Field(None, max_length=2048)
    message_id: str | None = Field(None, max_length=2048)
    limit: Limit = Field(FEW, ge=1)
    entity_id: str | None = Field(None, max_length=255)
    application_id: str | None = Field(None, max_length=255)
    campaign_reference_id: str | None = Field(None, max_length=255)


Asked = Annotated[_Query, Query()]


@router.get(REPORTS, needs=SENDS, **HIDDEN)
async def wire_get_reports(
    asked: Asked, actor: CurrentActor, database: TheDatabase, _: InJson
) -> Response:
    return answer({"results": await _pull(database, actor, asked, 3)})


@router.get(OLD_REPORTS, needs=SENDS, **HIDDEN)
async def wire_get_old_reports(
    asked: Asked, actor: CurrentActor, database: TheDatabase, _: InJson
) -> Response:
    return answer({"results": await _pull(database, actor, asked, 1)})


async def _pull(database: Database, actor: Actor, asked: _Query, api: int) -> list[dict[str, Any]]:
    of = Of(
        bulk=asked.bulk_id or None, id=asked.message_id or None, entity=asked.entity_id or None,
        application=asked.application_id or None, campaign=asked.campaign_reference_id or None,
    )  # fmt: skip
    async with database.transaction(actor.account_id) as tx:
        found = await pull_reports(tx, of, asked.limit)
    return [report(each, api) for each in found]
