"""Servers and workers on one database that is not ours, and the means to hurt them."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx2
import psycopg

from tests.e2e.ports import free_port
from tests.e2e.quick import QUICK
from tests.foreign_postgres import ForeignPostgres
from tests.waiting import until_now

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

START_LIMIT = 120.0


@dataclass(slots=True)
class Node:
    """One process; a server has an address."""

    process: subprocess.Popen[bytes]
    words: tuple[str, ...]
    port: int

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@dataclass(frozen=True, slots=True)
class Door:
    """One of the servers, and the simulated carrier, as people reach them."""

    fleet: Fleet
    node: Node

    @property
    def url(self) -> str:
        return self.node.url

    @property
    def simulator_url(self) -> str:
        found = json.loads((self.fleet.home / "simulator.json").read_text())
        return f"http://127.0.0.1:{found['http']}"


class Fleet:
    """`start` adds a process, `kill` ends one, `remove` cleans up. One home, as on a shared disk:
    the keys are the same everywhere."""

    def __init__(self, listen: str = "127.0.0.1") -> None:
        self.home = Path(tempfile.mkdtemp(prefix="hubbub-fleet-"))
        self.log = self.home / "log"
        self.database = ForeignPostgres(listen)
        self.nodes: list[Node] = []
        self._environment = {
            **os.environ, "HUBBUB_HOME": str(self.home), "HUBBUB_SIMULATOR": "true",
            "HUBBUB_SIGNUP": "open", "HUBBUB_LOG_FORMAT": "json", "HUBBUB_DATABASE_POOL": "6",
            "HUBBUB_CARRIER_NETWORKS": "127.0.0.0/8,10.213.78.0/24",
        }  # fmt: skip

    def prepare(self) -> None:
        """The database with our roles and tables."""
        self.database.start()
        made = self.command("db", "init", "--admin-url", self.database.admin_url, "--json")
        self._environment |= {**made}
        self.command("migrate")
        # Whoever serves does not know how to change the tables.
        del self._environment["HUBBUB_DATABASE_OWNER_URL"]

    def start(self, *words: str, before: Sequence[str] = (), **environment: str) -> Node:
        """`serve`, `worker` or `simulator`; `before` is a command that runs it somewhere else."""
        port = free_port()
        variables = {**self._environment, "HUBBUB_PORT": str(port), **environment}
        with self.log.open("ab") as log:
            process = subprocess.Popen(
                [*before, *QUICK, *words], env=variables,
                stdout=log, stderr=log, stdin=subprocess.DEVNULL,
            )  # fmt: skip
        node = Node(process, words, port)
        self.nodes.append(node)
        return node

    def reached_at(self, host: str) -> dict[str, str]:
        """The variables for whoever has to reach the database in another way."""
        place = f"@127.0.0.1:{self.database.port}/"
        return {
            name: value.replace(place, f"@{host}:{self.database.port}/")
            for name, value in self._environment.items()
            if name.startswith("HUBBUB_DATABASE_") and place in value
        }

    def await_health(self, *nodes: Node) -> None:
        for node in nodes:
            until_now(lambda each=node: self._is_healthy(each), START_LIMIT)

    def kill(self, node: Node, how: signal.Signals = signal.SIGKILL) -> None:
        node.process.send_signal(how)
        node.process.wait(60)
        self.nodes.remove(node)

    def command(self, *words: str) -> Mapping[str, Any]:
        """Run `hubbub …`, and read what it prints."""
        done = subprocess.run(
            [sys.executable, "-m", "hubbub", *words], env=self._environment, capture_output=True,
            check=False, timeout=120,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr.decode()
        return json.loads(done.stdout) if done.stdout.startswith(b"{") else {}

    def rows(self, statement: str, *params: object) -> list[tuple[Any, ...]]:
        """As an operator asks the database, who sees everything."""
        url = self.database.admin_url.removesuffix("/postgres") + "/hubbub"
        with psycopg.connect(url, autocommit=True, connect_timeout=5) as connection:
            cursor = connection.execute(statement.encode(), params)
            return cursor.fetchall() if cursor.description else []

    def holder(self, prefix: str) -> Node | None:
        """The process that has the lease now."""
        found = self.rows(
            "SELECT split_part(holder, ':', 2)::int FROM leases "
            "WHERE name LIKE %s AND until > clock_timestamp()",
            f"{prefix}%",
        )
        return next((node for node in self.nodes if (node.process.pid,) in found), None)

    def last_lines(self, count: int) -> str:
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-count:])

    def remove(self) -> None:
        for node in self.nodes:
            node.process.send_signal(signal.SIGCONT)
            node.process.terminate()
        deadline = time.monotonic() + 15
        for node in self.nodes:
            try:
                node.process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                node.process.kill()
                node.process.wait()
        self.database.remove()
        shutil.rmtree(self.home, ignore_errors=True)

    def _is_healthy(self, node: Node) -> bool:
        assert node.process.poll() is None, self.last_lines(60)
        try:
            return httpx2.get(f"{node.url}/health", timeout=2).status_code == 200
        except httpx2.HTTPError:
            return False
