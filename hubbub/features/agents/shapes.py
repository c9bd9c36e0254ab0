"""An agent as the API, sockets and webhooks show him."""

from dataclasses import dataclass
from datetime import datetime

from hubbub.features.agents.repository import Agent, AgentStatus
from hubbub.kernel.ids import Id


@dataclass(frozen=True, slots=True)
class ShownAgent:
    user_id: Id
    name: str
    status: AgentStatus
    status_since: datetime
    load: int
    capacity: int
    version: int


def show_agent(agent: Agent) -> ShownAgent:
    return ShownAgent(
        agent.user_id,
        agent.name,
        agent.status,
        agent.status_since,
        agent.load,
        agent.capacity,
        agent.version,
    )
