"""The server's configuration files: small when idle, closed to the network, silent about rows."""

from __future__ import annotations

import os
import pwd
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hubbub.kernel.postgres.places import Places

SUPERUSER = "postgres"
OWNER, APP, ENGINE = "hubbub_owner", "hubbub_app", "hubbub_engine"
MAP = "hubbub"

SETTINGS: Mapping[str, str] = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "200",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "jit": "off",
    "idle_in_transaction_session_timeout": "60s",
    "shared_buffers": "64MB",
    "work_mem": "8MB",
    "maintenance_work_mem": "64MB",
    "effective_cache_size": "1GB",
    "max_wal_size": "512MB",
    "random_page_cost": "1.1",
    # Each of these is a process that an idle installation would carry for nothing.
    "io_method": "sync",
    "max_logical_replication_workers": "0",
    "max_wal_senders": "0",
    "autovacuum_max_workers": "2",
    # A table that is looked at while it has a page of rows is read from end to end from then on,
    # until it is looked at again: late for the first time, and soon after for the second.
    "autovacuum_analyze_threshold": "500",
    "autovacuum_naptime": "30s",
    # A server's log quotes rows (DETAIL) and statements: those hold numbers and texts of people.
    # The application logs its own errors, without them.
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
    "log_min_messages": "log",
    "log_checkpoints": "off",
    "log_autovacuum_min_duration": "-1",
}
# `synchronous_commit` stays on, so that killing the process still loses nothing.
NOT_DURABLE: Mapping[str, str] = {"fsync": "off", "full_page_writes": "off"}


def write_configuration(places: Places, *, durable: bool) -> Path:
    """Write the three files into the area and return the main one; data holds none that counts.

    What an operator sets with ALTER SYSTEM still wins over it.
    """
    settings = dict(SETTINGS) | ({} if durable else dict(NOT_DURABLE))
    settings["data_directory"] = str(places.data)
    settings["unix_socket_directories"] = f'"{places.socket}"'
    settings["hba_file"] = str(places.area / "pg_hba.conf")
    settings["ident_file"] = str(places.area / "pg_ident.conf")
    lines = [f"{name} = '{_quoted(value)}'" for name, value in settings.items()]
    _replace(places.area / "pg_hba.conf", f"local all all peer map={MAP}\n")
    _replace(places.area / "pg_ident.conf", _ident(places))
    main = places.area / "postgresql.conf"
    _replace(main, "\n".join(lines) + "\n")
    return main


def _ident(places: Places) -> str:
    system = {places.account.name, pwd.getpwuid(os.geteuid()).pw_name}
    roles = (SUPERUSER, OWNER, APP, ENGINE)
    return "".join(f'{MAP} "{name}" {role}\n' for name in sorted(system) for role in roles)


def _quoted(value: str) -> str:
    return value.replace("\\", "\\\\").replace("'", "''")


def _replace(path: Path, text: str) -> None:
    descriptor, unfinished = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    # The server runs as another user than the one that writes this when Hubbub runs as root.
    Path(unfinished).chmod(0o644)
    Path(unfinished).replace(path)
