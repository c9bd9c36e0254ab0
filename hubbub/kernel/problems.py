"""Turns whatever goes wrong in a request into problem details (RFC 9457), or into what a foreign
protocol has in their place, and tells no secrets."""

from collections.abc import Callable, Mapping
from typing import Any

import structlog
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from psycopg import DataError, OperationalError
from psycopg import Error as PsycopgError
from psycopg.errors import (
    DeadlockDetected,
    DiskFull,
    LockNotAvailable,
    QueryCanceled,
    ReadOnlySqlTransaction,
    SerializationFailure,
    TransactionTimeout,
)
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Scope

from hubbub.kernel.answers import encode
from hubbub.kernel.errors import FieldError, Invalid, Problem, TooManyAttempts, Unavailable

log = structlog.get_logger()

Writer = Callable[[Scope, dict[str, Any], Mapping[str, str]], Response]
"""Writes the members of a problem document, with headers, in the words of some protocol."""

BUSY = (DeadlockDetected, SerializationFailure, QueryCanceled, LockNotAvailable)
TITLES = {404: "not_found", 405: "method_not_allowed", 413: "too_large"}


def handle_problems(app: FastAPI) -> None:
    """Put the handlers on an application."""
    app.add_exception_handler(Problem, _problem)
    app.add_exception_handler(RequestValidationError, _validation)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(PsycopgError, _database)
    app.add_exception_handler(UnicodeEncodeError, _database)
    app.add_exception_handler(Exception, _unexpected)


def speak(app: FastAPI, prefix: str, writer: Writer) -> None:
    """Have everything refused under these paths written by `writer`."""
    app.state.writers = {**getattr(app.state, "writers", {}), prefix: writer}


def respond_to(
    scope: Scope, body: dict[str, Any], headers: Mapping[str, str] | None = None
) -> Response:
    """The refusal in the words of whatever protocol the path belongs to."""
    writers: Mapping[str, Writer] = getattr(getattr(scope.get("app"), "state", None), "writers", {})
    body = legible(body)
    found = (write for prefix, write in writers.items() if scope["path"].startswith(prefix))
    writer = next(found, None)
    return respond(body, headers) if writer is None else writer(scope, body, headers or {})


def legible(value: Any) -> Any:
    """The same with `\ufffd` for halves of characters: a refusal names what it refuses, and there
    is no UTF-8 for those."""
    match value:
        case str():
            return value.encode(errors="surrogatepass").decode(errors="replace")
        case dict():
            return {name: legible(each) for name, each in value.items()}
        case list():
            return [legible(each) for each in value]
        case _:
            return value


def respond(body: dict[str, Any], headers: Mapping[str, str] | None = None) -> Response:
    return Response(
        encode(body),
        status_code=body["status"],
        media_type="application/problem+json",
        headers={"Cache-Control": "no-store", **(headers or {})},
    )


async def _problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, Problem)
    headers = {}
    if isinstance(error, TooManyAttempts):
        headers["Retry-After"] = str(error.retry_after)
    if isinstance(error, Unavailable):
        headers["Retry-After"] = "2"
    return respond_to(request.scope, error.body(), headers)


async def _validation(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    found = [FieldError(_field(each["loc"]), _sentence(each)) for each in error.errors()[:20]]
    problem = Invalid(found, "Something in the request is not as it should be.")
    return respond_to(request.scope, problem.body())


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


async def _http(request: Request, error: Exception) -> Response:
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
    return respond_to(request.scope, body, error.headers)


async def _database(request: Request, error: Exception) -> Response:
    problem = _told(error)
    if problem is None:
        return await _unexpected(request, error)
    log.warning("request.database", error=type(error).__name__, path=request.url.path)
    return await _problem(request, problem)


def _told(error: Exception) -> Problem | None:
    if isinstance(error, BUSY):
        return Unavailable("Too many people changed this at once. Try again.")
    if isinstance(error, TransactionTimeout):
        return Unavailable(
            "This took too long, so nothing was changed. Try again, or change fewer at once."
        )
    if isinstance(error, DiskFull):
        return Unavailable(
            "The database has no room left, so nothing was changed. Whoever runs Hubbub has to "
            "make room; then try again.",
            code="disk_full",
        )
    if isinstance(error, DataError | UnicodeEncodeError):
        # What passed every check of ours and yet cannot be stored, such as a NUL in a text.
        return Problem("Something in the request cannot be stored. Take unusual characters out.")
    if isinstance(error, OperationalError | ReadOnlySqlTransaction):
        return Unavailable(
            "The database cannot be reached. Try again in a moment; nothing was changed."
        )
    return None


async def _unexpected(request: Request, error: Exception) -> Response:
    log.error("request.failed", path=request.url.path, exc_info=error)
    body = {
        "type": "/docs/problems#internal",
        "title": "Something went wrong here",
        "status": 500,
        "detail": "This is our mistake. It was written to the log; try again.",
        "code": "internal",
    }
    return respond_to(request.scope, body)
