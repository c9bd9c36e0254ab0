"""Writes the hash-pinned locks from pyproject.toml, and tells when they no longer belong to it."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import tomllib
from typing import Any

from tooling.environment import LOCKS, PYTHON, ROOT, SetUpError, environment, lock_of, run_tail

UV = "uv==0.13.9"
GROUPS = ("runtime", "desk", "dev")
HEAD = "# Made by `python3 bootstrap.py lock` from "


def write_locks() -> None:
    """Resolve every group for all platforms; the later ones agree with those before."""
    run_tail([PYTHON, "-m", "pip", "install", "-q", UV], f"{UV} cannot be installed.")
    LOCKS.mkdir(exist_ok=True)
    sources = {
        "runtime": ["pyproject.toml", "--group", "pyproject.toml:build"],
        "desk": ["--group", "pyproject.toml:desk"],
        "dev": ["--group", "pyproject.toml:dev"],
    }
    done: list[str] = []
    for group in GROUPS:
        text = _resolve(sources[group], done)
        lock_of(group).write_text(f"{HEAD}{_declared()}\n{text}", "utf-8")
        done.append(group)


def check_locks() -> None:
    """Raise SetUpError when pyproject.toml asks for something else than was locked."""
    for group in GROUPS:
        first = lock_of(group).read_text("utf-8").partition("\n")[0]
        if first != f"{HEAD}{_declared()}":
            raise SetUpError(
                f"{lock_of(group).relative_to(ROOT)} is older than the dependencies in "
                "pyproject.toml: run `python3 bootstrap.py lock`."
            )


def _resolve(sources: list[str], constraints: list[str]) -> str:
    limits = [part for group in constraints for part in ("-c", str(lock_of(group)))]
    command = [str(PYTHON), "-m", "uv", "pip", "compile", *sources, *limits]
    options = ["--universal", "--generate-hashes", "--no-header", "--no-annotate", "-q"]
    done = subprocess.run(
        [*command, *options, "--python-version", "3.11"],
        cwd=ROOT,
        env=environment() | {"UV_PYTHON_DOWNLOADS": "never", "UV_NO_CONFIG": "1"},
        text=True,
        capture_output=True,
        check=False,
    )
    if done.returncode != 0:
        raise SetUpError(f"{done.stderr}{os.linesep}The dependencies cannot be resolved.")
    return done.stdout


def _declared() -> str:
    project: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    asked = [
        project["project"]["dependencies"],
        project["project"]["requires-python"],
        project["dependency-groups"],
    ]
    return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()
