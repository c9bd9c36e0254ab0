"""The checks of `make check`, two at a time: lint, types, rules, and those of the desk."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from tooling import desk
from tooling.environment import PYTHON, ROOT, VENV, SetUpError, ensure, environment
from tooling.locking import check_locks
from tooling.node import node, npm

Step = tuple[str, Sequence[str]]

CHECKS: Sequence[Step] = (
    ("types", ("-m", "basedpyright")),
    ("sizes and rules", ("-m", "pytest", "tests/architecture")),
    ("generated files", ("-m", "hubbub.entrypoints.cli", "generate", "all", "--check")),
    ("lint", ("-m", "ruff", "check", ".")),
    ("format", ("-m", "ruff", "format", "--check", ".")),
    ("import contracts", (str(VENV / "bin" / "lint-imports"),)),
)
"""Those that take long come first, so that two at a time end together."""
AT_ONCE = 2


def check_all() -> list[str]:
    """Run them, and say of each how it ended; the names of those that are not right."""
    ensure(["runtime", "dev", *(["desk"] if desk.has_desk(ROOT) else [])])
    looks: list[Callable[[], list[str]]] = [partial(_report, *each) for each in CHECKS]
    # The next longest, beside the types.
    looks.insert(1, _check_desk)
    looks.append(partial(_check_rest, "locks", check_locks))
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return [name for names in pool.map(lambda look: look(), looks) for name in names]


def _check_desk() -> list[str]:
    if not desk.has_desk(ROOT):
        return []
    # One after the other, because the second reads what the first may write.
    failed = _check_rest("types of the desk", lambda: desk.check_types(ROOT, node()))
    return failed + _check_rest("desk", lambda: npm("run", "check"))


def _check_rest(name: str, look: Callable[[], None]) -> list[str]:
    try:
        look()
    except (SetUpError, desk.DeskError) as error:
        return _judged(name, str(error))
    return _judged(name, "")


def _report(name: str, arguments: Sequence[str]) -> list[str]:
    done = subprocess.run(
        [PYTHON, *arguments],
        cwd=ROOT,
        env=environment(),
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    return _judged(name, "" if done.returncode == 0 else done.stdout or "It said nothing.")


def _judged(name: str, wrong: str) -> list[str]:
    """Say how a check ended, in one piece; its name where something is wrong."""
    said = f"\n{wrong}" if wrong else ""
    print(f"  {name:<18} {'NOT RIGHT' if wrong else 'ok'}{said}\n", end="", flush=True)
    return [name] if wrong else []
