"""The Python sources of the repository, parsed once, for the rules that are checked on them."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TREES = ("hubbub", "tests", "tooling", "benchmarks")
FILES = ("bootstrap.py", "hatch_build.py")


@dataclass(frozen=True, slots=True)
class Source:
    """One module: `path` relative to the repository, with forward slashes."""

    path: str
    text: str
    tree: ast.Module

    @property
    def is_product(self) -> bool:
        return self.path.startswith("hubbub/")


@cache
def sources() -> tuple[Source, ...]:
    """All modules, sorted by path; what is built or generated into a folder is not among them."""
    paths = [ROOT / name for name in FILES]
    for tree in TREES:
        paths += sorted((ROOT / tree).rglob("*.py"))
    return tuple(
        parse(path.relative_to(ROOT).as_posix(), path.read_text("utf-8"))
        for path in paths
        if not path.is_relative_to(ROOT / "hubbub" / "web")
    )


def product() -> tuple[Source, ...]:
    return tuple(source for source in sources() if source.is_product)


def parse(path: str, text: str) -> Source:
    return Source(path, text, ast.parse(text, path))
