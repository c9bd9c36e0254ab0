"""The worker's part of texts that go to somebody else."""

from hubbub.compat.vendor.sms.handed_on import inbound_body
from hubbub.features.handing_on.carrying import OURS, Carrier
from hubbub.kernel.database import Database
from hubbub.kernel.outgoing import Outgoing
from hubbub.kernel.outside import run_outside
from hubbub.kernel.secrets import Secrets
from hubbub.kernel.settings import Settings
from hubbub.reactions.webhooks.sending import Names


async def hand_on_texts(database: Database, settings: Settings, secrets: Secrets) -> None:
    """Until cancelled. Apart from mail and from reports, which a slow receiver would hold up."""
    outgoing = Outgoing(settings.outgoing_networks, resolve=Names().resolve)
    await run_outside(
        database, Carrier(database, outgoing, secrets, {**OURS, "vendor": inbound_body}).jobs
    )
