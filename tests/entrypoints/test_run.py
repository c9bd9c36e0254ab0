"""`hubbub run`, the real thing: everything comes up, comes back, and goes away again."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import ssl
import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from hubbub.kernel.postgres import EmbeddedPostgres
from hubbub.kernel.postgres.places import places_of
from tests.cluster import _new_folder
from tests.waiting import until_now

if TYPE_CHECKING:
    from collections.abc import Iterator

HUBBUB = (sys.executable, "-m", "hubbub.entrypoints.cli")
LIMIT = 60.0


class Run:
    """A `hubbub run` in a home of its own, on any free port."""

    def __init__(self, home: Path, *options: str) -> None:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("HUBBUB_")}
        self.home = home
        self.environment = kept | {"HUBBUB_HOME": str(home), "HUBBUB_PORT": "0"}
        self.output = home.with_name("output")
        with self.output.open("ab") as file:
            self.process = subprocess.Popen(
                [*HUBBUB, "run", *options], env=self.environment, stdout=file, stderr=file
            )

    def await_greeting(self) -> None:
        until_now(lambda: self.process.poll() is not None or self._said_address(), LIMIT)
        assert self._said_address(), self.output.read_text()

    @property
    def address(self) -> str:
        return str(json.loads((self.home / "run.lock").read_text())["address"])

    def ask(self, path: str) -> dict[str, object]:
        chain = self.home / "keys" / "tls" / "certificate.pem"
        trust = ssl.create_default_context(cafile=chain) if chain.exists() else None
        with urllib.request.urlopen(
            f"{self.address}{path}", timeout=LIMIT, context=trust
        ) as answer:
            return json.loads(answer.read())

    def children(self) -> dict[str, int]:
        """The process ids of the parts, by the command that each one runs."""
        listed = subprocess.run(
            ["ps", "-ww", "-eo", "pid=,ppid=,args="], capture_output=True, text=True, check=True
        )
        found = re.findall(
            rf"^\s*(\d+)\s+{self.process.pid}\s.*cli (\w+)$", listed.stdout, re.MULTILINE
        )
        return {name: int(pid) for pid, name in found}

    def end(self, number: signal.Signals = signal.SIGTERM) -> int:
        self.process.send_signal(number)
        return self.process.wait(LIMIT)

    def _said_address(self) -> bool:
        return "Hubbub is running" in self.output.read_text("utf-8", "replace")


@pytest.fixture
def started(request: pytest.FixtureRequest) -> Iterator[Run]:
    folder = _new_folder()
    run = Run(folder / "home", *getattr(request, "param", ()))
    try:
        run.await_greeting()
        yield run
    finally:
        if run.process.poll() is None:
            run.end()
        area = places_of(run.home).area
        EmbeddedPostgres(run.home).stop()
        shutil.rmtree(area, ignore_errors=True)
        shutil.rmtree(folder)


def test_its_life_from_the_first_start_to_the_last_end(started: Run) -> None:
    database = EmbeddedPostgres(started.home)
    _serves_and_tells_a_second_one(started)
    _brings_back_what_is_killed(started, database)
    again = _is_taken_over_after_kill_9(started, database)
    assert again.end(signal.SIGINT) == 0
    assert database.pid is None
    assert again.children() == {}


def _serves_and_tells_a_second_one(run: Run) -> None:
    assert run.ask("/health")["status"] == "ok"
    assert run.ask("/health")["protected"] is True
    second = subprocess.run(
        [*HUBBUB, "run"], env=run.environment, capture_output=True, text=True, check=False
    )
    assert second.returncode == 0
    assert second.stdout.startswith(f"Hubbub already runs here: {run.address} ")


def _brings_back_what_is_killed(run: Run, database: EmbeddedPostgres) -> None:
    before, killed = run.children(), database.pid
    assert set(before) == {"serve", "worker"}
    assert killed is not None
    for pid in (*before.values(), killed):
        os.kill(pid, signal.SIGKILL)
    until_now(lambda: database.pid not in {None, killed}, LIMIT)
    # The socket outlives the server, so that this waits for the next one instead of failing.
    assert run.ask("/health")["status"] == "ok"
    until_now(lambda: set(run.children()) == set(before), LIMIT)


def _is_taken_over_after_kill_9(run: Run, database: EmbeddedPostgres) -> Run:
    """The next one, on the same database server."""
    first = database.pid
    assert run.end(signal.SIGKILL) == -signal.SIGKILL
    run.output.unlink()
    again = Run(run.home)
    try:
        again.await_greeting()
        assert database.pid == first
        assert again.ask("/health")["status"] == "ok"
    except BaseException:
        again.end()
        raise
    return again


@pytest.mark.parametrize("started", [("--tls",)], indirect=True)
def test_with_tls_it_is_https_with_a_certificate_that_fits(started: Run) -> None:
    assert started.address.startswith("https://127.0.0.1:")
    assert f"{started.address}/desk/sign-up" in started.output.read_text()
    assert started.ask("/health")["status"] == "ok"
    assert started.end() == 0


@pytest.mark.parametrize("command", ["run", "serve"])
def test_it_refuses_to_be_read_along(tmp_path: Path, command: str) -> None:
    environment = {**os.environ, "HUBBUB_HOME": str(tmp_path), "HUBBUB_HOST": "0.0.0.0"}
    refused = subprocess.run(
        [*HUBBUB, command], env=environment, capture_output=True, text=True, check=False
    )
    assert refused.returncode == 1
    assert "HUBBUB_PLAIN_HTTP" in refused.stderr
    assert list(tmp_path.iterdir()) == []
