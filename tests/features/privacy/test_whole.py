"""A whole account as a file: every table or a word why not, nothing that lets anybody in."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING

import pytest

from hubbub.entrypoints.privacy import privacy_jobs
from hubbub.features.privacy.whole import repository
from hubbub.features.privacy.whole.repository import KINDS, LEFT_OUT
from hubbub.kernel.files.files import Files, in_chunks
from hubbub.kernel.files.models import NewFile
from hubbub.kernel.jobs.running import run_next
from tests.deeds import Deeds
from tests.features.privacy.test_erasing import ANNA, carry_out
from tests.world import settings_for

if TYPE_CHECKING:
    from pathlib import Path

    from hubbub.kernel.database import Database
    from tests.api import Api
    from tests.world import World

PATH = "/api/account/exports"
TABLES = """
SELECT c.relname::text, array_agg(a.attname::text) FROM pg_class c
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
  AND NOT c.relispartition GROUP BY c.relname
"""


async def test_every_table_of_an_account_is_taken_along_or_left_for_a_reason(
    database: Database,
) -> None:
    async with database.engine() as tx:
        tables = {row[0]: row[1] for row in await tx.rows(TABLES)}
    of_accounts = {name for name, columns in tables.items() if "account_id" in columns}
    assert of_accounts == {*KINDS, *LEFT_OUT}
    secret = ("sealed_", "_hash", "_sha256", "salt")
    shown = [
        (name, column)
        for name, kind in KINDS.items()
        for column in tables[name]
        if column.startswith(secret) or column.endswith(secret)
        if column not in kind.hidden
    ]
    # Hashes of what stands beside them.
    assert sorted(shown) == [("audit", "address_hash"), ("audit_values", "salt")]


async def test_all_of_it_comes_in_chunks_to_whom_asked_and_only_while_he_may(
    world: World, api: Api, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(repository, "CHUNK", 2)
    ours, founder = world.ours, world.ours.founder
    await Deeds(world, api, ours).text_in(ANNA, "Ours alone")
    await Deeds(world, api, world.theirs).text_in(ANNA, "Not to be seen")
    refused = await api.send(ours.administrator, "POST", PATH)
    assert refused.status_code == 403
    assert (await api.send(founder, "POST", PATH)).status_code == 202
    assert (await api.send(founder, "POST", PATH)).status_code == 202
    await carry_out(world, tmp_path)
    [job] = (await api.get(founder, PATH))["items"]
    assert job["state"] == "done"
    got = await api.send(founder, "GET", f"{PATH}/{job['id']}/file")
    with zipfile.ZipFile(io.BytesIO(got.content)) as archive:
        read = {name: archive.read(name).decode() for name in archive.namelist()}
    assert {*read} >= {"about.json", *(f"{kind}.jsonl" for kind in KINDS)}
    users = [json.loads(line) for line in read["users.jsonl"].splitlines()]
    assert len(users) == len(ours.people)
    assert "password_hash" not in users[0]
    assert "Ours alone" in read["messages.jsonl"]
    whole = "".join(read.values())
    assert "Not to be seen" not in whole
    assert "$argon2" not in whole
    counts = {table: len(read[f"{table}.jsonl"].splitlines()) for table in ("events", "audit")}
    for table, count in counts.items():
        found = await world.sql(
            ours, f"SELECT count(*)::int FROM {table} WHERE account_id = %s", ours.id
        )
        # What fetching it adds came after.
        assert found[0][0] - 1 <= count <= found[0][0]

    # Erasing somebody takes the files along in which he stands.
    [person] = await world.sql(ours, "SELECT id FROM people WHERE account_id = %s", ours.id)
    await api.send(founder, "POST", f"/api/people/{person[0].hex}/erasure", {"number": ANNA})
    await api.send(founder, "POST", PATH)
    await world.sql(
        ours, "DELETE FROM user_roles WHERE account_id = %s AND user_id = %s AND role_id = %s",
        ours.id, founder.user_id, ours.roles["administrator"],
    )  # fmt: skip
    while await run_next(world.database, privacy_jobs(settings_for(tmp_path))):
        pass
    ended = "SELECT kind, state FROM timers WHERE account_id = %s AND kind LIKE '%%_e%%' ORDER BY 2"
    assert ("account_export", "failed") in await world.sql(ours, ended, ours.id)


@pytest.mark.parametrize("damage", ["other bytes", "fewer bytes", "gone", "unreadable"])
async def test_a_damaged_file_is_left_out_and_told_of_and_all_else_comes(
    damage: str, world: World, api: Api, tmp_path: Path
) -> None:
    ours, founder = world.ours, world.ours.founder
    files = Files(tmp_path)
    kept = {}
    for name in ("bad.txt", "good.txt"):
        new = NewFile(name, "text/plain", "sample", ours.founder.user_id)
        async with world.database.transaction(ours.id) as tx:
            kept[name] = await files.store(tx, new, in_chunks(b"What was stored"))
    path = tmp_path / "files" / ours.id.hex / kept["bad.txt"].id.hex
    if damage in ("gone", "unreadable"):
        path.unlink()
    if damage == "unreadable":
        path.mkdir()
    if damage.endswith("bytes"):
        path.write_bytes(b"What was" if damage == "fewer bytes" else b"What was st0red")
    await api.send(founder, "POST", PATH)
    await carry_out(world, tmp_path)
    [job] = (await api.get(founder, PATH))["items"]
    assert (job["state"], job["error"]) == ("done", None)
    got = await api.send(founder, "GET", f"{PATH}/{job['id']}/file")
    with zipfile.ZipFile(io.BytesIO(got.content)) as archive:
        assert archive.testzip() is None
        found = [name for name in archive.namelist() if name.startswith("files/")]
        assert [name.partition(" ")[2] for name in found] == ["good.txt"]
        assert archive.read(found[0]) == b"What was stored"
        about = json.loads(archive.read("about.json"))
    assert about["damaged_files"] == [{"id": kept["bad.txt"].id.hex, "name": "bad.txt"}]
    assert about["account"] == {"id": ours.id.hex, "name": "Ours Ltd"}
