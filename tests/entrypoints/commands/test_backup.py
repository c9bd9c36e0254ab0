"""A backup that is taken under traffic and restored elsewhere: all is there, and goes out once."""

from __future__ import annotations

import asyncio
import errno
import json
import resource
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest
from psycopg.sql import SQL, Identifier

from hubbub.access.cursors import Cursor
from hubbub.channels.sms.carriers import Wanted, change_carrier
from hubbub.entrypoints.restoring import restore
from hubbub.features.agents.changing_status import change_status
from hubbub.features.messages.events import MessageQueued
from hubbub.features.messages.repository import NewMessage, insert_messages
from hubbub.features.people.repository import meet
from hubbub.kernel.database import Database
from hubbub.kernel.events import SYSTEM, Subject, record
from hubbub.kernel.files.files import Files, in_chunks
from hubbub.kernel.files.models import NewFile
from hubbub.kernel.ids import new_id
from hubbub.kernel.mail.outbox import queue_mail
from hubbub.kernel.positions import read_head
from hubbub.kernel.secrets import add_key, load_secrets
from tests.api import on_sockets
from tests.entrypoints.commands.homes import Home, contents, superuser_of
from tests.upgrades.filling import counts, fill
from tests.world import PASSWORD, World, settings_for

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from uuid import UUID


TEXT = "Where is it?\n\\N \t “ž” \\"
"""With everything that COPY writes in a way of its own."""


@dataclass
class Traffic:
    """Customers who write without a pause, and those of them whose text was kept."""

    world: World
    kept: list[str] = field(default_factory=list[str])

    @asynccontextmanager
    async def going_on(self) -> AsyncGenerator[None]:
        task = asyncio.create_task(self._write())
        try:
            yield
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def _write(self) -> None:
        while True:
            phone = f"+38598{len(self.kept):07}"
            await self.world.text_in(self.world.ours, phone, TEXT)
            self.kept.append(phone)


async def write_out(world: World, text: str) -> UUID:
    """An answer that waits for the carrier."""
    async with world.database.transaction(world.ours.id) as tx:
        person, _ = (await meet(tx, ["+385987654321"]))["+385987654321"]
        message = NewMessage(
            id=new_id(), channel="sms", direction="outbound", number=world.ours.number,
            carrier_id=world.ours.carrier, person_id=person.id, text=text, author_kind="agent",
            author_id=None, client_id=None, status="queued", segments=1,
        )  # fmt: skip
        await insert_messages(tx, [message])
        queued = MessageQueued(carrier_id=world.ours.carrier, attempt=1)
        await record(tx, queued, Subject(message.id, 1), SYSTEM)
    return message.id


async def prepare(world: World, home: Home) -> UUID:
    """A file, a password that a key of the home opens, a mail and an answer that wait, an agent at
    work; the file's id."""
    secrets = load_secrets(settings_for(home.folder, secret_key=None))
    wanted = Wanted("Carrier", "127.0.0.1", 2775, "hubbub", "hunter2", enabled=False)
    new = NewFile("note.txt", "text/plain", "sample", new_id())
    async with world.database.transaction(world.theirs.id) as tx:
        await change_carrier(tx, world.theirs.carrier, wanted, secrets, SYSTEM)
    async with world.database.transaction(world.ours.id) as tx:
        await change_carrier(tx, world.ours.carrier, wanted, secrets, SYSTEM)
        stored = await Files(home.folder).store(tx, new, in_chunks(b"Hello" * 100_000))
        await queue_mail(tx, "welcome", world.ours.agent.user_id)
        await change_status(tx, world.ours.agent.user_id, "available", SYSTEM)
    return stored.id


