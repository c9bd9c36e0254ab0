"""What a command saves of somebody is read by nobody but who ran it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from hubbub.entrypoints.privacy import save_result
from hubbub.features.privacy.exporting import exports_of
from tests.deeds import Deeds
from tests.features.privacy.test_erasing import ANNA, carry_out
from tests.world import settings_for

if TYPE_CHECKING:
    from pathlib import Path

    from tests.api import Api
    from tests.world import World


async def test_a_file_that_somebody_else_has_laid_there_before_is_not_written_to(
    world: World, api: Api, tmp_path: Path
) -> None:
    ours, founder = world.ours, world.ours.founder
    id_ = await Deeds(world, api, ours).text_in(ANNA, "Hello")
    person = (await api.get(founder, f"/api/conversations/{id_}"))["person"]["id"]
    await api.send(founder, "POST", f"/api/people/{person}/exports")
    await carry_out(world, tmp_path)
    async with world.database.transaction(ours.id) as tx:
        [job] = await exports_of(tx, UUID(person))
    trap, target = tmp_path / "trap", tmp_path / "anna.zip"
    trap.write_bytes(b"")
    trap.chmod(0o666)
    half = tmp_path / "anna.zip.part"
    half.symlink_to(trap)
    size = await save_result(world.database, settings_for(tmp_path), job, target)
    assert trap.read_bytes() == b""
    assert (target.stat().st_size, target.stat().st_mode & 0o777) == (size, 0o600)
    assert not target.is_symlink()
    assert not half.exists()
