"""Programs that nobody here wrote, from npm, for the tests that speak with them."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


def installed(package: str, home: Path) -> Path:
    """A node_modules folder with the package; the test is skipped where it cannot be had."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if not npm or not node:
        pytest.skip("Needs node and npm on the path.")
    command = [npm, "install", "--prefix", str(home), package, "--ignore-scripts", "--no-audit"]
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=60)
    except (subprocess.SubprocessError, OSError):
        pytest.skip(f"npm could not install {package}.")
    return home / "node_modules"
