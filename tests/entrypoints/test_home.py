"""One `hubbub run` holds a home; the second one learns where the first is."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from hubbub.entrypoints.home import HomeLock, HomeTakenError, HomeUnusableError, Running

if TYPE_CHECKING:
    from pathlib import Path


def test_the_second_learns_the_address_of_the_first(tmp_path: Path) -> None:
    home = tmp_path / "deep" / "home"
    with HomeLock(home) as lock:
        with pytest.raises(HomeTakenError) as taken, HomeLock(home):
            pass
        assert taken.value.running == Running(os.getpid(), None)
        lock.tell("http://here.example:8080")
        with pytest.raises(HomeTakenError) as taken, HomeLock(home):
            pass
        assert taken.value.running == Running(os.getpid(), "http://here.example:8080")
    assert stat.S_IMODE(home.stat().st_mode) == 0o700


def test_it_is_free_again_after_kill_9(tmp_path: Path) -> None:
    script = (
        "import pathlib, sys, time; from hubbub.entrypoints.home import HomeLock\n"
        "with HomeLock(pathlib.Path(sys.argv[1])): print('held', flush=True); time.sleep(60)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, tmp_path], stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(HomeTakenError), HomeLock(tmp_path):
            pass
        holder.send_signal(signal.SIGKILL)
        holder.wait()
        with HomeLock(tmp_path):
            pass


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff", b'{"pid": '])
def test_a_lock_file_of_nonsense_is_no_obstacle(tmp_path: Path, content: bytes) -> None:
    with HomeLock(tmp_path):
        (tmp_path / "run.lock").write_bytes(content)
        with pytest.raises(HomeTakenError) as taken, HomeLock(tmp_path):
            pass
    assert taken.value.running == Running(None, None)


def test_a_home_that_is_no_folder_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(HomeUnusableError, match="HUBBUB_HOME"), HomeLock(tmp_path / "file"):
        pass
