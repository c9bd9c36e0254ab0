"""Whether this process is well, for whoever watches over it."""

from dataclasses import dataclass

from fastapi import Request
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.responses import Response

from hubbub.access.gate import PUBLIC, Router
from hubbub.access.identity import TheDatabase
from hubbub.kernel.answers import answer
from hubbub.kernel.telemetry import SOCKETS

router = Router("", "health")


@dataclass(frozen=True, slots=True)
class Health:
    """`protected` is false when the database itself does not keep accounts apart."""

    status: str
    protected: bool
    sockets: int


@router.get("/health", needs=PUBLIC, response_model=Health)
async def get_health(request: Request, database: TheDatabase) -> Response:
    """200 when the database answers; 503 otherwise."""
    protected = await database.keeps_accounts_apart()
    return answer(Health("ok", protected, len(request.app.state.hub.clients)))


@router.get("/metrics", needs=PUBLIC)
async def get_metrics(request: Request) -> Response:
    """Figures for Prometheus."""
    SOCKETS.set(len(request.app.state.hub.clients))
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)
