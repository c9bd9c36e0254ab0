"""Migrations come first, parts and database are kept alive, and the database goes last."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from typing import TYPE_CHECKING

import pytest

from hubbub.entrypoints import children, supervisor
from hubbub.entrypoints.children import Part
from hubbub.entrypoints.supervisor import MigrationFailedError, Supervisor
from hubbub.kernel.postgres import EmbeddedPostgresError
from tests.waiting import until

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cluster import OwnCluster

STAYS = "import time; print('part up'); time.sleep(60)"
STUBBORN = (
    "import signal, time; signal.signal(15, signal.SIG_IGN); print('part up'); time.sleep(60)"
)


@pytest.fixture(autouse=True)
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """`hubbub migrate` is the script in the file `migrate`; other arguments are scripts."""
    migrate = tmp_path / "migrate"
    migrate.write_text("print('migrated')")
    program = tmp_path / "program.py"
    program.write_text(
        "import pathlib, sys\n"
        f"source = pathlib.Path({str(migrate)!r}).read_text() if sys.argv[1] == 'migrate' "
        "else sys.argv[1]\n"
        "exec(source)\n"
    )
    monkeypatch.setattr(children, "program", lambda: (sys.executable, "-u", str(program)))
    monkeypatch.setattr(children, "FIRST_DELAY", 0.01)
    return migrate


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    lines: list[tuple[str, str]] = []

    def say(name: str, line: str) -> None:
        lines.append((name, line))

    monkeypatch.setattr(supervisor, "say", say)
    return lines


async def nothing() -> None:
    return


async def test_parts_start_after_the_migration_and_end_on_a_signal(
    heard: list[tuple[str, str]],
) -> None:
    greeted = asyncio.Event()

    async def greet() -> None:
        greeted.set()

    running = Supervisor([Part("server", [STAYS]), Part("worker", [STAYS])], None)
    task = asyncio.create_task(running.run({}, greet))
    await until(lambda: len(heard) == 3)
    await asyncio.wait_for(greeted.wait(), 10)
    assert heard[0] == ("migrate", "migrated")
    os.kill(os.getpid(), signal.SIGTERM)
    await asyncio.wait_for(task, 20)
    assert [child.pid for child in running._children] == [None, None]


async def test_nothing_is_served_when_the_migration_fails(
    heard: list[tuple[str, str]], programs: Path
) -> None:
    programs.write_text("print('no such table'); raise SystemExit(3)")
    running = Supervisor([Part("server", [STAYS])], None)
    with pytest.raises(MigrationFailedError):
        await asyncio.wait_for(running.run({}, nothing), 20)
    assert heard == [("migrate", "no such table")]


async def test_a_signal_during_the_migration_ends_it(
    heard: list[tuple[str, str]], programs: Path
) -> None:
    programs.write_text(STAYS)
    running = Supervisor([Part("server", [STAYS])], None)
    task = asyncio.create_task(running.run({}, nothing))
    await until(lambda: heard)
    running.end()
    await asyncio.wait_for(task, 20)
    assert heard == [("migrate", "part up")]


async def test_a_second_signal_ends_at_once(heard: list[tuple[str, str]]) -> None:
    running = Supervisor([Part("server", [STUBBORN])], None)
    task = asyncio.create_task(running.run({}, nothing))
    await until(lambda: ("server", "part up") in heard)
    running.end()
    running.end()
    await asyncio.wait_for(task, 20)


async def test_a_part_that_does_not_end_is_killed_in_the_end(
    heard: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervisor, "END_LIMIT", 0.2)
    running = Supervisor([Part("server", [STUBBORN])], None)
    task = asyncio.create_task(running.run({}, nothing))
    await until(lambda: ("server", "part up") in heard)
    running.end()
    await asyncio.wait_for(task, 20)


async def test_a_killed_database_comes_back(
    heard: list[tuple[str, str]], own_cluster: OwnCluster
) -> None:
    running = Supervisor([Part("server", [STAYS])], own_cluster.server)
    task = asyncio.create_task(running.run({}, nothing))
    await until(lambda: ("server", "part up") in heard)
    pid = own_cluster.server.pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    await until(lambda: own_cluster.server.pid not in {None, pid})
    running.end()
    await asyncio.wait_for(task, 20)
    assert own_cluster.server.pid is not None, "the database is stopped by who started it"


@pytest.mark.parametrize("reason", [EmbeddedPostgresError("killed again"), OSError("disk full")])
async def test_a_database_that_does_not_start_is_tried_again(
    reason: Exception,
    heard: list[tuple[str, str]],
    own_cluster: OwnCluster,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(supervisor, "FIRST_DELAY", 0.01)
    server, tries = own_cluster.server, 0
    real = server.start

    def start() -> None:
        nonlocal tries
        tries += 1
        if tries < 3:
            raise reason
        real()

    monkeypatch.setattr(server, "start", start)
    running = Supervisor([Part("server", [STAYS])], server)
    task = asyncio.create_task(running.run({}, nothing))
    await until(lambda: ("server", "part up") in heard)
    pid = server.pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    await until(lambda: server.pid not in {None, pid})
    assert tries == 3
    running.end()
    await asyncio.wait_for(task, 20)


async def test_a_greeting_that_fails_stops_nothing(heard: list[tuple[str, str]]) -> None:
    async def fail() -> None:
        raise OSError("no answer")

    running = Supervisor([Part("server", [STAYS])], None)
    task = asyncio.create_task(running.run({}, fail))
    await until(lambda: ("server", "part up") in heard)
    assert not task.done()
    running.end()
    await asyncio.wait_for(task, 20)
