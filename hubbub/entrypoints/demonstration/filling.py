"""Plays the demonstration: signs people in, lets customers text, and answers them."""

import asyncio
import random
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx2

from hubbub.entrypoints.demonstration.script import (
    COLLEAGUES,
    FOUNDER,
    PASSERS_BY,
    PASSWORD,
    STORIES,
    Colleague,
    Story,
)

LIMIT = 30.0
TRICKLE = (6.0, 14.0)
"""Seconds between two customers once the account is filled."""
MOST_TRICKLED = 200


class DemonstrationError(Exception):
    """It could not go on; the text says why."""


@dataclass(slots=True)
class Demonstration:
    """`api` is the server, `phones` the simulator, `key` an API key of the account."""

    api: str
    phones: str
    key: str
    desks: dict[str, httpx2.AsyncClient] = field(default_factory=dict[str, httpx2.AsyncClient])

    async def fill(self) -> None:
        """Colleagues, then every story to its end."""
        async with self._client(self.key) as office:
            await self._hire(office)
            number = await self._number(office)
        await asyncio.gather(*(self._play(story, number) for story in STORIES))

    async def trickle(self) -> None:
        """Now and then somebody writes, until stopped or until it is enough."""
        async with self._client(self.key) as office:
            number = await self._number(office)
        for _ in range(MOST_TRICKLED):
            await asyncio.sleep(random.uniform(*TRICKLE))  # noqa: S311 - nothing depends on it
            phone = f"+3859120{random.randrange(100_000):05d}"  # noqa: S311
            await self._text(phone, number, random.choice(PASSERS_BY))  # noqa: S311

    async def close(self) -> None:
        for desk in self.desks.values():
            await desk.aclose()

    async def _hire(self, office: httpx2.AsyncClient) -> None:
        roles = _ok(await office.get("/api/roles"))["items"]
        for colleague in COLLEAGUES:
            role = next(each for each in roles if each["name"].startswith(colleague.role))
            user = {
                "name": colleague.name,
                "email": colleague.email,
                "password": PASSWORD,
                "role_ids": [role["id"]],
                "seat": colleague.has_seat,
                "join_default_queue": True,
            }
            _ok(await office.post("/api/users", json=user))
        for colleague in (FOUNDER, *COLLEAGUES):
            if colleague.status != "offline":
                await self._sit_down(colleague)

    async def _sit_down(self, colleague: Colleague) -> None:
        desk = self._client(None)
        _ok(await desk.post("/api/session", json={"email": colleague.email, "password": PASSWORD}))
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

    async def _text(self, phone: str, number: str, text: str) -> None:
        headers = {"Origin": self.phones}
        async with httpx2.AsyncClient(base_url=self.phones, headers=headers) as phones:
            body = {"from": phone, "to": number, "text": text}
            _ok(await phones.post("/simulator/api/texts", json=body))

    async def _play(self, story: Story, number: str) -> None:
        asked, answers = story.lines[::2], story.lines[1::2]
        for turn, question in enumerate(asked, start=1):
            await self._text(story.phone, number, question)
            conversation = await self._arrived(story.phone, turn)
            desk = self.desks.get((conversation["assignee"] or {}).get("id", ""))
            if desk is None:
                return
            if turn <= len(answers):
                await self._answer(desk, conversation, story, answers[turn - 1])
            if turn == len(asked) and story.ending != "open":
                path = f"/api/conversations/{conversation['id']}/status"
                _ok(await desk.put(path, json={"status": story.ending}))

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
                await asyncio.sleep(0.1)

    def _client(self, key: str | None) -> httpx2.AsyncClient:
        headers = {"Origin": self.api} if key is None else {"Authorization": f"Bearer {key}"}
        return httpx2.AsyncClient(base_url=self.api, headers=headers, timeout=10)


def _ok(answer: httpx2.Response) -> Any:
    if answer.is_success:
        return answer.json()
    body: Mapping[str, Any] = answer.json()
    raise DemonstrationError(f"{answer.request.url.path}: {body.get('detail', answer.status_code)}")
