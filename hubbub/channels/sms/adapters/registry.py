"""The list of carriers that sell numbers: one line each, by the kind that stands in their row."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from hubbub.channels.sms.adapters.simulated.selling import open_simulated
from hubbub.features.numbers.repository import Carrier
from hubbub.features.numbers.selling import Seller
from hubbub.kernel.database import Transaction
from hubbub.kernel.secrets import Secrets
from hubbub.kernel.settings import Settings

Opening = Callable[[Transaction, Carrier, Settings, Secrets], Awaitable[Seller]]

ADAPTERS: dict[str, Opening] = {
    "simulator": open_simulated,
}


@dataclass(frozen=True, slots=True)
class RegisteredSellers:
    """`Sellers` as this installation has them."""

    settings: Settings
    secrets: Secrets

    async def of(self, tx: Transaction, carrier: Carrier) -> Seller | None:
        """None for a carrier that sells nothing, or is switched off."""
        opening = ADAPTERS.get(carrier.kind)
        if opening is None or not carrier.is_enabled:
            return None
        return await opening(tx, carrier, self.settings, self.secrets)
