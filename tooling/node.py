"""The Node that is in the environment as a wheel, and npm with it in the desk's folder."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tooling import desk
from tooling.environment import PYTHON, ROOT, environment


def node() -> Path:
    """Its path; the group `desk` must be installed."""
    done = subprocess.run(
        [PYTHON, "-c", "import sysconfig; print(sysconfig.get_path('platlib'))"],
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    return desk.node_of(Path(done.stdout.strip()))


def npm(*arguments: str) -> None:
    """Run npm, with the packages of the lock file."""
    desk.install(ROOT, node())
    desk.npm(ROOT, node(), *arguments)
