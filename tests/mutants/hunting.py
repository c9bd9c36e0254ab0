"""Plants each bug in a copy of the sources and runs its tests, which have to fail."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tests.cluster import new_cluster
from tests.mutants.patches import ROOT, Patch
from tests.mutants.sharing import FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

COPIED = ("hubbub", "tests", "tooling", "benchmarks", "docs", "desk")
LIMIT = 300
LEFT_OUT = shutil.ignore_patterns("node_modules", "__pycache__", "dist", ".git")


class Fate(StrEnum):
    """What became of a bug."""

    KILLED = "killed"
    SURVIVED = "SURVIVED"
    BROKEN = "BROKEN"
    """The tests could not even be collected: a patch that breaks the import proves nothing."""


class Hunt:
    """A copy of the sources, and one cluster for all runs."""

    def __init__(self, tree: Path, cluster: Path) -> None:
        self._tree = tree
        self._cluster = cluster

    def fate(self, patch: Patch) -> Fate:
        """Plant it, run its tests, and take it out again."""
        path = self._tree / patch.file
        sound = path.read_text(encoding="utf-8")
        path.write_text(patch.broken(sound), encoding="utf-8")
        try:
            code = self.run(patch.tests, log=None)
        finally:
            path.write_text(sound, encoding="utf-8")
        if code == 0:
            return Fate.SURVIVED
        return Fate.KILLED if code == 1 else Fate.BROKEN

    def run(self, tests: Sequence[str], *, log: Path | None) -> int:
        """The exit code of pytest up to its first failure; 1 also for a run without an end."""
        environment = {**os.environ, FOLDER: str(self._cluster), "PYTHONPATH": str(self._tree)}
        environment["PYTHONDONTWRITEBYTECODE"] = "1"
        plugins = ("-p", "tests.mutants.sharing", "-p", "no:xdist")
        command = [sys.executable, "-m", "pytest", "-x", "--tb=line", *plugins, *tests]
        output = subprocess.DEVNULL if log is None else log.open("w", encoding="utf-8")
        try:
            done = subprocess.run(
                command,
                cwd=self._tree,
                env=environment,
                timeout=LIMIT if log is None else None,
                stdout=output,
                stderr=subprocess.STDOUT,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return 1
        return done.returncode


@contextmanager
def hunt() -> Iterator[Hunt]:
    """The copy and the cluster go away at the end; the sources themselves are never touched."""
    cluster = new_cluster()
    try:
        with TemporaryDirectory(prefix="hubbub-mutants-") as folder:
            tree = Path(folder)
            for name in COPIED:
                shutil.copytree(ROOT / name, tree / name, ignore=LEFT_OUT)
            for path in ROOT.iterdir():
                if path.is_file():
                    shutil.copy(path, tree / path.name)
            yield Hunt(tree, cluster.folder)
    finally:
        cluster.close()
