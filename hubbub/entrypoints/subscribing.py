"""Brings subscriptions of the vendor's interface and our webhooks together."""

from collections.abc import Sequence
from uuid import UUID

from hubbub.access.actor import Actor
from hubbub.compat.vendor.subscriptions.endpoints import Wish
from hubbub.kernel.database import Transaction
from hubbub.reactions.webhooks.configuring import remove_webhook
from hubbub.reactions.webhooks.endpoints_repository import lock_endpoint
from hubbub.reactions.webhooks.foreign import Foreign, add_foreign, change_foreign

VENDOR = "vendor"


class VendorEndpoints:
    """Webhooks that are told in the vendor's words."""

    async def hold(self, tx: Transaction, endpoint_ids: Sequence[UUID], /) -> None:
        # In one order, so that no two transactions wait for each other both at once.
        for each in sorted(endpoint_ids):
            await lock_endpoint(tx, each)

    async def add(self, tx: Transaction, wish: Wish, owner: Actor, /) -> UUID:
        return (await add_foreign(tx, _foreign(wish), owner)).id

    async def change(self, tx: Transaction, endpoint_id: UUID, wish: Wish, owner: Actor, /) -> None:
        await change_foreign(tx, endpoint_id, _foreign(wish), owner)

    async def remove(self, tx: Transaction, endpoint_id: UUID, by: Actor, /) -> None:
        await remove_webhook(tx, endpoint_id, by.origin)


def _foreign(wish: Wish) -> Foreign:
    return Foreign(VENDOR, wish.name, wish.url, wish.kinds, wish.header_names)
