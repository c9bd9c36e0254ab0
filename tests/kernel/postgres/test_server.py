"""The embedded server starts, is adopted, survives kill -9, and never opens a door."""

from __future__ import annotations

import codecs
import contextlib
import os
import pwd
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st
from psycopg.conninfo import conninfo_to_dict

from hubbub.kernel.postgres import (
    EmbeddedPostgres,
    EmbeddedPostgresError,
    binaries,
    postmaster,
    server,
)
from hubbub.kernel.postgres.configuration import SUPERUSER, write_configuration
from hubbub.kernel.postgres.places import Places, places_of
from tests.cluster import quick_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = os.geteuid() == 0


@pytest.fixture
def area() -> Iterator[Path]:
    """A folder that the user the server drops to can enter, unlike pytest's own."""
    folder = Path(tempfile.mkdtemp(prefix="hubbub-", dir=quick_folder()))
    folder.chmod(0o711)
    yield folder
    server = EmbeddedPostgres(folder / "home", area=folder / "area")
    if server.pid is not None:
        server.stop()
    shutil.rmtree(folder)


def server_in(area: Path) -> EmbeddedPostgres:
    return EmbeddedPostgres(area / "home", durable=False, area=area / "area", start_limit=60)


def ask(server: EmbeddedPostgres, statement: str, role: str = "hubbub_owner") -> list[object]:
    with psycopg.connect(server.dsn(role=role)) as connection:
        cursor = connection.execute(statement.encode())
        return [row[0] for row in cursor] if cursor.description else []


def test_first_start_makes_roles_and_database_with_little_power(area: Path) -> None:
    server = server_in(area)
    server.start()
    try:
        for role in ("hubbub_owner", "hubbub_app", "hubbub_engine"):
            assert ask(server, "SELECT current_user", role) == [role]
        powers = "SELECT rolname FROM pg_roles WHERE rolname LIKE 'hubbub%' AND "
        assert ask(server, powers + "(rolsuper OR rolcreaterole OR rolbypassrls)") == []
        assert ask(server, powers + "rolcreatedb") == ["hubbub_owner"]
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            ask(server, "CREATE TABLE t (a int)", "hubbub_app")
        assert ask(server, "SELECT lower('ČĆŽ')") == ["čćž"]
        assert ask(server, "SHOW data_checksums") == ["on"]
    finally:
        server.stop()


def test_nothing_listens_but_a_private_socket_and_nobody_is_trusted(area: Path) -> None:
    server = server_in(area)
    server.start()
    try:
        assert ask(server, "SHOW listen_addresses") == [""]
        with psycopg.connect(server.dsn(role=SUPERUSER)) as connection:
            rules = connection.execute(
                "SELECT type, auth_method, error FROM pg_hba_file_rules"
            ).fetchall()
        assert rules == [("local", "peer", None)]
        socket = places_of(area / "home", area / "area").socket
        assert stat.S_IMODE(socket.stat().st_mode) == 0o700
        with pytest.raises(psycopg.OperationalError, match="Peer authentication failed"):
            psycopg.connect(server.dsn(role="somebody_else"))
    finally:
        server.stop()


def test_a_restart_keeps_rows(area: Path) -> None:
    server = server_in(area)
    server.start()
    ask(server, "CREATE TABLE kept AS SELECT 7 AS a")
    assert server.stop()
    assert server.pid is None
    server.start()
    assert ask(server, "SELECT a FROM kept") == [7]
    server.stop()


def test_a_second_start_adopts_and_the_last_one_out_stops(area: Path) -> None:
    first, second = server_in(area), server_in(area)
    first.start()
    second.start()
    assert second.pid == first.pid
    assert (first.is_ours, second.is_ours) == (True, False)
    assert not first.stop()
    assert ask(second, "SELECT 1") == [1]
    assert second.stop()
    assert first.wait(10)


