"""The jobs about personal data, which workers and the command line run alike."""

import asyncio
import os
from collections.abc import Mapping
from pathlib import Path

from hubbub.features.privacy.erasing import JOB as ERASURE
from hubbub.features.privacy.erasing import Erasing
from hubbub.features.privacy.exporting import JOB as EXPORT
from hubbub.features.privacy.exporting import Exporting
from hubbub.features.privacy.whole.exporting import JOB as WHOLE
from hubbub.features.privacy.whole.exporting import WholeExporting
from hubbub.kernel.database import Database
from hubbub.kernel.errors import Conflict
from hubbub.kernel.files.files import Files
from hubbub.kernel.jobs.repository import Job, find_job
from hubbub.kernel.jobs.running import Handler, run_next
from hubbub.kernel.settings import Settings

LOOK_SECONDS = 0.2


def privacy_jobs(settings: Settings) -> Mapping[str, Handler]:
    """What does each of them."""
    files = Files(settings.home)
    return {
        EXPORT: Exporting(files).run,
        ERASURE: Erasing(files).run,
        WHOLE: WholeExporting(files).run,
    }


async def carry_out(database: Database, settings: Settings, job: Job) -> Job:
    """Until it has ended, whether a worker does it or this command."""
    handlers = privacy_jobs(settings)
    while True:
        is_busy = await run_next(database, handlers)
        async with database.transaction(job.account_id) as tx:
            now = await find_job(tx, job.id)
        if now is None or now.state in ("failed", "cancelled"):
            raise Conflict((now and now.error) or "It was called off.", code="not_done")
        if now.state == "done":
            return now
        if not is_busy:
            await asyncio.sleep(LOOK_SECONDS)


async def save_result(database: Database, settings: Settings, job: Job, target: Path) -> int:
    """Readable by its owner alone, and never half; its bytes."""
    assert job.result_file_id is not None
    async with database.transaction(job.account_id) as tx:
        opened = await Files(settings.home).open_file(tx, job.result_file_id)
    half = target.with_name(target.name + ".part")
    half.unlink(missing_ok=True)
    # Made by us and by nobody before us, who would own it or have it lead elsewhere.
    descriptor = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            async for chunk in opened.chunks():
                file.write(chunk)
        half.replace(target)
    finally:
        half.unlink(missing_ok=True)
    return opened.file.size
