"""Where the routes of the matrix are asked: an application, its world, and things to ask about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.entrypoints.http.examples import EXAMPLES, NOWHERE

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    import httpx2

    from hubbub.access.gate import Declared
    from tests.api import Api, Asker
    from tests.world import Account, World


@dataclass(frozen=True, slots=True)
class Scene:
    """`things` belong to the other account, and have no part in what is asked of our own."""

    api: Api
    world: World
    things: dict[str, str]

    def asking(self, declared: Declared) -> Callable[[Asker], Awaitable[httpx2.Response]]:
        """Sends the example of this route, with another running number each time."""
        example = EXAMPLES[declared.method, declared.path]
        ids = {name: self.things[kind] for name, kind in example.ids.items()}
        path = declared.path.format(**ids, **example.words) + example.query
        count = 0

        async def ask(asker: Asker) -> httpx2.Response:
            nonlocal count
            count += 1
            body: Any = example.body(self.world.ours, count) if example.body else None
            return await self.api.send(asker, declared.method, path, body)

        return ask

    async def begin_afresh(self) -> None:
        """Nobody has tried a wrong key yet, and no answer has left a cookie."""
        self.api.http.cookies.clear()
        async with self.world.database.engine() as tx:
            await tx.execute("DELETE FROM attempts")


async def things_of(world: World, account: Account) -> dict[str, str]:
    """An id of each kind of thing, all of one account."""
    conversation = await world.text_in(account, "+385911234567")
    [row] = await world.sql(
        account, "SELECT m.id, m.person_id FROM messages m WHERE account_id = %s", account.id
    )
    [number] = await world.sql(account, "SELECT id FROM numbers WHERE account_id = %s", account.id)
    [inbound] = await world.sql(
        account, "SELECT id FROM inbound_configurations WHERE account_id = %s", account.id
    )
    found = {
        "conversation": conversation, "message": row[0], "person": row[1], "number": number[0],
        "queue": account.general, "user": account.agent.user_id, "carrier": account.carrier,
        "inbound": inbound[0],
        "role": account.roles["agent"], "account": account.id,
        "key": NOWHERE, "invite": NOWHERE, "session": NOWHERE,
    }  # fmt: skip
    return {name: id_.hex for name, id_ in found.items()}