async def test_what_was_acknowledged_is_there_after_a_restore_and_nothing_goes_out_twice(
    world: World, here: Home, there: Home, tmp_path: Path
) -> None:
    file, traffic = tmp_path / "monday.tar", Traffic(world)
    file_id = await prepare(world, here)
    answer = await write_out(world, "On its way")
    async with traffic.going_on():
        await here.run("audit", "seal")
        before = list(traffic.kept)
        taken = await here.json("backup", str(file), "--with-keys")
    assert before
    assert taken["accounts"] == 2
    assert (taken["files"], file.stat().st_mode & 0o777) == (1, 0o600)
    stale = Cursor(await read_head(world.database), 1).encode()
    assert (await here.json("backup", "verify", str(file)))["rows"] == taken["rows"]

    restored = await there.json("restore", str(file))
    assert (restored["rows"], restored["missing_keys"]) == (taken["rows"], [])
    assert (await there.run("audit", "verify")).returncode == 0
    async with on_sockets(there.address, there.folder, secret_key=None) as api:
        old = await api.send(world.ours.founder, "GET", "/api/me")
        assert old.status_code == 401
        body = {"name": world.ours.founder.email, "password": PASSWORD}
        signed_in = await api.send(None, "POST", "/api/session", body)
        assert signed_in.status_code == 200, signed_in.text
        again = replace(world.ours.founder, token=signed_in.cookies["hubbub_session"])
        async with api.live(again, stale) as live:
            assert (await live.frame())["type"] == "reset"
        elsewhere = Database(there.address, size=2)
        await elsewhere.open()
        moved = World(world.ours, world.theirs, elsewhere)
        try:
            await check_rows(moved, before, answer)
            conversation = await moved.text_in(moved.ours, "+385981111111", "Still there?")
            shown = await api.get(again, f"/api/conversations/{conversation.hex}")
            assert shown["person"]["phone"] == "+385981111111"
            async with elsewhere.transaction(moved.ours.id) as tx:
                opened = await Files(there.folder).open_file(tx, file_id)
            assert await opened.read() == b"Hello" * 100_000
        finally:
            await elsewhere.close()


async def check_rows(moved: World, before: list[str], answer: UUID) -> None:
    looked_at = "SELECT count(*) FROM pg_class WHERE relname = %s AND reltuples >= 0"
    # With so few rows it would be read from end to end while it grows.
    assert await moved.sql(moved.ours, looked_at, "people") == [(0,)]
    rows = await moved.sql(
        moved.ours,
        "SELECT p.phone, m.text FROM messages m JOIN people p ON p.account_id = m.account_id "
        "AND p.id = m.person_id WHERE direction = 'inbound'",
    )
    assert set(before) <= {phone for phone, _ in rows}
    assert {text for _, text in rows} == {TEXT}
    status = "SELECT status FROM messages WHERE id = %s"
    assert await moved.sql(moved.ours, status, answer) == [("unknown",)]
    assert await moved.sql(moved.ours, "SELECT DISTINCT state FROM mails") == [("failed",)]
    assert await moved.sql(moved.ours, "SELECT DISTINCT status FROM agents") == [("offline",)]
    # The chain of versions of whatever changed in restoring has no gap.
    gaps = await moved.sql(
        moved.ours,
        "SELECT subject_id FROM events GROUP BY subject_id "
        "HAVING count(DISTINCT version) <> max(version) - min(version) + 1",
    )
    assert gaps == []


def test_without_the_keys_it_says_what_stays_closed_and_nothing_looks_forged(
    here: Home, there: Home, world: World, tmp_path: Path
) -> None:
    asyncio.run(prepare_keys(world, here))
    # The new home has a key of the same name by now, which is another one.
    load_secrets(settings_for(there.folder, secret_key=None))
    file = tmp_path / "b.tar"
    done = here.shell.run_alone("backup", str(file))
    assert done.returncode == 0, done.stderr
    assert "THE KEYS ARE NOT IN IT" in done.stderr
    put_back = there.shell.run_alone("restore", str(file), "--json")
    assert put_back.returncode == 0, put_back.stderr
    told = json.loads(put_back.stdout)
    # Besides that of the world's carriers, which is nowhere; nothing needs the newest yet.
    assert told["missing_keys"][1:] == ["k0001"]
    assert "THESE KEYS ARE NOT HERE: e" in put_back.stderr
    assert sorted(p.name for p in (there.folder / "keys" / "secrets").iterdir()) == ["k0003"]
    assert there.shell.run_alone("audit", "verify").returncode == 3
    for key in (here.folder / "keys" / "secrets").iterdir():
        (there.folder / "keys" / "secrets" / key.name).write_bytes(key.read_bytes())
    assert there.shell.run_alone("audit", "verify").returncode == 0


async def prepare_keys(world: World, home: Home) -> None:
    load_secrets(settings_for(home.folder, secret_key=None))
    assert home.shell.run_alone("audit", "seal").returncode == 0
    add_key(home.folder)


