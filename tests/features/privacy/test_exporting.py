"""A person's data as a file: all of it, for who asked while he still may, until it expires."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING

import pytest

from hubbub.features.privacy import exporting, repository
from tests.deeds import Deeds
from tests.features.privacy.test_erasing import ANNA, BERT, carry_out

if TYPE_CHECKING:
    from pathlib import Path

    from tests.api import Api
    from tests.world import World

HOSTILE = "<script>alert(1)</script> čšž"


async def test_all_that_is_kept_is_in_the_file_and_only_its_maker_gets_it(
    world: World, api: Api, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(repository, "CHUNK", 2)
    monkeypatch.setattr(exporting, "CHUNK", 2)
    ours, founder = world.ours, world.ours.founder
    deeds = Deeds(world, api, ours)
    id_ = await deeds.text_in(ANNA, HOSTILE)
    for n in range(4):
        await deeds.text_in(ANNA, f"Text {n}")
    await deeds.text_in(BERT, "Not Anna's")
    person = (await api.get(founder, f"/api/conversations/{id_}"))["person"]["id"]
    path = f"/api/people/{person}"
    begun = await api.send(founder, "POST", f"{path}/exports")
    assert begun.status_code == 202
    await carry_out(world, tmp_path)
    [job] = (await api.get(founder, f"{path}/privacy"))["exports"]
    assert (job["state"], job["progress"], job["total"]) == ("done", 10, 10)
    got = await api.send(founder, "GET", f"{path}/exports/{job['id']}/file")
    assert got.status_code == 200
    assert "attachment" in got.headers["Content-Disposition"]
    with zipfile.ZipFile(io.BytesIO(got.content)) as archive:
        told = json.loads(archive.read("person.json"))
        page = archive.read("person.html").decode()
    assert told["complete"]
    assert told["person"]["phone"] == ANNA
    assert [each["text"] for each in told["texts"]] == [HOSTILE, *(f"Text {n}" for n in range(4))]
    assert [each["id"] for each in told["conversations"]] == [id_]
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert "Not Anna" not in page
    assert "End of the file" in page
    await see_who_may_fetch_it(world, api, path, job["id"])


async def see_who_may_fetch_it(world: World, api: Api, path: str, job_id: str) -> None:
    """Its maker, for a week; nobody else, whatever he may."""
    ours, founder = world.ours, world.ours.founder
    colleague = ours.supervisor
    role = ours.roles["administrator"]
    await world.sql(
        ours, "INSERT INTO user_roles (account_id, user_id, role_id) VALUES (%s, %s, %s)",
        ours.id, colleague.user_id, role,
    )  # fmt: skip
    await world.sql(
        ours, "UPDATE accounts SET access_version = access_version + 1 WHERE account_id = %s",
        ours.id,
    )  # fmt: skip
    seen = (await api.get(colleague, f"{path}/privacy"))["exports"]
    assert [each["is_mine"] for each in seen] == [False]
    other = await api.send(colleague, "GET", f"{path}/exports/{job_id}/file")
    assert other.status_code == 404
    await world.sql(
        ours,
        "UPDATE timers SET ended_at = now() - interval '8 days' WHERE account_id = %s",
        ours.id,
    )
    gone = await api.send(founder, "GET", f"{path}/exports/{job_id}/file")
    assert gone.status_code == 410
