"""Puts all that is known of a person into one file, for whom the law gives it to."""

from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from hubbub.access.accounts.repository import get_account
from hubbub.access.actor import Actor
from hubbub.access.owners import check_owner, owned_by
from hubbub.features.messages.erasing_repository import count_texts
from hubbub.features.people.erasing_repository import bump_person
from hubbub.features.privacy.events import PersonExported, PersonExportFetched
from hubbub.features.privacy.finding import NEEDED, find_person
from hubbub.features.privacy.repository import (
    CHUNK,
    START,
    OfConversation,
    OfText,
    Place,
    conversations_after,
    texts_after,
)
from hubbub.features.privacy.written import Head, as_html, as_json
from hubbub.kernel.clock import now
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import Conflict, Gone, NotFound
from hubbub.kernel.events import SYSTEM, Subject, record
from hubbub.kernel.files.files import Files, OpenFile
from hubbub.kernel.files.models import NewFile
from hubbub.kernel.files.spooling import Received
from hubbub.kernel.jobs.repository import (
    Job,
    begin_job,
    cancel_job,
    forget_result,
    jobs_about,
)
from hubbub.kernel.jobs.running import RunningJob
from hubbub.kernel.keeping import JOBS_KEPT

JOB = "person_export"
ERASED = "This person was erased: there is nothing to export."
UNDER_WAY = "A colleague is making one just now. Try again when it is ready."
EXPIRED = "This file is not kept any more. Make a new one."

Row = TypeVar("Row", OfConversation, OfText)
Read = Callable[[Transaction, UUID, Place, datetime], Awaitable[list[Row]]]


async def begin_export(tx: Transaction, person_id: UUID, by: Actor | None) -> Job:
    """The job; the same one when it is asked for twice. Raises NotFound, Conflict."""
    person = await find_person(tx, person_id, locked=True)
    if person.erased_at is not None:
        raise Conflict(ERASED, code="erased")
    owner_id, payload = owned_by(by)
    for each in await exports_of(tx, person_id):
        if each.state == "waiting":
            if each.owner_id != owner_id:
                raise Conflict(UNDER_WAY, code="under_way")
            return each
    origin = by.origin if by else SYSTEM
    await record(tx, PersonExported(), Subject(person_id, await bump_person(tx, person_id)), origin)
    return await begin_job(tx, JOB, payload | {"person": person_id.hex}, owner_id, person_id)


async def exports_of(tx: Transaction, person_id: UUID) -> list[Job]:
    """Everybody's, the newest first."""
    return await jobs_about(tx, JOB, person_id)


async def fetch_export(
    tx: Transaction, files: Files, person_id: UUID, job_id: UUID, by: Actor
) -> OpenFile:
    """The file, for who had it made. Raises NotFound, Gone."""
    # First, so that nothing is opened which an erasure is taking away just now.
    version = await bump_person(tx, person_id)
    opened = await open_result(tx, files, await exports_of(tx, person_id), job_id, by)
    await record(tx, PersonExportFetched(), Subject(person_id, version), by.origin)
    return opened


async def open_result(
    tx: Transaction, files: Files, jobs: Sequence[Job], job_id: UUID, by: Actor
) -> OpenFile:
    """What came of one of these jobs, for who began it. Raises NotFound, Gone."""
    job = next((each for each in jobs if each.id == job_id), None)
    if job is None or job.owner_id != by.user_id or job.result_file_id is None:
        raise NotFound("There is no such file.")
    if job.ended_at is None or job.ended_at + JOBS_KEPT < now():
        raise Gone(EXPIRED)
    return await files.open_file(tx, job.result_file_id)


async def forget_results(tx: Transaction, files: Files, jobs: Sequence[Job]) -> None:
    """Whoever stands in them is erased: none of these ends, and none can be fetched."""
    for job in jobs:
        await cancel_job(tx, job.id)
        await _forget_file(tx, files, job)


async def keep_result(
    tx: Transaction, files: Files, running: RunningJob, name: str, received: Received
) -> None:
    """The last step: the ZIP in the place of those that the same person had made of this before, so
    that whoever asks again and again does not fill the account's room. Raises Conflict when it is
    full."""
    job = running.job
    assert job.subject_id is not None
    for each in await jobs_about(tx, job.kind, job.subject_id):
        if each.owner_id == job.owner_id and each.id != job.id:
            await _forget_file(tx, files, each)
    file = await files.keep(tx, NewFile(name, "application/zip", job.kind, job.id), received)
    await running.finish(tx, file.id)


async def _forget_file(tx: Transaction, files: Files, job: Job) -> None:
    if job.result_file_id is not None:
        await files.remove(tx, job.result_file_id)
        await forget_result(tx, job.id)


@dataclass(frozen=True, slots=True)
class Exporting:
    """The job. It begins anew after a crash, since half a file is of no use."""

    files: Files

    async def run(self, running: RunningJob) -> None:
        reading = _Reading(running, UUID(running.job.payload["person"]))
        head = await reading.head()
        async with self.files.archive() as archive:
            for name, write in (("person.json", as_json), ("person.html", as_html)):
                await archive.add(name, write(head, reading.conversations(), reading.texts()))
            received = await archive.finish()
            async with reading.step() as tx:
                name = f"personal data {running.job.created_at:%Y-%m-%d}.zip"
                await keep_result(tx, self.files, running, name, received)


@dataclass(slots=True)
class _Reading:
    """Reads what was there when the export was asked for; each chunk with a look at its owner."""

    running: RunningJob
    person_id: UUID
    done: int = 0
    total: int = 0

    @asynccontextmanager
    async def step(self) -> AsyncGenerator[Transaction]:
        async with self.running.step() as tx:
            await check_owner(tx, self.running.job, NEEDED)
            yield tx

    async def head(self) -> Head:
        async with self.step() as tx:
            account = await get_account(tx)
            person = await find_person(tx, self.person_id)
            # It is read twice: as data, and to be read by people.
            self.total = 2 * sum(await count_texts(tx, self.person_id))
        return Head(account.account_id, account.name, self.running.job.created_at, person)

    async def conversations(self) -> AsyncIterator[list[OfConversation]]:
        async for rows in self._pages(conversations_after):
            yield rows

    async def texts(self) -> AsyncIterator[list[OfText]]:
        async for rows in self._pages(texts_after, counts=True):
            yield rows

    async def _pages(self, read: Read[Row], *, counts: bool = False) -> AsyncIterator[list[Row]]:
        place, until = START, self.running.job.created_at
        is_over = False
        while not is_over:
            async with self.step() as tx:
                rows = await read(tx, self.person_id, place, until)
                self.done += len(rows) if counts else 0
                await self.running.advance(tx, self.done, self.total)
            is_over = len(rows) < CHUNK
            if rows:
                place = (rows[-1].created_at, rows[-1].id)
                yield rows
