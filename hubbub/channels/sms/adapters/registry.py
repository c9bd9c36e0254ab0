"""The carriers that there are over HTTP, and those that sell numbers: one line each."""

from dataclasses import dataclass, field

from hubbub.channels.sms.adapters.asking import WaysOut
from hubbub.channels.sms.adapters.carrier import CarrierKind
from hubbub.channels.sms.adapters.infobip.kind import INFOBIP
from hubbub.channels.sms.adapters.opening import Opening, Unopened
from hubbub.channels.sms.adapters.simulated.selling import open_simulated
from hubbub.channels.sms.adapters.telnyx.kind import TELNYX
from hubbub.channels.sms.adapters.twilio.kind import TWILIO
from hubbub.channels.sms.adapters.vonage.kind import VONAGE
from hubbub.channels.sms.http_repository import get_http_carrier
from hubbub.features.numbers.repository import Carrier
from hubbub.features.numbers.selling import Seller
from hubbub.kernel.database import Transaction
from hubbub.kernel.secrets import Secrets
from hubbub.kernel.settings import Settings

KINDS: dict[str, CarrierKind] = {
    each.kind: each
    for each in (
        TWILIO,
        TELNYX,
        INFOBIP,
        VONAGE,
    )
}  # fmt: skip
"""By the kind that stands in their row; in the order in which they are offered."""

SELLING = ("simulator", *(kind for kind, each in KINDS.items() if each.seller is not None))


@dataclass(frozen=True, slots=True)
class RegisteredSellers:
    """`Sellers` as this installation has them."""

    settings: Settings
    secrets: Secrets
    ways: WaysOut = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "ways", WaysOut.begin(self.settings))

    async def of(self, tx: Transaction, carrier: Carrier) -> Seller | None:
        """None for a carrier that sells nothing, is switched off, or cannot be opened."""
        if not carrier.is_enabled:
            return None
        if carrier.kind == "simulator":
            return await open_simulated(tx, carrier, self.settings, self.secrets)
        kind = KINDS.get(carrier.kind)
        stored = None if kind is None else await get_http_carrier(tx, carrier.id)
        if kind is None or kind.seller is None or stored is None:
            return None
        try:
            return kind.seller(Opening(self.settings, self.secrets, self.ways).access(kind, stored))
        except Unopened:
            return None
