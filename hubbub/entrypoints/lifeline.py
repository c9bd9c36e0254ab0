"""Ties a child process to the one that started it, so that none is left behind by kill -9."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import threading
import time

PARENT = "HUBBUB_PARENT"
"""The variable in which `hubbub run` tells a child its process id."""
PR_SET_PDEATHSIG = 1
LOOK_EVERY = 1.0


def end_with_parent() -> None:
    """Be sent SIGTERM when the supervisor that started this process dies; else do nothing."""
    parent = int(os.environ.pop(PARENT, "0"))
    if not parent:
        return
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    else:
        threading.Thread(target=_watch, args=(parent,), daemon=True).start()
    # It may have died before the line above took effect.
    if os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGTERM)


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(LOOK_EVERY)
    os.kill(os.getpid(), signal.SIGTERM)
