"""`hubbub sender`: names come and go, and queues are chosen, with honest exit codes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.entrypoints.commands.shell import Shell

if TYPE_CHECKING:
    from hubbub.kernel.database import DatabaseAddress
    from tests.world import Staffed


@pytest.fixture
def ours(shell: Shell, staffed: tuple[DatabaseAddress, Staffed]) -> Shell:
    """For one account."""
    return replace(shell, always=("--account", staffed[1].ours.id.hex))


def values(ours: Shell) -> dict[str, object]:
    found = ours.json("sender", "list")["senders"]
    return {each["value"]: each["for_every_queue"] or each["queues"] for each in found}


def test_a_name_from_adding_to_removing(
    ours: Shell, staffed: tuple[DatabaseAddress, Staffed]
) -> None:
    number = staffed[1].ours.number
    assert values(ours) == {number: True}
    made = ours.json("sender", "add", " My  Shop ", "--carrier", "carrier")
    assert (made["value"], made["kind"], made["carrier"]) == ("My Shop", "name", "Carrier")
    assert "already" in ours.refused("sender", "add", "MY SHOP", "--carrier", "Carrier")
    assert "at most 11" in ours.refused("sender", "add", "Much too long", "--carrier", "Carrier")
    assert "no carrier" in ours.refused("sender", "add", "Other", "--carrier", "Nobody")
    assert "Sender" not in ours.refused("number", "remove", "My Shop")

    ours.json("sender", "queues", "my shop", "--queue", "billing", "--queue", "General")
    assert values(ours)["My Shop"] == ["Billing", "General"]
    ours.json("sender", "queues", number.removeprefix("+"), "--none")
    assert values(ours)[number] == []
    ours.json("sender", "queues", number, "--every")
    assert values(ours)[number] is True
    assert "no queue" in ours.refused("sender", "queues", number, "--queue", "Nowhere")
    assert "none of our senders" in ours.refused("sender", "queues", "Stranger", "--every")

    assert "Remove the number" in ours.refused("sender", "remove", number)
    assert ours.json("sender", "remove", "MY SHOP")["value"] == "My Shop"
    assert "none of our senders" in ours.refused("sender", "remove", "My Shop")


def test_one_way_of_choosing_is_said(ours: Shell) -> None:
    for words in ((), ("--every", "--none"), ("--every", "--queue", "General")):
        assert ours.run("sender", "queues", "My Shop", *words).returncode == 2
