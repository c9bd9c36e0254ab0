"""A client as the desk is one: loads by HTTP, then keeps in step with what its socket says."""

from __future__ import annotations

import asyncio
import json
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from websockets.exceptions import ConnectionClosed

from tests.waiting import LIMIT, until

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Iterator

    from websockets.asyncio.client import ClientConnection

    from tests.api import Api
    from tests.world import Person

Object = dict[str, Any]


@dataclass(slots=True)
class Shown:
    """What stands on a screen."""

    conversations: dict[str, Object] = field(default_factory=dict[str, Object])
    timelines: dict[str, dict[str, Object]] = field(default_factory=dict[str, dict[str, Object]])
    agent: Object | None = None

    def plain(self) -> Object:
        """For comparing. The customer's name comes from the conversation, as the desk shows it."""
        return {
            "conversations": self.conversations,
            "timelines": {id_: self._timeline(id_) for id_ in self.timelines},
            "agent": self.agent,
        }

    def _timeline(self, id_: str) -> list[Object]:
        items = sorted(self.timelines[id_].values(), key=lambda item: item["position"])
        person = self.conversations[id_]["person"]
        return [_renamed(item, person["name"] or person["phone"]) for item in items]


def _renamed(item: Object, customer: str) -> Object:
    key = "author" if item["type"] == "message" else "actor"
    if item[key]["kind"] != "customer":
        return item
    return {**item, key: {**item[key], "name": customer}}


async def fetch(api: Api, person: Person) -> Shown:
    """All that somebody sees now, by HTTP alone."""
    shown = Shown(agent=(await api.get(person, "/api/me"))["agent"])
    for status in ("active", "closed"):
        path = f"/api/conversations?scope=all&status={status}&limit=200"
        answer = await api.send(person, "GET", path)
        if answer.status_code == 403:
            return shown
        for each in answer.json()["items"]:
            shown.conversations[each["id"]] = each
    for id_ in list(shown.conversations):
        items = await fetch_timeline(api, person, id_)
        if items is not None:
            shown.timelines[id_] = items
    return shown


async def fetch_timeline(api: Api, person: Person, id_: str) -> dict[str, Object] | None:
    found: dict[str, Object] = {}
    path = f"/api/conversations/{id_}/timeline?limit=200"
    before = ""
    while True:
        answer = await api.send(person, "GET", path + before)
        if answer.status_code != 200:
            return None
        page = answer.json()
        found |= {item["id"]: item for item in page["items"]}
        if page["earlier"] is None:
            return found
        before = f"&before={page['earlier']}"


