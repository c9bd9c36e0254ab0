"""`hubbub keys rotate` reaches every stored credential, and passes what no key opens."""

from __future__ import annotations

import asyncio
import json
import os
from typing import TYPE_CHECKING

import pytest

from hubbub.entrypoints.composition import SEALED
from hubbub.entrypoints.reaching import as_environment
from hubbub.kernel import sealing
from hubbub.kernel.ids import new_id
from hubbub.kernel.sealing import Resealed, needed_keys, seal_again
from hubbub.kernel.secrets import Secrets, add_key, load_secrets
from tests.entrypoints.commands.shell import Shell
from tests.world import settings_for

if TYPE_CHECKING:
    from pathlib import Path
    from uuid import UUID

    from tests.world import Account, World

COLUMNS = """
SELECT c.relname, a.attname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
WHERE a.attname LIKE 'sealed%%' AND a.atttypid = 'text'::regtype AND NOT a.attisdropped
  AND c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
"""
ADD = """
INSERT INTO carriers SELECT (jsonb_populate_record(c, jsonb_build_object('id', %s::text, 'name',
    %s::text))).* FROM carriers c WHERE id = %s
"""
COPY = """
INSERT INTO smpp_connections SELECT (jsonb_populate_record(s, jsonb_build_object('carrier_id',
    %s::text, 'sealed_password', %s::text))).* FROM smpp_connections s WHERE carrier_id = %s
"""


async def add(world: World, account: Account, sealed: str, carrier: UUID) -> None:
    await world.sql(account, ADD, carrier, carrier.hex, account.carrier)
    await world.sql(account, COPY, carrier, sealed, account.carrier)


async def test_every_column_of_credentials_is_sealed_again(world: World) -> None:
    found = await world.sql(world.ours, COLUMNS)
    assert found != []
    assert sorted(found) == sorted((each.table, each.column) for each in SEALED)


async def test_all_accounts_values_stand_under_the_new_key(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sealing, "CHUNK", 2)
    secrets = load_secrets(settings_for(tmp_path, secret_key=None))
    await world.sql(world.ours, "DELETE FROM numbers")
    carriers = [new_id() for _ in range(5)]
    for carrier in carriers:
        sealed = secrets.seal("hunter2", f"carrier:{carrier.hex}")
        await add(world, world.ours if carrier != carriers[0] else world.theirs, sealed, carrier)
    add_key(tmp_path)
    secrets = load_secrets(settings_for(tmp_path, secret_key=None))
    # The two carriers of the world itself were sealed by another installation.
    assert await seal_again(world.database, secrets, SEALED) == Resealed(5, 2)
    assert await seal_again(world.database, secrets, SEALED) == Resealed(0, 2)
    rows = [
        *await world.sql(world.ours, "SELECT carrier_id, sealed_password FROM smpp_connections"),
        *await world.sql(world.theirs, "SELECT carrier_id, sealed_password FROM smpp_connections"),
    ]
    values = {key: str(value) for key, value in rows if key in carriers}  # pyright: ignore[reportAssignmentType, reportGeneralTypeIssues, reportUnknownVariableType]
    assert len(values) == 5
    for carrier in carriers:
        assert values[carrier].startswith("k0002.")
        assert secrets.open(values[carrier], f"carrier:{carrier.hex}") == "hunter2"


async def test_a_rotation_that_was_killed_half_way_is_finished_by_the_next(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sealing, "CHUNK", 2)
    secrets = load_secrets(settings_for(tmp_path, secret_key=None))
    await world.sql(world.ours, "DELETE FROM numbers")
    for _ in range(5):
        carrier = new_id()
        await add(world, world.ours, secrets.seal("hunter2", f"carrier:{carrier.hex}"), carrier)
    for account in (world.ours, world.theirs):
        await world.sql(account, WITHOUT_KEY)
    shell = Shell({**os.environ, **as_environment(world.database.address, owner=True)})
    shell.environment.update(HUBBUB_HOME=str(tmp_path))
    shell.environment.pop("HUBBUB_SECRET_KEY", None)

    add_key(tmp_path)
    with pytest.raises(Killed):
        await seal_again(world.database, KilledAfter(secrets, 3), SEALED)
    assert by_key(shell) == {"k0001": 3, "k0002": 2}
    for finished, key in ((True, "k0002"), (False, "k0003")):
        done = await asyncio.to_thread(shell.run_alone, "keys", "rotate", "--json")
        assert done.returncode == 0, done.stderr
        told = json.loads(done.stdout)
        assert (told["finished_earlier"], told["key"]) == (finished, key)
        assert by_key(shell)[key] == 5


# The world's own carriers were sealed by another installation.
WITHOUT_KEY = "DELETE FROM smpp_connections WHERE NOT starts_with(sealed_password, 'k0')"


class Killed(Exception):
    """As far as `kill -9` can be had inside a process."""


class KilledAfter(Secrets):
    """Ends when it has sealed so many."""

    def __init__(self, real: Secrets, most: int) -> None:
        super().__init__(real._load)
        self._left = most

    def seal(self, text: str, context: str) -> str:
        self._left -= 1
        if self._left < 0:
            raise Killed
        return super().seal(text, context)


def by_key(shell: Shell) -> dict[str, int]:
    done = shell.run_alone("keys", "list", "--json")
    assert done.returncode == 0, done.stderr
    return {each["id"]: each["credentials"] for each in json.loads(done.stdout)["keys"]}


async def test_the_simulated_carrier_needs_no_key(world: World, tmp_path: Path) -> None:
    """Its password is told from the account's id, and a word stands in its place."""
    secrets = load_secrets(settings_for(tmp_path, secret_key=None))
    before = await needed_keys(world.database, SEALED)
    await add(world, world.ours, "simulator", new_id())
    assert await needed_keys(world.database, SEALED) == before
    assert (await seal_again(world.database, secrets, SEALED)).unreadable == 2
