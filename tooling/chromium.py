"""Finds the browser of the end-to-end tests, or installs it where that is ours to do."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from tooling.environment import ROOT, SetUpError

VARIABLE = "HUBBUB_CHROMIUM"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC = (
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
)


def ensure() -> dict[str, str]:
    """The variable that tells the tests where Chromium is; empty when no test needs it."""
    if not (ROOT / "tests" / "e2e").is_dir():
        return {}
    found = _find()
    if found is None and os.geteuid() == 0 and shutil.which("apt-get"):
        print("Installing Chromium for the end-to-end tests", flush=True)
        _apt("update")
        _apt("install", "-y", "--no-install-recommends", "chromium")
        found = _find()
    if found is None:
        raise SetUpError(
            "The end-to-end tests need Chromium. Debian: sudo apt install chromium; "
            f"macOS: brew install --cask chromium; or set {VARIABLE} to its path."
        )
    return {VARIABLE: found}


def _find() -> str | None:
    given = os.environ.get(VARIABLE)
    if given:
        return given
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    return found or next((str(path) for path in MAC if path.exists()), None)


def _apt(*arguments: str) -> None:
    done = subprocess.run(
        ["apt-get", "-q", *arguments],
        env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    if done.returncode != 0:
        said = "\n".join(done.stdout.splitlines()[-15:])
        raise SetUpError(f"{said}\n\nChromium cannot be installed: apt install chromium")
