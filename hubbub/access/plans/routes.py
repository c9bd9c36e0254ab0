"""Plans over HTTP: what is offered to everybody, what the account has, and asking for more."""

from datetime import timedelta

from fastapi import Request
from starlette.responses import Response

from hubbub.access import may
from hubbub.access.gate import PUBLIC, Router
from hubbub.access.identity import CurrentActor, TheDatabase, TheSettings, address_of
from hubbub.access.plans.offered import offered_plans
from hubbub.access.plans.shapes import (
    AccountPlan,
    Plans,
    RaiseInput,
    Received,
    RequestInput,
)
from hubbub.access.plans.showing import show_account_plan, show_plan
from hubbub.access.requests.asking import Form, Raise, ask, ask_for_plan, clean_form
from hubbub.access.requests.repository import NOBODY
from hubbub.kernel.answers import answer
from hubbub.kernel.attempts import count_attempt
from hubbub.kernel.errors import FieldError, Invalid
from hubbub.kernel.forwarding import flood_source
from hubbub.kernel.settings import Settings

plans_router = Router("/api/plans", "plans")
requests_router = Router("/api/requests", "plans")
account_plan_router = Router("/api/account/plan", "plans")

MOST_AN_HOUR = 20
MOST_TO_ONE = 3


@plans_router.get("", needs=PUBLIC, response_model=Plans)
async def get_plans(settings: TheSettings) -> Response:
    """The plans that whoever runs Hubbub offers."""
    shown = [show_plan(each) for each in offered_plans(settings)]
    return answer(Plans(shown, settings.operator_email))


@requests_router.post("", needs=PUBLIC, response_model=Received, status_code=201)
async def post_request(
    body: RequestInput, request: Request, database: TheDatabase, settings: TheSettings
) -> Response:
    """Ask whoever runs Hubbub for a demo or for an answer; no account is needed."""
    received = Received(settings.operator_email is not None)
    source = f"ask:{flood_source(address_of(request))}"
    await count_attempt(database, source, most=MOST_AN_HOUR, window=timedelta(hours=1))
    if body.website:
        return answer(received, 201)
    asked = clean_form(
        Form(
            body.kind, body.name, body.email, body.organisation, body.note, body.plan,
            body.times, body.time_zone,
        )
    )  # fmt: skip
    if body.plan is not None:
        _check_offered(settings, body.plan)
    # Nobody is to fill a stranger's inbox with our mails.
    to_one = f"ask-to:{asked.email.lower()}"
    await count_attempt(database, to_one, most=MOST_TO_ONE, window=timedelta(days=1))
    async with database.transaction(NOBODY) as tx:
        await ask(tx, asked, settings.operator_email)
    return answer(received, 201)


@account_plan_router.get("", needs=may.MANAGE_ACCOUNT, response_model=AccountPlan)
async def get_account_plan(
    actor: CurrentActor, database: TheDatabase, settings: TheSettings
) -> Response:
    """What the account has, what it uses, and what was asked for."""
    offered = offered_plans(settings)
    async with database.transaction(actor.account_id) as tx:
        return answer(await show_account_plan(tx, offered, settings.operator_email))


@account_plan_router.post(
    "/requests", needs=may.MANAGE_ACCOUNT, response_model=AccountPlan, status_code=201
)
async def post_plan_request(
    body: RaiseInput, actor: CurrentActor, database: TheDatabase, settings: TheSettings
) -> Response:
    """Ask whoever runs Hubbub for another plan or more seats."""
    offered = offered_plans(settings)
    _check_offered(settings, body.plan)
    account = f"ask-account:{actor.account_id.hex}"
    await count_attempt(database, account, most=MOST_AN_HOUR, window=timedelta(hours=1))
    wanted = Raise(body.plan, body.seats, body.note)
    async with database.transaction(actor.account_id) as tx:
        await ask_for_plan(tx, wanted, actor, settings.operator_email)
        return answer(await show_account_plan(tx, offered, settings.operator_email), 201)


def _check_offered(settings: Settings, key: str) -> None:
    if all(each.key != key for each in offered_plans(settings)):
        raise Invalid([FieldError("plan", "This plan is not offered. Choose another one.")])
