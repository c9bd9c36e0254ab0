"""`hubbub carrier` and `hubbub number`: everything a script needs, with honest exit codes."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.entrypoints.commands.shell import Shell

if TYPE_CHECKING:
    from hubbub.kernel.database import DatabaseAddress
    from tests.world import Staffed

MAIN: tuple[str, ...] = (
    "carrier", "add", "smpp", "--name", "Main", "--host", "smpp.example.net", "--port", "2775",
    "--system-id", "acme", "--password", "a long password",
)  # fmt: skip


@pytest.fixture
def ours(shell: Shell, staffed: tuple[DatabaseAddress, Staffed]) -> Shell:
    """For one account."""
    return replace(shell, always=("--account", staffed[1].ours.id.hex))


def test_a_carrier_from_adding_to_removing(ours: Shell) -> None:
    made = ours.json(*MAIN, "--window", "20")
    assert made["name"] == "Main"
    shown = ours.json("carrier", "show", "main")
    assert (shown["host"], shown["window"], shown["bind"]) == (
        "smpp.example.net",
        20,
        "transceiver",
    )
    assert "password" not in shown

    changes = {
        "--name": "Second", "--host": "93.184.216.34", "--port": "2776", "--system-id": "acme2",
        "--password": "new", "--system-type": "SMPP", "--bind": "both",
        "--tls-server-name": "smpp.example.net", "--window": "5", "--per-second": "7",
        "--enquire-seconds": "60",
    }  # fmt: skip
    words = [word for change in changes.items() for word in change]
    ours.json("carrier", "change", made["carrier_id"], *words, "--tls", "--disable")
    shown = ours.json("carrier", "show", "Second")
    found = {key: str(shown[key.removeprefix("--").replace("-", "_")]) for key in changes
             if key != "--password"}  # fmt: skip
    assert found == {key: value for key, value in changes.items() if key != "--password"}
    assert (shown["tls"], shown["enabled"]) == (True, False)

    # What is not named stays as it is.
    ours.json("carrier", "change", "Second", "--port", "2777", "--tls-server-name", "")
    shown = ours.json("carrier", "show", "Second")
    assert (shown["port"], shown["window"], shown["tls_server_name"]) == (2777, 5, None)

    inside = ours.refused("carrier", "change", "Second", "--host", "192.168.0.1")
    assert "private network" in inside
    elsewhere = ours.refused("carrier", "change", "Second", "--host", "93.184.216.35")
    assert "Give the password again" in elsewhere

    ours.json("number", "add", "+385 91 222 3333", "--carrier", "Second")
    assert "Numbers" in ours.refused("carrier", "remove", "Second")
    numbers = {each["number"]: each["carrier"] for each in ours.json("number", "list")["numbers"]}
    assert numbers["+385912223333"] == "Second"
    assert ours.json("number", "forward", "+385912223333")["url"] is None
    ours.json("number", "remove", "00385912223333")
    assert ours.json("carrier", "remove", "Second")["name"] == "Second"
    assert [each["name"] for each in ours.json("carrier", "list")["carriers"]] == ["Carrier"]


def test_a_script_has_the_same_of_a_process(ours: Shell) -> None:
    for words, code in (
        (("carrier", "list", "--json"), 0),
        (("number", "list", "--json"), 0),
        (("carrier", "show", "Nobody"), 1),
        (("carrier", "show", "Nobody", "--json"), 1),
        (("carrier", "change", "Carrier"), 2),
    ):
        alone = ours.run_alone(*words)
        assert alone == ours.run(*words)
        assert alone.returncode == code
        assert (alone.stdout == "") == (code != 0)


def test_what_makes_no_sense_is_refused_with_a_sentence(ours: Shell) -> None:
    def instead(option: str, value: str) -> list[str]:
        words = list(MAIN)
        words[words.index(option) + 1] = value
        return words

    assert "server" in ours.refused(*instead("--host", "no such host"))
    assert "HUBBUB_CARRIER_NETWORKS" in ours.refused(*instead("--host", "10.0.0.1"))
    assert "1 to 15" in ours.refused(*instead("--system-id", "x" * 16))
    assert "at most 63" in ours.refused(*instead("--password", "x" * 64))
    assert "exists already" in ours.refused(*instead("--name", "Carrier"))
    assert "2776000" in ours.refused(*instead("--port", "2776000"), code=2)
    assert "no carrier" in ours.refused("carrier", "change", "Nobody", "--port", "1")
    assert "Say what to change" in ours.refused("carrier", "change", "Carrier", code=2)
    assert "country code" in ours.refused("number", "add", "banana", "--carrier", "Carrier")
    assert "no carrier" in ours.refused("number", "add", "+385912223333", "--carrier", "Nobody")
    assert "not one of our numbers" in ours.refused("number", "remove", "+385912223333")
    inside = ours.refused("number", "forward", "+385912223333", "--to", "http://10.0.0.1/")
    assert "private network" in inside
    told = json.loads(ours.refused("carrier", "show", "Nobody", "--json"))
    assert told["error"]["code"] == "not_found"


@pytest.mark.parametrize("command", [
    ("carrier",), ("carrier", "add", "smpp"), ("carrier", "change"), ("number", "add"),
])  # fmt: skip
def test_help_explains_every_option(command: tuple[str, ...]) -> None:
    done = Shell({}).run(*command, "--help")
    assert done.returncode == 0
    lines = [line.strip() for line in done.stdout.splitlines()]
    bare = [line for line in lines if line.startswith("--") and len(line.split(None, 2)) < 2]
    assert bare == []
    assert "Usage: " in done.stdout


def test_a_carrier_over_http_from_adding_to_removing(ours: Shell) -> None:
    """Its secret comes from the standard input, since a command line is seen by everybody."""
    sid, other = f"AC{'1' * 32}", f"AC{'2' * 32}"
    add = ("carrier", "add", "--kind", "twilio", "--name", "Abroad", "--set")
    made = ours.json(*add, f"account_sid={sid}", given=f"auth_token={'3' * 32}\n")
    shown = ours.json("carrier", "show", "abroad")
    assert (shown["kind"], shown["account_sid"], shown["per_second"]) == ("twilio", sid, 10)
    assert "3" * 32 not in str(shown)
    changes = ("--set", f"account_sid={other}", "--per-second", "3", "--disable")
    ours.json("carrier", "change", made["carrier_id"], *changes)
    ours.json("carrier", "change", "Abroad", "--secrets", given=f"auth_token={'4' * 32}\n")
    shown = ours.json("carrier", "show", "Abroad")
    assert (shown["account_sid"], shown["per_second"], shown["enabled"]) == (other, 3, False)

    refused = ours.refused(*add, "account_sid=AC1", given="auth_token=x\n")
    assert "Account SID" in refused
    assert "Auth token" in refused
    assert "x" not in refused.split("Auth token")[1]
    assert "only" in ours.refused("carrier", "change", "Abroad", "--host", "x").lower()
    assert "Say which carrier" in ours.refused("carrier", "add", "--name", "x", code=2)
    assert "simulator" in ours.refused("carrier", "add", "--kind", "twilio", "--simulated")
    ours.json("carrier", "remove", "Abroad")
    assert "Abroad" not in str(ours.json("carrier", "list"))
