"""The vendor's own client against our server on a real port; skipped where npm has none."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from tests.world import PASSWORD

if TYPE_CHECKING:
    from tests.api import Api
    from tests.world import World

SCRIPT = Path(__file__).with_name("foreign_client.js")


async def test_the_client_signs_in_works_and_signs_out(
    world: World, server: Api, modules: Path
) -> None:
    command = ["node", str(SCRIPT), server.origin, world.ours.founder.email, PASSWORD]
    environment = {"NODE_PATH": str(modules), "PATH": os.environ["PATH"]}
    done = await asyncio.to_thread(
        subprocess.run, command, env=environment, capture_output=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    assert json.loads(done.stdout) == {
        "used": [200, 200], "destroyed": 200, "after": 401, "wrong": [401, "invalid_client"],
    }  # fmt: skip
