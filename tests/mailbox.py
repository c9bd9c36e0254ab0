"""The post of a test: composes what is in the outbox as the worker would, and hands it over."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hubbub.access.mailing.composing import COMPOSERS
from hubbub.kernel.mail.repository import get_mail, mail_dropped, mail_sent
from hubbub.kernel.mail.sending import Composing
from tests.api import IN_PROCESS

if TYPE_CHECKING:
    from hubbub.kernel.mail.letters import Letter
    from tests.world import Account, World

QUEUED = "SELECT id FROM mails WHERE account_id = %s AND state = 'queued' ORDER BY created_at, id"
LINK = re.compile(r"/desk/link#(\S+)")


async def post(world: World, account: Account) -> list[Letter]:
    """Every letter that waits, in order; afterwards nothing waits."""
    letters: list[Letter] = []
    for (mail_id,) in await world.sql(account, QUEUED, account.id):
        async with world.database.transaction(account.id) as tx:
            mail = await get_mail(tx, mail_id)  # pyright: ignore[reportArgumentType]
            assert mail is not None
            letter = await COMPOSERS[mail.kind](tx, mail, Composing(IN_PROCESS))
            if letter is None:
                await mail_dropped(tx, mail.id)
            else:
                await mail_sent(tx, mail.id)
                letters.append(letter)
    return letters


async def letters_to(world: World, account: Account, address: str) -> list[Letter]:
    return [each for each in await post(world, account) if each.address == address]


def token_in(letter: Letter) -> str:
    """What stands behind the # of its link, which the HTML has too."""
    found = LINK.search(letter.text)
    assert found is not None, letter.text
    assert f"#{found[1]}" in letter.html
    return found[1]
