"""An account in use: its founder at the API, the people he hires, and customers who write."""

from __future__ import annotations

import uuid
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from hubbub.features.queues.creating import create_queue
from hubbub.kernel.database import Database, DatabaseAddress
from hubbub.kernel.events import SYSTEM
from hubbub.kernel.postgres import EmbeddedPostgres
from hubbub.kernel.postgres.configuration import APP, ENGINE, OWNER
from tests.e2e.people import PASSWORD, Agent, Customer
from tests.e2e.test_journey_at_the_wire import connected

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from playwright.async_api import Browser, Page

    from tests.e2e.installation import Installation

ADMINISTRATOR = "Account administrator"
AGENT = "Agent for Conversations"
ANALYTICS = "Analytics for Conversations"
SETUP = "Conversations setup"
SUPERVISOR = "Supervisor for Conversations"
VIEWER = "Viewer for Conversations"

VIEW = "contact-center/conversations/view"
MANAGE = "contact-center/conversations/manage"
MANAGE_ALL = "conversations/conversation/manage/extended"
ASSIGN = "conversations/allow-assignment"
DOWNLOAD = "conversations/my-work/download-conversation"

Fields = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Office:
    """The founder is an administrator, a supervisor, sets up, and reads the figures."""

    installation: Installation
    founder: Agent
    roles: dict[str, str]

    @classmethod
    async def open(cls, installation: Installation) -> Office:
        founder = Agent(installation)
        await founder.sign_up("Ana Horvat")
        roles = (await founder.api.get("/api/roles")).json()["items"]
        return cls(founder=founder, installation=installation, roles=_ids(roles))

    @property
    def url(self) -> str:
        return self.installation.url

    async def add(self, name: str, *roles: str, **more: Any) -> Fields:
        """A user with these default roles and, unless `seat=False`, with a seat."""
        body = {
            "name": name, "email": f"{uuid.uuid4().hex}@example.com", "password": PASSWORD,
            "role_ids": [self.roles[each] for each in roles], **more,
        }  # fmt: skip
        answer = await self.founder.api.post("/api/users", json=body)
        assert answer.status_code == 201, answer.text
        return answer.json()

    async def add_queue(self, name: str) -> str:
        """A queue that nobody is in, as long as queues cannot be added on the desk."""
        account = await self.account_id()
        async with self.database() as database, database.transaction(account) as tx:
            return (await create_queue(tx, name, SYSTEM)).id.hex

    async def account_id(self) -> UUID:
        me = (await self.founder.api.get("/api/me")).json()
        return UUID(me["account"]["id"])

    @asynccontextmanager
    async def database(self) -> AsyncGenerator[Database]:
        """That of the installation, for what nobody can bring about from outside."""
        postgres = EmbeddedPostgres(self.installation.home)
        app, engine, owner = (postgres.dsn(role=role) for role in (APP, ENGINE, OWNER))
        database = Database(DatabaseAddress(app, engine, owner, app), size=1)
        await database.open()
        try:
            yield database
        finally:
            await database.close()

    async def put_into_queue(self, queue_id: str, *user_ids: str) -> None:
        """These people, and nobody else, as its agents."""
        path = f"/api/queues/{queue_id}/members"
        version = (await self.founder.api.get(path)).json()["version"]
        members = [{"user_id": each, "kind": "agent"} for each in user_ids]
        body = {"members": members, "version": version}
        answer = await self.founder.api.put(path, json=body)
        assert answer.status_code == 200, answer.text

    async def add_sender_name(self, name: str, *queue_ids: str) -> Fields:
        """One that only these queues write from; without any, all do."""
        carrier = (await self.founder.api.get("/api/carriers")).json()["items"][0]["id"]
        body = {"name": name, "carrier_id": carrier}
        answer = await self.founder.api.post("/api/senders/names", json=body)
        assert answer.status_code == 201, answer.text
        sender: Fields = answer.json()
        if queue_ids:
            body = {"for_every_queue": False, "queue_ids": list(queue_ids), "version": 1}
            path = f"/api/senders/{sender['id']}/queues"
            answer = await self.founder.api.put(path, json=body)
            assert answer.status_code == 200, answer.text
        return sender

    async def make_role(self, name: str, *keys: str, **more: Any) -> Fields:
        body = {"name": name, "permissions": list(keys), **more}
        answer = await self.founder.api.post("/api/roles", json=body)
        assert answer.status_code == 201, answer.text
        return answer.json()

    async def role(self, name: str) -> Fields:
        found = (await self.founder.api.get("/api/roles")).json()["items"]
        return next(each for each in found if each["name"] == name)

    async def signed_in(self, user: Fields) -> Agent:
        """The same user at the API."""
        self.installation.forget_attempts()
        agent = Agent(self.installation)
        body = {"email": user["email"], "password": PASSWORD}
        answer = await agent.api.post("/api/session", json=body)
        assert answer.status_code == 200, answer.text
        return agent

    async def desk_of(self, browser: Browser, user: Fields | None = None) -> Page:
        """A browser in which this user, or the founder, is signed in already."""
        agent = self.founder if user is None else await self.signed_in(user)
        context = await browser.new_context(
            viewport={"width": 1440, "height": 900}, bypass_csp=True
        )
        cookies: list[Any] = [
            {"name": name, "value": value, "url": self.url}
            for name, value in agent.api.cookies.items()
        ]
        await context.add_cookies(cookies)
        if user is not None:
            await agent.close()
        return await context.new_page()

    async def texted(self, text: str, assignee: Fields | None = None) -> str:
        """A conversation that a customer began, given to somebody or to nobody."""
        customer = Customer(self.installation, f"+38591{uuid.uuid4().int % 10**7:07d}")
        number = await self.founder.number()
        await connected(customer, number)
        async with self.founder.live() as live:
            await customer.text(number, text)
            frame = await live.until(lambda each: each["type"] == "conversation")
        await customer.close()
        conversation: str = frame["conversation"]["id"]
        if assignee is not None:
            answer = await self.founder.api.put(
                f"/api/conversations/{conversation}/assignment",
                json={"assignee_id": assignee["id"]},
            )
            assert answer.status_code == 200, answer.text
        return conversation

    async def close(self) -> None:
        await self.founder.close()


def _ids(roles: list[Fields]) -> dict[str, str]:
    return {each["name"]: each["id"] for each in roles}
