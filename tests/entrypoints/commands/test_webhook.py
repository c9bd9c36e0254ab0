"""`hubbub webhook`: everything a script needs, with honest exit codes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from hubbub.kernel.database import DatabaseAddress
    from tests.entrypoints.commands.shell import Shell
    from tests.world import Staffed

ADD = ("webhook", "add", "--name", "Shop", "--event", "person.met", "--url")
PUBLIC = "https://93.184.216.34/hook"


@pytest.fixture
def shell(shell: Shell, staffed: tuple[DatabaseAddress, Staffed]) -> Shell:
    return replace(shell, always=("--account", staffed[1].ours.id.hex))


def test_a_webhook_is_added_listed_tried_and_replayed(
    shell: Shell, staffed: tuple[DatabaseAddress, Staffed]
) -> None:
    founder = staffed[1].ours.founder
    header = ("--header", "Authorization: Bearer hush")
    added = shell.json(*ADD, PUBLIC, "--for", founder.email, *header)
    assert added["secret"].startswith("whsec_")
    sent = shell.json("webhook", "test", "shop")
    [listed] = shell.json("webhook", "list")["webhooks"]
    assert (listed["id"], listed["waiting"]) == (added["webhook_id"], 1)
    assert listed["acts_for"] == {
        "id": founder.user_id.hex, "name": founder.name, "is_able": True,
    }  # fmt: skip
    again = ("webhook", "replay", listed["id"], "--delivery", sent["delivery_id"])
    assert shell.json(*again)["count"] == 1
    assert "Nothing has failed" in shell.refused("webhook", "replay", "Shop", "--failed-hours", "1")


def test_what_makes_no_sense_is_refused_with_a_sentence(
    shell: Shell, staffed: tuple[DatabaseAddress, Staffed]
) -> None:
    people = staffed[1].ours
    inside = (*ADD, "https://10.0.0.1/", "--for", people.founder.email)
    assert "private network" in shell.refused(*inside)
    assert "may not manage" in shell.refused(*ADD, PUBLIC, "--for", people.agent.email)
    assert "no user" in shell.refused(*ADD, PUBLIC, "--for", "nobody@example.com")
    assert "no webhook" in shell.refused("webhook", "test", "Nothing")
    assert "--delivery or" in shell.refused("webhook", "replay", "Nothing", code=2)
