"""Worker and server are killed while somebody is taken along and erased: in the end all of him is
gone, from the disk too, and the audit says so once."""

from __future__ import annotations

import asyncio
import io
import os
import signal
import sys
import zipfile
import zlib
from contextlib import suppress
from random import Random
from subprocess import DEVNULL
from typing import TYPE_CHECKING, Any
from uuid import UUID

import httpx2
import psycopg

from hubbub.kernel.postgres import EmbeddedPostgres
from hubbub.kernel.postgres.configuration import SUPERUSER
from tests.e2e import traffic
from tests.e2e.people import Agent
from tests.e2e.test_journey_at_the_wire import connected
from tests.storm import seed

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tests.e2e.installation import Installation

WORD = "Kirschkernkissen"
OTHER = "Wollmütze"
TEXTS = 6000
STEPS = 1000
KILLS = 6
LIMIT = 90.0
MORE = """
INSERT INTO messages (account_id, id, channel, direction, number, carrier_id, person_id, text,
                      author_kind, status)
SELECT m.account_id, gen_random_uuid(), 'sms', m.direction, m.number, m.carrier_id, m.person_id,
       %s || ' ' || g, m.author_kind, m.status
FROM messages m, generate_series(1, %s) g WHERE m.text = %s
"""
OLD = """
INSERT INTO messages (account_id, id, channel, direction, number, carrier_id, person_id, text,
                      author_kind, status, created_at)
SELECT m.account_id, ('01870000-0000-7000-8000-' || lpad(to_hex(g), 12, '0'))::uuid, 'sms',
       m.direction, m.number, m.carrier_id, m.person_id, 'Old ' || substr(m.text, 7), m.author_kind,
       m.status, now() - interval '40 days'
FROM messages m, generate_series(1, %s) g WHERE m.text = %s
"""
APPLIED = """
SELECT data->>'what', (data->>'erased')::int FROM events
WHERE account_id = %s AND kind = 'account.retention_applied'
"""
# What else would be waited for: that a worker which lives still has it.
LET_GO = "UPDATE timers SET leased_until = NULL, due_at = now() WHERE state = 'waiting'"
AUDIT = """
SELECT kind, count(*) FROM audit WHERE kind IN ('person.erasure_begun', 'person.erased')
GROUP BY kind ORDER BY kind
"""
TABLES = """
SELECT relname::text FROM pg_class WHERE relnamespace = 'public'::regnamespace
  AND relkind IN ('r', 'p') AND NOT relispartition
"""


