"""Whether this process is well, for whoever watches over it."""

from dataclasses import dataclass
from typing import cast

from fastapi import Request
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest
from starlette.responses import Response

from hubbub.access.gate import OPERATOR, PUBLIC, Router
from hubbub.access.identity import TheDatabase
from hubbub.channels.sms.figures_repository import FIGURES as OF_CARRIERS
from hubbub.kernel.answers import answer
from hubbub.kernel.database import Database
from hubbub.kernel.figures import count_figures
from hubbub.kernel.months import facts_outside
from hubbub.kernel.parking import is_anything_parked
from hubbub.kernel.telemetry import POOL, SOCKETS, TAIL_LAG, TAIL_LAG_SECONDS
from hubbub.reactions.realtime.hub import Hub
from hubbub.reactions.webhooks.figures_repository import FIGURES as OF_WEBHOOKS

router = Router("", "health")

UNPROTECTED = (
    "The database does not keep accounts apart by itself: it has no roles of ours. "
    "`hubbub db init` makes them."
)
STUCK = (
    "Something that happened could not be passed on, and is tried again: see Stuck work in the "
    "account settings, or `hubbub events parked`."
)
OUTSIDE = (
    "Facts lie in the default partition, because no month was ready for them. A worker moves "
    "them within the hour; if they stay, look at its log."
)


@dataclass(frozen=True, slots=True)
class Health:
    """`protected` is false when the database itself does not keep accounts apart; `notes` says
    what is to be done about whatever is not as it should be."""

    status: str
    protected: bool
    sockets: int
    notes: list[str]


@router.get("/health", needs=PUBLIC, response_model=Health)
async def get_health(request: Request, database: TheDatabase) -> Response:
    """200 when the database answers; 503 otherwise."""
    protected = await database.keeps_accounts_apart()
    notes = [] if protected else [UNPROTECTED]
    if await facts_outside(database):
        notes.append(OUTSIDE)
    if await is_anything_parked(database):
        notes.append(STUCK)
    return answer(Health("ok", protected, len(_hub(request).clients), notes))


@router.get("/metrics", needs=OPERATOR)
async def get_metrics(request: Request, database: TheDatabase) -> Response:
    """Figures for Prometheus: of this process, and, counted now, of the whole installation."""
    hub = _hub(request)
    SOCKETS.set(len(hub.clients))
    TAIL_LAG.set(await hub.lag())
    TAIL_LAG_SECONDS.set(await hub.waited())
    _set_pools(database)
    counted = CollectorRegistry()
    await count_figures(database, (*OF_CARRIERS, *OF_WEBHOOKS), counted)
    content = generate_latest(REGISTRY) + generate_latest(counted)
    return Response(content, media_type=CONTENT_TYPE_LATEST)


def _set_pools(database: Database) -> None:
    for pool, figures in database.connections().items():
        for state, count in figures.items():
            POOL.labels(pool, state).set(count)


def _hub(request: Request) -> Hub:
    return cast(Hub, request.app.state.hub)
