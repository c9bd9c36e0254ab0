"""Plays the demonstration: signs people in, lets customers text, and answers them."""

import asyncio
import random
import uuid
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import httpx2

from hubbub.entrypoints.demonstration.script import (
    COLLEAGUES,
    FOUNDER,
    PASSERS_BY,
    SECOND_QUEUE,
    STORIES,
    WORK_IN_SECOND,
    Cast,
    Colleague,
    Story,
)
from hubbub.kernel.ending import end

LIMIT = 30.0
TRICKLE = (6.0, 14.0)
"""Seconds between two customers once the account is filled."""
MOST_TRICKLED = 200
STEPS = 2 * len(COLLEAGUES) + 2 + len(STORIES)
"""Everybody is hired, those who work sit down, the number answers, and every story is told."""


class DemonstrationError(Exception):
    """It could not go on; the text says why."""


async def _untold(_: int, __: int) -> None:
    return None


@dataclass(slots=True)
class Demonstration:
    """`api` is the server, `phones` the simulator, `key` an API key of the account. Without a
    `transport` the server is called over the network. `told` hears how much is done, of how
    much."""

    api: str
    phones: str
    key: str
    cast: Cast = field(default_factory=Cast)
    transport: httpx2.AsyncBaseTransport | None = None
    told: Callable[[int, int], Awaitable[None]] = _untold
    come_in: Callable[[httpx2.AsyncClient, UUID], Awaitable[None]] | None = None
    """Signs a user in where nobody needs a password; each would take a second to make and prove."""
    people: list[UUID] = field(default_factory=list[UUID])
    """Everybody's id, the founder's first, once they are hired."""
    done: int = 0
    desks: dict[str, httpx2.AsyncClient] = field(default_factory=dict[str, httpx2.AsyncClient])

    async def fill(self) -> None:
        """Colleagues, then every story to its end."""
        async with self._client(self.key) as office:
            await self._hire(office)
            await self._share_second_queue(office)
            number = await self._number(office)
        await self._step()
        stories = [asyncio.create_task(self._play(story, number)) for story in STORIES]
        try:
            await asyncio.gather(*stories)
        finally:
            await end(stories)

    async def _step(self) -> None:
        self.done += 1
        await self.told(self.done, STEPS)

    async def trickle(self) -> None:
        """Now and then somebody writes, until stopped or until it is enough."""
        async with self._client(self.key) as office:
            number = await self._number(office)
        for _ in range(MOST_TRICKLED):
            await asyncio.sleep(random.uniform(*TRICKLE))  # noqa: S311 - nothing depends on it
            await text_from_passer_by(self.phones, number)

    async def throw_key_away(self, key_id: UUID) -> None:
        """It has filled what there was to fill."""
        async with self._client(self.key) as office:
            (await office.delete(f"/api/api-keys/{key_id.hex}")).raise_for_status()

    async def close(self) -> None:
        for desk in self.desks.values():
            await desk.aclose()

    async def _hire(self, office: httpx2.AsyncClient) -> None:
        roles = _ok(await office.get("/api/roles"))["items"]
        found = _ok(await office.get("/api/users", params={"q": self.cast.email(FOUNDER)}))
        self.people.append(UUID(found["items"][0]["id"]))
        for colleague in COLLEAGUES:
            role = next(each for each in roles if each["name"].startswith(colleague.role))
            user = {
                "name": colleague.name,
                "email": self.cast.email(colleague),
                "password": None if self.come_in else self.cast.password,
                "role_ids": [role["id"]],
                "seat": colleague.has_seat,
                "join_default_queue": True,
            }
            made = _ok(await office.post("/api/users", json=user))
            self.people.append(UUID(made["id"]))
            await self._step()
        for colleague, user_id in self._everybody():
            if colleague.status != "offline":
                await self._sit_down(colleague, user_id)
            await self._step()

    def _everybody(self) -> Iterable[tuple[Colleague, UUID]]:
        return zip((FOUNDER, *COLLEAGUES), self.people, strict=True)

    async def _share_second_queue(self, office: httpx2.AsyncClient) -> None:
        queues = _ok(await office.get("/api/queues"))["items"]
        queue = next((each for each in queues if each["name"] == SECOND_QUEUE), None)
        if queue is None:
            return
        path = f"/api/queues/{queue['id']}/members"
        members = [
            {"user_id": user_id.hex, "kind": WORK_IN_SECOND[who.handle]}
            for who, user_id in self._everybody()
            if who.handle in WORK_IN_SECOND
        ]
        version = _ok(await office.get(path))["version"]
        _ok(await office.put(path, json={"members": members, "version": version}))

    async def _sit_down(self, colleague: Colleague, user_id: UUID) -> None:
        desk = self._client(None)
        if self.come_in is not None:
            await self.come_in(desk, user_id)
        else:
            name = {"email": self.cast.email(colleague), "password": self.cast.password}
            _ok(await desk.post("/api/session", json=name))
        status = {"status": colleague.status}
        agent = _ok(await desk.put("/api/me/agent-status", json=status))
        self.desks[agent["user_id"]] = desk

    async def _number(self, office: httpx2.AsyncClient) -> str:
        number = str(_ok(await office.get("/api/numbers"))["items"][0]["number"])
        async with asyncio.timeout(LIMIT):
            while not await self._is_reached(number):  # noqa: ASYNC110 - another process does it
                await asyncio.sleep(0.2)
        return number

    async def _is_reached(self, number: str) -> bool:
        async with httpx2.AsyncClient(base_url=self.phones) as phones:
            known = _ok(await phones.get("/simulator/api/numbers"))
        return {"number": number, "is_connected": True} in known

    async def _play(self, story: Story, number: str) -> None:
        asked, answers = story.lines[::2], story.lines[1::2]
        for turn, question in enumerate(asked, start=1):
            await send_text(self.phones, story.phone, number, question)
            conversation = await self._arrived(story.phone, turn)
            desk = self.desks.get((conversation["assignee"] or {}).get("id", ""))
            if desk is None:
                break
            if turn <= len(answers):
                await self._answer(desk, conversation, story, answers[turn - 1])
            if turn == len(asked) and story.ending != "open":
                path = f"/api/conversations/{conversation['id']}/status"
                _ok(await desk.put(path, json={"status": story.ending}))
        await self._step()

    async def _answer(
        self, desk: httpx2.AsyncClient, conversation: dict[str, Any], story: Story, line: str
    ) -> None:
        if story.name is not None:
            person = f"/api/people/{conversation['person']['id']}"
            _ok(await desk.put(person, json={"name": story.name}))
        path = f"/api/conversations/{conversation['id']}/messages"
        _ok(await desk.post(path, json={"client_id": uuid.uuid4().hex, "text": line}))

    async def _arrived(self, phone: str, count: int) -> dict[str, Any]:
        """The customer's conversation, once so many of his texts are in it and, for the first,
        somebody has it."""
        async with self._client(self.key) as office, asyncio.timeout(LIMIT):
            while True:
                query = {"scope": "all", "q": phone}
                items = _ok(await office.get("/api/conversations", params=query))["items"]
                if items and items[0]["inbound_count"] >= count:
                    found: dict[str, Any] = items[0]
                    if count > 1 or found["assignee"] is not None:
                        return found
                await asyncio.sleep(0.2)

    def _client(self, key: str | None) -> httpx2.AsyncClient:
        headers = {"Origin": self.api} if key is None else {"Authorization": f"Bearer {key}"}
        return httpx2.AsyncClient(
            base_url=self.api, headers=headers, timeout=10, transport=self.transport
        )


async def text_from_passer_by(phones: str, number: str) -> None:
    """Somebody new writes to a number."""
    phone = f"+3859120{random.randrange(100_000):05d}"  # noqa: S311 - nothing depends on it
    await send_text(phones, phone, number, random.choice(PASSERS_BY))  # noqa: S311


async def send_text(phones: str, phone: str, number: str, text: str) -> None:
    """A text from a phone of the simulator. DemonstrationError when it is refused."""
    headers = {"Origin": phones}
    async with httpx2.AsyncClient(base_url=phones, headers=headers, trust_env=False) as client:
        body = {"from": phone, "to": number, "text": text}
        _ok(await client.post("/simulator/api/texts", json=body))


def _ok(answer: httpx2.Response) -> Any:
    if answer.is_success:
        return answer.json()
    body: Mapping[str, Any] = answer.json()
    raise DemonstrationError(f"{answer.request.url.path}: {body.get('detail', answer.status_code)}")
