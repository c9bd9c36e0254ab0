"""The worker's part of the vendor's interface: what programs there are to be told of."""

from hubbub.compat.vendor.sms.forwarding import Forwarding
from hubbub.compat.vendor.sms.pushing import Pusher
from hubbub.entrypoints.side_by_side import follow, together
from hubbub.kernel.database import Database
from hubbub.kernel.leases import Lease, LeaseHolder, offer_all
from hubbub.kernel.outgoing import Outgoing
from hubbub.kernel.outside import run_outside
from hubbub.kernel.settings import Settings
from hubbub.kernel.tail import Tail
from hubbub.reactions.webhooks.sending import Names

FORWARD = "consume:wire:0"


async def run_wire(database: Database, tail: Tail, settings: Settings, holder: LeaseHolder) -> None:
    """Until cancelled."""
    await offer_all(database, FORWARD)
    outgoing = Outgoing(settings.outgoing_networks, resolve=Names().resolve)

    async def forward(_: Lease) -> None:
        await follow(database, tail, Forwarding(database).consumer)

    # Apart from mail, which a server that is slow to answer would hold up.
    await together(
        holder.run(FORWARD, forward), run_outside(database, Pusher(database, outgoing).jobs)
    )
