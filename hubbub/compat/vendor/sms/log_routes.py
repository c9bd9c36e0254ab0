"""The log of what was sent over this interface."""

from datetime import UTC, datetime, timedelta
from typing import Annotated, Literal

from fastapi import Query
from pydantic import Field
from starlette.responses import Response

from hubbub.access.actor import Actor
from hubbub.access.gate import Router
from hubbub.access.identity import CurrentActor, TheDatabase
from hubbub.compat.vendor.sms.reports_repository import Told, Wanted, read_log
from hubbub.compat.vendor.sms.shapes import log_row, old_log_row
from hubbub.compat.vendor.sms.wire import FEW, LOGS, OLD_LOGS, READS, ROOT, InJson, Limit, Several
from hubbub.compat.vendor.wire import HIDDEN, WireQuery, WireTime, wrong
from hubbub.features.people.phones import address_of
from hubbub.kernel.answers import answer
from hubbub.kernel.attempts import count_attempt
from hubbub.kernel.database import Database

router = Router(ROOT, "compat")

PER_MINUTE = 120
"""Requests of an account, of both versions together."""
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

Group = Literal["ACCEPTED", "PENDING", "UNDELIVERABLE", "DELIVERED", "EXPIRED", "REJECTED"]


class _Query(WireQuery):
    bulk_id: Several = Field(default_factory=list[str])
    message_id: Several = Field(default_factory=list[str])
    general_status: Group | None = None
    sent_since: WireTime | None = None
    sent_until: WireTime | None = None
    limit: Limit = Field(FEW, ge=1)
    mcc: str | None = None
    mnc: str | None = None
    entity_id: str | None = Field(None, max_length=255)
    application_id: str | None = Field(None, max_length=255)
    campaign_reference_id: Several = Field(default_factory=list[str])
    # As some clients write lists in an address.
    bulk_ids: Several = Field(default_factory=list[str], alias="bulkId[]")
    message_ids: Several = Field(default_factory=list[str], alias="messageId[]")
    campaign_ids: Several = Field(default_factory=list[str], alias="campaignReferenceId[]")


class _NewestQuery(_Query):
    sender: str | None = Field(None, max_length=64)
    destination: str | None = Field(None, max_length=64)
    use_cursor: bool = False
    cursor: str | None = Field(None, max_length=100)


class _OldQuery(_Query):
    sender: str | None = Field(None, max_length=64, alias="from")
    destination: str | None = Field(None, max_length=64, alias="to")


@router.get(LOGS, needs=READS, **HIDDEN)
async def wire_get_logs(
    asked: Annotated[_NewestQuery, Query()], actor: CurrentActor, database: TheDatabase, _: InJson
) -> Response:
    uses_cursor = asked.use_cursor or asked.cursor is not None
    place = _read_cursor(asked.cursor) if asked.cursor else None
    found = await _read(database, actor, _wanted(asked, asked.sender, asked.destination, place))
    told: dict[str, object] = {"results": [log_row(each) for each in found[: asked.limit]]}
    if uses_cursor:
        cursor: dict[str, object] = {"limit": asked.limit}
        if len(found) > asked.limit:
            cursor["nextCursor"] = _write_cursor(found[asked.limit - 1])
        told["cursor"] = cursor
    return answer(told)


@router.get(OLD_LOGS, needs=READS, **HIDDEN)
async def wire_get_old_logs(
    asked: Annotated[_OldQuery, Query()], actor: CurrentActor, database: TheDatabase, _: InJson
) -> Response:
    wanted = _wanted(asked, asked.sender, asked.destination, None)
    found = await _read(database, actor, wanted)
    return answer({"results": [old_log_row(each) for each in found[: asked.limit]]})


async def _read(database: Database, actor: Actor, wanted: tuple[Wanted, int] | None) -> list[Told]:
    key = f"wire:logs:{actor.account_id.hex}"
    await count_attempt(database, key, most=PER_MINUTE, window=timedelta(minutes=1))
    if wanted is None:
        return []
    async with database.transaction(actor.account_id) as tx:
        return await read_log(tx, *wanted)


def _wanted(
    asked: _Query, sender: str | None, destination: str | None, place: tuple[datetime, int] | None
) -> tuple[Wanted, int] | None:
    """And how many, one more than asked for; None where nothing can be found."""
    if asked.mcc or asked.mnc or asked.general_status in ("ACCEPTED", "REJECTED"):
        # No carrier tells us the network, and what is refused is told at once and not kept.
        return None
    before, at = place or (None, None)
    wanted = Wanted(
        number=address_of(sender) if sender else None,
        phone=address_of(destination) if destination else None,
        bulks=(asked.bulk_id + asked.bulk_ids) or None,
        ids=(asked.message_id + asked.message_ids) or None, entity=asked.entity_id,
        application=asked.application_id,
        campaigns=(asked.campaign_reference_id + asked.campaign_ids) or None,
        group=asked.general_status, since=asked.sent_since, until=asked.sent_until,
        before=before, place=at,
    )  # fmt: skip
    return wanted, asked.limit + 1


def _write_cursor(last: Told) -> str:
    return f"{(last.created_at - EPOCH) // timedelta(microseconds=1)}-{last.place}"


def _read_cursor(text: str) -> tuple[datetime, int]:
    at, _, place = text.partition("-")
    if not all(each.isascii() and each.isdigit() and len(each) < 19 for each in (at, place)):
        raise wrong("cursor", "Send the nextCursor of the answer before, as it was.")
    try:
        return EPOCH + timedelta(microseconds=int(at)), int(place)
    except OverflowError:
        raise wrong("cursor", "Send the nextCursor of the answer before, as it was.") from None
