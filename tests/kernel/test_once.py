"""A value that is kept for a moment is fetched once, for its purpose, by its token, in time."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

from hubbub.kernel.files.files import Files
from hubbub.kernel.keeping import tidy_once
from hubbub.kernel.once import look_once, put_once, take_once

if TYPE_CHECKING:
    from pathlib import Path

    from hubbub.kernel.database import Database

SOON = timedelta(minutes=5)


async def test_of_many_who_take_it_one_gets_it(database: Database) -> None:
    token = await put_once(database, "step", {"user": "ana"}, SOON)
    assert await look_once(database, "step", token) == {"user": "ana"}
    taken = await asyncio.gather(*(take_once(database, "step", token) for _ in range(8)))
    assert [each for each in taken if each is not None] == [{"user": "ana"}]
    assert await look_once(database, "step", token) is None


async def test_it_serves_one_purpose_and_one_token(database: Database) -> None:
    token = await put_once(database, "step", {}, SOON)
    assert await take_once(database, "other", token) is None
    assert await take_once(database, "step", token[:-1] + b"x") is None
    assert await take_once(database, "step", b"") is None
    assert await take_once(database, "step", token) == {}


async def test_it_is_gone_when_its_time_is_over(database: Database, tmp_path: Path) -> None:
    late = await put_once(database, "step", {}, timedelta(seconds=-1))
    assert await look_once(database, "step", late) is None
    assert await take_once(database, "step", late) is None
    await put_once(database, "step", {}, timedelta(seconds=-1))
    kept = await put_once(database, "step", {}, SOON)
    await tidy_once(database, Files(tmp_path))
    async with database.engine() as tx:
        assert await tx.value("SELECT count(*) FROM once") == 1
    assert await look_once(database, "step", kept) == {}