class Screen:
    """Holds what the frames say; `heard` keeps every frame."""

    def __init__(self, api: Api, person: Person) -> None:
        self.api = api
        self.person = person
        self.shown = Shown()
        self.position: str | None = None
        self.heard: list[Object] = []
        self.pongs = 0
        self.close_code: int | None = None
        self._gone: dict[str, int] = {}
        self._socket: ClientConnection | None = None
        self._task: asyncio.Task[None] | None = None

    async def load(self) -> None:
        """As the desk begins: where to read on from first, then what there is."""
        self.position = (await self.api.get(self.person, "/api/me"))["live_position"]
        self.shown = await fetch(self.api, self.person)

    async def connect(self) -> None:
        """Open the socket from the position that came last."""
        before = len(self.heard)
        self.close_code = None
        await self._begin()
        begun = ("ready", "reset", "signed_out")
        await until(
            lambda: (
                any(f["type"] in begun for f in self.heard[before:]) or self.close_code is not None
            )
        )

    @property
    def has_failed(self) -> bool:
        """What a frame told it to fetch could not be had."""
        return self._task is not None and self._task.done() and self.close_code is None

    async def _begin(self) -> None:
        self._socket = await self.api.socket(self.person)
        await self._socket.send(json.dumps({"type": "start", "position": self.position}))
        self._task = asyncio.create_task(self._listen(self._socket))

    async def drop(self) -> None:
        """Lose the connection, whatever is on its way."""
        if self._socket is not None:
            self._socket.transport.abort()
        if self._task is not None:
            await self._task
        self._socket = self._task = None

    async def catch_up(self) -> None:
        """Until all that was sent before now is applied: frames come in order, and so does this."""
        if self._socket is None:
            return
        wanted = self.pongs + 1
        with suppress(ConnectionClosed):
            await self._socket.send('{"type":"ping"}')
        await until(lambda: self.pongs >= wanted or self.close_code is not None)

    async def _listen(self, socket: ClientConnection) -> None:
        try:
            async for text in socket:
                await self._take(json.loads(text))
        except ConnectionClosed:
            pass
        self.close_code = socket.close_code or 1006

    async def _take(self, frame: Object) -> None:
        if frame["type"] == "pong":
            self.pongs += 1
            return
        self.heard.append(frame)
        if "position" in frame:
            self.position = frame["position"]
        await self._apply(frame)

    async def _apply(self, frame: Object) -> None:
        match frame["type"]:
            case "conversation":
                await self._conversation(frame["conversation"], frame["items"])
            case "gone":
                id_ = frame["conversation_id"]
                held = self.shown.conversations.pop(id_, None)
                self.shown.timelines.pop(id_, None)
                self._gone[id_] = held["version"] if held else 0
            case "agent":
                held = self.shown.agent
                if held is None or frame["agent"]["version"] >= held["version"]:
                    self.shown.agent = frame["agent"]
            case "read":
                held = self.shown.conversations.get(frame["conversation_id"])
                if held is not None:
                    count = min(frame["read_count"], held["inbound_count"])
                    held["read_count"] = max(held["read_count"], count)
            case "reset" | "access":
                self._gone.clear()
                self.shown = await fetch(self.api, self.person)
            case _:
                pass

    async def _conversation(self, incoming: Object, items: list[Object]) -> None:
        id_, version = incoming["id"], incoming["version"]
        held = self.shown.conversations.get(id_)
        if version > self._gone.get(id_, -1) and (held is None or version >= held["version"]):
            self._gone.pop(id_, None)
            read = max(incoming["read_count"], held["read_count"] if held else 0)
            self.shown.conversations[id_] = {**incoming, "read_count": read}
        if id_ in self.shown.timelines:
            merge(self.shown.timelines[id_], items)
        elif id_ in self.shown.conversations:
            found = await fetch_timeline(self.api, self.person, id_)
            if found is not None:
                self.shown.timelines[id_] = found


def merge(held: dict[str, Object], incoming: list[Object]) -> None:
    """New items, and newer versions of messages."""
    for item in incoming:
        old = held.get(item["id"])
        if old and (item["type"] == "change" or item["version"] < old["version"]):
            continue
        held[item["id"]] = item


async def settle(api: Api, *screens: Screen) -> None:
    """Until the server has told all that is committed, and the screens have taken it."""
    hub = api.app.state.hub
    async with asyncio.timeout(LIMIT):
        lag = 1
        while lag:
            hub._tail.poke()
            await asyncio.sleep(0.01)
            lag = await hub._tail.lag(hub.position)
    for screen in screens:
        await screen.catch_up()


async def assert_in_step(api: Api, *screens: Screen) -> None:
    """What stands on these screens is what each would be told if it asked now."""
    await settle(api, *screens)
    people = list({screen.person.user_id: screen.person for screen in screens}.values())
    answers = await asyncio.gather(*(fetch(api, person) for person in people))
    asked = {person.user_id: each for person, each in zip(people, answers, strict=True)}
    for screen in screens:
        fresh = asked[screen.person.user_id].plain()
        shown = screen.shown.plain()
        assert shown == fresh, f"{screen.person.name}: {list(differences(shown, fresh))}"


def differences(shown: object, fresh: object, at: str = "") -> Iterator[str]:
    """Where the two part, for the message of a failing test."""
    if isinstance(shown, dict) and isinstance(fresh, dict):
        for key in shown.keys() | fresh.keys():
            yield from differences(shown.get(key), fresh.get(key), f"{at}/{key}")
    elif isinstance(shown, list) and isinstance(fresh, list) and len(shown) == len(fresh):
        for n, (one, other) in enumerate(zip(shown, fresh, strict=True)):
            yield from differences(one, other, f"{at}/{n}")
    elif shown != fresh:
        yield f"{at}: {shown!r:.200} is shown, {fresh!r:.200} is so"


@asynccontextmanager
async def watching(api: Api, *people: Person) -> AsyncGenerator[list[Screen]]:
    """A loaded and connected screen for each of these people."""
    screens = [Screen(api, person) for person in people]
    try:
        for screen in screens:
            await screen.load()
            await screen.connect()
        yield screens
    finally:
        for screen in screens:
            await screen.drop()
