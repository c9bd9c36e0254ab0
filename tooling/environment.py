"""The virtual environment of a checkout: made once, filled from hash-pinned locks, then trusted."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path
from typing import TYPE_CHECKING

from tooling.pip_wheel import download_pip

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
SCRATCH = ROOT / ".bootstrap"
LOCKS = ROOT / "requirements"


class SetUpError(Exception):
    """Something that stops the set-up; the text says what to do."""


def lock_of(group: str) -> Path:
    return LOCKS / f"{group}.lock"


def ensure(groups: Sequence[str]) -> None:
    """Make the environment hold the locked packages of the groups; instant when it does already.

    The first group is always `runtime`, which also installs Hubbub itself, editable.
    """
    with _one_at_a_time():
        for group in groups:
            if not _is_current(group):
                _ensure_environment()
                _install(group)
                _stamp(group).write_text(_fingerprint(group), "utf-8")


def environment() -> dict[str, str]:
    """The variables for programs of the environment: nothing of another Python leaks in."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in {"PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "__PYVENV_LAUNCHER__"}
    }
    kept["PATH"] = f"{VENV / 'bin'}{os.pathsep}{kept.get('PATH', os.defpath)}"
    kept["PYTHONNOUSERSITE"] = "1"
    return kept


def run_tail(command: Sequence[str | Path], advice: str, *, cwd: Path = ROOT) -> None:
    """Run quietly; on failure raise SetUpError with the end of what was said and the advice."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=environment(),
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    if done.returncode != 0:
        said = "\n".join(done.stdout.splitlines()[-25:])
        raise SetUpError(f"{said}\n\n{advice}")


@contextlib.contextmanager
def _one_at_a_time() -> Generator[None]:
    SCRATCH.mkdir(exist_ok=True)
    with (SCRATCH / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _stamp(group: str) -> Path:
    return VENV / f".hubbub-{group}"


def _is_current(group: str) -> bool:
    try:
        return _stamp(group).read_text("utf-8") == _fingerprint(group) and PYTHON.exists()
    except OSError:
        return False


def _fingerprint(group: str) -> str:
    """Changes with the lock, the project's metadata, the Python and the place of the checkout."""
    digest = hashlib.sha256()
    for path in (lock_of(group), ROOT / "pyproject.toml"):
        digest.update(path.read_bytes())
    digest.update(os.fsencode(VENV) + _version_of_environment().encode())
    return digest.hexdigest()


def _version_of_environment() -> str:
    try:
        lines = (VENV / "pyvenv.cfg").read_text("utf-8").splitlines()
    except OSError:
        return ""
    return next((line for line in lines if line.startswith("version")), "")


def _ensure_environment() -> None:
    if not _works():
        shutil.rmtree(VENV, ignore_errors=True)
        print(f"Making the virtual environment {VENV}", flush=True)
        venv.EnvBuilder(symlinks=True).create(VENV)
    if _run_python("-m", "pip", "--version"):
        return
    if importlib.util.find_spec("ensurepip") is not None and _run_python(
        "-m", "ensurepip", "--default-pip"
    ):
        return
    wheel = download_pip(SCRATCH)
    run_tail(
        [PYTHON, wheel / "pip", "install", "--no-index", "--no-deps", wheel],
        f"pip cannot be installed from {wheel}. Remove that file and try again.",
    )


def _works() -> bool:
    """Whether the environment is one of this place and its Python still exists and is enough."""
    test = "import sys; sys.exit(sys.version_info < (3, 11, 2) or sys.prefix != sys.argv[1])"
    return PYTHON.exists() and _run_python("-c", test, str(VENV))


def _run_python(*arguments: str) -> bool:
    done = subprocess.run([PYTHON, *arguments], env=environment(), capture_output=True, check=False)
    return done.returncode == 0


def _install(group: str) -> None:
    print(f"Installing what {group} needs (a minute or two the first time)", flush=True)
    pip = [PYTHON, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--no-input"]
    run_tail(
        [*pip, "--require-hashes", "--no-deps", "--only-binary=:all:", "-r", lock_of(group)],
        "The packages cannot be installed. Is PyPI reachable? Behind a proxy set HTTPS_PROXY; "
        "for another index set PIP_INDEX_URL. "
        f"This Python is {sys.version.split()[0]}; with a very new one try python3.13.",
    )
    if group == "runtime":
        os.environ["HUBBUB_BUILD_DESK"] = "0"
        run_tail(
            [*pip, "--no-deps", "--no-build-isolation", "-e", ROOT],
            "Hubbub itself cannot be installed into the environment. Remove .venv and try again.",
        )
