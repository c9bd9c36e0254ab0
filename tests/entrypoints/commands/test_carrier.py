"""`hubbub carrier` and `hubbub number`: everything a script needs, with honest exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from hubbub.entrypoints.reaching import as_environment
from tests.world import settings_for

if TYPE_CHECKING:
    from pathlib import Path

    from hubbub.kernel.database import DatabaseAddress
    from tests.world import Staffed

MAIN: tuple[str, ...] = (
    "carrier", "add", "smpp", "--name", "Main", "--host", "smpp.example.net", "--port", "2775",
    "--system-id", "acme", "--password", "a long password",
)  # fmt: skip


@dataclass
class Shell:
    """Runs commands for one account."""

    environment: dict[str, str]
    account: str

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "hubbub", *words, "--account", self.account]
        return subprocess.run(
            command, env=self.environment, capture_output=True, text=True, check=False, timeout=60
        )

    def json(self, *words: str) -> Any:
        done = self.run(*words, "--json")
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def refused(self, *words: str, code: int = 1) -> str:
        done = self.run(*words)
        assert (done.returncode, done.stdout) == (code, ""), done.stderr
        assert "Traceback" not in done.stderr
        return done.stderr


@pytest.fixture
def shell(
    world_address: DatabaseAddress, staffed: tuple[DatabaseAddress, Staffed], tmp_path: Path
) -> Shell:
    key = settings_for(tmp_path).secret_key
    assert key is not None
    environment = {
        **os.environ,
        **as_environment(world_address, owner=True),
        "HUBBUB_HOME": str(tmp_path),
        "HUBBUB_SECRET_KEY": key.get_secret_value(),
    }
    return Shell(environment, staffed[1].ours.id.hex)


def test_a_carrier_from_adding_to_removing(shell: Shell) -> None:
    made = shell.json(*MAIN, "--window", "20")
    assert made["name"] == "Main"
    shown = shell.json("carrier", "show", "main")
    assert (shown["host"], shown["window"], shown["bind"]) == (
        "smpp.example.net",
        20,
        "transceiver",
    )
    assert "password" not in shown

    changes = {
        "--name": "Second", "--host": "10.0.0.1", "--port": "2776", "--system-id": "acme2",
        "--password": "new", "--system-type": "SMPP", "--bind": "both",
        "--tls-server-name": "smpp.example.net", "--window": "5", "--per-second": "7",
        "--enquire-seconds": "60",
    }  # fmt: skip
    words = [word for change in changes.items() for word in change]
    shell.json("carrier", "change", made["carrier_id"], *words, "--tls", "--disable")
    shown = shell.json("carrier", "show", "Second")
    found = {key: str(shown[key.removeprefix("--").replace("-", "_")]) for key in changes
             if key != "--password"}  # fmt: skip
    assert found == {key: value for key, value in changes.items() if key != "--password"}
    assert (shown["tls"], shown["enabled"]) == (True, False)

    # What is not named stays as it is.
    shell.json("carrier", "change", "Second", "--port", "2777", "--tls-server-name", "")
    shown = shell.json("carrier", "show", "Second")
    assert (shown["port"], shown["window"], shown["tls_server_name"]) == (2777, 5, None)

    shell.json("number", "add", "+385 91 222 3333", "--carrier", "Second")
    assert "Numbers" in shell.refused("carrier", "remove", "Second")
    numbers = {each["number"]: each["carrier"] for each in shell.json("number", "list")["numbers"]}
    assert numbers["+385912223333"] == "Second"
    shell.json("number", "remove", "00385912223333")
    assert shell.json("carrier", "remove", "Second")["name"] == "Second"
    assert [each["name"] for each in shell.json("carrier", "list")["carriers"]] == ["Carrier"]


def test_what_makes_no_sense_is_refused_with_a_sentence(shell: Shell) -> None:
    def instead(option: str, value: str) -> list[str]:
        words = list(MAIN)
        words[words.index(option) + 1] = value
        return words

    assert "server" in shell.refused(*instead("--host", "no such host"))
    assert "1 to 15" in shell.refused(*instead("--system-id", "x" * 16))
    assert "at most 63" in shell.refused(*instead("--password", "x" * 64))
    assert "exists already" in shell.refused(*instead("--name", "Carrier"))
    assert "2776000" in shell.refused(*instead("--port", "2776000"), code=2)
    assert "no carrier" in shell.refused("carrier", "change", "Nobody", "--port", "1")
    assert "Say what to change" in shell.refused("carrier", "change", "Carrier", code=2)
    assert "country code" in shell.refused("number", "add", "banana", "--carrier", "Carrier")
    assert "no carrier" in shell.refused("number", "add", "+385912223333", "--carrier", "Nobody")
    assert "not one of our numbers" in shell.refused("number", "remove", "+385912223333")
    told = json.loads(shell.refused("carrier", "show", "Nobody", "--json"))
    assert told["error"]["code"] == "not_found"


@pytest.mark.parametrize("command", [
    ("carrier",), ("carrier", "add", "smpp"), ("carrier", "change"), ("number", "add"),
])  # fmt: skip
def test_help_explains_every_option(command: tuple[str, ...]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "hubbub", *command, "--help"],
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    lines = [line.strip() for line in done.stdout.splitlines()]
    bare = [line for line in lines if line.startswith("--") and len(line.split(None, 2)) < 2]
    assert bare == []
    assert "Usage: " in done.stdout
