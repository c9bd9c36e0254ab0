"""A backup that was cut off, changed or forged is refused, whatever it was done to."""

from __future__ import annotations

import gzip
import io
import tarfile
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import msgspec
import pytest

from hubbub.kernel.backups import manifest as about
from hubbub.kernel.backups.archive import Archive, whole_or_nothing
from hubbub.kernel.backups.errors import BackupError
from hubbub.kernel.backups.loading import _unpacked
from hubbub.kernel.backups.manifest import Manifest, TablePart, Tally
from hubbub.kernel.backups.reading import look_over

if TYPE_CHECKING:
    from pathlib import Path

FILE = f"files/{'a' * 32}/{'b' * 32}"


def written(path: Path) -> Manifest:
    """A small backup, as it is taken."""
    with whole_or_nothing(path) as file:
        archive, files = Archive(file), Tally()
        with archive.part(FILE) as part:
            part.write(b"Hello")
        files.add(FILE, part.size, part.sha256)
        with archive.part("database/people.copy.gz") as part:
            part.write(b"x" * 70_000)
        found = Manifest(
            hubbub="1", step="0001", postgres="18", taken_at=datetime.now(UTC), accounts=1,
            tables=[TablePart("people", ["id"], 1, part.size, part.sha256)], sequences={},
            months=[], files=files.bundle(), keys=None,
        )  # fmt: skip
        content = about.encode(found)
        for name, text in ((about.NAME, content), (about.SUM, about.checksum(content))):
            with archive.part(name) as part:
                part.write(text)
        archive.finish()
    return found


def look(path: Path) -> Manifest:
    return look_over(path, lambda _: None)


def test_a_whole_one_is_read_by_us_and_by_every_tar(tmp_path: Path) -> None:
    path = tmp_path / "b.tar"
    assert written(path) == look(path)
    with tarfile.open(path) as archive:
        assert archive.getnames() == [FILE, "database/people.copy.gz", about.NAME, about.SUM]


def test_one_that_was_cut_off_anywhere_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "b.tar"
    written(path)
    whole = path.read_bytes()
    end = whole.rindex(about.SUM.encode()) + 512 + 64
    for length in [0, 100, 512, 515, 1024, 1536, 2000, 50_000, len(whole) // 2, end]:
        path.write_bytes(whole[:length])
        with pytest.raises(BackupError):
            look(path)


def test_a_changed_byte_anywhere_that_counts_is_found(tmp_path: Path) -> None:
    path = tmp_path / "b.tar"
    written(path)
    whole = path.read_bytes()
    places = [whole.index(each) for each in (b"Hello", b"xxxx", b'"rows"', b'"accounts"', b"aaaa")]
    for place in places:
        path.write_bytes(whole[:place] + b"?" + whole[place + 1 :])
        with pytest.raises(BackupError):
            look(path)


@pytest.mark.parametrize("name", ["../etc/passwd", "/etc/passwd", "keys/../../x", "files/x", "a"])
def test_it_holds_nothing_under_a_name_that_we_do_not_give(tmp_path: Path, name: str) -> None:
    path = tmp_path / "b.tar"
    with tarfile.open(path, "w") as archive:
        info = tarfile.TarInfo(name)
        info.size = 1
        archive.addfile(info, io.BytesIO(b"x"))
    with pytest.raises(BackupError, match="no backup of Hubbub"):
        look(path)


def test_a_link_is_no_part_of_a_backup(tmp_path: Path) -> None:
    path = tmp_path / "b.tar"
    with tarfile.open(path, "w") as archive:
        info = tarfile.TarInfo(FILE)
        info.type, info.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(info)
    with pytest.raises(BackupError, match="no file"):
        look(path)


def test_what_claims_a_size_that_it_does_not_have_is_no_part_of_a_backup(tmp_path: Path) -> None:
    path = tmp_path / "b.tar"
    with tarfile.open(path, "w", format=tarfile.PAX_FORMAT) as archive:
        info = tarfile.TarInfo(FILE)
        info.pax_headers = {"GNU.sparse.size": str(10**15), "GNU.sparse.map": "0,0"}
        archive.addfile(info)
    with pytest.raises(BackupError, match="no file"):
        look(path)


def test_any_other_file_is_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "b.tar"
    for content in (b"", b"%PDF-1.7" * 1000, bytes(10_240)):
        path.write_bytes(content)
        with pytest.raises(BackupError, match="no backup of Hubbub"):
            look(path)
    with pytest.raises(BackupError, match="There is no file"):
        look(tmp_path / "other.tar")


def test_what_the_list_says_is_not_believed_because_its_sum_is_right(tmp_path: Path) -> None:
    path = tmp_path / "b.tar"
    good = msgspec.json.decode(about.encode(written(path)))
    for field, value in (
        ("months", ["2026-13"]), ("months", ["0000-01\n"]), ("sequences", {"a'b": 1}),
        ("sequences", {"a": 2**70}), ("taken_at", "2026-11-27T00:00:00"),
        ("hubbub", "1\x1b[2J"), ("key_ids", {"k" + "9" * 5000: "x"}), ("tables", [{}]),
        ("accounts", "many"),
    ):  # fmt: skip
        content = msgspec.json.encode({**good, field: value})
        with pytest.raises(BackupError, match="cannot be read"):
            about.decode(content, about.checksum(content))
    deep = b"[" * 100_000
    with pytest.raises(BackupError, match="cannot be read"):
        about.decode(deep, about.checksum(deep))


@pytest.mark.parametrize("at", [0, 100, 124, 148, 156, 257, 345])
def test_a_header_that_makes_no_sense_ends_in_a_sentence(tmp_path: Path, at: int) -> None:
    path = tmp_path / "b.tar"
    written(path)
    whole = path.read_bytes()
    for junk in (b"\xff" * 8, b"\x80" * 8, b"g", b"x", b"L", b"S", b"9" * 11):
        header = bytearray(whole[:512])
        header[at : at + len(junk)] = junk
        if at != 148:
            # With a sum that is right: it is this that anybody can make.
            header[148:156] = b" " * 8
            header[148:156] = f"{sum(header):06o}\0 ".encode()
        path.write_bytes(bytes(header) + whole[512:])
        # Some of it says nothing that counts, such as another owner.
        with suppress(BackupError):
            look(path)


@pytest.mark.parametrize("headers", [
    {"GNU.sparse.map": "x,y"}, {"GNU.sparse.major": "1", "GNU.sparse.minor": "0"},
    {"GNU.sparse.size": "-", "GNU.sparse.map": ""},
])  # fmt: skip
def test_numbers_that_are_none_end_in_a_sentence(tmp_path: Path, headers: dict[str, str]) -> None:
    path = tmp_path / "b.tar"
    with tarfile.open(path, "w", format=tarfile.PAX_FORMAT) as archive:
        info = tarfile.TarInfo(FILE)
        info.pax_headers, info.size = headers, 512
        archive.addfile(info, io.BytesIO(b"?" * 512))
    with pytest.raises(BackupError):
        look(path)


@pytest.mark.parametrize("packed", [b"", b"no gzip", gzip.compress(b"1\n" * 9000)[:-9]])
def test_rows_that_were_damaged_before_they_got_their_sum_are_told_of(packed: bytes) -> None:
    if not packed:
        packed = gzip.compress(b"1\n" * 9000)
        packed = packed[:20] + bytes(20) + packed[40:]
    with pytest.raises(BackupError, match="damaged, in the table people"):
        list(_unpacked(io.BytesIO(packed), "people"))
