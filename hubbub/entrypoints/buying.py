"""Puts the worker's part of buying numbers and giving them back together."""

from hubbub.channels.sms.adapters.registry import RegisteredSellers
from hubbub.features.numbers.orders.carrying_out import Buyer
from hubbub.features.numbers.orders.placing import TIMER as ORDER
from hubbub.features.numbers.orders.releasing import TIMER as RELEASE
from hubbub.features.numbers.orders.releasing import Releaser
from hubbub.kernel.database import Database
from hubbub.kernel.files.files import Files
from hubbub.kernel.outside import run_outside
from hubbub.kernel.secrets import Secrets
from hubbub.kernel.settings import Settings


async def carry_orders(database: Database, settings: Settings, secrets: Secrets) -> None:
    """Until cancelled."""
    sellers = RegisteredSellers(settings, secrets)
    buyer = Buyer(database, sellers, Files(settings.home))
    releaser = Releaser(database, sellers)
    await run_outside(database, {ORDER: buyer.carry, RELEASE: releaser.carry})