def test_committed_rows_outlive_kill_9_of_the_server(area: Path) -> None:
    server = server_in(area)
    server.start()
    ask(server, "CREATE TABLE kept AS SELECT generate_series(1, 1000) AS a")
    pid = server.pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    assert server.wait(10)
    server.start()
    assert server.pid != pid
    assert ask(server, "SELECT count(*) FROM kept") == [1000]
    server.stop()


def test_a_server_killed_while_it_is_prepared_is_told_as_what_does_not_start(
    area: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = server.create_roles

    def killed(connection: psycopg.Connection) -> None:
        os.kill(connection.info.backend_pid, signal.SIGKILL)
        made(connection)

    ours = server_in(area)
    monkeypatch.setattr(server, "create_roles", killed)
    with pytest.raises(EmbeddedPostgresError, match="lost again"):
        ours.start()
    monkeypatch.setattr(server, "create_roles", made)
    ours.start()
    assert ask(ours, "SELECT 1") == [1]
    ours.stop()


def test_a_killed_server_that_nobody_collected_is_no_obstacle(area: Path) -> None:
    ours = server_in(area)
    ours.start()
    pid = ours.pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    # Not polled here, so the process stays a zombie that still answers to its number.
    another = server_in(area)
    another.start()
    assert postmaster.pid_is_taken(pid)
    assert ask(another, "SELECT 1") == [1]
    assert not another.stop()
    assert ours.stop()
    assert another.wait(10)


def test_a_pid_file_with_the_number_of_another_program_is_no_obstacle(area: Path) -> None:
    server = server_in(area)
    server.start()
    server.stop()
    data = places_of(area / "home", area / "area").data
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as stranger:
        (data / "postmaster.pid").write_text(f"{stranger.pid}\n{data}\n1\n5432\n\n\n\nready\n")
        assert server.pid is None
        server.start()
        assert stranger.poll() is None
        server.stop()


def test_an_interrupted_creation_is_begun_anew(area: Path) -> None:
    places = places_of(area / "home", area / "area")
    places.prepare()
    (places.area / "data.new").mkdir()
    (places.area / "data.new" / "half").write_text("written")
    server = server_in(area)
    server.start()
    server.stop()
    assert not (places.data / "half").exists()


def test_a_home_with_a_very_long_path(area: Path) -> None:
    home = area.joinpath(*["a rather long folder name with 'quotes' and spaces"] * 5)
    server = EmbeddedPostgres(home, durable=False, area=home / "area")
    for folder in [home, *home.parents]:
        if folder.is_relative_to(area) and folder != area:
            folder.mkdir(parents=True, exist_ok=True)
            folder.chmod(0o711)
    server.start()
    try:
        assert ask(server, "SELECT 1") == [1]
    finally:
        server.stop()
        shutil.rmtree(places_of(home, home / "area").socket)


def test_two_homes_side_by_side(area: Path) -> None:
    one = EmbeddedPostgres(area / "one", durable=False, area=area / "1")
    two = EmbeddedPostgres(area / "two", durable=False, area=area / "2")
    one.start()
    two.start()
    ask(one, "CREATE TABLE only_here (a int)")
    assert ask(two, "SELECT to_regclass('only_here')") == [None]
    one.stop()
    assert ask(two, "SELECT 1") == [1]
    two.stop()


def test_a_failed_start_tells_what_the_server_said(area: Path) -> None:
    server = server_in(area)
    server.start()
    server.stop()
    data = places_of(area / "home", area / "area").data
    (data / "global" / "pg_control").unlink()
    with pytest.raises(EmbeddedPostgresError, match=r"does not start(?s:.*)pg_control"):
        server.start()


def test_a_socket_folder_of_somebody_else_is_refused(area: Path) -> None:
    places = places_of(area / "home", area / "area")
    places.area.mkdir()
    places.socket.symlink_to(area)
    with pytest.raises(EmbeddedPostgresError, match="does not belong"):
        server_in(area).start()


def test_another_major_version_is_refused(area: Path) -> None:
    server = server_in(area)
    server.start()
    server.stop()
    data = places_of(area / "home", area / "area").data
    (data / "PG_VERSION").write_text("15\n")
    with pytest.raises(EmbeddedPostgresError, match="made by PostgreSQL 15"):
        server.start()


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20))
def test_a_dsn_reaches_exactly_the_named_database_and_role(name: str) -> None:
    server = EmbeddedPostgres(Path("/tmp/some where"), area=Path("/tmp/some where"))
    read = conninfo_to_dict(server.dsn(name or "x", name or "x"))
    assert (read["dbname"], read["user"]) == (name or "x", name or "x")


