"""Finds Kannel, with which the tests speak SMPP, or installs it where that is ours to do."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from tooling.environment import ROOT

PACKAGES = ("kannel", "kannel-extras")
"""The gateway itself, and the SMSC with which its authors test it."""
GATEWAY = Path("/usr/sbin/bearerbox")
DRIVER = Path("/usr/lib/kannel/test/drive_smpp")


def ensure() -> None:
    """Install Kannel when we are root on a Debian that has it; where it cannot be had, the tests
    that need it are skipped and say so."""
    if not (ROOT / "tests" / "simulator").is_dir() or is_there():
        return
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    print("Installing Kannel for the tests with foreign carriers", flush=True)
    _apt("update")
    said = _apt("install", "-y", "--no-install-recommends", *PACKAGES)
    if not is_there():
        print(f"{said}\nKannel cannot be installed; its tests are skipped.", flush=True)


def is_there() -> bool:
    """Whether both programs can be run."""
    return os.access(GATEWAY, os.X_OK) and os.access(DRIVER, os.X_OK)


def _apt(*arguments: str) -> str:
    done = subprocess.run(
        ["apt-get", "-q", *arguments],
        # Its own service would listen on ports that nobody asked for.
        env=os.environ | {"DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"},
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    return "\n".join(done.stdout.splitlines()[-5:])
