"""What is old enough goes, in chunks, and nothing that is still needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubbub.kernel.files.files import Files, in_chunks
from hubbub.kernel.files.models import NewFile
from hubbub.kernel.ids import new_id
from hubbub.kernel.jobs.repository import begin_job, find_job
from hubbub.kernel.keeping import tidy_once
from tests.kernel.sample import new_account

if TYPE_CHECKING:
    from pathlib import Path

    from hubbub.kernel.database import Database

KEYS = """
INSERT INTO message_keys (account_id, scope, key, message_id, created_at)
SELECT %s, 'test', n::text, gen_random_uuid(),
       now() - make_interval(days => CASE WHEN n <= 1100 THEN 36 ELSE 34 END)
FROM generate_series(1, 1103) AS n
"""
FAILURES = """
INSERT INTO directory_errors (account_id, id, at, request, who, status, detail)
SELECT %s, gen_random_uuid(), now() - make_interval(days => day), 'POST /Users', 'day ' || day,
       409, 'x'
FROM unnest(ARRAY[6, 8]) AS day
"""
ATTEMPTS = """
INSERT INTO attempts (key, window_start, count)
VALUES ('old', now() - interval '25 hours', 1), ('new', now() - interval '23 hours', 1)
"""


async def test_keys_of_messages_are_kept_for_35_days(database: Database, tmp_path: Path) -> None:
    account = await new_account(database)
    async with database.transaction(account) as tx:
        await tx.execute(KEYS, (account,))
    await tidy_once(database, Files(tmp_path))
    async with database.engine() as tx:
        assert await tx.value("SELECT count(*) FROM message_keys") == 3


async def test_counters_of_guesses_go_after_a_day(database: Database, tmp_path: Path) -> None:
    async with database.engine() as tx:
        await tx.execute(ATTEMPTS)
    await tidy_once(database, Files(tmp_path))
    async with database.engine() as tx:
        assert await tx.rows("SELECT key FROM attempts") == [("new",)]


async def test_what_a_directory_could_not_do_goes_after_seven_days(
    database: Database, tmp_path: Path
) -> None:
    account = await new_account(database)
    async with database.transaction(account) as tx:
        await tx.execute(FAILURES, (account,))
    await tidy_once(database, Files(tmp_path))
    async with database.engine() as tx:
        assert await tx.rows("SELECT who FROM directory_errors") == [("day 6",)]


async def test_a_job_that_ended_goes_with_its_result(database: Database, tmp_path: Path) -> None:
    account, files = await new_account(database), Files(tmp_path)
    async with database.transaction(account) as tx:
        old, fresh = await begin_job(tx, "export", {}), await begin_job(tx, "export", {})
        running = await begin_job(tx, "export", {})
        new = NewFile("export.csv", "text/csv", "job", old.id)
        file = await files.store(tx, new, in_chunks(b"a,b"))
        end = "UPDATE timers SET state = 'done', ended_at = now() - make_interval(days => %s), "
        await tx.execute(end + "result_file_id = %s WHERE id = %s", (8, file.id, old.id))
        await tx.execute(end + "result_file_id = %s WHERE id = %s", (6, new_id(), fresh.id))
    await tidy_once(database, files)
    async with database.transaction(account) as tx:
        assert await find_job(tx, old.id) is None
        assert await find_job(tx, fresh.id) is not None
        assert await find_job(tx, running.id) is not None
        assert await tx.value("SELECT count(*) FROM files") == 0
    assert [path for path in (tmp_path / "files").rglob("*") if path.is_file()] == []
