"""A whole installation in a folder of its own: all of `hubbub run`, and the means to kill it."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx2
import psycopg

from hubbub.kernel.postgres import EmbeddedPostgres
from hubbub.kernel.postgres.configuration import OWNER
from tests.e2e.ports import free_port
from tests.e2e.quick import PLAIN
from tests.waiting import until_now

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping, Sequence

START_LIMIT = 60.0


@dataclass(frozen=True, slots=True)
class Made:
    """An account that was made on the command line."""

    account_id: str
    user_id: str
    api_key: str


class Installation:
    """`start` brings it up, `kill` ends one of its processes with SIGKILL, `remove` cleans up."""

    def __init__(self, program: Sequence[str] = PLAIN, **environment: str) -> None:
        self.program = program
        self.home = Path(tempfile.mkdtemp(prefix="hubbub-e2e-"))
        self.home.chmod(0o711)
        self.port = free_port()
        self.log = self.home / "run.log"
        self.environment = {
            **os.environ,
            "HUBBUB_HOME": str(self.home),
            "HUBBUB_PORT": str(self.port),
            "HUBBUB_SIMULATOR": "true",
            "HUBBUB_SIGNUP": "open",
            "HUBBUB_LOG_FORMAT": "json",
            "HUBBUB_CARRIER_NETWORKS": "127.0.0.0/8",
            **environment,
        }
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def simulator_url(self) -> str:
        found = json.loads((self.home / "simulator.json").read_text())
        return f"http://127.0.0.1:{found['http']}"

    def start(self) -> None:
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [*self.program, "run"],
                env=self.environment,
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
            )
        self.await_health()

    def await_health(self) -> None:
        until_now(self._is_healthy, START_LIMIT)

    def _is_healthy(self) -> bool:
        assert self._process is not None
        assert self._process.poll() is None, self.log.read_text()[-4000:]
        try:
            return httpx2.get(f"{self.url}/health", timeout=2).status_code == 200
        except httpx2.HTTPError:
            return False

    def command(self, *words: str) -> Mapping[str, Any]:
        """Run `hubbub …  --json` beside it, and read what it prints."""
        done = subprocess.run(
            [sys.executable, "-m", "hubbub", *words, "--json"],
            env=self.environment,
            capture_output=True,
            check=False,
            timeout=60,
        )
        assert done.returncode == 0, done.stderr.decode()
        return json.loads(done.stdout)

    def make_account(self, email: str = "ana@example.com") -> Made:
        made = self.command(
            "account", "create", "--name", "Acme", "--email", email,
            "--password", "correct horse battery",
        )  # fmt: skip
        return Made(made["account_id"], made["user_id"], made["api_key"])

    def forget_attempts(self) -> None:
        """Nobody has signed up or in from this machine; else all tests together look like one
        who tries too often."""
        dsn = EmbeddedPostgres(self.home).dsn(role=OWNER)
        with psycopg.connect(dsn) as connection:
            connection.execute("DELETE FROM attempts")

    def pid_of(self, part: str) -> int | None:
        """The process that is now `serve`, `worker`, `simulator` or `postgres`."""
        assert self._process is not None
        if part == "postgres":
            return EmbeddedPostgres(self.home).pid
        for pid, parent, command in processes():
            if parent == self._process.pid and command.split()[-1] == part:
                return pid
        return None

    def last_lines(self, count: int) -> str:
        """The end of its log."""
        if not self.log.exists():
            return "There is no log."
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-count:])

    def kill(self, part: str) -> None:
        """SIGKILL, as a crash or the out-of-memory killer would; what was killed again and again
        is started only after a pause."""
        until_now(lambda: self.pid_of(part), START_LIMIT)
        pid = self.pid_of(part)
        assert pid is not None
        os.kill(pid, signal.SIGKILL)

    def kill_all(self) -> None:
        """SIGKILL of everything at once, as far as a power cut can be had."""
        assert self._process is not None
        pids = [self._process.pid, self.pid_of("postgres")]
        pids += [self.pid_of(part) for part in ("serve", "worker", "simulator")]
        for pid in pids:
            # One may be ending by itself, because of what was killed just before it.
            with suppress(ProcessLookupError):
                if pid is not None:
                    os.kill(pid, signal.SIGKILL)
        self._process.wait(timeout=30)
        self._process = None

    def stop(self) -> None:
        if self._process is not None:
            self._process.send_signal(signal.SIGTERM)
            self._process.wait(timeout=60)
            self._process = None

    def remove(self) -> None:
        try:
            self.stop()
        except subprocess.TimeoutExpired:
            assert self._process is not None
            self._process.kill()
            self._process.wait()
        database = EmbeddedPostgres(self.home)
        database.stop()
        shutil.rmtree(database.log_path.parent, ignore_errors=True)
        shutil.rmtree(self.home, ignore_errors=True)


@contextmanager
def installed(program: Sequence[str] = PLAIN, **environment: str) -> Generator[Installation]:
    """Running, and gone without a trace in the end."""
    running = Installation(program, **environment)
    try:
        running.start()
        yield running
    finally:
        running.remove()


def processes() -> list[tuple[int, int, str]]:
    """(pid, parent, command line) of all processes, as every Unix tells them."""
    listing = subprocess.run(
        ["ps", "-A", "-ww", "-o", "pid=,ppid=,args="], capture_output=True, text=True, check=True
    ).stdout
    found: list[tuple[int, int, str]] = []
    for line in listing.splitlines():
        words = line.split(None, 2)
        if len(words) == 3:
            found.append((int(words[0]), int(words[1]), words[2]))
    return found
