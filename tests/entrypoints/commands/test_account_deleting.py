"""`hubbub account delete`: what would go, what is gone, and what stays."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from hubbub.entrypoints.reaching import as_environment
from tests.world import settings_for

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from hubbub.kernel.database import DatabaseAddress
    from tests.world import Staffed

    Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(world_address: DatabaseAddress, tmp_path: Path) -> Run:
    key = settings_for(tmp_path).secret_key
    assert key is not None
    environment = {
        **os.environ,
        **as_environment(world_address, owner=True),
        "HUBBUB_HOME": str(tmp_path),
        "HUBBUB_SECRET_KEY": key.get_secret_value(),
    }

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, "-m", "hubbub", *words],
            env=environment, capture_output=True, text=True, check=False, timeout=60,
        )  # fmt: skip
        assert "Traceback" not in done.stderr
        return done

    return run


def test_an_account_goes_when_it_was_meant_and_its_log_is_still_accounted_for(
    run: Run, staffed: tuple[DatabaseAddress, Staffed]
) -> None:
    ours = staffed[1].ours.id.hex
    run("audit", "seal")
    anchors = json.loads(run("audit", "anchor", "--json").stdout)["anchors"]
    anchor = next(each for each in anchors if ours in each)

    asked = run("account", "delete", "ours ltd")
    assert asked.returncode == 1
    assert ours in asked.stderr
    assert "9  users" in asked.stderr
    assert "add --yes" in asked.stderr
    assert len(json.loads(run("account", "list", "--json").stdout)["accounts"]) == 2

    done = run("account", "delete", "ours ltd", "--yes", "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert (told["name"], told["users"]) == ("Ours Ltd", 9)
    left = json.loads(run("account", "list", "--json").stdout)["accounts"]
    assert [each["name"] for each in left] == ["Theirs Ltd"]

    verified = run("audit", "verify", "--anchor", anchor)
    assert verified.returncode == 0, verified.stdout
    assert f"{ours}  (deleted on" in verified.stdout
    # The last seal is gone with the account, and its anchor says so when it was another one.
    number = int(anchor.split(":")[2])
    forged = anchor.replace(f":{number}:", f":{number + 5}:")
    assert run("audit", "verify", "--anchor", forged).returncode == 1

    assert "There is no account" in run("account", "delete", "ours ltd", "--yes").stderr
