"""The first steps over HTTP: those that the asker may do, each done or not."""

from dataclasses import dataclass
from typing import Literal

from starlette.responses import Response

from hubbub.access import may
from hubbub.access.actor import Actor
from hubbub.access.gate import SIGNED_IN, Router
from hubbub.access.identity import CurrentActor, TheDatabase
from hubbub.features.first_steps.repository import State, hide, state_for
from hubbub.kernel.answers import answer
from hubbub.kernel.bodies import Input
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import NotFound

router = Router("/api/first-steps", "first steps")

StepName = Literal["seat", "number", "queue", "message"]
GIVE_SEATS = (may.MANAGE_SEATS, may.MANAGE_LICENCES)


@dataclass(frozen=True, slots=True)
class FirstStep:
    name: StepName
    is_done: bool


@dataclass(frozen=True, slots=True)
class FirstSteps:
    """No steps for somebody who may do none of them."""

    steps: list[FirstStep]
    is_hidden: bool


class HiddenInput(Input):
    hidden: bool


@router.get("", needs=SIGNED_IN, response_model=FirstSteps)
async def get_first_steps(actor: CurrentActor, database: TheDatabase) -> Response:
    """What is to do before customers can be answered, as things really stand."""
    async with database.transaction(actor.account_id) as tx:
        return answer(await _show(tx, actor))


@router.put("", needs=SIGNED_IN, response_model=FirstSteps)
async def put_first_steps(
    body: HiddenInput, actor: CurrentActor, database: TheDatabase
) -> Response:
    """Hide the list from oneself, or bring it back."""
    async with database.transaction(actor.account_id) as tx:
        await hide(tx, actor.user_id, body.hidden)
        return answer(await _show(tx, actor))


async def _show(tx: Transaction, actor: Actor) -> FirstSteps:
    state = await state_for(tx, actor.user_id)
    if state is None:
        raise NotFound("There is no such user.")
    return FirstSteps(steps_for(actor, state), state.is_hidden)


def steps_for(actor: Actor, state: State) -> list[FirstStep]:
    """Those whose page he may open; the first message is for whoever prepares its way."""
    steps: list[FirstStep] = []
    if actor.effective.allows_any(GIVE_SEATS):
        steps.append(FirstStep("seat", state.has_seat))
    if actor.may(may.MANAGE_CHANNELS):
        steps.append(FirstStep("number", state.has_number))
    if actor.may(may.CONFIGURE_QUEUES):
        steps.append(FirstStep("queue", state.has_agent))
    if steps and actor.may(may.VIEW):
        steps.append(FirstStep("message", state.has_message))
    return steps
