"""Demos over HTTP: begin one, see how far it is filled, look at it as somebody else."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal, cast
from uuid import UUID

from fastapi import Request
from starlette.responses import Response

from hubbub.access.demos.beginning import check_may_begin
from hubbub.access.demos.repository import Demo, get_demo, people_of_demo
from hubbub.access.gate import PUBLIC, SIGNED_IN, Router
from hubbub.access.identity import CurrentIdentity, TheDatabase, TheSettings, address_of
from hubbub.access.sessions.repository import Arrival
from hubbub.access.sessions.signing_in import Proved
from hubbub.entrypoints.arriving import enter
from hubbub.entrypoints.demonstration.making import make_demo
from hubbub.entrypoints.demonstration.throwing_away import DemoFillers
from hubbub.entrypoints.me import Me
from hubbub.kernel.answers import answer
from hubbub.kernel.bodies import Input
from hubbub.kernel.errors import Forbidden, NotFound
from hubbub.kernel.ids import Id

router = Router("/api/demo", "demos")

NO_DEMO = "This account is no demo."


@dataclass(frozen=True, slots=True)
class ShownDemoPerson:
    id: Id
    name: str
    roles: str


@dataclass(frozen=True, slots=True)
class ShownDemo:
    """How far it is filled, when it goes, and as whom it can be looked at."""

    state: Literal["filling", "ready"]
    done: int
    total: int
    until: datetime
    people: list[ShownDemoPerson]


class LookInput(Input):
    user_id: UUID


@router.post("", needs=PUBLIC, response_model=Me, status_code=201)
async def post_demo(request: Request, database: TheDatabase, settings: TheSettings) -> Response:
    """Begin a throw-away account that goes after a day; whoever does so is signed in as its
    administrator, and it is filled from then on. 403 `demos_closed`, 409 `demos_full`."""
    address = address_of(request)
    terms = await check_may_begin(database, settings, address)
    made = await make_demo(database, settings, terms, address)
    cast(DemoFillers, request.app.state.demos).begin(made)
    return await enter(request, Proved(made.account_id, made.founder_id), Arrival(), 201)


@router.get("", needs=SIGNED_IN, response_model=ShownDemo)
async def get_demo_state(identity: CurrentIdentity, database: TheDatabase) -> Response:
    """The demo that one is in; 404 in an account that is none."""
    async with database.transaction(identity.actor.account_id) as tx:
        demo = await get_demo(tx)
        people = await people_of_demo(tx) if demo else []
    if demo is None:
        raise NotFound(NO_DEMO)
    shown = [ShownDemoPerson(each.id, each.name, each.roles) for each in people]
    return answer(ShownDemo(demo.state, demo.done, demo.total, demo.until, shown))


@router.post("/look-as", needs=SIGNED_IN, response_model=Me)
async def post_look_as(
    body: LookInput, request: Request, identity: CurrentIdentity, database: TheDatabase
) -> Response:
    """Be signed in as another one of the people that the demo came with."""
    if identity.session is None:
        raise Forbidden("Only in a browser can a demo be looked at as somebody else.")
    async with database.transaction(identity.actor.account_id) as tx:
        demo = await get_demo(tx)
        people = await people_of_demo(tx) if demo else []
    _check(demo, body.user_id, [each.id for each in people])
    # Whoever is in a demo made it: all its people are his.
    by = replace(Arrival(), has_second_factor=True)
    return await enter(request, Proved(identity.actor.account_id, body.user_id), by)


def _check(demo: Demo | None, user_id: UUID, people: list[UUID]) -> None:
    if demo is None:
        raise NotFound(NO_DEMO)
    if user_id not in people:
        raise NotFound("This demo has nobody like that, or he was disabled. Choose another one.")
