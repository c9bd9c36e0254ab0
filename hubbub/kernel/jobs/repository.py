"""The rows of jobs, which are timers that are due at once and stay when they have ended."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal
from uuid import UUID

from psycopg.types.json import Jsonb

from hubbub.kernel.database import Transaction
from hubbub.kernel.ids import new_id

State = Literal["waiting", "failed", "done", "cancelled"]

LEASE = timedelta(seconds=30)
MOST_ATTEMPTS = 5
AT_ONCE_OF_ACCOUNT = 2
"""So that one account's exports leave room for the others."""

COLUMNS = """account_id, id, kind, owner_id, state, payload, cursor, progress, total,
result_file_id, error, attempts, created_at, ended_at, subject_id"""
BEGIN = f"""
INSERT INTO timers (account_id, id, kind, owner_id, subject_id, due_at, payload)
VALUES (%s, %s, %s, %s, %s, now(), %s) RETURNING {COLUMNS}
"""
FIND = f"SELECT {COLUMNS} FROM timers WHERE account_id = %s AND id = %s"
OWNED = f"""
SELECT {COLUMNS} FROM timers WHERE account_id = %s AND owner_id = %s
ORDER BY created_at DESC, id DESC LIMIT 100
"""
ABOUT = f"""
SELECT {COLUMNS} FROM timers WHERE account_id = %(account)s AND subject_id = %(subject)s
  AND kind = %(kind)s AND state = 'waiting'
UNION ALL
SELECT {COLUMNS} FROM timers WHERE account_id = %(account)s AND subject_id = %(subject)s
  AND kind = %(kind)s AND ended_at IS NOT NULL
ORDER BY created_at DESC, id DESC LIMIT 100
"""
CANCEL = """
UPDATE timers SET state = 'cancelled', ended_at = now(), leased_until = NULL
WHERE account_id = %s AND id = %s AND state = 'waiting'
"""
TAKE = f"""
UPDATE timers SET leased_until = now() + %(lease)s, attempts = attempts + 1
WHERE (account_id, id) IN (
    SELECT account_id, id FROM timers AS due
    WHERE state = 'waiting' AND due_at <= now() AND kind = ANY(%(kinds)s)
      AND (leased_until IS NULL OR leased_until < now())
      AND (SELECT count(*) FROM timers AS busy
           WHERE busy.account_id = due.account_id AND busy.kind = ANY(%(kinds)s)
             AND busy.state = 'waiting' AND busy.leased_until > now()) < %(each)s
    ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED)
RETURNING {COLUMNS}
"""
# The number of the attempt is the fence: whoever takes the job over raises it.
HOLD = """
UPDATE timers SET leased_until = now() + %s
WHERE account_id = %s AND id = %s AND attempts = %s AND state = 'waiting'
"""
LOCK = """
SELECT 1 FROM timers
WHERE account_id = %s AND id = %s AND attempts = %s AND state = 'waiting' FOR UPDATE
"""
ADVANCE = """
UPDATE timers SET progress = %s, total = coalesce(%s, total), cursor = coalesce(%s, cursor)
WHERE account_id = %s AND id = %s
"""
FINISH = """
UPDATE timers SET state = 'done', ended_at = now(), leased_until = NULL, error = NULL,
                  result_file_id = %s
WHERE account_id = %s AND id = %s AND attempts = %s AND state = 'waiting'
"""
FORGET_RESULT = "UPDATE timers SET result_file_id = NULL WHERE account_id = %s AND id = %s"
END_KINDS = """
UPDATE timers SET state = 'failed', ended_at = now(), leased_until = NULL, error = %s
WHERE state = 'waiting' AND kind = ANY(%s)
"""
FAIL = """
UPDATE timers SET leased_until = NULL, due_at = now() + %s, error = %s,
                  state = CASE WHEN attempts >= %s THEN 'failed' ELSE 'waiting' END,
                  ended_at = CASE WHEN attempts >= %s THEN now() END
WHERE account_id = %s AND id = %s AND attempts = %s AND state = 'waiting'
"""


@dataclass(frozen=True, slots=True)
class Job:
    """A job as it stands. `cursor` is where its handler reads on; the payload is what was asked."""

    account_id: UUID
    id: UUID
    kind: str
    owner_id: UUID | None
    state: State
    payload: dict[str, Any]
    cursor: Any
    progress: int
    total: int | None
    result_file_id: UUID | None
    error: str | None
    attempts: int
    created_at: datetime
    ended_at: datetime | None
    subject_id: UUID | None


async def begin_job(
    tx: Transaction,
    kind: str,
    payload: dict[str, Any],
    owner_id: UUID | None = None,
    subject_id: UUID | None = None,
) -> Job:
    """Have a worker do it as soon as this transaction has committed. Of one kind about one
    subject only one can wait: look first, under the subject's lock."""
    values = (tx.account, new_id(), kind, owner_id, subject_id, Jsonb(payload))
    job = await tx.one(Job, BEGIN, values)
    assert job is not None
    return job


async def find_job(tx: Transaction, job_id: UUID) -> Job | None:
    return await tx.one(Job, FIND, (tx.account, job_id))


async def jobs_owned_by(tx: Transaction, owner_id: UUID) -> list[Job]:
    """The newest first, those that have ended too."""
    return await tx.all(Job, OWNED, (tx.account, owner_id))


async def jobs_about(tx: Transaction, kind: str, subject_id: UUID) -> list[Job]:
    """The newest first, those that have ended too."""
    return await tx.all(Job, ABOUT, {"account": tx.account, "subject": subject_id, "kind": kind})


async def cancel_job(tx: Transaction, job_id: UUID) -> bool:
    """No step of it commits after this transaction; False when it has ended already."""
    return await tx.execute(CANCEL, (tx.account, job_id)) == 1


async def take_job(tx: Transaction, kinds: list[str]) -> Job | None:
    """As the engine: one that is due, under a lease."""
    wanted = {"lease": LEASE, "kinds": kinds, "each": AT_ONCE_OF_ACCOUNT}
    return await tx.one(Job, TAKE, wanted)


async def hold_job(tx: Transaction, job: Job) -> bool:
    """Whether it is still this attempt's, for another while."""
    return await tx.execute(HOLD, (LEASE, job.account_id, job.id, job.attempts)) == 1


async def lock_job(tx: Transaction, job: Job) -> bool:
    """Whether a step of this attempt may commit; nobody can cancel it before the step has."""
    return await tx.row(LOCK, (job.account_id, job.id, job.attempts)) is not None


async def advance_job(
    tx: Transaction, job: Job, progress: int, total: int | None, cursor: object
) -> None:
    stored = None if cursor is None else Jsonb(cursor)
    await tx.execute(ADVANCE, (progress, total, stored, job.account_id, job.id))


async def finish_job(tx: Transaction, job: Job, result_file_id: UUID | None) -> None:
    await tx.execute(FINISH, (result_file_id, job.account_id, job.id, job.attempts))


async def forget_result(tx: Transaction, job_id: UUID) -> None:
    """Its file is not kept any more."""
    await tx.execute(FORGET_RESULT, (tx.account, job_id))


async def fail_job(tx: Transaction, job: Job, error: str, pause: timedelta, most: int) -> None:
    """Try again after a pause; visibly failed after `most` attempts."""
    await tx.execute(FAIL, (pause, error, most, most, job.account_id, job.id, job.attempts))


async def end_jobs(tx: Transaction, kinds: list[str], error: str) -> None:
    """As the owner: all of these kinds that have not ended, of all accounts."""
    await tx.execute(END_KINDS, (error, kinds))
