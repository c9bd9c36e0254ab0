"""The audit as CSV: streamed, harmless to spreadsheets, and itself written to the audit."""

import csv
import io
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from hubbub.access.actor import Actor
from hubbub.access.audit.reading import areas_of
from hubbub.access.audit.repository import Wanted, list_audit
from hubbub.access.audit.shapes import ShownEntry, ShownValue, Thing
from hubbub.access.audit.showing import show_entries
from hubbub.access.events import AuditExported
from hubbub.access.users.repository import bump_user
from hubbub.kernel.audit.changes import Personal, Ref, made
from hubbub.kernel.database import Database, Transaction
from hubbub.kernel.errors import Problem
from hubbub.kernel.events import Subject, record
from hubbub.kernel.spreadsheets import harmless

CHUNK = 500
BYTE_ORDER_MARK = "\ufeff"
"""Without it spreadsheets take the letters of most languages for something else."""
HEAD = (
    "Entry", "Time (UTC)", "Done by", "API key", "Address", "Area", "Event", "Object kind",
    "Object", "Object ID", "Field", "Before", "After",
)  # fmt: skip


class ExportEnded(Exception):
    """Whoever asked for the export may not read on."""


Recheck = Callable[[], Awaitable[Actor]]


async def record_export(tx: Transaction, wanted: Wanted, by: Actor) -> None:
    """Who took which part of the audit away; before the first byte leaves."""
    event = AuditExported(
        account_id=tx.account, kinds=sorted(wanted.kinds), person_id=wanted.person_id
    )
    filters = {
        "areas": list(wanted.areas),
        "kinds": sorted(wanted.kinds),
        "person": None if wanted.person_id is None else Ref("user", wanted.person_id),
        "object": None if wanted.object_id is None else wanted.object_id,
        "from": wanted.since,
        "to": wanted.until,
        "search": Personal(wanted.text or None),
    }
    subject = Subject(by.user_id, await bump_user(tx, by.user_id))
    await record(tx, event, subject, by.origin, made(filters))


async def export(database: Database, wanted: Wanted, recheck: Recheck) -> AsyncIterator[bytes]:
    """The lines, the newest first. Whoever loses the right meanwhile gets no further chunk: the
    answer breaks off, which no program takes for its end."""
    yield (BYTE_ORDER_MARK + line(HEAD)).encode()
    async for entries in read_on(database, wanted, recheck):
        yield "".join(line(each) for entry in entries for each in _lines(entry)).encode()


async def read_on(
    database: Database, wanted: Wanted, recheck: Recheck, most: int | None = None
) -> AsyncIterator[list[ShownEntry]]:
    """Rows in chunks, the newest first, `most` of them in all. Raises ExportEnded as soon as the
    reader may not read on."""
    after, left = None, most
    while left is None or left > 0:
        actor = await _reader(wanted, recheck)
        size = CHUNK if left is None else min(CHUNK, left)
        async with database.transaction(actor.account_id) as tx:
            rows = await list_audit(tx, wanted, after, size)
            entries = await show_entries(tx, rows)
        yield entries
        if len(rows) < size:
            return
        after = (rows[-1].at, rows[-1].seq)
        left = None if left is None else left - len(rows)


async def _reader(wanted: Wanted, recheck: Recheck) -> Actor:
    try:
        actor = await recheck()
    except Problem as problem:
        raise ExportEnded(problem.detail) from problem
    if not set(wanted.areas) <= set(areas_of(actor)):
        raise ExportEnded("The permission to read this was taken away.")
    return actor


def frozen(wanted: Wanted, until: datetime) -> Wanted:
    """Only what was there when the export began, so that it ends."""
    return wanted if wanted.until is not None else replace(wanted, until=until)


def _lines(entry: ShownEntry) -> Iterator[Sequence[str]]:
    """One line for each field that changed; at least one."""
    user = entry.by.user
    start = (
        str(entry.id),
        entry.at.astimezone(UTC).isoformat(timespec="milliseconds"),
        (user.name or user.id.hex) if user else "System",
        (entry.by.name or "revoked") if entry.by.kind == "api_key" else "",
        entry.address or "",
        entry.area,
        entry.kind,
        entry.object.kind,
        entry.object.name or "",
        entry.object.id.hex,
    )
    for change in entry.changes:
        yield *start, change.field, _text(change.before), _text(change.after)
    if not entry.changes:
        yield *start, "", "", ""


def _text(value: ShownValue | None) -> str:
    if value is None:
        return ""
    if value.erased:
        return "(erased)"
    return ", ".join([*map(str, value.values), *map(_name, value.things)])


def _name(thing: Thing) -> str:
    return thing.name or thing.id.hex


def line(cells: Sequence[str]) -> str:
    """A line of CSV."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(harmless(cell) for cell in cells)
    return out.getvalue()
