"""Where the keys of an installation are gone, the new one bears a name that none of them had."""

from __future__ import annotations

import psycopg
import structlog

from hubbub.entrypoints.composition import SEALED
from hubbub.entrypoints.looping import run_async
from hubbub.kernel.database import Transaction
from hubbub.kernel.sealing import keys_needed
from hubbub.kernel.secrets import RING, begin_ring_above, fingerprints
from hubbub.kernel.settings import Settings

log = structlog.get_logger()

LOST = (
    "THE KEYS OF THIS INSTALLATION ARE NOT HERE. What they sealed stays closed, and the audit log "
    "is not proved. Put them back into {folder} and restart; what is sealed from now on has a key "
    "of its own there, which has to stay. Without them enter the passwords of carriers and the "
    "secrets of webhooks and sign-in providers again."
)


def begin_ring_where_lost(settings: Settings, dsn: str) -> None:
    """As the engine, before anything else looks for a key. Without it the new one would be called
    as the lost one: what that has signed would look forged, and it could not be put back."""
    if settings.secret_key is not None or fingerprints(settings):
        return
    try:
        needed = run_async(_needed(dsn))
    except psycopg.OperationalError:
        return
    if needed:
        folder = settings.home.absolute() / "keys" / RING
        begin_ring_above(folder, needed)
        log.warning("keys.lost", keys=sorted(needed), told=LOST.format(folder=folder))


async def _needed(dsn: str) -> set[str]:
    connection = await psycopg.AsyncConnection.connect(dsn)
    async with connection:
        return set(await keys_needed(Transaction(connection, None), SEALED))
