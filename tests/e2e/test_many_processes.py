"""Two servers and two workers on one foreign database, as they and it come and go."""

from __future__ import annotations

import asyncio
import signal
from typing import TYPE_CHECKING

import pytest

from tests.e2e import traffic
from tests.e2e.fleet import Door, Fleet, Node
from tests.e2e.invariants import GAPS, held_by_the_dead
from tests.e2e.people import Agent
from tests.e2e.quick import LOST
from tests.e2e.test_journey_at_the_wire import connected
from tests.waiting import until

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXTS = 60
EXPIRE = "UPDATE leases SET until = now() - interval '1 second'"


@pytest.fixture(scope="module")
def fleet() -> Iterator[Fleet]:
    """Two servers, two workers and the simulated carrier."""
    made = Fleet()
    try:
        made.prepare()
        made.start("simulator")
        for words in ("serve", "worker", "serve", "worker"):
            made.start(words)
        made.await_health(*servers(made))
        yield made
    finally:
        made.remove()


def servers(fleet: Fleet) -> list[Node]:
    return [node for node in fleet.nodes if node.words == ("serve",)]


async def at_both(fleet: Fleet) -> list[Agent]:
    """The same person with the same session, at either server."""
    agents = [Agent(Door(fleet, node)) for node in servers(fleet)]
    await agents[0].sign_up()
    agents[1].api.cookies.update(agents[0].api.cookies)
    return agents


async def test_a_session_that_ends_at_one_server_ends_the_sockets_at_the_other(
    fleet: Fleet,
) -> None:
    agents = await at_both(fleet)
    async with agents[1].live() as live:
        await live.until(lambda frame: frame["type"] == "ready")
        answer = await agents[0].api.delete("/api/session")
        assert answer.status_code == 204
        await live.until(lambda frame: frame["type"] == "signed_out")
    assert (await agents[1].api.get("/api/me")).status_code == 401
    for agent in agents:
        await agent.close()


async def test_nothing_is_lost_while_they_come_and_go(fleet: Fleet) -> None:
    agents = await at_both(fleet)
    await agents[0].take_work()
    number = await agents[0].number()
    door = Door(fleet, servers(fleet)[0])
    async with traffic.phone(door) as customer:
        await connected(customer, number)
        await customer.text(number, "hello")
    conversation_id = await traffic.assigned(agents[1])
    asked = [traffic.text_of("question", index) for index in range(TEXTS)]
    answered = [traffic.text_of("answer", index) for index in range(TEXTS)]
    writing = asyncio.create_task(traffic.ask(door, number, asked, pause=0.15))
    replying = asyncio.create_task(
        traffic.answer(agents, conversation_id, answered, lambda: asyncio.sleep(0.15))
    )
    await _hurt(fleet)
    await asyncio.gather(writing, replying)
    messages = await traffic.all_settled(agents[0], conversation_id, 2 * TEXTS + 1)
    states = traffic.check_texts(messages, [*asked, "hello"], answered, await traffic.arrived(door))
    assert states["failed"] == 0
    assert fleet.rows(GAPS) == []
    await until(lambda: not held_by_the_dead(fleet.rows))
    for agent in agents:
        await agent.close()


async def _hurt(fleet: Fleet) -> None:
    """Owners are killed, leases run out by force, the database goes away, a server too."""
    first = fleet.holder("carrier:")
    assert first is not None
    fleet.kill(first)
    await until(lambda: fleet.holder("carrier:") is not None, LOST + 10)
    fleet.start("worker")
    await asyncio.sleep(1)
    fleet.rows(EXPIRE)
    await until(lambda: fleet.holder("carrier:") is not None)
    fleet.database.stop(signal.SIGQUIT)
    await asyncio.sleep(0.5)
    await asyncio.to_thread(fleet.database.start)
    server = servers(fleet)[1]
    fleet.kill(server)
    port = str(server.port)
    fleet.start("serve", HUBBUB_PORT=port).port = server.port
    # An owner that sleeps through its time, and goes on as if nothing had been.
    asleep = fleet.holder("carrier:") or await _found(fleet)
    asleep.process.send_signal(signal.SIGSTOP)
    await until(lambda: fleet.holder("carrier:") not in (None, asleep), LOST + 10)
    asleep.process.send_signal(signal.SIGCONT)


async def _found(fleet: Fleet) -> Node:
    await until(lambda: fleet.holder("carrier:") is not None, LOST + 10)
    found = fleet.holder("carrier:")
    assert found is not None
    return found
