"""Capacity as a ledger: work is taken on and put down under the lock of the agent's row."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from hubbub.features.agents.events import AgentLoadChanged
from hubbub.features.agents.repository import lock_agents, write_loads
from hubbub.kernel.database import Transaction
from hubbub.kernel.events import Origin, Subject
from hubbub.kernel.recording_many import Fact, record_all


@dataclass(frozen=True, slots=True)
class Load:
    """So many units of work more for somebody, or fewer."""

    user_id: UUID
    change: int
    by: Origin


async def add_loads(tx: Transaction, loads: Sequence[Load]) -> None:
    """Write them to their agents, in this order; somebody who is no agent has no ledger."""
    if not loads:
        return
    locked = await lock_agents(tx, {each.user_id for each in loads})
    agents = {agent.user_id: agent for agent in locked}
    facts: list[Fact] = []
    written: dict[UUID, tuple[int, int]] = {}
    for each in loads:
        before = agents.get(each.user_id)
        if before is None:
            continue
        after = replace(before, load=max(0, before.load + each.change), version=before.version + 1)
        agents[each.user_id] = after
        # Whoever was given work last comes last, since that is how the longest idle is found.
        written.pop(each.user_id, None)
        written[each.user_id] = (after.load, after.version)
        event = AgentLoadChanged(before=before.load, after=after.load)
        facts.append(Fact(event, Subject(each.user_id, after.version), each.by))
    await write_loads(tx, [(user_id, *values) for user_id, values in written.items()])
    await record_all(tx, facts)
