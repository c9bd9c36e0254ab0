"""Whatever is killed, whenever: 20 times at random in a run of the tests, 200 in `make soak`."""

from __future__ import annotations

import asyncio
import os
import signal
from collections import Counter
from contextlib import suppress
from random import Random
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

import httpx2
import psycopg
from websockets.exceptions import WebSocketException

from hubbub.kernel.postgres import EmbeddedPostgres
from hubbub.kernel.postgres.configuration import SUPERUSER
from tests.api import Api
from tests.e2e import traffic
from tests.e2e.invariants import GAPS, held_by_the_dead
from tests.e2e.people import Agent
from tests.e2e.test_journey_at_the_wire import connected
from tests.reactions.realtime.screen import Screen, differences, fetch
from tests.storm import seed
from tests.world import Person

if TYPE_CHECKING:
    from tests.e2e.installation import Installation

VARIABLE = "HUBBUB_KILLS"
FEW = 20
PARTS = ("serve", "worker", "simulator", "postgres")
LONGEST_PAUSE = 1.4
MOST_UNDER_WAY = 20
"""As many parts the worker has in hand."""


async def test_killed_at_random_under_load(fragile: Installation) -> None:
    draw, kills = Random(seed()), int(os.environ.get(VARIABLE, FEW))
    agent = Agent(fragile)
    await agent.sign_up()
    await agent.take_work()
    number, phone = await agent.number(), traffic.new_phone()
    async with traffic.phone(fragile, phone) as customer:
        await connected(customer, number)
        await customer.text(number, "hello")
    conversation_id = await traffic.assigned(agent)
    async with httpx2.AsyncClient(base_url=fragile.url, timeout=30) as http:
        screen = await screen_of(fragile, agent, http)
        load = Load(fragile, agent, conversation_id, (number, phone))
        staying = asyncio.create_task(stay(screen))
        working = [asyncio.create_task(work()) for work in (*[load.ask] * 2, *[load.answer] * 4)]
        killed = await kill_at_random(fragile, draw, kills)
        load.is_over = True
        await asyncio.gather(*working)
        fragile.await_health()
        messages = await traffic.all_settled(
            agent, conversation_id, len(load.asked) + len(load.answered) + 1
        )
        states = traffic.check_texts(
            messages, [*load.asked, "hello"], load.answered, await traffic.arrived(fragile, phone)
        )
        print(f"{len(load.asked)} texts, answers: {dict(states)}, killed: {dict(killed)}")  # noqa: T201
        # What was under way at a kill may be unknown, the rest may not.
        assert states["unknown"] <= MOST_UNDER_WAY * kills
        await check_screen(screen)
        staying.cancel()
        await asyncio.gather(staying, return_exceptions=True)
        await screen.drop()
    assert rows(fragile, GAPS) == []
    async with asyncio.timeout(20):
        while held_by_the_dead(lambda statement: rows(fragile, statement)):  # noqa: ASYNC110
            await asyncio.sleep(0.2)
    await agent.close()


async def kill_at_random(installation: Installation, draw: Random, kills: int) -> Counter[str]:
    """Also what is only just coming back; in a long run all at once now and then."""
    killed: Counter[str] = Counter()
    while killed.total() < kills:
        await asyncio.sleep(draw.random() * LONGEST_PAUSE)
        part = draw.choice(PARTS)
        if kills > FEW and draw.random() < 0.05:
            part = "everything"
        if part == "everything":
            await asyncio.to_thread(installation.kill_all)
            await asyncio.to_thread(installation.start)
        else:
            # What waits for its restart cannot be killed; it may also be gone just now.
            pid = await asyncio.to_thread(installation.pid_of, part)
            if pid is None:
                continue
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        killed[part] += 1
        if killed.total() % FEW == 0:
            # What is killed faster than it can start serves nobody, for as long as that goes on.
            await asyncio.to_thread(installation.await_health)
    return killed


class Load:
    """Customers who write and an agent who answers until it is over; what was accepted of it."""

    def __init__(
        self,
        installation: Installation,
        agent: Agent,
        conversation_id: str,
        line: tuple[str, str],
    ) -> None:
        self._installation = installation
        self._agent = agent
        self._conversation_id = conversation_id
        self._number, self._phone = line
        self.asked: list[str] = []
        self.answered: list[str] = []
        self.is_over = False

    async def ask(self) -> None:
        while not self.is_over:
            text = traffic.text_of("question", len(self.asked))
            self.asked.append(text)
            await traffic.ask(self._installation, self._number, [text], pause=0.15, by=self._phone)

    async def answer(self) -> None:
        agents = [self._agent]
        while not self.is_over:
            text = traffic.text_of("answer", len(self.answered))
            self.answered.append(text)
            await traffic.answer(agents, self._conversation_id, [text], lambda: asyncio.sleep(0.15))


async def screen_of(installation: Installation, agent: Agent, http: httpx2.AsyncClient) -> Screen:
    """What the agent's desk shows."""
    token = agent.api.cookies["hubbub_session"]
    person = Person(UUID(int=0), UUID(int=0), "", "", token)
    screen = Screen(Api(cast(Any, None), http, installation.url), person)
    await screen.load()
    return screen


async def stay(screen: Screen) -> None:
    """Connected, again and again."""
    while True:
        try:
            await screen.connect()
            while screen.close_code is None and not screen.has_failed:  # noqa: ASYNC110
                await asyncio.sleep(0.05)
            await screen.drop()
        except (OSError, EOFError, AssertionError, WebSocketException, httpx2.HTTPError):
            # What it had to fetch could not be had; the desk tries again until it can.
            await reload(screen)
        await asyncio.sleep(0.1)


async def reload(screen: Screen) -> None:
    while True:
        with suppress(AssertionError, httpx2.HTTPError):
            return await screen.load()
        await asyncio.sleep(0.2)


async def check_screen(screen: Screen) -> None:
    """It shows what it would be told if it asked now."""
    found: list[str] = []
    for _ in range(100):
        await asyncio.sleep(0.2)
        fresh = (await fetch(screen.api, screen.person)).plain()
        found = list(differences(screen.shown.plain(), fresh))
        if not found:
            return
    raise AssertionError(f"the screen is not in step: {found[:5]}")


def rows(installation: Installation, statement: str) -> list[tuple[Any, ...]]:
    dsn = EmbeddedPostgres(installation.home).dsn(role=SUPERUSER)
    with psycopg.connect(dsn, autocommit=True) as connection:
        return connection.execute(statement.encode()).fetchall()
