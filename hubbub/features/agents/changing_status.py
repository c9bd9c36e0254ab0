"""Sets an agent available, busy, away or offline."""

from uuid import UUID

from hubbub.access import may
from hubbub.access.actor import Actor
from hubbub.access.loading import load_actor
from hubbub.features.agents.events import AgentStatusChanged
from hubbub.features.agents.repository import Agent, get_agent, lock_agent, write_status
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import FieldError, Forbidden, Invalid, NotFound
from hubbub.kernel.events import Origin, Subject, record

STATUSES = ("available", "busy", "away", "offline")


async def change_own_status(tx: Transaction, status: str, by: Actor) -> Agent:
    """As `change_status`, with the rights that hold under the lock of the agent's row: whoever
    takes them away holds it too, so that nobody is left available who may not work."""
    await lock_agent(tx, by.user_id)
    now = await load_actor(tx, by.user_id)
    if now is None or not now.may(may.MANAGE):
        raise Forbidden("You may not take work any more. Ask an administrator for a seat.")
    return await change_status(tx, by.user_id, status, by.origin)


async def change_status(tx: Transaction, user_id: UUID, status: str, by: Origin) -> Agent:
    """The agent as he then is. Whoever is available is given what waits, by the routing."""
    if status not in STATUSES:
        raise Invalid([FieldError("status", f"Choose one of {', '.join(STATUSES)}.")])
    agent = await lock_agent(tx, user_id)
    if agent is None:
        raise NotFound("There is no such agent.")
    if agent.status != status:
        version = await write_status(tx, user_id, status)
        event = AgentStatusChanged(before=agent.status, after=status)
        await record(tx, event, Subject(user_id, version), by)
    changed = await get_agent(tx, user_id)
    assert changed is not None
    return changed
