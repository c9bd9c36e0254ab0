"""The commands of `bootstrap.py`: set up, run, test, check and what a developer needs daily."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

from tooling import chromium, desk, kannel
from tooling.checking import check_all
from tooling.environment import PYTHON, ROOT, SetUpError, ensure, environment
from tooling.locking import write_locks
from tooling.node import node, npm

TOGETHER = ("-n", "2", "--dist", "loadfile", "--no-loadscope-reorder")
"""Two at a time, each file in one, so that what a file starts for all its tests is started once;
in the order that tests/conftest.py puts them in."""
SLOWEST = ("--durations=15", "--durations-min=5")
"""At the end of all tests, those by which they would become quicker."""


def run_command(arguments: Sequence[str]) -> int:
    """Run one command line, without the program's name; the exit status."""
    name = arguments[0] if arguments else "help"
    if name in {"help", "-h", "--help"}:
        return show_help([])
    if name not in COMMANDS:
        print(f"There is no command {name!r}.\n", file=sys.stderr)
        show_help([])
        return 2
    try:
        return COMMANDS[name](list(arguments[1:]))
    except (SetUpError, desk.DeskError) as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def show_help(_arguments: Sequence[str]) -> int:
    """Show this list."""
    print("make <command>, or python3 bootstrap.py <command>:\n")
    for name, command in COMMANDS.items():
        print(f"  {name:<10} {(command.__doc__ or '').strip()}")
    print("\nMore words for a command: make test ARGS='-k routing'")
    return 0


def set_up(_arguments: Sequence[str]) -> int:
    """Install all that Hubbub needs into .venv and build the desk; starts nothing."""
    ensure(["runtime"])
    build_desk()
    return 0


def run(arguments: Sequence[str]) -> int:
    """Set up, then start database, server, worker and the simulated carrier."""
    set_up([])
    os.environ.setdefault("HUBBUB_SIMULATOR", "true")
    return _become("hubbub.entrypoints.cli", "run", *arguments)


def demo(arguments: Sequence[str]) -> int:
    """Fill an account with people, queues, numbers and traffic."""
    set_up([])
    return _become("hubbub.entrypoints.cli", "demo", *arguments)


def test(arguments: Sequence[str]) -> int:
    """Run the checks and all tests; with words, pytest alone with them."""
    ensure(["runtime", *_needed_by_desk()])
    # The desk is built by one core while the other installs.
    with ThreadPoolExecutor(1) as pool:
        building = pool.submit(build_desk)
        ensure(["dev"])
        building.result()
    os.environ.update(chromium.ensure())
    kannel.ensure()
    # The processes that tests start by the hundred would each compile the whole product anew.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    if arguments:
        return _call("pytest", *arguments)
    started = time.monotonic()
    failed = check([])
    if _call("pytest", *TOGETHER, "--ignore=tests/architecture", *SLOWEST) != 0:
        failed = 1
    print(f"\n{'FAILED' if failed else 'All green'} in {time.monotonic() - started:.0f} s")
    return failed


def soak(arguments: Sequence[str]) -> int:
    """Kill processes at random under load, 200 times; HUBBUB_SEED repeats what failed."""
    set_up([])
    ensure(["dev"])
    os.environ.setdefault("HUBBUB_KILLS", "200")
    return _call("pytest", "-n", "0", "-s", "tests/e2e/test_random_kills.py", *arguments)


def check(_arguments: Sequence[str]) -> int:
    """Lint, types, import contracts, sizes, locks, generated files, and the desk's own checks."""
    failed = check_all()
    if failed:
        print(f"\nNot right: {', '.join(failed)}. `make fix` repairs what can be.")
    return 1 if failed else 0


def fix(_arguments: Sequence[str]) -> int:
    """Repair what lint and format can, and write the generated files anew."""
    ensure(["runtime", "dev"])
    status = _call("ruff", "check", "--fix", ".") | _call("ruff", "format", ".")
    if desk.has_desk(ROOT):
        ensure(["desk"])
        npm("run", "fix")
    return status | gen([])


def bench(arguments: Sequence[str]) -> int:
    """Measure; what the figures in benchmarks/README.md come from."""
    set_up([])
    ensure(["dev"])
    return _call("benchmarks", *arguments)


def gen(_arguments: Sequence[str]) -> int:
    """Write the generated files: constants, types of the desk, reference pages."""
    ensure(["runtime", "dev"])
    status = _call("hubbub.entrypoints.cli", "generate", "all")
    if status == 0 and desk.has_desk(ROOT):
        ensure(["desk"])
        desk.make_types(ROOT, node())
    return status


def migration(arguments: Sequence[str]) -> int:
    """Begin a step of the schema: make migration ARGS='what it does'."""
    if not arguments:
        raise SetUpError("Say what it does: make migration ARGS='add tags'")
    ensure(["runtime", "dev"])
    status = _call("tooling.new_migration", " ".join(arguments))
    return status or _call("ruff", "format", "-q", "hubbub/migrations")


def wheel(_arguments: Sequence[str]) -> int:
    """Build the wheel, with the desk inside, into dist/; `pip install` needs nothing else."""
    set_up([])
    return _call("hatchling", "build", "-t", "wheel", "-d", "dist")


def lock(_arguments: Sequence[str]) -> int:
    """Resolve the dependencies of pyproject.toml anew into requirements/*.lock."""
    ensure(["runtime"])
    write_locks()
    return 0


def build_desk() -> None:
    """Build the desk when there is one and its sources changed."""
    if desk.is_built(ROOT):
        return
    ensure(_needed_by_desk())
    print("Building the desk (half a minute)", flush=True)
    desk.build(ROOT, node())


def _needed_by_desk() -> list[str]:
    return ["desk"] if desk.has_desk(ROOT) else []


def _call(module: str, *arguments: str) -> int:
    command = [PYTHON, "-m", module, *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment(), check=False).returncode


def _become(module: str, *arguments: str) -> int:
    # The program takes this process over, so that signals and the exit status are its own.
    os.execve(PYTHON, [str(PYTHON), "-m", module, *arguments], environment())


COMMANDS: Mapping[str, Callable[[Sequence[str]], int]] = {
    "setup": set_up,
    "run": run,
    "demo": demo,
    "test": test,
    "check": check,
    "fix": fix,
    "bench": bench,
    "soak": soak,
    "gen": gen,
    "migration": migration,
    "wheel": wheel,
    "lock": lock,
    "help": show_help,
}
