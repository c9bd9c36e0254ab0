"""The audit log on this wire: as a list, and as CSV."""

from collections.abc import AsyncIterator, Sequence
from typing import Annotated, Any
from uuid import UUID

from fastapi import Query
from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from hubbub.access.actor import Actor
from hubbub.access.audit.exporting import (
    BYTE_ORDER_MARK,
    frozen,
    line,
    read_on,
    record_export,
)
from hubbub.access.audit.reading import READ_AUDIT, areas_of, audited_kinds, check_range
from hubbub.access.audit.repository import Wanted
from hubbub.access.audit.shapes import ShownEntry
from hubbub.access.gate import Router
from hubbub.access.identity import CurrentActor, TheDatabase, identify
from hubbub.access.users.repository import usernames_of
from hubbub.compat.vendor.account.audit_words import action_of, describe, item_of, kinds_for
from hubbub.compat.vendor.account.wire import AUDIT
from hubbub.compat.vendor.wire import HIDDEN, WireQuery, WireTime, write_time, wrong
from hubbub.kernel.answers import answer
from hubbub.kernel.clock import now
from hubbub.kernel.database import Database

router = Router(AUDIT, "compat")

MOST = 10_000
HEAD = ("id", "timestamp", "username", "action", "item", "description", "ipAddress")


class _Query(WireQuery):
    action: str | None = Field(None, max_length=100)
    item: str | None = Field(None, max_length=100)
    description: str = Field("", max_length=200)
    ip_address: str | None = Field(None, max_length=100)
    user_key: str | None = Field(None, max_length=100)
    since: WireTime | None = Field(None, alias="from")
    until: WireTime | None = Field(None, alias="to")
    limit: int = Field(MOST, ge=1, le=MOST)


Asked = Annotated[_Query, Query()]
Row = dict[str, Any]


@router.get("", needs=READ_AUDIT, **HIDDEN)
async def wire_get_audit(asked: Asked, actor: CurrentActor, database: TheDatabase) -> Response:
    """The newest first; whoever wants older ones asks again with `to`."""

    async def same() -> Actor:
        return actor

    wanted, rows = _wanted(actor, asked), list[Row]()
    if _finds(actor, asked):
        async for entries in read_on(database, wanted, same, asked.limit):
            rows += await _rows(database, actor, entries)
    return answer(rows)


@router.get("/export", needs=READ_AUDIT, **HIDDEN)
async def wire_get_audit_export(
    asked: Asked, request: Request, actor: CurrentActor, database: TheDatabase
) -> Response:
    """The same rows as CSV; taking it is written to the audit."""

    async def recheck() -> Actor:
        return (await identify(request)).actor

    wanted = _wanted(actor, asked)
    async with database.transaction(actor.account_id) as tx:
        await record_export(tx, wanted, actor)

    async def lines() -> AsyncIterator[bytes]:
        yield (BYTE_ORDER_MARK + line(HEAD)).encode()
        if not _finds(actor, asked):
            return
        async for entries in read_on(database, frozen(wanted, now()), recheck, asked.limit):
            rows = await _rows(database, actor, entries)
            yield "".join(line([row[name] or "" for name in HEAD]) for row in rows).encode()

    return StreamingResponse(
        lines(),
        media_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="audit-logs-{now():%Y-%m-%d}.csv"',
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
        },
    )


def _wanted(actor: Actor, asked: _Query) -> Wanted:
    check_range(asked.since, asked.until)
    for field, text in (("description", asked.description), ("ipAddress", asked.ip_address)):
        if "\0" in (text or ""):
            raise wrong(field, "Take the NUL character out.")
    return Wanted(
        areas=areas_of(actor),
        kinds=_kinds(actor, asked) if asked.action or asked.item else (),
        person_id=_user(asked.user_key),
        since=asked.since,
        until=asked.until,
        text=" ".join(asked.description.split()),
        address=asked.ip_address or None,
    )


def _kinds(actor: Actor, asked: _Query) -> tuple[str, ...]:
    open_ = (each.kind for each in audited_kinds(areas_of(actor)))
    return kinds_for(open_, asked.action, asked.item)


def _finds(actor: Actor, asked: _Query) -> bool:
    # To the audit no kinds are all kinds; here they are an action that nothing here has.
    return not (asked.action or asked.item) or bool(_kinds(actor, asked))


def _user(key: str | None) -> UUID | None:
    if not key:
        return None
    try:
        return UUID(key)
    except ValueError as error:
        raise wrong("userKey", "Send the id of a user, 32 hex digits.") from error


async def _rows(database: Database, actor: Actor, entries: Sequence[ShownEntry]) -> list[Row]:
    people = sorted({entry.by.user.id for entry in entries if entry.by.user is not None})
    async with database.transaction(actor.account_id) as tx:
        usernames = await usernames_of(tx, people)
    return [_row(entry, usernames) for entry in entries]


def _row(entry: ShownEntry, usernames: dict[UUID, str]) -> Row:
    return {
        "id": str(entry.id),
        "timestamp": write_time(entry.at),
        "username": usernames.get(entry.by.user.id) if entry.by.user is not None else None,
        "action": action_of(entry.kind),
        "item": item_of(entry.kind),
        "description": describe(entry),
        "ipAddress": entry.address,
    }