def test_without_fsync_a_commit_is_still_waited_for(tmp_path: Path) -> None:
    places = places_of(tmp_path, tmp_path)
    text = write_configuration(places, durable=False).read_text()
    assert "fsync = 'off'" in text
    assert "\nsynchronous_commit" not in text
    assert "\nfsync" not in write_configuration(places, durable=True).read_text()


@pytest.mark.skipif(not ROOT, reason="only root can become another user")
def test_programs_that_the_dropped_user_cannot_read_are_copied(
    area: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hidden = area / "hidden"
    hidden.mkdir(mode=0o700)
    package = binaries._installed_package()
    (hidden / "site").mkdir()
    (hidden / "site" / binaries.PACKAGE).symlink_to(package)
    monkeypatch.setattr(binaries, "_installed_package", lambda: hidden / "site" / package.name)
    places = Places(area / "area", area / "socket", area, places_of(area, area).account)
    (hidden / "site" / binaries.LIBRARIES).symlink_to(package.parent / binaries.LIBRARIES)
    folder = binaries.programs(places)
    assert folder.is_relative_to(area / "binaries" / binaries.version())
    assert stat.S_IMODE(hidden.stat().st_mode) == 0o700


@pytest.mark.skipif(not ROOT, reason="only root can become another user")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_an_ordinary_user_has_it_under_his_home(
    area: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    readable = binaries._copy(binaries._installed_package(), area / "readable") / binaries.PACKAGE
    monkeypatch.setattr(binaries, "_installed_package", lambda: readable)
    person = pwd.getpwnam("daemon")
    (area / "readable").chmod(0o755)
    (area / "home").mkdir()
    os.chown(area / "home", person.pw_uid, person.pw_gid)

    def scenario() -> None:
        server = EmbeddedPostgres(area / "home", durable=False)
        server.start()
        ask(server, "CREATE TABLE kept AS SELECT 1 AS a")
        os.kill(server.pid or 0, signal.SIGKILL)
        assert server.wait(10)
        server.start()
        assert ask(server, "SELECT a FROM kept") == [1]
        assert (area / "home" / "postgres" / "data").is_dir()
        assert server.stop()

    assert in_child_as(person.pw_uid, person.pw_gid, scenario) == 0


def in_child_as(uid: int, gid: int, scenario: Callable[[], None]) -> int:
    """Run `scenario` in a forked process of another user; its exit status."""
    # The child may no longer read where Python is installed, which loads encodings when first used.
    codecs.lookup("ascii")
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    status = 1
    with contextlib.suppress(BaseException):
        try:
            os.setgroups([])
            os.setgid(gid)
            os.setuid(uid)
            scenario()
            status = 0
        except BaseException:
            traceback.print_exc()
    os._exit(status)


@pytest.mark.skipif(not ROOT, reason="only root has a place of its own")
def test_root_makes_no_second_database_beside_that_of_a_user(tmp_path: Path) -> None:
    home = tmp_path / "home"
    data = home / "postgres" / "data"
    data.mkdir(parents=True)
    os.chown(data, pwd.getpwnam("nobody").pw_uid, -1)
    with pytest.raises(EmbeddedPostgresError, match=r"the user nobody's.*runuser -u nobody"):
        EmbeddedPostgres(home)
    data.rmdir()
    EmbeddedPostgres(home)
