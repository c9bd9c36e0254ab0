"""Sets and unsets where texts go, for either version of this interface."""

from starlette.requests import Request

from hubbub.access.actor import Actor
from hubbub.compat.vendor.numbers.texts import Wish, wanted_of
from hubbub.features.numbers.checking import Wanted
from hubbub.features.numbers.configurations_repository import Configuration
from hubbub.features.numbers.configuring import remove_keyword
from hubbub.features.numbers.repository import Number, all_carriers, get_number
from hubbub.features.numbers.setting import Setting, Telling, set_inbound
from hubbub.kernel.database import Database


def setting_of(request: Request, actor: Actor, database: Database) -> Setting:
    state = request.app.state
    return Setting(actor, database, state.outgoing, state.secrets)


async def set_texts(by: Setting, wish: Wish) -> tuple[Configuration, Number]:
    """As it is then, with its number. Raises Forbidden, Invalid, NotFound, Conflict."""
    async with by.database.transaction(by.actor.account_id) as tx:
        carriers = await all_carriers(tx)
    wanted, telling = wanted_of(wish, carriers)
    configuration, _ = await set_inbound(by, wanted, telling)
    async with by.database.transaction(by.actor.account_id) as tx:
        number = await get_number(tx, wish.number.id)
    return configuration, number or wish.number


async def unset_texts(by: Setting, configuration: Configuration) -> None:
    """A keyword is removed; without its default a number follows the account."""
    assert configuration.number_id is not None
    if configuration.keyword is None:
        wanted = Wanted(number_id=configuration.number_id, channel="sms", action="default")
        await set_inbound(by, wanted, Telling(None))
        return
    async with by.database.transaction(by.actor.account_id) as tx:
        await remove_keyword(tx, configuration.number_id, configuration.id, None, by.actor.origin)
