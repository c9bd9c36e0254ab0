"""Begins a step of the schema: the next number, and a file to write the SQL into."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from alembic import command
from alembic.config import Config

STEPS = Path(__file__).resolve().parents[1] / "hubbub" / "migrations"


def begin(what: str, steps: Path = STEPS) -> Path:
    """Write the file of a step that does `what`; its path."""
    numbers = [
        int(path.name[:4]) for path in (steps / "versions").glob("[0-9][0-9][0-9][0-9]_*.py")
    ]
    number = f"{max(numbers, default=0) + 1:04}"
    config = Config()
    config.set_main_option("script_location", str(steps).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    command.revision(config, what[:1].upper() + what[1:], rev_id=number)
    slug = "_".join(re.findall(r"\w+", what.lower()))
    return steps / "versions" / f"{number}_{slug}.py"


if __name__ == "__main__":
    begin(" ".join(sys.argv[1:]))
