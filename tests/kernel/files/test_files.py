"""A file is there with its row, whole, or neither of the two is."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from typing import TYPE_CHECKING

import pytest

from hubbub.kernel.errors import NotFound, TooLarge, Unavailable
from hubbub.kernel.files.files import CHUNK, GRACE, SLOWEST, in_chunks
from hubbub.kernel.files.models import FileDamaged, NewFile
from hubbub.kernel.files.repository import files_owned_by
from hubbub.kernel.ids import new_id
from tests.kernel.sample import new_account

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.kernel.files.conftest import Shelf

LONG = bytes(range(256)) * (CHUNK // 100)
NEW = NewFile("a.bin", "application/octet-stream", "sample", new_id())


async def test_what_was_stored_is_read_back_with_its_row(shelf: Shelf) -> None:
    file = await shelf.store(LONG, "long.txt")
    assert (file.name, file.media_type, file.size) == ("long.txt", "text/plain", len(LONG))
    assert file.sha256 == hashlib.sha256(LONG).digest()
    assert await shelf.read(file.id) == LONG
    assert shelf.on_disk() == [f"{shelf.account.hex}/{file.id.hex}"]
    async with shelf.database.transaction(shelf.account) as tx:
        assert await files_owned_by(tx, "sample", file.owner_id) == [file]


async def test_an_empty_file_is_a_file(shelf: Shelf) -> None:
    assert await shelf.read((await shelf.store(b"")).id) == b""


async def test_nobody_else_on_the_machine_can_look_in(shelf: Shelf) -> None:
    (shelf.home / "files").mkdir(mode=0o755)
    path = shelf.path(await shelf.store())
    modes = {each: stat.S_IMODE(each.stat().st_mode) for each in (path, *path.parents[:2])}
    assert list(modes.values()) == [0o600, 0o700, 0o700]


async def test_a_file_of_another_account_does_not_exist(shelf: Shelf) -> None:
    file = await shelf.store()
    stranger = await new_account(shelf.database, "Other")
    async with shelf.database.transaction(stranger) as tx:
        with pytest.raises(NotFound):
            await shelf.files.open_file(tx, file.id)
        assert not await shelf.files.remove(tx, file.id)
    assert await shelf.read(file.id) == b"Hello"


async def test_too_many_bytes_leave_nothing(shelf: Shelf) -> None:
    async with shelf.database.transaction(shelf.account) as tx:
        await shelf.files.store(tx, NEW, in_chunks(b"12345"), most=5)
        with pytest.raises(TooLarge, match="at most 5 bytes"):
            await shelf.files.store(tx, NEW, in_chunks(b"123456"), most=5)
    assert await shelf.rows() == len(shelf.on_disk()) == 1


async def test_a_stream_that_breaks_off_leaves_nothing(shelf: Shelf) -> None:
    async def broken() -> AsyncIterator[bytes]:
        yield LONG
        assert len(shelf.on_disk()) == 1
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        async with shelf.files.receive(broken()):
            pass
    assert shelf.on_disk() == []


@pytest.mark.parametrize("call", ["os.fsync", "pathlib.Path.rename"])
async def test_a_full_disk_is_said_and_leaves_nothing(
    shelf: Shelf, call: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(call, full)
    with pytest.raises(Unavailable, match="disk is full") as found:
        await shelf.store()
    assert found.value.code == "disk_full"
    assert (await shelf.rows(), shelf.on_disk()) == (0, [])


async def test_a_transaction_that_fails_takes_the_bytes_back(shelf: Shelf) -> None:
    async def fail() -> None:
        async with shelf.database.transaction(shelf.account) as tx:
            file = await shelf.files.store(tx, NEW, in_chunks(b"1"))
            assert shelf.path(file).is_file()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    assert (await shelf.rows(), shelf.on_disk()) == (0, [])


async def test_bytes_go_only_after_the_commit_that_deletes_the_row(shelf: Shelf) -> None:
    file = await shelf.store()

    async def change_my_mind() -> None:
        async with shelf.database.transaction(shelf.account) as tx:
            assert await shelf.files.remove(tx, file.id)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await change_my_mind()
    assert await shelf.read(file.id) == b"Hello"
    async with shelf.database.transaction(shelf.account) as tx:
        assert await shelf.files.remove(tx, file.id)
        assert shelf.path(file).is_file()
    assert (await shelf.rows(), shelf.on_disk()) == (0, [])


async def test_a_file_that_is_being_read_can_be_removed(shelf: Shelf) -> None:
    file = await shelf.store(LONG)
    async with shelf.database.transaction(shelf.account) as tx:
        opened = await shelf.files.open_file(tx, file.id)
    async with shelf.database.transaction(shelf.account) as tx:
        await shelf.files.remove(tx, file.id)
    assert await opened.read() == LONG


@pytest.mark.parametrize("content", [b"Hellp", b"Hell", b"Hello!", LONG])
async def test_changed_bytes_are_noticed_before_the_last_is_given(
    shelf: Shelf, content: bytes
) -> None:
    file = await shelf.store()
    shelf.path(file).write_bytes(content)
    async with shelf.database.transaction(shelf.account) as tx:
        opened = await shelf.files.open_file(tx, file.id)
    given: list[bytes] = []

    async def read() -> None:
        async for chunk in opened.chunks():
            given.append(chunk)  # noqa: PERF401 - what came before the error counts

    with pytest.raises(FileDamaged):
        await read()
    assert sum(map(len, given)) < len(content)


async def test_missing_bytes_are_damage_and_not_a_missing_file(shelf: Shelf) -> None:
    file = await shelf.store()
    shelf.path(file).unlink()
    with pytest.raises(FileDamaged):
        await shelf.read(file.id)


async def test_what_a_crash_left_is_swept_and_nothing_else(shelf: Shelf) -> None:
    kept, fresh = await shelf.store(), await shelf.store()
    folder = shelf.path(kept).parent
    strays = {
        "without a row": folder / new_id().hex,
        "half received": shelf.home / "files" / "incoming" / "ab",
    }
    spared = {
        "in a transaction now": folder / new_id().hex,
        "of another database": shelf.home / "files" / new_id().hex / new_id().hex,
        "not ours": folder / "README",
    }
    for path in (*strays.values(), *spared.values()):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"x")
    for path in (*strays.values(), spared["of another database"], spared["not ours"]):
        _age(path, SLOWEST if path == strays["half received"] else GRACE)
    _age(shelf.path(kept))
    assert await shelf.files.sweep(shelf.database) == 1
    assert [name for name, path in strays.items() if path.exists()] == []
    assert [name for name, path in spared.items() if not path.exists()] == []
    assert await shelf.read(kept.id) == await shelf.read(fresh.id) == b"Hello"


def _age(path: Path, seconds: float = GRACE) -> None:
    moment = path.stat().st_mtime - seconds - 60
    os.utime(path, (moment, moment))
