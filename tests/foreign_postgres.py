"""A PostgreSQL that is not ours: reached by URL with a password, as on a machine of its own."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

import psycopg

from hubbub.kernel.postgres.binaries import programs
from hubbub.kernel.postgres.places import Places, places_of
from tests.cluster import quick_folder
from tests.e2e.ports import free_port

OLDEST = 16
ADMIN, PASSWORD = "admin", "right horse"
SYSTEM = Path("/usr/lib/postgresql")
START_LIMIT = 30.0


class ForeignPostgres:
    """The system's own, where it has one that is new enough; else the programs of our wheel, with
    nothing that Hubbub does to its own. `listen` is an address of this machine."""

    def __init__(self, listen: str = "127.0.0.1") -> None:
        self._listen = listen
        self.port = free_port()
        self._folder = Path(tempfile.mkdtemp(prefix="hubbub-foreign-", dir=quick_folder()))
        self._folder.chmod(0o711)
        self._places = places_of(self._folder, self._folder / "area")
        self._places.prepare()
        self._programs = system_programs() or programs(self._places)
        self._data = self._folder / "data"
        self._process: subprocess.Popen[bytes] | None = None
        self._create()

    @property
    def admin_url(self) -> str:
        account = f"{ADMIN}:{quote(PASSWORD)}"
        return f"postgresql://{account}@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        """Returns when it takes connections."""
        options = {
            "listen_addresses": self._listen, "port": str(self.port), "fsync": "off",
            "unix_socket_directories": "", "max_connections": "150", "timezone": "Asia/Tokyo",
        }  # fmt: skip
        settings = [word for name, value in options.items() for word in ("-c", f"{name}={value}")]
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [self._programs / "postgres", "-D", self._data, *settings],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
                **self._places.account.popen(),
            )  # fmt: skip
        deadline = time.monotonic() + START_LIMIT
        while True:
            try:
                psycopg.connect(self.admin_url, connect_timeout=2).close()
            except psycopg.OperationalError:
                assert time.monotonic() < deadline, (self._folder / "log").read_text()[-2000:]
                time.sleep(0.05)
            else:
                return

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """SIGINT ends it in order, SIGQUIT at once, SIGKILL without a word."""
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(60)
            self._process = None

    def remove(self) -> None:
        self.stop(signal.SIGQUIT)
        shutil.rmtree(self._folder, ignore_errors=True)

    def _create(self) -> None:
        word = self._folder / "password"
        word.write_text(PASSWORD)
        _give(self._folder, self._places)
        subprocess.run(
            [
                self._programs / "initdb", "--pgdata", self._data, "--username", ADMIN,
                "--pwfile", word, "--auth", "scram-sha-256", "--no-sync", "--encoding", "UTF8",
                "--locale", "C",
            ],
            check=True, capture_output=True, **self._places.account.popen(),
        )  # fmt: skip
        (self._data / "pg_hba.conf").write_text("host all all 0.0.0.0/0 scram-sha-256\n")


def system_programs() -> Path | None:
    """The newest that the system has, from version 16 on."""
    found = [each for each in SYSTEM.glob("*/bin") if re.fullmatch(r"\d+", each.parent.name)]
    found = [each for each in found if int(each.parent.name) >= OLDEST]
    return max(found, key=lambda each: int(each.parent.name), default=None)


def _give(folder: Path, places: Places) -> None:
    if places.account.dropped:
        for each in (folder, folder / "password"):
            os.chown(each, places.account.uid, places.account.gid)
