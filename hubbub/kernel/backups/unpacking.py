"""Unpacks the files and keys of a backup beside those in use, and puts them in their place."""

import os
import shutil
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from hubbub.kernel.backups.archive import sync_folder
from hubbub.kernel.backups.manifest import Manifest
from hubbub.kernel.backups.reading import FILE, KEY, content, opened
from hubbub.kernel.secrets import RING, begin_ring_above, fingerprints
from hubbub.kernel.settings import Settings

Tell = Callable[[str], None]


@dataclass(slots=True)
class Folders:
    """The folders of a home that a backup fills; `stamp` names what is moved aside."""

    home: Path
    stamp: str
    aside: list[Path] = field(default_factory=list[Path])
    _moved: list[tuple[Path, Path]] = field(default_factory=list[tuple[Path, Path]])
    """From where to where, in order."""

    @contextmanager
    def drafted(self) -> Generator[None]:
        """The drafts, which go away again unless they were put in place."""
        self._discard()
        try:
            yield
        finally:
            self._discard()

    def unpack(self, path: Path, tell: Tell) -> None:
        """Everything into the drafts."""
        with opened(path) as archive:
            for member in archive:
                if FILE.fullmatch(member.name) or KEY.fullmatch(member.name):
                    kind, _, rest = member.name.partition("/")
                    tell(f"Unpacking {kind}")
                    _write(self._draft(kind) / rest, content(archive, member))
        for folder, _, _ in os.walk(self._draft("files")):
            sync_folder(Path(folder))

    @contextmanager
    def in_place(self, manifest: Manifest) -> Generator[None]:
        """The files, and the keys when the backup has them. All is moved back when that fails, as
        where a folder is a mount of its own, or what is done inside."""
        self._draft("files").mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            self._swap("files")
            if manifest.keys is not None:
                self._swap("keys")
            yield
        except BaseException:
            self._move_back()
            raise

    def _discard(self) -> None:
        for kind in ("files", "keys"):
            shutil.rmtree(self._draft(kind), ignore_errors=True)

    def _swap(self, kind: str) -> None:
        self.set_aside(self.home / kind)
        if self._draft(kind).is_dir():
            self._move(self._draft(kind), self.home / kind)
        sync_folder(self.home)

    def _move(self, source: Path, target: Path) -> None:
        source.rename(target)
        self._moved.append((source, target))

    def _move_back(self) -> None:
        while self._moved:
            source, target = self._moved.pop()
            target.rename(source)
        self.aside.clear()

    def set_aside(self, folder: Path) -> None:
        if folder.is_dir() and any(path.is_file() for path in folder.rglob("*")):
            aside = folder.with_name(f"{folder.name}.replaced-{self.stamp}")
            self._move(folder, aside)
            self.aside.append(aside)
        else:
            shutil.rmtree(folder, ignore_errors=True)

    def _draft(self, kind: str) -> Path:
        return self.home / f"{kind}.restoring"


def missing_keys(
    settings: Settings, known: Mapping[str, str], needed: set[str], folders: Folders
) -> list[str]:
    """The ids of needed keys that are not at hand, where `known` says what each looks like. A home
    whose key has the name of another one is given a ring of its own, since what cannot be opened
    would otherwise look forged."""
    present = fingerprints(settings)
    missing = {
        name for name in needed & known.keys() & present.keys() if present[name] != known[name]
    }
    ring = settings.home / "keys" / RING
    if settings.secret_key is None and missing:
        folders.set_aside(ring)
        present = {}
    missing |= needed - present.keys()
    if settings.secret_key is None and missing and not present:
        begin_ring_above(settings.home, {*known, *needed})
    return sorted(missing)


def _write(path: Path, source: IO[bytes]) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        shutil.copyfileobj(source, file)
        file.flush()
        os.fsync(descriptor)
