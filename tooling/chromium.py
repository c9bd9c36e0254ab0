"""Finds the browser of the end-to-end tests, or installs it where that is ours to do."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from tooling.environment import ROOT, SetUpError

VARIABLE = "HUBBUB_CHROMIUM"
SHELL = "chromium-headless-shell"
"""The same engine without the windows of a browser, for a quarter of the work."""
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC = (
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
)


def ensure() -> dict[str, str]:
    """The variable that tells the tests where Chromium is; empty when no test needs it."""
    if not (ROOT / "tests" / "e2e").is_dir():
        return {}
    found = find()
    is_ours = os.geteuid() == 0 and shutil.which("apt-get") and VARIABLE not in os.environ
    if is_ours and not shutil.which(SHELL):
        print("Installing Chromium for the end-to-end tests", flush=True)
        found = _install(found)
    if found is None:
        raise SetUpError(
            "The end-to-end tests need Chromium. Debian: sudo apt install chromium; "
            f"macOS: brew install --cask chromium; or set {VARIABLE} to its path."
        )
    return {VARIABLE: found}


def find() -> str | None:
    """Its path: as given, or the first that is installed."""
    given = os.environ.get(VARIABLE)
    if given:
        return given
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    return found or next((str(path) for path in MAC if path.exists()), None)


def _install(found: str | None) -> str | None:
    said = _apt("update") or _apt("install", "-y", "--no-install-recommends", SHELL)
    if said and found is None:
        # Not every release has it.
        said = _apt("install", "-y", "--no-install-recommends", "chromium")
        if said:
            raise SetUpError(f"{said}\n\nChromium cannot be installed: apt install chromium")
    return find()


def _apt(*arguments: str) -> str:
    """The end of what it said where it failed."""
    done = subprocess.run(
        ["apt-get", "-q", *arguments],
        env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    return "" if done.returncode == 0 else "\n".join(done.stdout.splitlines()[-15:]) or "failed"
