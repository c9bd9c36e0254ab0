"""A token in everything that a queue or an account holds: nobody receives a byte of what he may
not see, by whatever way he asks or is told."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest

from hubbub.access.gate import DECLARED
from hubbub.features.conversations.receiving import Inbound, receive
from tests.deeds import Deeds
from tests.entrypoints.http.examples import EXAMPLES
from tests.reactions.realtime.screen import settle

if TYPE_CHECKING:
    from uuid import UUID

    from websockets.asyncio.client import ClientConnection

    from tests.api import Api
    from tests.world import Account, Person, World

OURS_GENERAL, OURS_BILLING = "canary-ours-general", "canary-ours-billing"
THEIRS_GENERAL, THEIRS_BILLING = "canary-theirs-general", "canary-theirs-billing"
EVERYTHING = {OURS_GENERAL, OURS_BILLING, THEIRS_GENERAL, THEIRS_BILLING}
OURS, THEIRS = {OURS_GENERAL, OURS_BILLING}, {THEIRS_GENERAL, THEIRS_BILLING}

MAY_SEE: dict[tuple[str, str], set[str]] = {
    ("ours", "founder"): OURS,
    ("ours", "supervisor"): OURS,
    ("ours", "agent"): {OURS_GENERAL},
    ("ours", "viewer"): {OURS_GENERAL},
    ("ours", "seatless"): {OURS_GENERAL},
    ("ours", "colleague"): {OURS_BILLING},
    ("ours", "setup"): set(),
    ("ours", "administrator"): set(),
    ("theirs", "supervisor"): THEIRS,
    ("theirs", "agent"): {THEIRS_GENERAL},
}

OF_ACCOUNT = {
    "ours": {"Ours Ltd", "Ours Agent", "Ours Supervisor", "@ours.example.com", "+385910000"},
    "theirs": {"Theirs Ltd", "Theirs Agent", "Theirs Super", "@theirs.example.com", "+43660000"},
}
"""What is in everything of an account that is not a conversation."""


@dataclass(slots=True)
class Nest:
    """One conversation full of its token, and what belongs to it."""

    account: Account
    token: str
    phone: str
    id: str = ""
    person: str = ""
    message: str = ""


@dataclass(slots=True)
class Receiver:
    """Everything that one person was ever sent."""

    person: Person
    account: str
    who: str
    got: list[str] = field(default_factory=list[str])
    socket: ClientConnection | None = None

    def leaks(self) -> set[str]:
        found = "\n".join(self.got)
        allowed = MAY_SEE[self.account, self.who]
        foreign = OF_ACCOUNT["theirs" if self.account == "ours" else "ours"]
        return {token for token in (EVERYTHING - allowed) | foreign if token in found}


async def lay(world: World, api: Api, nest: Nest, queue: UUID) -> None:
    """Fill a conversation of this queue: bodies, topic, the customer's name, a failure's text."""
    account, deeds = nest.account, Deeds(world, api, nest.account)
    await world.text_in(account, nest.phone, f"First {nest.token}")
    await world.sql(
        account,
        "UPDATE conversations SET queue_id = %s WHERE account_id = %s AND person_id IN "
        "(SELECT id FROM people WHERE account_id = %s AND phone = %s)",
        queue, account.id, account.id, nest.phone,
    )  # fmt: skip
    nest.id = await deeds.text_in(nest.phone, f"Second {nest.token}")
    await deeds.assign(nest.id, account.supervisor, account.supervisor)
    shown = await api.get(account.supervisor, f"/api/conversations/{nest.id}")
    nest.person = shown["person"]["id"]


async def live(world: World, api: Api, nest: Nest) -> None:
    """Everything that can become of it, while everybody listens."""
    account, deeds = nest.account, Deeds(world, api, nest.account)
    boss = account.supervisor
    await deeds.rename(nest.id, f"Name {nest.token}", boss)
    await deeds.change(nest.id, "topic", f"Topic {nest.token}", boss)
    await deeds.change(nest.id, "priority", "urgent", boss)
    answer = await deeds.reply(nest.id, boss, f"Answer {nest.token}")
    nest.message = answer.json()["id"]
    await deeds.report("failed")
    async with world.database.transaction(account.id) as tx:
        text = f"Third {nest.token}"
        await receive(tx, Inbound("sms", account.carrier, account.number, nest.phone, text))
    await deeds.change(nest.id, "status", "solved", boss)
    await deeds.assign(nest.id, None, boss)


async def ask_everything(api: Api, receiver: Receiver, nests: list[Nest]) -> None:
    """Every route that is declared, with the ids of every nest, and searches for every token."""
    for declared in DECLARED:
        example = EXAMPLES.get((declared.method, declared.path))
        if example is None or declared.method == "DELETE" or "session" in declared.path:
            continue
        own = [nest for nest in nests if nest.account.id == receiver.person.account_id]
        is_of_each = {"conversation_id", "person_id"} & example.ids.keys()
        for nest in (
            nests if is_of_each else [own[0], nests[0], nests[-1]] if example.ids else own[:1]
        ):
            await ask(api, receiver, nest, (declared.method, declared.path))
    for token in EVERYTHING:
        for status in ("active", "open", "waiting", "solved", "closed"):
            path = f"/api/conversations?scope=all&status={status}&q={token}"
            await keep(api, receiver, "GET", path, None)


async def ask(api: Api, receiver: Receiver, nest: Nest, route: tuple[str, str]) -> None:
    method, path = route
    example = EXAMPLES[method, path]
    things = {
        "conversation": nest.id, "person": nest.person, "message": nest.message,
        "user": nest.account.agent.user_id.hex, "queue": nest.account.general.hex,
        "carrier": nest.account.carrier.hex,
    }  # fmt: skip
    ids = {name: things.get(kind, nest.id) for name, kind in example.ids.items()}
    body: Any = None
    if example.body:
        is_his = nest.account.id == receiver.person.account_id
        is_beyond = nest.token not in MAY_SEE[receiver.account, receiver.who]
        is_safe = not is_his or (is_beyond and "conversation" in path)
        # Where something could change, a body that is none: the question is what answers tell.
        body = example.body(nest.account, 1) if example.ids and is_safe else {"nonsense": True}
    await keep(api, receiver, method, path.format(**ids, **example.words), body)


async def keep(api: Api, receiver: Receiver, method: str, path: str, body: object) -> None:
    answer = await api.send(receiver.person, method, path, body)
    # 501 is the directory's protocol for a search that it leaves to the server (RFC 7644, 3.4.3).
    assert answer.status_code < 500 or answer.status_code == 501, answer.text
    # Whoever searches for a token is told it by himself, not by us.
    receiver.got += [answer.text, json.dumps(dict(answer.headers))]


async def drain(receiver: Receiver) -> None:
    """All that the socket was sent up to now."""
    assert receiver.socket is not None
    await receiver.socket.send('{"type":"ping"}')
    while True:
        text = str(await receiver.socket.recv())
        if text == '{"type":"pong"}':
            return
        receiver.got.append(text)


@pytest.fixture
async def nests(world: World, server: Api) -> list[Nest]:
    await world.put_into_queue(world.ours.colleague, world.ours.general, None)
    found = [
        Nest(world.ours, OURS_GENERAL, "+385987000001"),
        Nest(world.ours, OURS_BILLING, "+385987000002"),
        Nest(world.theirs, THEIRS_GENERAL, "+385987000001"),
        Nest(world.theirs, THEIRS_BILLING, "+385987000002"),
    ]
    for nest in found:
        is_billing = nest.token.endswith("billing")
        await lay(world, server, nest, nest.account.billing if is_billing else nest.account.general)
    return found


async def test_nobody_receives_what_he_may_not_see(
    world: World, server: Api, nests: list[Nest]
) -> None:
    receivers = [
        Receiver(getattr(world, account).people[who], account, who) for account, who in MAY_SEE
    ]
    for receiver in receivers:
        position = (await server.get(receiver.person, "/api/me"))["live_position"]
        receiver.socket = await server.socket(receiver.person)
        await receiver.socket.send(json.dumps({"type": "start", "position": position}))
    for nest in nests:
        await live(world, server, nest)
    await settle(server)
    for receiver in receivers:
        await drain(receiver)
        heard = "\n".join(receiver.got)
        # Whoever may see it was told of it: an empty answer proves nothing.
        assert all(token in heard for token in MAY_SEE[receiver.account, receiver.who])
        await ask_everything(server, receiver, nests)
        await drain(receiver)
        assert receiver.leaks() == set(), receiver.person.name
        assert receiver.socket is not None
        await receiver.socket.close()
