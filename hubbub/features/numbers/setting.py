"""Sets where texts and calls go for somebody who asks: what he may, and what can be."""

from dataclasses import dataclass

from hubbub.access import may
from hubbub.access.actor import Actor
from hubbub.access.refusing import forbidden
from hubbub.features.numbers.authors import reads_texts
from hubbub.features.numbers.checking import LEADS_AWAY, Wanted, check_wanted
from hubbub.features.numbers.configurations_repository import Configuration
from hubbub.features.numbers.configuring import configure
from hubbub.features.numbers.deciding import Action
from hubbub.features.numbers.forwarding import check_forward, forward_number
from hubbub.kernel.database import Database
from hubbub.kernel.outgoing import Outgoing
from hubbub.kernel.secrets import Secrets


@dataclass(frozen=True, slots=True)
class Setting:
    """What is needed to set something: for whom, and by what."""

    actor: Actor
    database: Database
    outgoing: Outgoing
    secrets: Secrets


@dataclass(frozen=True, slots=True)
class Telling:
    """Where texts to a number are told beside Conversations; None for nowhere."""

    url: str | None


async def set_inbound(
    by: Setting, wanted: Wanted, telling: Telling | None = None
) -> tuple[Configuration, str | None]:
    """What is set then, and the secret that its receiver needs, where there is a new one; with
    `telling` both at once. Raises Forbidden, NotFound, Conflict, Invalid."""
    await refuse_to_forward(by, wanted.action)
    if telling is not None and telling.url is not None:
        await refuse_to_forward(by, "url")
        await check_forward(by.outgoing, telling.url)
    checked = await check_wanted(wanted, by.outgoing)
    async with by.database.transaction(by.actor.account_id) as tx:
        set_now, secret = await configure(tx, checked, by.secrets, by.actor.origin)
        if telling is not None and wanted.number_id is not None:
            await forward_number(tx, wanted.number_id, telling.url, None, by.actor.origin)
    return set_now, secret


async def refuse_to_forward(by: Setting, action: Action) -> None:
    """Forbidden where this sends texts elsewhere and the asker may not read them."""
    if action in LEADS_AWAY and not reads_texts(by.actor):
        raise await forbidden(by.database, by.actor, may.REACH_ALL_QUEUES)
