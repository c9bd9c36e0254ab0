"""Everything that can become of conversations, each as somebody who may do it."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from hubbub.access.authority import SYSTEM_AUTHORITY
from hubbub.access.users.giving_seats import set_seat
from hubbub.features.agents.changing_status import change_status
from hubbub.features.messages.reporting import report_status
from hubbub.features.routing.assigning_waiting import assign_waiting
from hubbub.kernel.errors import Conflict
from hubbub.kernel.events import SYSTEM

if TYPE_CHECKING:
    from random import Random

    import httpx2

    from tests.api import Api
    from tests.world import Account, Person, World

PHONES = [f"+38598000000{n}" for n in range(4)]


class Deeds:
    """Does things in one account, by HTTP where people do them; refusals are part of life."""

    def __init__(self, world: World, api: Api, account: Account) -> None:
        self.world = world
        self.api = api
        self.account = account
        self.database = world.database

    async def send(
        self, who: Person, method: str, path: str, body: object = None
    ) -> httpx2.Response:
        answer = await self.api.send(who, method, f"/api/{path}", body)
        assert answer.status_code < 500, answer.text
        return answer

    async def text_in(self, phone: str, text: str = "Hello") -> str:
        return (await self.world.text_in(self.account, phone, text)).hex

    async def assign(self, id_: str, to: Person | None, by: Person) -> httpx2.Response:
        body = {"assignee_id": None if to is None else to.user_id.hex}
        return await self.send(by, "PUT", f"conversations/{id_}/assignment", body)

    async def reply(self, id_: str, by: Person, text: str = "Hello yourself") -> httpx2.Response:
        body = {"client_id": uuid4().hex, "text": text}
        return await self.send(by, "POST", f"conversations/{id_}/messages", body)

    async def go_on_from_ours(self, id_: str, by: Person) -> httpx2.Response:
        """From our number, where the conversation went over one that we do not have."""
        account = self.account
        await self.world.sql(
            account, "UPDATE conversations SET number = '+385910000099' WHERE id = %s", UUID(id_)
        )
        [(sender,)] = await self.world.sql(
            account, "SELECT id FROM numbers WHERE account_id = %s", account.id
        )
        body = {"sender_id": sender.hex}
        return await self.send(by, "PUT", f"conversations/{id_}/sender", body)

    async def change(self, id_: str, what: str, value: str | None, by: Person) -> httpx2.Response:
        return await self.send(by, "PUT", f"conversations/{id_}/{what}", {what: value})

    async def read(self, id_: str, count: int, by: Person) -> httpx2.Response:
        return await self.send(by, "PUT", f"conversations/{id_}/read", {"inbound_count": count})

    async def rename(self, id_: str, name: str | None, by: Person) -> httpx2.Response:
        shown = await self.send(by, "GET", f"conversations/{id_}")
        if shown.status_code != 200:
            return shown
        return await self.send(by, "PUT", f"people/{shown.json()['person']['id']}", {"name": name})

    async def status(self, who: Person, status: str) -> None:
        async with self.database.transaction(self.account.id) as tx:
            await change_status(tx, who.user_id, status, SYSTEM)

    async def route(self) -> int:
        return await assign_waiting(self.database, self.account.id, SYSTEM)

    async def report(self, status: str) -> None:
        """The carrier says this of the newest answer."""
        found = await self.world.sql(
            self.account,
            "SELECT id FROM messages WHERE account_id = %s AND direction = 'outbound' "
            "ORDER BY created_at DESC LIMIT 1",
            self.account.id,
        )
        failure = ("smpp:8", "The carrier could not deliver it.") if status == "failed" else None
        for (message_id,) in found:
            assert isinstance(message_id, UUID)
            async with self.database.transaction(self.account.id) as tx:
                await report_status(tx, message_id, status, SYSTEM, failure)

    async def retry(self, id_: str, by: Person) -> None:
        page = await self.send(by, "GET", f"conversations/{id_}/timeline")
        for item in page.json().get("items", ()):
            if "retry" in item.get("can", ()):
                await self.send(by, "POST", f"conversations/{id_}/messages/{item['id']}/retry")

    async def seat(self, who: Person, is_seated: bool) -> None:
        async with self.database.transaction(self.account.id) as tx:
            await set_seat(tx, who.user_id, is_seated, SYSTEM_AUTHORITY)

    async def join(self, who: Person, queue: UUID, kind: str | None) -> None:
        # Who cannot work is refused as agent, and nothing has happened.
        with suppress(Conflict):
            await self.world.put_into_queue(who, queue, kind)

    async def some_deed(self, random: Random, ids: list[str]) -> None:
        """Anything, by anybody; `ids` are the conversations so far."""
        ours = self.account
        people = [ours.agent, ours.colleague, ours.supervisor, ours.founder, ours.seatless]
        who, id_ = random.choice(people), random.choice(ids)
        deeds: list[Any] = [
            lambda: self.text_in(random.choice(PHONES), f"Text {random.random()}"),
            lambda: self.assign(id_, random.choice([*people, None]), who),
            lambda: self.assign(id_, random.choice([*people, None]), ours.supervisor),
            lambda: self.reply(id_, who),
            lambda: self.reply(id_, ours.supervisor),
            lambda: self.change(
                id_, "status", random.choice(["open", "waiting", "solved", "closed"]), who
            ),
            lambda: self.change(id_, "priority", random.choice(["low", "urgent"]), who),
            lambda: self.change(id_, "topic", random.choice(["Bill", "Parcel", None]), who),
            lambda: self.rename(id_, random.choice(["Ana", "Ivo", None]), who),
            lambda: self.read(id_, random.randint(0, 3), who),
            lambda: self.status(random.choice(people), random.choice(["available", "offline"])),
            self.route,
            lambda: self.report(random.choice(["sent", "delivered", "failed", "unknown"])),
            lambda: self.retry(id_, who),
            lambda: self.seat(random.choice(people[:2]), random.random() < 0.7),
            lambda: self.join(
                random.choice([*people, ours.viewer]), random.choice([ours.general, ours.billing]),
                random.choice(["agent", "viewer", None]),
            ),
        ]  # fmt: skip
        made = await random.choice(deeds)()
        if isinstance(made, str) and made not in ids:
            ids.append(made)
