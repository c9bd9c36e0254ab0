"""A backup that was killed leaves nothing for long, and the keys are only what is a key's."""

from __future__ import annotations

import fcntl
import os
import time
from typing import TYPE_CHECKING

from hubbub.kernel.backups.archive import Archive, whole_or_nothing
from hubbub.kernel.backups.reading import opened
from hubbub.kernel.backups.taking import _write_keys

if TYPE_CHECKING:
    from pathlib import Path


def test_what_a_killed_one_has_left_goes_with_the_next(tmp_path: Path) -> None:
    left, written, young, other = (
        tmp_path / name
        for name in (
            ".monday.tar.0123abcd.hubbub-part", ".tuesday.tar.0123abcd.hubbub-part",
            ".now.tar.0123abcd.hubbub-part", ".monday.tar.0123abcd.part",
        )
    )  # fmt: skip
    for path in (left, written, young, other):
        path.write_bytes(b"texts of customers")
        if path != young:
            hour_ago = time.time() - 3600
            os.utime(path, (hour_ago, hour_ago))
    with written.open() as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with whole_or_nothing(tmp_path / "today.tar") as file:
            file.write(b"x")
    assert sorted(tmp_path.iterdir()) == sorted([written, young, other, tmp_path / "today.tar"])


def test_keys_are_what_is_read_again_as_such(tmp_path: Path) -> None:
    folder = tmp_path / "keys"
    for name in ("secrets/k0001", "secrets/k0001 (copy)", ".git/config", "tls/key.pem", "n" * 97):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"key")
    with whole_or_nothing(tmp_path / "b.tar") as file:
        archive = Archive(file)
        assert _write_keys(folder, archive).bundle().count == 2
        archive.finish()
    with opened(tmp_path / "b.tar") as written:
        assert written.getnames() == ["keys/secrets/k0001", "keys/tls/key.pem"]
