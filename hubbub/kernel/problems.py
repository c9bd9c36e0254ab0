"""Turns whatever goes wrong in a request into problem details (RFC 9457), and tells no secrets."""

from typing import Any

import structlog
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from psycopg import Error as PsycopgError
from psycopg import OperationalError
from psycopg.errors import (
    DeadlockDetected,
    QueryCanceled,
    SerializationFailure,
    TransactionTimeout,
)
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from hubbub.kernel.answers import encode
from hubbub.kernel.errors import FieldError, Invalid, Problem, TooManyAttempts, Unavailable

log = structlog.get_logger()

TITLES = {404: "not_found", 405: "method_not_allowed", 413: "too_large"}


def handle_problems(app: FastAPI) -> None:
    """Put the handlers on an application."""
    app.add_exception_handler(Problem, _problem)
    app.add_exception_handler(RequestValidationError, _validation)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(OperationalError, _database)
    app.add_exception_handler(TransactionTimeout, _too_long)
    app.add_exception_handler(PsycopgError, _unexpected)
    app.add_exception_handler(Exception, _unexpected)


def respond(body: dict[str, Any], headers: dict[str, str] | None = None) -> Response:
    return Response(
        encode(body),
        status_code=body["status"],
        media_type="application/problem+json",
        headers={"Cache-Control": "no-store", **(headers or {})},
    )


async def _problem(_: Request, error: Exception) -> Response:
    assert isinstance(error, Problem)
    headers = {}
    if isinstance(error, TooManyAttempts):
        headers["Retry-After"] = str(error.retry_after)
    if isinstance(error, Unavailable):
        headers["Retry-After"] = "2"
    return respond(error.body(), headers)


async def _validation(_: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    found = [FieldError(_field(each["loc"]), _sentence(each)) for each in error.errors()[:20]]
    return respond(Invalid(found, "Something in the request is not as it should be.").body())


def _field(location: tuple[Any, ...]) -> str:
    return ".".join(str(part) for part in location[1:]) or str(location[0])


def _sentence(error: dict[str, Any]) -> str:
    if error["type"] == "json_invalid":
        return "The body is not JSON."
    if error["type"] == "missing":
        return "This is needed."
    if error["type"] == "extra_forbidden":
        return "There is no such field."
    return str(error["msg"]).removeprefix("Value error, ")[:300]


async def _http(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    code = TITLES.get(error.status_code, "refused")
    sentence = "There is nothing at this address." if error.status_code == 404 else error.detail
    body = {
        "type": f"/docs/problems#{code}",
        "title": error.detail,
        "status": error.status_code,
        "detail": sentence,
        "code": code,
    }
    return respond(body, dict(error.headers or {}))


async def _database(request: Request, error: Exception) -> Response:
    if isinstance(error, DeadlockDetected | SerializationFailure | QueryCanceled):
        sentence = "Too many people changed this at once. Try again."
    else:
        sentence = "The database cannot be reached. Try again in a moment; nothing was changed."
    log.warning("request.database", error=type(error).__name__, path=request.url.path)
    return respond(Unavailable(sentence).body(), {"Retry-After": "2"})


async def _too_long(request: Request, _: Exception) -> Response:
    log.warning("request.too_long", path=request.url.path)
    sentence = "This took too long, so nothing was changed. Try again, or change fewer at once."
    return respond(Unavailable(sentence).body(), {"Retry-After": "2"})


async def _unexpected(request: Request, error: Exception) -> Response:
    log.error("request.failed", path=request.url.path, exc_info=error)
    body = {
        "type": "/docs/problems#internal",
        "title": "Something went wrong here",
        "status": 500,
        "detail": "This is our mistake. It was written to the log; try again.",
        "code": "internal",
    }
    return respond(body)
