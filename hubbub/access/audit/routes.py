"""The audit over HTTP: changes of the account and of the settings of Conversations."""

from collections.abc import AsyncIterator
from datetime import datetime

from fastapi import Request
from starlette.responses import Response, StreamingResponse

from hubbub.access.actor import Actor
from hubbub.access.audit.exporting import export, frozen, record_export
from hubbub.access.audit.reading import READ_AUDIT, Asked, areas_of, audited_kinds, wanted_of
from hubbub.access.audit.repository import last_check, list_audit, people_in, sealed_until
from hubbub.access.audit.shapes import AuditAbout, AuditPage, ShownCheck
from hubbub.access.audit.showing import show_entries, show_people
from hubbub.access.gate import Router
from hubbub.access.identity import CurrentActor, TheDatabase, identify
from hubbub.kernel.answers import answer
from hubbub.kernel.clock import now
from hubbub.kernel.pages import decode_cursor, encode_cursor

router = Router("/api/audit", "audit")


@router.get("", needs=READ_AUDIT, response_model=AuditPage)
async def get_audit(asked: Asked, actor: CurrentActor, database: TheDatabase) -> Response:
    """Who changed what, the newest first; only of the areas that the asker may read."""
    wanted = wanted_of(actor, asked)
    after = None if asked.cursor is None else decode_cursor(asked.cursor, tuple[datetime, int])
    async with database.transaction(actor.account_id) as tx:
        rows = await list_audit(tx, wanted, after, asked.limit + 1)
        page = rows[: asked.limit]
        items = await show_entries(tx, page)
    is_more = len(rows) > asked.limit
    cursor = encode_cursor((page[-1].at, page[-1].seq)) if is_more else None
    return answer(AuditPage(items, cursor))


@router.get("/about", needs=READ_AUDIT, response_model=AuditAbout)
async def get_audit_about(actor: CurrentActor, database: TheDatabase) -> Response:
    """How far the audit is sealed and checked, and the kinds and people to filter by."""
    areas = areas_of(actor)
    async with database.transaction(actor.account_id) as tx:
        sealed, check = await sealed_until(tx), await last_check(tx)
        people = await show_people(tx, await people_in(tx, areas))
    shown = check and ShownCheck(check.checked_at, check.sealed_until, len(check.findings))
    return answer(AuditAbout(sealed, shown, [each.kind for each in audited_kinds(areas)], people))


@router.get("/export", needs=READ_AUDIT)
async def get_audit_export(
    asked: Asked, request: Request, actor: CurrentActor, database: TheDatabase
) -> Response:
    """The same rows as CSV, all of them; taking it is written to the audit."""
    wanted = frozen(wanted_of(actor, asked), now())

    async def recheck() -> Actor:
        return (await identify(request)).actor

    async with database.transaction(actor.account_id) as tx:
        await record_export(tx, wanted_of(actor, asked), actor)
    name = f"audit-log-{now():%Y-%m-%d}.csv"
    lines: AsyncIterator[bytes] = export(database, wanted, recheck)
    return StreamingResponse(
        lines,
        media_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
        },
    )
