"""The worker's part of webhooks: one process queues what is to be sent, each of them sends."""

from hubbub.compat.vendor.subscriptions.telling import VendorWire
from hubbub.entrypoints.side_by_side import follow, together
from hubbub.entrypoints.subscribing import VENDOR
from hubbub.kernel.database import Database
from hubbub.kernel.leases import Lease, LeaseHolder, offer_all
from hubbub.kernel.outgoing import Outgoing
from hubbub.kernel.secrets import Secrets
from hubbub.kernel.settings import Settings
from hubbub.kernel.tail import Tail
from hubbub.reactions.webhooks.keeping import keep_webhooks
from hubbub.reactions.webhooks.queueing import Queueing
from hubbub.reactions.webhooks.sending import Names, Sender

QUEUE = "consume:webhooks:0"
KEEP = "keep:webhooks:0"


async def run_webhooks(
    database: Database, tail: Tail, settings: Settings, secrets: Secrets, holder: LeaseHolder
) -> None:
    """Until cancelled."""
    await offer_all(database, QUEUE, KEEP)
    names = Names()
    outgoing = Outgoing(settings.outgoing_networks, resolve=names.resolve)
    wires = {VENDOR: VendorWire(secrets)}
    sender = Sender(database, secrets, outgoing, wires)

    async def queue(_: Lease) -> None:
        await follow(database, tail, Queueing(database, sender.poke, wires).consumer)

    async def keep(_: Lease) -> None:
        await keep_webhooks(database, settings.webhook_log_days)

    await together(holder.run(QUEUE, queue), holder.run(KEEP, keep), sender.run())