def test_every_table_comes_back_and_one_in_use_is_replaced_only_when_asked(
    here: Home, there: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "b.tar"
    with psycopg.connect(superuser_of(here)) as connection:
        filled = fill(connection)
    assert min(filled.values()) > 0
    load_secrets(settings_for(here.folder, secret_key=None))
    shell = here.shell
    assert shell.run_alone("backup", str(file), "--with-keys").returncode == 0
    assert there.shell.run_alone("restore", str(file)).returncode == 0
    before, after = rows_of(here), rows_of(there)
    assert {name for name in before if before[name] != after[name]} <= TOUCHED
    assert after["sessions"] == after["once"] == []
    with psycopg.connect(superuser_of(there)) as connection:
        states = connection.execute("SELECT DISTINCT state FROM webhook_deliveries").fetchall()
        pushes = connection.execute("SELECT DISTINCT state FROM wire_pushes").fetchall()
        texts = connection.execute("SELECT DISTINCT state FROM inbound_deliveries").fetchall()
        leases = connection.execute("SELECT DISTINCT holder FROM leases").fetchall()
    assert (states, texts) == ([("failed",)], [("failed",)])
    assert (pushes, leases) == ([("given_up",)], [(None,)])
    assert "it has 2 accounts" in there.refused("restore", str(file))
    refuse_halves(there, file, monkeypatch)
    again = there.shell.run_alone("restore", str(file), "--replace", "--json")
    assert again.returncode == 0, again.stderr
    kept = json.loads(again.stdout)["moved_aside"]
    assert any(each.startswith("the database ") for each in kept), kept
    look_after_what_is_kept(there, kept)
    shown = json.loads(there.shell.run_alone("account", "list", "--json").stdout)["accounts"]
    assert [each["name"] for each in shown] == ["Ours Ltd", "Theirs Ltd"]


def look_after_what_is_kept(home: Home, kept: list[str]) -> None:
    """It is listed, deleted when that is said, and nothing else is."""
    before = contents(home)
    assert "Nothing was deleted" in home.shell.run_alone("db", "replaced").stderr
    found = json.loads(home.shell.run_alone("db", "replaced", "--delete", "--json").stdout)
    assert [f"the database {each}" for each in found["databases"]] == kept[-1:]
    assert set(kept[:-1]) <= set(found["folders"])
    assert "No restore has moved" in home.shell.run_alone("db", "replaced").stdout
    left = {path: what for path, what in before[1].items() if ".replaced-" not in str(path)}
    assert contents(home) == (before[0], left)


def refuse_halves(home: Home, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where one of the folders cannot be moved, neither the others nor the database are."""
    before, rename = contents(home), Path.rename

    def busy(path: Path, target: Path) -> Path:
        if path.name == "keys.restoring":
            raise OSError(errno.EBUSY, "busy", str(path))
        return rename(path, target)

    settings = settings_for(
        home.folder, secret_key=None, database_url=home.address.app,
        database_engine_url=home.address.engine, database_owner_url=home.address.owner,
    )  # fmt: skip
    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", busy)
        with pytest.raises(OSError, match="busy"):
            restore(settings, file, replace=True, tell=lambda _: None)
    assert contents(home) == before


TOUCHED = {
    "accounts", "agents", "audit", "consumers", "event_epochs", "events", "inbound_deliveries",
    "leases", "mails", "once", "sessions", "sms_parts", "timers", "webhook_deliveries",
    "wire_pushes", "wire_texts",
}  # fmt: skip
"""What is different after a restore, and nothing else is."""


def rows_of(home: Home) -> dict[str, list[str]]:
    """Every row of every table as a text."""
    with psycopg.connect(superuser_of(home)) as connection:
        return {
            name: sorted(
                row[0]
                for row in connection.execute(
                    SQL("SELECT {name}::text FROM {name}").format(name=Identifier(name))
                )
            )
            for name in counts(connection)
        }


def test_what_is_there_is_not_written_over_and_a_full_disk_leaves_nothing(
    here: Home, tmp_path: Path
) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    (folder / "b.tar").write_text("precious")
    assert "is not written over" in here.refused("backup", str(folder / "b.tar"))
    assert (folder / "b.tar").read_text() == "precious"
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, hard))
    try:
        refused = here.refused("backup", str(folder / "c.tar"))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert "There is no room for the backup" in refused
    assert [path.name for path in folder.iterdir()] == ["b.tar"]
    assert "Nothing can be written" in here.refused("backup", str(folder / "no" / "c.tar"))
