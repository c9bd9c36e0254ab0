"""`hubbub account delete`: what would go, what is gone, and what stays."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hubbub.kernel.database import DatabaseAddress
    from tests.entrypoints.commands.shell import Shell
    from tests.world import Staffed


def test_an_account_goes_when_it_was_meant_and_its_log_is_still_accounted_for(
    shell: Shell, staffed: tuple[DatabaseAddress, Staffed]
) -> None:
    ours = staffed[1].ours.id.hex
    shell.run("audit", "seal")
    anchors = json.loads(shell.run("audit", "anchor", "--json").stdout)["anchors"]
    anchor = next(each for each in anchors if ours in each)

    asked = shell.run("account", "delete", "ours ltd")
    assert asked.returncode == 1
    assert ours in asked.stderr
    assert "9  users" in asked.stderr
    assert "add --yes" in asked.stderr
    assert len(json.loads(shell.run("account", "list", "--json").stdout)["accounts"]) == 2

    done = shell.run_alone("account", "delete", "ours ltd", "--yes", "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert (told["name"], told["users"]) == ("Ours Ltd", 9)
    left = json.loads(shell.run("account", "list", "--json").stdout)["accounts"]
    assert [each["name"] for each in left] == ["Theirs Ltd"]

    verified = shell.run("audit", "verify", "--anchor", anchor)
    assert verified.returncode == 0, verified.stdout
    assert f"{ours}  (deleted on" in verified.stdout
    # The last seal is gone with the account, and its anchor says so when it was another one.
    number = int(anchor.split(":")[2])
    forged = anchor.replace(f":{number}:", f":{number + 5}:")
    assert shell.run("audit", "verify", "--anchor", forged).returncode == 1

    assert "There is no account" in shell.run("account", "delete", "ours ltd", "--yes").stderr
