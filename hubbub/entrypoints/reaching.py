"""Where the database is for a command: the one in the settings, or the embedded one, started."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from hubbub.kernel.database import DatabaseAddress

if TYPE_CHECKING:
    from collections.abc import Generator

    from hubbub.kernel.postgres import EmbeddedPostgres
    from hubbub.kernel.settings import Settings


def foreign_address(settings: Settings) -> DatabaseAddress | None:
    """The addresses in the settings; None when Hubbub brings its own database."""
    if settings.database_url is None:
        return None
    app = settings.database_url.get_secret_value()

    def or_app(value: str | None) -> str:
        return value or app

    engine, owner, direct = (
        None if secret is None else secret.get_secret_value()
        for secret in (
            settings.database_engine_url,
            settings.database_owner_url,
            settings.database_direct_url,
        )
    )
    return DatabaseAddress(app, or_app(engine), or_app(owner), direct or or_app(engine))


def embedded_address(server: EmbeddedPostgres) -> DatabaseAddress:
    """The addresses of the embedded database, one for each role."""
    engine = server.dsn(role="hubbub_engine")
    return DatabaseAddress(
        server.dsn(role="hubbub_app"), engine, server.dsn(role="hubbub_owner"), direct=engine
    )


def as_environment(address: DatabaseAddress, *, owner: bool) -> dict[str, str]:
    """The variables that tell a child the address; the owner's only to the one that migrates."""
    variables = {
        "HUBBUB_DATABASE_URL": address.app,
        "HUBBUB_DATABASE_ENGINE_URL": address.engine,
        "HUBBUB_DATABASE_DIRECT_URL": address.direct,
    }
    return variables | ({"HUBBUB_DATABASE_OWNER_URL": address.owner} if owner else {})


@contextlib.contextmanager
def reachable_database(settings: Settings) -> Generator[DatabaseAddress]:
    """The database for as long as a command needs it.

    A live embedded one is joined, else it is started, and stopped by whoever leaves last. Raises
    EmbeddedPostgresError when it does not start, HomeUnusableError while a restore is half done.
    """
    from hubbub.entrypoints.home import HomeUnusableError
    from hubbub.kernel.backups.journal import UNDER_WAY, is_half_restored

    if is_half_restored(settings.home):
        raise HomeUnusableError(UNDER_WAY)
    known = foreign_address(settings)
    if known is not None:
        yield known
        return
    from hubbub.kernel.postgres import EmbeddedPostgres

    server = EmbeddedPostgres(settings.home)
    server.start()
    try:
        yield embedded_address(server)
    finally:
        server.stop()


def ensure_fitting_if_reached(dsn: str) -> None:
    """As the engine. Raises UnfitSchemaError. A database that is away for a moment is
    waited for by whoever serves, and not refused here."""
    import psycopg

    from hubbub.kernel.steps import ensure_fitting

    with contextlib.suppress(psycopg.OperationalError):
        ensure_fitting(dsn)
