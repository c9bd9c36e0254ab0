"""A stranger's long transaction holds all facts back: it is said, and nothing is lost."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import psycopg

from hubbub.kernel.database import Database
from hubbub.kernel.postgres.configuration import SUPERUSER
from hubbub.reactions.realtime import hub as hub_module
from tests.api import on_sockets
from tests.deeds import PHONES
from tests.entrypoints.test_health import figures
from tests.reactions.realtime.screen import Screen, assert_in_step, watching
from tests.waiting import until
from tests.world import World, build

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.cluster import OwnCluster


async def test_it_is_said_on_the_screens_and_nothing_is_lost(
    own_cluster: OwnCluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub_module, "LATE", timedelta(seconds=0.5))
    monkeypatch.setattr(hub_module, "LOOK_FOR_LATE", timedelta(seconds=0.05))
    made = await build(own_cluster.address, tmp_path)
    database = Database(own_cluster.address, size=3)
    await database.open()
    world = World(made.ours, made.theirs, database)
    # Of another database even, which has nothing to do with us but the server it is on.
    stranger = psycopg.connect(own_cluster.server.dsn("postgres", SUPERUSER))
    try:
        async with (
            on_sockets(own_cluster.address, tmp_path) as server,
            watching(server, world.ours.supervisor) as [screen],
        ):
            stranger.execute("SELECT pg_current_xact_id()")
            for phone in PHONES:
                await world.text_in(world.ours, phone)
            await until(lambda: told(screen) == [True])
            assert screen.shown.conversations == {}
            found = await figures(server)
            assert found["hubbub_tail_lag_facts",] >= len(PHONES)
            assert found["hubbub_tail_lag_seconds",] > 0.5
            async with watching(server, world.ours.founder) as [newcomer]:
                await until(lambda: told(newcomer) == [True])
                stranger.rollback()
                await until(lambda: told(screen) == told(newcomer) == [True, False])
                await assert_in_step(server, screen, newcomer)
            assert len(screen.shown.conversations) == len(PHONES)
            assert (await figures(server))["hubbub_tail_lag_seconds",] == 0
    finally:
        stranger.close()
        await database.close()


def told(screen: Screen) -> list[bool]:
    return [frame["is_late"] for frame in screen.heard if frame["type"] == "late"]
