"""Unpacks the files and keys of a backup beside those in use, and puts them in their place."""

import os
import shutil
from collections.abc import Callable, Generator, Iterable, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from hubbub.kernel.backups.archive import sync_folder
from hubbub.kernel.backups.journal import Journal, forget_journal
from hubbub.kernel.backups.manifest import Manifest
from hubbub.kernel.backups.reading import FILE, KEY, content, members, opened
from hubbub.kernel.secrets import RING, begin_ring_above, fingerprints
from hubbub.kernel.settings import Settings

Tell = Callable[[str], None]
KINDS = ("files", "keys", RING)


@dataclass(slots=True)
class Folders:
    """The folders of a home that a backup fills; `stamp` names what is moved aside."""

    home: Path
    stamp: str
    aside: list[Path] = field(default_factory=list[Path])
    journal: Journal = field(default_factory=Journal)

    @contextmanager
    def drafted(self, database: str) -> Generator[None]:
        """Room for the drafts; that of the database is called so. It is written down, for whoever
        undoes it where this fails or is killed."""
        self.journal.draft = database
        self.journal.write(self.home)
        discard_drafts(self.home)
        yield
        discard_drafts(self.home)
        # A data folder that was moved aside before the drafts is not ours to forget.
        if self.journal.data is None:
            forget_journal(self.home)

    def unpack(self, path: Path, tell: Tell) -> None:
        """Everything into the drafts."""
        with opened(path) as archive:
            for member in members(archive):
                if FILE.fullmatch(member.name) or KEY.fullmatch(member.name):
                    kind, _, rest = member.name.partition("/")
                    tell(f"Unpacking {kind}")
                    _write(self._draft(kind) / rest, content(archive, member))
        for kind in ("files", "keys"):
            for folder, _, _ in os.walk(self._draft(kind)):
                sync_folder(Path(folder))

    def put_in_place(self, manifest: Manifest) -> None:
        """The files, and the keys when the backup has them."""
        self._draft("files").mkdir(mode=0o700, parents=True, exist_ok=True)
        self._swap("files")
        if manifest.keys is not None:
            self._swap("keys")

    def _swap(self, kind: str) -> None:
        self.set_aside(self.home / kind)
        if self._draft(kind).is_dir():
            self._move(self._draft(kind), self.home / kind)
        sync_folder(self.home)

    def _move(self, source: Path, target: Path) -> None:
        self.journal.moves.append((str(source), str(target)))
        self.journal.write(self.home)
        source.rename(target)
        sync_folder(source.parent)

    def begin_ring(self, used: Iterable[str]) -> None:
        """A ring with one new key, in the place of the one that is there."""
        ring = self.home / "keys" / RING
        self.set_aside(ring)
        begin_ring_above(self._draft(RING), used)
        ring.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._move(self._draft(RING), ring)

    def set_aside(self, folder: Path) -> None:
        if folder.is_dir() and any(path.is_file() for path in folder.rglob("*")):
            aside = folder.with_name(f"{folder.name}.replaced-{self.stamp}")
            self._move(folder, aside)
            self.aside.append(aside)
        else:
            shutil.rmtree(folder, ignore_errors=True)

    def _draft(self, kind: str) -> Path:
        return _draft(self.home, kind)


def discard_drafts(home: Path) -> None:
    """Also those that a restore has left which was killed."""
    for kind in KINDS:
        shutil.rmtree(_draft(home, kind), ignore_errors=True)


def _draft(home: Path, kind: str) -> Path:
    return home / f"{kind}.restoring"


def missing_keys(
    settings: Settings, known: Mapping[str, str], needed: set[str], folders: Folders
) -> list[str]:
    """The ids of needed keys that are not at hand, where `known` says what each looks like. A home
    whose key has the name of another one is given a ring of its own, since what cannot be opened
    would otherwise look forged."""
    present = fingerprints(settings)
    strange = {
        name for name in needed & known.keys() & present.keys() if present[name] != known[name]
    }
    if settings.secret_key is not None:
        return sorted(strange | (needed - present.keys()))
    missing = needed if strange else needed - present.keys()
    if missing and (strange or not present):
        folders.begin_ring({*known, *needed})
    return sorted(missing)


def _write(path: Path, source: IO[bytes]) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        shutil.copyfileobj(source, file)
        file.flush()
        os.fsync(descriptor)
