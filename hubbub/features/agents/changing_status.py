"""Sets an agent available, busy, away or offline."""

from uuid import UUID

from hubbub.features.agents.events import AgentStatusChanged
from hubbub.features.agents.repository import Agent, get_agent, lock_agent, write_status
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import FieldError, Invalid, NotFound
from hubbub.kernel.events import Origin, Subject, record

STATUSES = ("available", "busy", "away", "offline")


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
