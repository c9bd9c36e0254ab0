"""The planted bugs as data: which text of which file becomes what, and which tests must fail."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent.parent


class PatchGone(Exception):
    """The text that a patch replaces is not there any more, or stands there twice."""


@dataclass(frozen=True, slots=True)
class Patch:
    """One bug."""

    area: str
    name: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...]

    def broken(self, text: str) -> str:
        """The text of the file with the bug in it. Raises PatchGone."""
        count = text.count(self.old)
        if count != 1:
            raise PatchGone(
                f"“{self.name}” ({self.area}.toml) no longer applies: its old text stands {count} "
                f"times in {self.file}. Write it anew for the code as it is now."
            )
        return text.replace(self.old, self.new)


def all_patches() -> list[Patch]:
    """Of all files beside this one; a patch names its tests or takes those of its file."""
    return [
        Patch(
            area=path.stem,
            name=each["name"],
            file=each["file"],
            old=each["old"],
            new=each["new"],
            tests=tuple(each.get("tests", content["tests"])),
        )
        for path in sorted(HERE.glob("*.toml"))
        for content in [tomllib.loads(path.read_text(encoding="utf-8"))]
        for each in content["patch"]
    ]
