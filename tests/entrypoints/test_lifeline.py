"""A child does not outlive the supervisor, even one that is killed with -9."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

from hubbub.entrypoints.lifeline import PARENT, end_with_parent
from hubbub.kernel.postgres.postmaster import pid_is_taken
from tests.waiting import until_now

CHILD = """
import time
from hubbub.entrypoints.lifeline import end_with_parent
end_with_parent()
print('ready', flush=True)
time.sleep(60)
"""
PARENT_PROGRAM = f"""
import os, subprocess, sys, time
child = subprocess.Popen([sys.executable, '-c', {CHILD!r}], stdout=subprocess.PIPE,
                         env=os.environ | {{{PARENT!r}: str(os.getpid())}})
child.stdout.readline()
print(child.pid, flush=True)
time.sleep(60)
"""


def test_a_killed_supervisor_takes_its_children_along() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", PARENT_PROGRAM], stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        parent.send_signal(signal.SIGKILL)
        parent.wait()
    until_now(lambda: not pid_is_taken(child) or is_zombie(child))


def test_one_whose_supervisor_is_gone_already_ends() -> None:
    done = subprocess.run(
        [sys.executable, "-c", CHILD], env=os.environ | {PARENT: "999999999"}, check=False
    )
    assert done.returncode == -signal.SIGTERM


def test_one_that_nobody_supervises_stays() -> None:
    end_with_parent()
    assert PARENT not in os.environ


def is_zombie(pid: int) -> bool:
    try:
        with open(f"/proc/{pid}/stat") as file:  # noqa: PTH123
            return file.read().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True
