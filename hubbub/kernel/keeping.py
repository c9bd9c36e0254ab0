"""Keeps the tables in order: partitions for the months to come, and what is old enough to go."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from typing import LiteralString

import structlog
from psycopg import Error as PsycopgError

from hubbub.kernel.database import Database
from hubbub.kernel.errors import Unavailable
from hubbub.kernel.files.files import Files
from hubbub.kernel.months import keep_months

log = structlog.get_logger()

EVERY = timedelta(minutes=10)
CHUNK = 500
KEYS_KEPT = timedelta(days=35)

OLD_ATTEMPTS = "DELETE FROM attempts WHERE window_start < now() - interval '1 day'"
OLD_KEYS = """
DELETE FROM message_keys WHERE (account_id, scope, key) IN (
    SELECT account_id, scope, key FROM message_keys WHERE created_at < now() - %s LIMIT 500)
"""
JOBS_KEPT = timedelta(days=7)
OLD_JOBS = """
SELECT account_id, id, result_file_id FROM timers WHERE ended_at < now() - %s LIMIT 500
"""
FORGET_JOB = "DELETE FROM timers WHERE account_id = %s AND id = %s"
OLD_USAGE = "DELETE FROM usage_days WHERE day < current_date - 2"
OLD_ONCE = "DELETE FROM once WHERE expires_at < now()"
# They name people, and a directory that fails no more would leave the last ones for good.
OLD_FAILURES = "DELETE FROM directory_errors WHERE at < now() - interval '7 days'"
# Customers' texts and numbers, in which nobody looks for somebody who wants to be forgotten.
OLD_REJECTED = """
DELETE FROM rejected_inbound WHERE (account_id, id) IN (
    SELECT account_id, id FROM rejected_inbound WHERE received_at < now() - interval '7 days'
    LIMIT 500)
"""
# A program that begins one for each of its errands leaves many behind.
OLD_SESSIONS = """
DELETE FROM sessions WHERE expires_at < now() - interval '1 day'
    OR (kind = 'program' AND seen_at < now() - interval '1 day')
"""


async def tidy(database: Database, files: Files) -> None:
    """Until cancelled, every ten minutes."""
    while True:
        try:
            await keep_months(database)
            await tidy_once(database, files)
            await files.sweep(database)
        except (PsycopgError, Unavailable, OSError) as error:
            log.warning("keeping.waits", error=type(error).__name__)
        await asyncio.sleep(EVERY.total_seconds())


async def tidy_once(database: Database, files: Files) -> None:
    """In chunks of 500, so that no transaction grows long."""
    while await _forget_jobs(database, files):
        pass
    async with database.engine() as tx:
        await tx.execute(OLD_ATTEMPTS)
        await tx.execute(OLD_SESSIONS)
        await tx.execute(OLD_ONCE)
        await tx.execute(OLD_FAILURES)
        await tx.execute(OLD_USAGE)
    await _in_chunks(database, OLD_KEYS, (KEYS_KEPT,))
    await _in_chunks(database, OLD_REJECTED, ())


async def _in_chunks(database: Database, query: LiteralString, values: Sequence[object]) -> None:
    while True:
        async with database.engine() as tx:
            if await tx.execute(query, values) < CHUNK:
                return


async def _forget_jobs(database: Database, files: Files) -> bool:
    async with database.engine() as tx:
        rows = await tx.rows(OLD_JOBS, (JOBS_KEPT,))
    for account_id, job_id, file_id in rows:
        async with database.transaction(account_id) as tx:
            await tx.execute(FORGET_JOB, (account_id, job_id))
            if file_id is not None:
                await files.remove(tx, file_id)
    return bool(rows)
