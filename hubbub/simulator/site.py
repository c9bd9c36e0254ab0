"""The simulator's web application: guard, API, the handset and mail pages and their files."""

from collections.abc import Awaitable, Callable
from importlib.resources import files
from typing import Final

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from hubbub.kernel.answers import answer
from hubbub.kernel.errors import FieldError, Invalid, NotFound, Problem
from hubbub.simulator.api import Desk, routes
from hubbub.simulator.guard import Guard
from hubbub.simulator.mail_api import mail_routes
from hubbub.simulator.market.routes import market_routes
from hubbub.simulator.over_http.models import Said
from hubbub.simulator.over_http.registry import PLAYED

_SCRIPT: Final = "text/javascript; charset=utf-8"
_PAGE: Final = {
    "": ("page.html", "text/html; charset=utf-8"),
    "/page.css": ("page.css", "text/css; charset=utf-8"),
    "/mark.svg": ("mark.svg", "image/svg+xml"),
    "/page.js": ("page.js", _SCRIPT),
    "/api.js": ("api.js", _SCRIPT),
    "/phones.js": ("phones.js", _SCRIPT),
    "/thread.js": ("thread.js", _SCRIPT),
    "/network.js": ("network.js", _SCRIPT),
    "/mail": ("mail.html", "text/html; charset=utf-8"),
    "/mail.css": ("mail.css", "text/css; charset=utf-8"),
    "/mail.js": ("mail.js", _SCRIPT),
}


def site(desk: Desk) -> FastAPI:
    """The whole application."""
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    app.add_middleware(Guard)
    app.include_router(routes(desk))
    app.include_router(mail_routes(desk.mails, desk.hub))
    app.include_router(market_routes(desk))
    for played in PLAYED:
        app.include_router(played.routes(desk.exchange))
    for path, (name, kind) in _PAGE.items():
        app.add_api_route(f"/simulator{path}", _file(name, kind), methods=["GET"])
    app.add_api_route("/", _home, methods=["GET"])
    app.add_exception_handler(Problem, _problem)
    app.add_exception_handler(Said, _said)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _missing)
    return app


def _file(name: str, kind: str) -> Callable[[], Awaitable[Response]]:
    content = (files("hubbub.simulator") / "web" / name).read_bytes()

    async def serve() -> Response:
        return Response(content, media_type=kind, headers={"Cache-Control": "no-cache"})

    return serve


async def _home() -> Response:
    return RedirectResponse("/simulator")


async def _problem(_: Request, error: Exception) -> Response:
    assert isinstance(error, Problem)
    return answer(error.body(), error.status)


async def _said(_: Request, error: Exception) -> Response:
    assert isinstance(error, Said)
    return error.response()


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    fields = [
        FieldError(
            ".".join(str(part) for part in found["loc"][1:]) or "body",
            str(found["msg"]).removeprefix("Value error, "),
        )
        for found in error.errors()
    ]
    return await _problem(request, Invalid(fields))


async def _missing(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == 404:
        return await _problem(request, NotFound("There is nothing here. Open /simulator."))
    return answer({"status": error.status_code, "detail": error.detail}, error.status_code)
