"""Where the embedded database lies and which account of the system runs it."""

from __future__ import annotations

import hashlib
import os
import pwd
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from hubbub.kernel.postgres.errors import EmbeddedPostgresError

ROOT_SHARED = Path("/var/lib/hubbub")
DROP_TO = "nobody"
PORT = 5432
# sun_path of a UNIX socket: 108 bytes on Linux, 104 on macOS, the final NUL included.
LONGEST_SOCKET_PATH = 103


class PopenIdentity(TypedDict, total=False):
    """The arguments of `subprocess` that start a program as an account, and nothing more."""

    user: int
    group: int
    extra_groups: list[int]
    env: dict[str, str]
    cwd: str
    umask: int


@dataclass(frozen=True, slots=True)
class Account:
    """A user of the operating system; `dropped` when it is not the one that runs Hubbub."""

    name: str
    uid: int
    gid: int
    dropped: bool

    def popen(self) -> PopenIdentity:
        """How to start a program as this account: clean environment, neutral folder."""
        # Variables beginning with PG would reach into the server and its tools.
        kept = {name: os.environ[name] for name in ("PATH", "TMPDIR") if name in os.environ}
        identity = PopenIdentity(env=kept | {"LC_ALL": "C"}, cwd="/", umask=0o077)
        if self.dropped:
            identity.update(user=self.uid, group=self.gid, extra_groups=[])
        return identity


@dataclass(frozen=True, slots=True)
class Places:
    """The folders and files of one embedded database.

    `area` belongs to who runs Hubbub and holds the locks, the log and the configuration; `data`
    and `socket` belong to `account`. `shared` is where several homes keep one copy of the programs.
    """

    area: Path
    socket: Path
    shared: Path
    account: Account

    @property
    def data(self) -> Path:
        return self.area / "data"

    @property
    def log(self) -> Path:
        return self.area / "postgres.log"

    @property
    def socket_lock(self) -> Path:
        return _socket_lock(self.socket)

    def prepare(self) -> None:
        """Create what is missing. Raises EmbeddedPostgresError where that is not possible."""
        try:
            mode = 0o711 if self.account.dropped else 0o700
            self.shared.mkdir(mode=mode, parents=True, exist_ok=True)
            self.area.mkdir(mode=mode, parents=True, exist_ok=True)
        except OSError as error:
            raise EmbeddedPostgresError(
                f"The folder {self.area} for the database cannot be made: {error.strerror}. "
                "Choose another with HUBBUB_HOME, or set HUBBUB_DATABASE_URL."
            ) from error
        own_folder(self.socket, self.account)


def own_folder(folder: Path, account: Account) -> None:
    """Make `folder` private to `account`, refusing one that somebody else put there first."""
    try:
        folder.mkdir(mode=0o700)
        if account.dropped:
            os.chown(folder, account.uid, account.gid)
    except FileExistsError:
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != account.uid:
            raise EmbeddedPostgresError(
                f"{folder} exists but does not belong to the user {account.name}: remove it."
            ) from None
        if stat.S_IMODE(found.st_mode) != 0o700:
            folder.chmod(0o700)


def places_of(home: Path, area: Path | None = None) -> Places:
    """The places of the database of `home`; tests give an `area` of their own.

    PostgreSQL refuses to run as root, and the user it drops to cannot enter root's home, so for
    root the database lies in a fixed place named after the home.
    """
    home = Path(os.path.abspath(home))  # noqa: PTH100 - links stay as written, or the hash moves
    short = hashlib.sha256(os.fsencode(home)).hexdigest()[:16]
    if os.geteuid() == 0:
        if area is None:
            _refuse_anothers(home)
        root_area = area or ROOT_SHARED / short
        shared = area or ROOT_SHARED
        return Places(root_area, _socket_folder(root_area, short), shared, _drop_account())
    if area is None and (ROOT_SHARED / short).exists():
        raise EmbeddedPostgresError(
            f"The database of {home} was made by root and lies in {ROOT_SHARED / short}. "
            "Run as root again, or choose another folder with HUBBUB_HOME."
        )
    user_area = area or home / "postgres"
    return Places(user_area, _socket_folder(user_area, short), user_area, _running_account())


def _refuse_anothers(home: Path) -> None:
    """Root would make a second, empty database, of which the first one's user knows nothing."""
    data = home / "postgres" / "data"
    if not data.exists():
        return
    uid = data.stat().st_uid
    try:
        name = pwd.getpwuid(uid).pw_name
    except KeyError:
        name = str(uid)
    raise EmbeddedPostgresError(
        f"The database of {home} is the user {name}'s. Run this as that user, such as by "
        f"`runuser -u {name} -- env HUBBUB_HOME={home} …`, or choose another folder with "
        "HUBBUB_HOME."
    )


def _socket_folder(area: Path, short: str) -> Path:
    beside = area / "socket"
    if len(os.fsencode(_socket_lock(beside))) <= LONGEST_SOCKET_PATH:
        return beside
    return Path(tempfile.gettempdir()) / f"hubbub-{os.geteuid()}-{short}"


def _socket_lock(folder: Path) -> Path:
    return folder / f".s.PGSQL.{PORT}.lock"


def _running_account() -> Account:
    uid = os.geteuid()
    try:
        entry = pwd.getpwuid(uid)
    except KeyError:
        raise EmbeddedPostgresError(
            f"User id {uid} has no name on this system, which PostgreSQL needs. "
            "Run as a named user, or set HUBBUB_DATABASE_URL."
        ) from None
    return Account(entry.pw_name, uid, os.getegid(), dropped=False)


def _drop_account() -> Account:
    try:
        entry = pwd.getpwnam(DROP_TO)
    except KeyError:
        raise EmbeddedPostgresError(
            f"There is no user {DROP_TO} for the database to run as. "
            "Run Hubbub as an ordinary user, or set HUBBUB_DATABASE_URL."
        ) from None
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid, dropped=True)
