"""A sender in a process of its own, to be killed: the database's addresses and the home folder are
its arguments."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from hubbub.compat.vendor.subscriptions.telling import VendorWire
from hubbub.entrypoints.subscribing import VENDOR
from hubbub.kernel.database import Database, DatabaseAddress
from hubbub.kernel.outgoing import Outgoing
from hubbub.kernel.secrets import load_secrets
from hubbub.reactions.webhooks.sending import Sender
from tests.reactions.webhooks.office import LOOPBACK
from tests.world import settings_for


async def main(app: str, engine: str, home: str) -> None:
    database = Database(DatabaseAddress(app, engine, app, app), size=4)
    await database.open()
    secrets = load_secrets(settings_for(Path(home)))
    wires = {VENDOR: VendorWire(secrets)}
    await Sender(database, secrets, Outgoing(LOOPBACK), wires).run()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