async def test_in_the_end_nothing_is_left(fragile: Installation) -> None:
    draw = Random(seed())
    agent, (phone, person) = await texted(fragile, f"It is {WORD}")
    execute(fragile, MORE, (WORD, TEXTS, f"It is {WORD}"))

    begun = await repeat(lambda: agent.api.post(f"/api/people/{person}/exports"))
    assert begun["exports"]
    await repeat(lambda: agent.api.post("/api/account/exports"))
    await kill(fragile, draw, KILLS // 2)
    body = {"number": phone}
    begun = await repeat(lambda: agent.api.post(f"/api/people/{person}/erasure", json=body))
    assert begun["erasure"]
    await kill(fragile, draw, KILLS)

    await come(lambda: is_erased(agent, person))
    found = await told(agent, person)
    assert found["erasure"]["state"] == "done"
    assert (found["texts"], found["erased_texts"]) == (0, TEXTS + 1)
    assert {each["state"] for each in found["exports"]} <= {"done", "cancelled", "failed"}
    assert rows_with(fragile, WORD) == {}
    assert dict(execute(fragile, AUDIT)) == {"person.erased": 1, "person.erasure_begun": 1}
    # What a killed worker was writing goes when the next one tidies up.
    age_files(fragile)
    fragile.kill("worker")
    await come(lambda: has_no_files(fragile))
    await agent.close()


async def test_a_deletion_of_an_account_goes_on_until_nothing_is_left(
    fragile: Installation,
) -> None:
    draw = Random(seed())
    agent, _ = await texted(fragile, f"It is {WORD}")
    account = await account_of(agent)
    execute(fragile, MORE, (WORD, TEXTS, f"It is {WORD}"))
    words = [sys.executable, "-m", "hubbub", "account", "delete", account.hex, "--yes"]
    for _ in range(3):
        deleting = await asyncio.create_subprocess_exec(
            *words, env=fragile.environment, stdout=DEVNULL, stderr=DEVNULL
        )
        with suppress(TimeoutError):
            async with asyncio.timeout(1.5 + draw.random() * 2):
                await deleting.wait()
        with suppress(ProcessLookupError):
            deleting.kill()
        await deleting.wait()
    # Over by now, if no kill was in time.
    await (await asyncio.create_subprocess_exec(*words, env=fragile.environment)).wait()
    assert rows_with(fragile, str(account)) == {"deleted_accounts": 1}
    assert rows_with(fragile, WORD) == {}
    assert not (fragile.home / "files" / account.hex).exists()
    await agent.close()


async def test_a_rule_is_carried_out_by_whoever_is_left(fragile: Installation) -> None:
    agent, _ = await texted(fragile, f"It is {OTHER}")
    execute(fragile, OLD, (TEXTS, f"It is {OTHER}"))
    rule = await repeat(lambda: agent.api.get("/api/retention"))
    rules = {"texts_days": 30, "version": rule["version"]}
    await repeat(lambda: agent.api.put("/api/retention", json=rules))

    async def how_far() -> int:
        shown = await repeat(lambda: agent.api.get("/api/retention"))
        return sum(each["erased"] for each in shown["runs"])

    for least in (0, STEPS, 2 * STEPS):
        # A worker that begins looks at every rule.
        await come(lambda least=least: is_beyond(how_far, least))
        fragile.kill("worker")
    await come(lambda: is_over(agent))
    assert await how_far() == TEXTS
    assert rows_with(fragile, f"Old {OTHER}") == {}
    assert sum(rows_with(fragile, f"It is {OTHER}").values()) > 0
    found = execute(fragile, APPLIED, (await account_of(agent),))
    assert found == [("texts", TEXTS)]
    await agent.close()


async def texted(fragile: Installation, text: str) -> tuple[Agent, tuple[str, str]]:
    """Somebody with an account, and the number and the id of a customer who has texted there."""
    agent = Agent(fragile)
    await agent.sign_up()
    number, phone = await agent.number(), traffic.new_phone()
    async with traffic.phone(fragile, phone) as customer:
        await connected(customer, number)
        await customer.text(number, text)
    return agent, (phone, await person_of(agent))


async def is_beyond(how_far: Callable[[], Awaitable[int]], least: int) -> bool:
    return await how_far() >= least


async def is_over(agent: Agent) -> bool:
    shown = await repeat(lambda: agent.api.get("/api/retention"))
    return bool(shown["runs"]) and all(each["ended_at"] for each in shown["runs"])


async def account_of(agent: Agent) -> UUID:
    return UUID((await agent.api.get("/api/me")).json()["account"]["id"])


async def kill(installation: Installation, draw: Random, kills: int) -> None:
    """One of the two each time, soon after the job has gone on."""
    for _ in range(kills):
        await asyncio.sleep(draw.random() * 0.8)
        part = draw.choice(("worker", "worker", "serve"))
        pid = await asyncio.to_thread(installation.pid_of, part)
        if pid is not None:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        execute(installation, LET_GO)
    await asyncio.to_thread(installation.await_health)


async def person_of(agent: Agent) -> str:
    found = await come(lambda: agent.conversations("all"))
    return found[0]["person"]["id"]


async def come(look: Callable[[], Awaitable[Any]]) -> Any:
    """What is there in the end."""
    async with asyncio.timeout(LIMIT):
        while not (found := await look()):  # noqa: ASYNC110
            await asyncio.sleep(0.2)
        return found


async def is_erased(agent: Agent, person: str) -> bool:
    return (await told(agent, person))["erased_at"] is not None


async def has_no_files(installation: Installation) -> bool:
    return not files_with(installation, WORD)


async def told(agent: Agent, person: str) -> dict[str, Any]:
    return await repeat(lambda: agent.api.get(f"/api/people/{person}/privacy"))


async def repeat(ask: Callable[[], Any]) -> dict[str, Any]:
    """As a desk does, whose server may be coming back."""
    async with asyncio.timeout(LIMIT):
        while True:
            with suppress(httpx2.HTTPError):
                answer = await ask()
                if answer.status_code < 500:
                    assert answer.status_code < 300, answer.text
                    return answer.json()
            await asyncio.sleep(0.2)


def execute(installation: Installation, statement: str, values: Any = ()) -> list[Any]:
    dsn = EmbeddedPostgres(installation.home).dsn(role=SUPERUSER)
    with psycopg.connect(dsn, autocommit=True) as connection:
        cursor = connection.execute(statement.encode(), values)
        return cursor.fetchall() if cursor.description else []


def rows_with(installation: Installation, word: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for (table,) in execute(installation, TABLES):
        query = f"SELECT count(*) FROM {table} t WHERE t::text ILIKE %s"
        ((count,),) = execute(installation, query, (f"%{word}%",))
        if count:
            found[table] = count
    return found


def files_with(installation: Installation, word: str) -> list[str]:
    """Also in archives, half or whole."""
    found: list[str] = []
    for path in (installation.home / "files").rglob("*"):
        with suppress(FileNotFoundError, IsADirectoryError):
            if reads(path.read_bytes(), word.encode()):
                found.append(str(path))
    return found


def reads(content: bytes, word: bytes) -> bool:
    if word in content:
        return True
    if not content.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return any(word in archive.read(each) for each in archive.namelist())
    except (zipfile.BadZipFile, zlib.error):
        # Half of one: whatever it is, it was made of him.
        return True


def age_files(installation: Installation) -> None:
    """As if the quarter of an hour had passed for which what has no row is left alone."""
    for path in (installation.home / "files").glob("*/*"):
        with suppress(OSError):
            moment = path.stat().st_mtime - 900
            os.utime(path, (moment, moment))
