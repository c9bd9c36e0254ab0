"""An installation whose folder of keys is gone: nothing looks forged, and they can be put back."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.entrypoints.commands.homes import Home
    from tests.world import World


async def test_the_new_key_has_another_name_than_those_that_are_lost(
    world: World, here: Home
) -> None:
    await world.text_in(world.ours, "+385919876543", "Hello")
    assert (await here.run("audit", "seal")).returncode == 0
    assert (await here.run("audit", "verify")).returncode == 0
    keys = here.folder / "keys"
    kept = shutil.move(keys, here.folder / "kept")

    verified = await here.run("audit", "verify")
    assert (verified.returncode, "keys.lost" in verified.stderr) == (3, True), verified
    (new,) = (keys / "secrets").iterdir()
    assert new.name == "k0002"
    # Said once: by then it is known what is missing, and each command shows what it comes to.
    assert "keys.lost" not in (await here.run("keys", "list")).stderr

    shutil.copytree(kept, keys, dirs_exist_ok=True)
    assert (await here.run("audit", "verify")).returncode == 0
