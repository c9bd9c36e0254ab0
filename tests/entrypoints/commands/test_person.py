"""`hubbub person` and `hubbub events`: everything a script needs, with honest exit codes."""

from __future__ import annotations

import asyncio
import json
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from hubbub.features.privacy.marking import marks_in
from hubbub.kernel.database import Database
from tests.world import World

if TYPE_CHECKING:
    from pathlib import Path

    from hubbub.kernel.database import DatabaseAddress
    from tests.entrypoints.commands.shell import Shell
    from tests.world import Staffed

ANNA = "+385919876543"


@pytest.fixture
def shell(shell: Shell, staffed: tuple[DatabaseAddress, Staffed]) -> Shell:
    return replace(shell, always=("--account", staffed[1].ours.id.hex))


async def write(address: DatabaseAddress, staffed: Staffed) -> None:
    database = Database(address, size=2)
    await database.open()
    try:
        await World(staffed.ours, staffed.theirs, database).text_in(staffed.ours, ANNA, "Hello")
    finally:
        await database.close()


def test_a_person_is_shown_exported_held_and_erased(
    shell: Shell,
    world_address: DatabaseAddress,
    staffed: tuple[DatabaseAddress, Staffed],
    tmp_path: Path,
) -> None:
    asyncio.run(write(world_address, staffed[1]))
    assert shell.json("person", "show", "00385 91 987 6543")["person"]["texts"] == 1
    target = tmp_path / "anna.zip"
    shell.json("person", "export", ANNA, "--file", str(target))
    assert target.stat().st_mode & 0o777 == 0o600
    with zipfile.ZipFile(target) as archive:
        assert json.loads(archive.read("person.json"))["texts"][0]["text"] == "Hello"
    assert "is there already" in shell.refused(
        "person", "export", ANNA, "--file", str(target), code=2
    )
    assert shell.json("person", "hold", ANNA)["held_at"]
    assert "held back" in shell.refused("person", "erase", ANNA, "--again", ANNA)
    shell.json("person", "hold", ANNA, "--off")
    assert "not the number" in shell.refused("person", "erase", ANNA, "--again", "+385911111111")
    # Before it may stand what a worker would log, since the logs are those of the tests.
    told = shell.run("person", "erase", ANNA, "--again", ANNA, "--json").stdout.splitlines()
    erased = json.loads(told[-1])
    assert erased["texts"] == 1
    (marked,) = marks_in([erased["mark"]])
    assert marked[0] == staffed[1].ours.id
    assert "Nobody is known" in shell.refused("person", "show", ANNA)


def test_a_whole_account_is_exported_and_limited(shell: Shell, tmp_path: Path) -> None:
    target = tmp_path / "account.zip"
    assert shell.json("account", "export", "--file", str(target))["bytes"] > 0
    with zipfile.ZipFile(target) as archive:
        assert "users.jsonl" in archive.namelist()
    shell.json("account", "quota", "--users", "50")
    told = {each["key"]: each["most"] for each in shell.json("account", "quota")["quotas"]}
    assert (told["users"], told["webhooks"]) == (50, 20)
    shell.json("account", "quota", "--users", "default")
    assert "users" in shell.run("account", "quota").stdout
    assert "Give a number" in shell.refused("account", "quota", "--users", "many", code=2)


def test_where_nothing_is_stuck_it_says_so(shell: Shell) -> None:
    assert shell.run("events", "parked").stdout == "Nothing is stuck.\n"
    assert shell.json("events", "retry")["count"] == 0
    skip = ("events", "skip", "0" * 32, "--reader", "routing", "--number", "1", "--reason", "Old")
    assert "not stuck" in shell.refused(*skip)
