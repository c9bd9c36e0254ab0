"""Capacity as a ledger: work is taken on and put down under the lock of the agent's row."""

from uuid import UUID

from hubbub.features.agents.events import AgentLoadChanged
from hubbub.features.agents.repository import Agent, lock_agent, write_load
from hubbub.kernel.database import Transaction
from hubbub.kernel.events import Origin, Subject, record


async def add_load(tx: Transaction, user_id: UUID, change: int, by: Origin) -> Agent | None:
    """Write `change` units of work to the agent; the agent as he was before, now locked."""
    agent = await lock_agent(tx, user_id)
    if agent is None or change == 0:
        return agent
    after = max(0, agent.load + change)
    version = await write_load(tx, user_id, after)
    event = AgentLoadChanged(before=agent.load, after=after)
    await record(tx, event, Subject(user_id, version), by)
    return agent
