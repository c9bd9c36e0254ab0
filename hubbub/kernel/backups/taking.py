"""Takes a backup while everything runs: files, one moment of the database, and keys if wanted."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from importlib.metadata import version
from math import inf
from pathlib import Path
from typing import BinaryIO

from hubbub.kernel.backups import manifest as about
from hubbub.kernel.backups.archive import LONGEST_NAME, Archive, whole_or_nothing
from hubbub.kernel.backups.dumping import Snapshot, dump_tables, snapshot
from hubbub.kernel.backups.manifest import Manifest, Tally
from hubbub.kernel.backups.reading import KEY
from hubbub.kernel.files.stores import FolderStore, Place
from hubbub.kernel.secrets import fingerprints
from hubbub.kernel.settings import Settings

CHUNK = 256 * 1024

Tell = Callable[[str], None]


def take_backup(
    dsn: str, settings: Settings, path: Path, *, with_keys: bool, tell: Tell
) -> Manifest:
    """Write all there is into `path`, as the owner at `dsn`. BackupError leaves nothing there."""
    with whole_or_nothing(path) as file:
        archive = Archive(file)
        files = _Files(FolderStore(settings.home / "files"), archive, tell)
        # Most files before the moment of the database, so that little time lies between that
        # and the last of them: what somebody deletes meanwhile is in both or in neither.
        files.write(files.store.older_than(inf))
        with snapshot(dsn) as taken:
            files.write(Place(*row) for row in taken.file_rows())
            keys = _write_keys(settings.home / "keys", archive) if with_keys else None
            found = _describe(taken, settings, archive, tell, (files.tally, keys))
        _close(archive, found)
        return found


class _Files:
    """The bytes of files, each once."""

    def __init__(self, store: FolderStore, archive: Archive, tell: Tell) -> None:
        self.store = store
        self.tally = Tally()
        self._archive = archive
        self._tell = tell
        self._written: set[bytes] = set()

    def write(self, places: Iterable[Place]) -> None:
        for place in places:
            # Ids are of one account only, and half the memory of both.
            if place.id.bytes not in self._written:
                self._write(place)

    def _write(self, place: Place) -> None:
        try:
            source = self.store.open(place)
        except FileNotFoundError:
            # Deleted a moment ago, or lost long ago, which whoever opens it is told.
            return
        self._written.add(place.id.bytes)
        if len(self._written) % 100 == 1:
            self._tell(f"Files, {len(self._written)} so far")
        with source:
            _write(
                self._archive, f"files/{place.account_id.hex}/{place.id.hex}", source, self.tally
            )


def _write_keys(folder: Path, archive: Archive) -> Tally:
    tally = Tally()
    for path in sorted(folder.rglob("*")):
        name = f"keys/{path.relative_to(folder).as_posix()}"
        # What somebody else has put there under a name of another kind would not be read again.
        if KEY.fullmatch(name) and len(name) <= LONGEST_NAME and path.is_file():
            with path.open("rb") as source:
                _write(archive, name, source, tally)
    return tally


def _write(archive: Archive, name: str, source: BinaryIO, tally: Tally) -> None:
    with archive.part(name) as part:
        while block := source.read(CHUNK):
            part.write(block)
    tally.add(name, part.size, part.sha256)


def _describe(
    taken: Snapshot, settings: Settings, archive: Archive, tell: Tell,
    bundles: tuple[Tally, Tally | None],
) -> Manifest:  # fmt: skip
    files, keys = bundles
    return Manifest(
        hubbub=version("hubbub"),
        step=taken.step,
        postgres=taken.server,
        taken_at=datetime.now(UTC),
        accounts=taken.accounts,
        tables=dump_tables(taken, archive, tell),
        sequences=taken.sequences(),
        months=taken.months(),
        files=files.bundle(),
        keys=None if keys is None else keys.bundle(),
        key_ids=fingerprints(settings),
    )


def _close(archive: Archive, found: Manifest) -> None:
    content = about.encode(found)
    for name, text in ((about.NAME, content), (about.SUM, about.checksum(content))):
        with archive.part(name) as part:
            part.write(text)
    archive.finish()
