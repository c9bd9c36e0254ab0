"""Puts a whole account into one file: a line of JSON for each row, and the files themselves."""

from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC
from uuid import UUID

from hubbub.access import may
from hubbub.access.accounts.repository import bump_account, get_account
from hubbub.access.actor import Actor
from hubbub.access.owners import check_owner, owned_by
from hubbub.features.privacy.events import AccountExported, AccountExportFetched
from hubbub.features.privacy.exporting import JOB as PERSON
from hubbub.features.privacy.exporting import UNDER_WAY, keep_result, open_result
from hubbub.features.privacy.whole.repository import KINDS, count_rows_of_kinds, rows_after
from hubbub.features.privacy.whole.taking_files import TakingFiles
from hubbub.kernel.answers import encode
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import Conflict
from hubbub.kernel.events import SYSTEM, Subject, record
from hubbub.kernel.files.archiving import Archive
from hubbub.kernel.files.files import Files, OpenFile
from hubbub.kernel.files.models import StoredFile
from hubbub.kernel.files.repository import all_files
from hubbub.kernel.jobs.repository import Job, begin_job, jobs_about
from hubbub.kernel.jobs.running import RunningJob

JOB = "account_export"
NEEDED = (may.MANAGE_ACCOUNT, may.MANAGE_ALL, may.GRANT_ANY)
"""Whoever could give himself every right, and looks after the account."""
VERSION = 1
MOST_BYTES = 8 * 1024**3


async def begin_whole_export(tx: Transaction, by: Actor | None) -> Job:
    """The job; the same one when it is asked for twice. Raises Conflict."""
    owner_id, payload = owned_by(by)
    # Under the account's lock, so that there is one of them.
    version = await bump_account(tx)
    for each in await whole_exports(tx):
        if each.state == "waiting":
            if each.owner_id != owner_id:
                raise Conflict(UNDER_WAY, code="under_way")
            return each
    origin = by.origin if by else SYSTEM
    await record(tx, AccountExported(), Subject(tx.account, version), origin)
    return await begin_job(tx, JOB, payload, owner_id, tx.account)


async def whole_exports(tx: Transaction) -> list[Job]:
    """Everybody's, the newest first."""
    return await jobs_about(tx, JOB, tx.account)


async def fetch_whole_export(tx: Transaction, files: Files, job_id: UUID, by: Actor) -> OpenFile:
    """The file, for who had it made. Raises NotFound, Gone."""
    # First, so that nothing is opened which an erasure is taking away just now.
    subject = Subject(tx.account, await bump_account(tx))
    opened = await open_result(tx, files, await whole_exports(tx), job_id, by)
    await record(tx, AccountExportFetched(), subject, by.origin)
    return opened


@dataclass(slots=True)
class WholeExporting:
    """The job. It begins anew after a crash, since half a file is of no use. Each chunk is read
    with a look at whether its owner still may."""

    files: Files

    async def run(self, running: RunningJob) -> None:
        reading = _Reading(running)
        await reading.begin()
        async with self.files.archive(most=MOST_BYTES) as archive:
            for table in KINDS:
                await archive.add(f"{table}.jsonl", reading.lines(table))
            damaged = await self._add_files(archive, reading)
            await archive.add("about.json", reading.about(damaged))
            received = await archive.finish()
            async with reading.step() as tx:
                name = f"account {running.job.created_at:%Y-%m-%d}.zip"
                await keep_result(tx, self.files, running, name, received)

    async def _add_files(self, archive: Archive, reading: "_Reading") -> list[StoredFile]:
        """Those that are damaged, and so left out."""
        async with reading.step() as tx:
            kept = [each for each in await all_files(tx) if each.owner_kind not in (JOB, PERSON)]
        return await TakingFiles(self.files, reading.step).add_all(archive, kept)


@dataclass(slots=True)
class _Reading:
    running: RunningJob
    done: int = 0
    total: int = 0
    name: str = ""

    @asynccontextmanager
    async def step(self) -> AsyncGenerator[Transaction]:
        async with self.running.step() as tx:
            await check_owner(tx, self.running.job, NEEDED)
            yield tx

    async def begin(self) -> None:
        """Look how much there is."""
        async with self.step() as tx:
            self.name = (await get_account(tx)).name
            self.total = await count_rows_of_kinds(tx)

    async def about(self, damaged: Sequence[StoredFile]) -> AsyncIterator[bytes]:
        """What the archive holds, and what of it is missing."""
        job = self.running.job
        yield encode(
            {
                "format": "hubbub.account",
                "version": VERSION,
                "made_at": job.created_at.astimezone(UTC),
                "account": {"id": job.account_id, "name": self.name},
                "kinds": list(KINDS),
                "damaged_files": [{"id": each.id, "name": each.name} for each in damaged],
            }
        )

    async def lines(self, table: str) -> AsyncIterator[bytes]:
        place, is_over = None, False
        while not is_over:
            async with self.step() as tx:
                rows, place = await rows_after(tx, table, place)
                self.done += len(rows)
                await self.running.advance(tx, self.done, max(self.done, self.total))
            is_over = place is None
            if rows:
                yield "".join(f"{row}\n" for row in rows).encode()
