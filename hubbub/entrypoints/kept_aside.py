"""What restores have moved aside: it holds everybody who was in it, until somebody deletes it."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hubbub.entrypoints.reaching import reachable_database
from hubbub.kernel.backups.swapping import drop_database, replaced_databases

if TYPE_CHECKING:
    from pathlib import Path

    from hubbub.kernel.settings import Settings

FOLDERS = ("files.replaced-*", "keys.replaced-*", "keys/secrets.replaced-*")


@dataclass(frozen=True, slots=True)
class KeptAside:
    """The names of databases, and folders."""

    databases: list[str]
    folders: list[Path]


def kept_aside(settings: Settings, *, delete: bool) -> KeptAside:
    """What there is, or was until now. Raises BackupError, EmbeddedPostgresError, psycopg.Error."""
    with reachable_database(settings) as address:
        found = KeptAside(replaced_databases(address.owner), _folders(settings))
        if delete:
            for name in found.databases:
                drop_database(address.owner, name)
            for folder in found.folders:
                shutil.rmtree(folder)
    return found


def _folders(settings: Settings) -> list[Path]:
    home = settings.home.absolute()
    found = [path for pattern in FOLDERS for path in home.glob(pattern)]
    if settings.database_url is None:
        from hubbub.kernel.postgres import EmbeddedPostgres

        beside = EmbeddedPostgres(home).beside_data("data.replaced-")
        found += beside.parent.glob(f"{beside.name}*")
    return sorted(found)
