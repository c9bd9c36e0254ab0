"""One's own agent status over HTTP."""

from starlette.responses import Response

from hubbub.access import may
from hubbub.access.gate import Router
from hubbub.access.identity import CurrentActor, TheDatabase
from hubbub.features.agents.changing_status import change_own_status
from hubbub.features.agents.repository import AgentStatus, get_agent
from hubbub.features.agents.shapes import ShownAgent, show_agent
from hubbub.kernel.answers import answer
from hubbub.kernel.bodies import Input
from hubbub.kernel.errors import NotFound

router = Router("/api/me", "agents")


class StatusInput(Input):
    status: AgentStatus


@router.get("/agent", needs=may.MANAGE, response_model=ShownAgent)
async def get_my_agent(actor: CurrentActor, database: TheDatabase) -> Response:
    """One's own status and load."""
    async with database.transaction(actor.account_id) as tx:
        agent = await get_agent(tx, actor.user_id)
    if agent is None:
        raise NotFound("There is no such agent.")
    return answer(show_agent(agent))


@router.put("/agent-status", needs=may.MANAGE, response_model=ShownAgent)
async def put_agent_status(
    body: StatusInput, actor: CurrentActor, database: TheDatabase
) -> Response:
    """Say whether one takes work. Available agents are given what waits in their queues."""
    async with database.transaction(actor.account_id) as tx:
        return answer(show_agent(await change_own_status(tx, body.status, actor)))
