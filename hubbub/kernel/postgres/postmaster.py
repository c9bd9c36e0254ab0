"""Reads what a PostgreSQL server leaves in its data folder and tells a living one from a dead."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

PID_LINE, STATUS_LINE = 0, 7


@dataclass(frozen=True, slots=True)
class PidFile:
    """The lines of `postmaster.pid` that matter; `ready` once connections are taken."""

    pid: int
    ready: bool


def read_pid_file(data: Path) -> PidFile | None:
    """The pid file of the data folder; None where there is none or it is not yet written."""
    try:
        lines = (data / "postmaster.pid").read_text("utf-8", "replace").splitlines()
        pid = int(lines[PID_LINE])
    except (OSError, ValueError, IndexError):
        return None
    ready = len(lines) > STATUS_LINE and lines[STATUS_LINE].strip() == "ready"
    return PidFile(pid, ready) if pid > 0 else None


def is_postmaster(pid: int, data: Path) -> bool:
    """Whether the process lives, is no zombie and serves this data folder.

    A pid alone proves nothing: after a crash it may be a zombie that nobody collected, and in a
    container that starts anew the same number belongs to another program.
    """
    if sys.platform == "linux":
        # A zombie has no working folder, and a postmaster's is its data folder.
        return _working_folder(str(pid)) == data.resolve()
    return _status_and_name(pid).rpartition("/")[2].endswith("postgres")


def works_in(data: Path) -> bool:
    """Whether any process, such as a backend that outlived its postmaster, uses the folder."""
    if sys.platform != "linux":
        return False
    folder = data.resolve()
    processes = (entry.name for entry in Path("/proc").iterdir() if entry.name.isdigit())
    return any(_working_folder(pid) == folder for pid in processes)


def pid_is_taken(pid: int) -> bool:
    """Whether PostgreSQL would see a process under this pid, zombies and strangers included."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _working_folder(pid: str) -> Path | None:
    try:
        return Path("/proc", pid, "cwd").readlink()
    except OSError:
        return None


def _status_and_name(pid: int) -> str:
    done = subprocess.run(
        ["/bin/ps", "-o", "stat=,comm=", "-p", str(pid)],
        capture_output=True,
        text=True,
        check=False,
    )
    return "" if done.stdout.lstrip().startswith("Z") else done.stdout.strip()
