"""A supervised process comes back when it falls, and goes when it is told to."""

from __future__ import annotations

import asyncio
import os
import signal

import pytest

from hubbub.entrypoints.children import Child, Part
from tests.waiting import until

pytestmark = pytest.mark.usefixtures("scripts")

STAYS = "import time; print('up'); time.sleep(60)"
STUBBORN = "import signal, time; signal.signal(15, signal.SIG_IGN); print('up'); time.sleep(60)"


class Heard(list[tuple[str, str]]):
    """The lines that a child said."""

    def say(self, name: str, line: str) -> None:
        self.append((name, line))

    def ups(self) -> int:
        return sum(line == "up" for _, line in self)


async def test_its_lines_are_passed_on_whatever_they_are() -> None:
    heard = Heard()
    script = (
        "import sys; print('one'); print('x' * 200_000); "
        "sys.stdout.buffer.write(b'\\xff\\x00 no newline')"
    )
    assert await Child(Part("server", [script]), heard.say).once() == 0
    assert heard[0] == ("server", "one")
    assert sum(line.count("x") for _, line in heard) == 200_000
    assert heard[-1] == ("server", "\ufffd\0 no newline")


async def test_one_that_falls_is_started_again() -> None:
    heard = Heard()
    child = Child(Part("worker", [STAYS]), heard.say)
    task = asyncio.create_task(child.keep())
    await until(lambda: heard.ups() == 1)
    first = child.pid
    assert first is not None
    os.kill(first, signal.SIGKILL)
    await until(lambda: heard.ups() == 2)
    assert child.pid != first
    child.end()
    await asyncio.wait_for(task, 10)
    assert child.pid is None
    assert heard.ups() == 2


async def test_one_that_waits_for_its_restart_ends_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("hubbub.entrypoints.children.FIRST_DELAY", 1000.0)
    heard = Heard()
    child = Child(Part("worker", ["print('up')"]), heard.say)
    task = asyncio.create_task(child.keep())
    await until(lambda: heard.ups() == 1 and child.pid is None)
    child.end()
    await asyncio.wait_for(task, 10)


async def test_one_that_will_not_end_is_killed() -> None:
    heard = Heard()
    child = Child(Part("worker", [STUBBORN]), heard.say)
    task = asyncio.create_task(child.once())
    await until(lambda: heard.ups() == 1)
    child.end()
    child.kill()
    assert await asyncio.wait_for(task, 10) == -signal.SIGKILL


async def test_it_gets_its_variables_and_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FROM_PARENT", "seen")
    heard = Heard()
    script = (
        "import os; print(os.environ['FROM_PARENT'], os.environ['OWN'], os.read({}, 9).decode())"
    )
    reader, writer = os.pipe()
    os.write(writer, b"a file")
    part = Part("server", [script.format(reader)], {"OWN": "too"}, [reader])
    assert await Child(part, heard.say).once() == 0
    os.close(reader)
    os.close(writer)
    assert heard == [("server", "seen too a file")]
