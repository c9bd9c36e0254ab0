"""A customer with a phone at the simulator, and an agent at the API; both speak the wire."""

from __future__ import annotations

import json
import time
import uuid
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import httpx2
import websockets

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable

    from tests.e2e.traffic import Reached

PASSWORD = "correct horse battery"
LIMIT = 20.0


class Customer:
    """Somebody with a phone at the simulated carrier."""

    def __init__(self, installation: Reached, phone: str) -> None:
        self.phone = phone
        url = installation.simulator_url
        self._client = httpx2.AsyncClient(base_url=url, headers={"Origin": url}, timeout=10)

    async def text(self, number: str, text: str) -> None:
        answer = await self._client.post(
            "/simulator/api/texts", json={"from": self.phone, "to": number, "text": text}
        )
        assert answer.status_code == 201, answer.text

    async def received(self) -> list[str]:
        """Texts that arrived on the phone, however many."""
        found: list[str] = []
        older: dict[str, int] = {}
        while texts := await self._texts(older):
            arrived = [e["text"] for e in texts if not e["is_own"] and e["state"] == "arrived"]
            found = arrived + found
            older = {"before": min(each["id"] for each in texts)}
        return found

    async def _texts(self, older: dict[str, int]) -> list[dict[str, Any]]:
        path = f"/simulator/api/phones/{self.phone}"
        answer = await self._client.get(path, params=older)
        return [] if answer.status_code == 404 else answer.json()["texts"]

    async def senders(self) -> list[str]:
        """What the texts on the phone came from."""
        answer = await self._client.get(f"/simulator/api/phones/{self.phone}")
        return [each["number"] for each in answer.json()["texts"] if not each["is_own"]]

    async def sent(self) -> list[str]:
        """Texts that the carrier has taken from the phone."""
        answer = await self._client.get(f"/simulator/api/phones/{self.phone}")
        return [each["text"] for each in answer.json()["texts"] if each["is_own"]]

    async def knows(self, number: str) -> bool:
        """Whether the carrier can bring texts to this number now."""
        answer = await self._client.get("/simulator/api/numbers")
        return {"number": number, "is_connected": True} in answer.json()

    async def close(self) -> None:
        await self._client.aclose()


class Agent:
    """Whoever signed up, with a cookie; `live` opens the socket that his desk would open."""

    def __init__(self, installation: Reached) -> None:
        self._url = installation.url
        self.api = httpx2.AsyncClient(base_url=self._url, headers={"Origin": self._url}, timeout=10)

    async def sign_up(self, name: str = "Ana Horvat") -> None:
        email = f"{uuid.uuid4().hex}@example.com"
        form = {"account_name": "Acme", "name": name, "email": email, "password": PASSWORD}
        answer = await self.api.post("/api/accounts", json=form)
        assert answer.status_code == 201, answer.text

    async def take_work(self) -> None:
        answer = await self.api.put("/api/me/agent-status", json={"status": "available"})
        assert answer.status_code == 200, answer.text

    async def number(self) -> str:
        """The number that the account was given at its beginning."""
        return (await self.api.get("/api/numbers")).json()["items"][0]["number"]

    async def conversations(self, scope: str = "mine") -> list[dict[str, Any]]:
        answer = await self.api.get("/api/conversations", params={"scope": scope, "limit": 200})
        assert answer.status_code == 200, answer.text
        return answer.json()["items"]

    async def messages(self, conversation_id: str) -> list[dict[str, Any]]:
        """All messages of a conversation, the oldest first."""
        found: list[dict[str, Any]] = []
        before: int | None = None
        while True:
            params = {"limit": 200} | ({} if before is None else {"before": before})
            path = f"/api/conversations/{conversation_id}/timeline"
            page = (await self.api.get(path, params=params)).json()
            found = [item for item in page["items"] if item["type"] == "message"] + found
            before = page["earlier"]
            if before is None:
                return found

    async def reply(self, conversation_id: str, text: str, client_id: str | None = None) -> Any:
        body = {"client_id": client_id or uuid.uuid4().hex, "text": text}
        return await self.api.post(f"/api/conversations/{conversation_id}/messages", json=body)

    @asynccontextmanager
    async def live(self) -> AsyncGenerator[Live]:
        """From now on, as the desk hears it."""
        position = (await self.api.get("/api/me")).json()["live_position"]
        cookie = "; ".join(f"{name}={value}" for name, value in self.api.cookies.items())
        async with websockets.connect(
            f"{self._url.replace('http', 'ws')}/api/live",
            additional_headers={"Cookie": cookie, "Origin": self._url},
        ) as socket:
            await socket.send(json.dumps({"type": "start", "position": position}))
            yield Live(socket)

    async def close(self) -> None:
        await self.api.aclose()


class Live:
    """The frames of a socket, in order."""

    def __init__(self, socket: websockets.ClientConnection) -> None:
        self._socket = socket

    async def until(self, wanted: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
        """The first frame that is wanted; those before it are let go."""
        deadline = time.monotonic() + LIMIT
        while True:
            assert time.monotonic() < deadline, "no such frame came"
            frame: dict[str, Any] = json.loads(await self._socket.recv())
            if wanted(frame):
                return frame
