"""One embedded PostgreSQL server: start or adopt it, address it, wait for it, stop it."""

from __future__ import annotations

import shutil
import signal
import subprocess
import time
from typing import TYPE_CHECKING
from urllib.parse import quote

import psycopg
import structlog

from hubbub.kernel.postgres import postmaster
from hubbub.kernel.postgres.binaries import programs
from hubbub.kernel.postgres.cluster import create_cluster, foreign_major
from hubbub.kernel.postgres.configuration import APP, SUPERUSER, write_configuration
from hubbub.kernel.postgres.errors import EmbeddedPostgresError
from hubbub.kernel.postgres.locks import Presence, exclusive
from hubbub.kernel.postgres.places import PORT, places_of
from hubbub.kernel.postgres.roles import DATABASE, create_database, create_roles

if TYPE_CHECKING:
    from pathlib import Path

LOOK_EVERY = 0.02
TELL_EVERY = 10.0
CONNECT_LIMIT = 10.0
STOP_LIMIT = 60
LOG_KEPT = 10 * 1024 * 1024
# What a start says when the dead server before it has not gone completely yet.
PASSING = ("pre-existing shared memory block", 'lock file "postmaster.pid" already exists')

_log = structlog.get_logger(__name__)


class EmbeddedPostgres:
    """The embedded server of one HUBBUB_HOME. Not to be shared between threads.

    `durable=False` leaves out fsync, for tests. `start_limit` is in seconds: replaying the log
    after a crash takes as long as it takes, and the log says that it still does.
    """

    def __init__(
        self,
        home: Path,
        *,
        durable: bool = True,
        start_limit: float = 600.0,
        area: Path | None = None,
    ) -> None:
        self._places = places_of(home, area)
        self._durable = durable
        self._start_limit = start_limit
        self._child: subprocess.Popen[bytes] | None = None
        self._log_start = 0
        self._presence = Presence(self._places.area / "users.lock")

    @property
    def is_ours(self) -> bool:
        """Whether this process started the server, rather than found it running."""
        return self._child is not None

    @property
    def log_path(self) -> Path:
        return self._places.log

    def program(self, name: str) -> Path:
        """A PostgreSQL program of the server's own version, such as `pg_dump`."""
        return programs(self._places) / name

    @property
    def pid(self) -> int | None:
        """The process id of the living server, or None."""
        if self._child is not None and self._child.poll() is None:
            return self._child.pid
        found = postmaster.read_pid_file(self._places.data)
        alive = found is not None and postmaster.is_postmaster(found.pid, self._places.data)
        return found.pid if found is not None and alive else None

    def dsn(self, database: str = DATABASE, role: str = APP) -> str:
        """A URL for psycopg, of the socket; log-in is by the identity of the process."""
        host = quote(str(self._places.socket), safe="")
        name, user = quote(database, safe=""), quote(role, safe="")
        return f"postgresql://{user}@/{name}?host={host}&port={PORT}"

    def foreign_major(self) -> str | None:
        """The major version that made the data folder, when these programs cannot run it."""
        self._places.prepare()
        return foreign_major(self._places, programs(self._places))

    def beside_data(self, name: str) -> Path:
        """Where the data folder lies when it was set aside under this name."""
        return self._places.data.with_name(name)

    def set_data_aside(self, name: str) -> Path:
        """Keep the data folder of a server that is down under another name; where it is then."""
        aside = self.beside_data(name)
        self._places.data.rename(aside)
        return aside

    def put_data_back(self, aside: Path) -> None:
        """Instead of what was made in its place, which nobody has used."""
        shutil.rmtree(self._places.data, ignore_errors=True)
        aside.rename(self._places.data)

    def start(self) -> None:
        """Create the cluster if there is none, then start the server or adopt a living one.

        Returns when connections are taken and roles and database exist. Raises
        EmbeddedPostgresError with what the server said.
        """
        self._places.prepare()
        with exclusive(self._places.area / "start.lock"):
            self._presence.enter()
            if self._child is not None and self._child.poll() is not None:
                self._child = None
            if self.pid is None:
                self._launch()
            else:
                _log.info("database adopted", pid=self.pid)
            try:
                with self._connect(time.monotonic() + self._start_limit) as connection:
                    create_roles(connection)
                    create_database(connection)
            except psycopg.Error as error:
                raise EmbeddedPostgresError(
                    f"The database started and was lost again: {error}. See {self._places.log}."
                ) from error

    def stop(self) -> bool:
        """Stop the server, unless another process still uses it; True when it is down after."""
        if not self._places.area.is_dir():
            return True
        with exclusive(self._places.area / "start.lock"):
            if not self._presence.leave():
                _log.info("database left running for another command")
                return False
            if self._child is not None and self._child.poll() is None:
                self._stop_child(self._child)
            elif self.pid is not None:
                self._pg_ctl_stop()
            self._child = None
            return True

    def wait(self, timeout: float | None = None) -> bool:
        """Wait until the server is gone; False when `timeout` seconds pass before that."""
        deadline = None if timeout is None else time.monotonic() + timeout
        while self.pid is not None:
            if deadline is not None and time.monotonic() >= deadline:
                return False
            time.sleep(LOOK_EVERY)
        return True

    def _launch(self) -> None:
        places = self._places
        folder = programs(places)
        create_cluster(places, folder)
        configuration = write_configuration(places, durable=self._durable)
        self._clear_stale_pid_file(time.monotonic() + self._start_limit)
        if places.log.exists() and places.log.stat().st_size > LOG_KEPT:
            places.log.replace(places.log.with_suffix(".log.1"))
        with places.log.open("ab") as log:
            places.log.chmod(0o600)
            self._log_start = log.tell()
            self._child = subprocess.Popen(
                [folder / "postgres", "-D", places.data, "-c", f"config_file={configuration}"],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                # Ctrl+C in the terminal is for us: the database goes last.
                start_new_session=True,
                **places.account.popen(),
            )

    def _clear_stale_pid_file(self, deadline: float) -> None:
        """Take away a pid file whose number now means a zombie or another program.

        PostgreSQL trusts such a number and would refuse to start. A number that nobody has is
        left to PostgreSQL, which then also looks for backends that outlived their server. The
        socket has a lock of the same kind, but its folder is ours alone.
        """
        self._places.socket_lock.unlink(missing_ok=True)
        found = postmaster.read_pid_file(self._places.data)
        if found is None or not postmaster.pid_is_taken(found.pid):
            return
        while postmaster.works_in(self._places.data):
            if time.monotonic() > deadline:
                raise EmbeddedPostgresError(
                    f"Processes of a killed database still use {self._places.data}: end them."
                )
            time.sleep(LOOK_EVERY)
        (self._places.data / "postmaster.pid").unlink(missing_ok=True)

    def _connect(self, deadline: float) -> psycopg.Connection:
        """A connection is the only proof: a server that was just killed looks alive a while."""
        patience = min(deadline, time.monotonic() + CONNECT_LIMIT)
        while True:
            self._await_ready(deadline)
            try:
                return psycopg.connect(self.dsn("postgres", SUPERUSER), autocommit=True)
            except psycopg.OperationalError as error:
                if self.pid is not None and time.monotonic() > patience:
                    raise EmbeddedPostgresError(
                        f"The database runs but refuses Hubbub: {error}. See {self._places.log}."
                    ) from error
            time.sleep(LOOK_EVERY)

    def _await_ready(self, deadline: float) -> None:
        tell = time.monotonic() + TELL_EVERY
        while True:
            found = postmaster.read_pid_file(self._places.data)
            pid = self.pid
            if found is not None and found.ready and found.pid == pid:
                return
            now = time.monotonic()
            if now > deadline:
                raise EmbeddedPostgresError(
                    f"The database took no connections within {self._start_limit:.0f} seconds; "
                    f"see {self._places.log}."
                )
            if pid is None:
                self._launch_again()
            if now > tell:
                _log.info("database still starting", log=str(self._places.log))
                tell = now + TELL_EVERY
            time.sleep(LOOK_EVERY)

    def _launch_again(self) -> None:
        last_words = self._last_words()
        if self._child is not None and not any(reason in last_words for reason in PASSING):
            raise EmbeddedPostgresError(f"The database does not start:\n{last_words}")
        time.sleep(0.2)
        self._launch()

    def _last_words(self) -> str:
        try:
            said = self._places.log.read_bytes()[self._log_start :].decode("utf-8", "replace")
        except OSError:
            said = ""
        return "\n".join(said.splitlines()[-8:]) or f"(nothing in {self._places.log})"

    def _stop_child(self, child: subprocess.Popen[bytes]) -> None:
        child.send_signal(signal.SIGINT)
        try:
            child.wait(STOP_LIMIT)
        except subprocess.TimeoutExpired:
            child.send_signal(signal.SIGQUIT)
            child.wait(STOP_LIMIT)

    def _pg_ctl_stop(self) -> None:
        # The pid comes from a folder that the dropped user may write: signal with its rights only.
        command = [programs(self._places) / "pg_ctl", "stop", "-D", self._places.data]
        subprocess.run(
            [*command, "-m", "fast", "-t", str(STOP_LIMIT)],
            check=False,
            capture_output=True,
            **self._places.account.popen(),
        )
