"""What a killed process has left half written is gone with the next sweep, and nothing else."""

from __future__ import annotations

import asyncio
import signal
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.kernel.files.conftest import Shelf

WRITING = """
import asyncio, sys
from pathlib import Path
from hubbub.kernel.files.files import Files, in_chunks

async def write():
    async with Files(Path(sys.argv[1])).archive() as archive:
        await archive.add("person.json", in_chunks(b"What Anna said " * 100_000))
        print("written", flush=True)
        await asyncio.sleep(600)

asyncio.run(write())
"""


def half_written(home: Path) -> list[Path]:
    return list((home / "files" / "incoming").iterdir())


async def test_half_an_archive_of_a_killed_process_is_taken_away(shelf: Shelf) -> None:
    writing = await asyncio.create_subprocess_exec(
        sys.executable, "-c", WRITING, str(shelf.home), stdout=asyncio.subprocess.PIPE
    )
    assert writing.stdout is not None
    assert await writing.stdout.readline() == b"written\n"
    async with shelf.files.archive() as ours:
        assert len(half_written(shelf.home)) == 2
        await shelf.files.sweep(shelf.database)
        assert len(half_written(shelf.home)) == 2
        writing.send_signal(signal.SIGKILL)
        await writing.wait()
        await shelf.files.sweep(shelf.database)
        assert half_written(shelf.home) == [ours.path]
