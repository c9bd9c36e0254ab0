"""The gate before every route: a route cannot be declared without saying what it needs."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response
from starlette.routing import Match, Route
from starlette.types import Scope

from hubbub.access.actor import Actor
from hubbub.access.identity import (
    CurrentActor,
    HalfIdentity,
    TheDatabase,
    TheUses,
    check_operator,
    check_origin,
)
from hubbub.access.permission import Permission
from hubbub.access.refusing import forbidden


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One of several permissions is enough."""

    permissions: tuple[Permission, ...]


@dataclass(frozen=True, slots=True)
class Open:
    """No permission is needed: for everybody, or for whoever is signed in."""

    name: str
    is_signed_in: bool


PUBLIC = Open("public", is_signed_in=False)
OPERATOR = Open("operator", is_signed_in=False)
"""Whoever runs the installation: by the metrics token, or without one from this machine."""
SIGNED_IN = Open("signed-in", is_signed_in=True)
SETTING_UP = Open("signed-in", is_signed_in=True)
"""As SIGNED_IN, and also for whoever must set up a second factor before anything else."""

Needs = Permission | AnyOf | Open
Endpoint = Callable[..., Awaitable[Any]]
Plain = Callable[[Request], Awaitable[Response]]


def any_of(*permissions: Permission) -> AnyOf:
    return AnyOf(permissions)


def held(needs: Permission | AnyOf, actor: Actor) -> Permission | None:
    """The first permission by which the actor is let through, or None when he has none."""
    return next((each for each in wanted(needs) if actor.may(each)), None)


def wanted(needs: Permission | AnyOf) -> tuple[Permission, ...]:
    """The permissions of which one is enough."""
    return needs.permissions if isinstance(needs, AnyOf) else (needs,)


def describe(needs: Needs) -> str | list[str]:
    """What stands in the API document as `x-permission`."""
    if isinstance(needs, Open):
        return needs.name
    if isinstance(needs, AnyOf):
        return [each.key for each in needs.permissions]
    return needs.key


@dataclass(frozen=True, slots=True)
class Declared:
    """A route and what it needs, for the generated matrix of tests and the reference."""

    method: str
    path: str
    needs: Needs
    name: str


DECLARED: list[Declared] = []


class _Prefixed(APIRouter):
    """Looks at none of its routes for a path that is not under its prefix, where FastAPI would
    try every route of the application in turn."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        fixed, _, _ = self.prefix.partition("{")
        if not scope["path"].startswith(fixed):
            return Match.NONE, {}
        return super().matches(scope)


class _PlainRoute(Route):
    """Says which route it is, as those of FastAPI do."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        match, found = super().matches(scope)
        return match, {**found, "route": self}


class Router:
    """Routes under one prefix. `needs` has no default on purpose."""

    def __init__(self, prefix: str, tag: str) -> None:
        self.prefix = prefix
        self.api = _Prefixed(prefix=prefix, tags=[tag])
        self.plain_routes: list[Route] = []
        """Those of `plain`, which stand before all others."""

    def get(self, path: str, *, needs: Needs, **options: Any) -> Callable[[Endpoint], Endpoint]:
        return self._route("GET", path, needs, options)

    def post(self, path: str, *, needs: Needs, **options: Any) -> Callable[[Endpoint], Endpoint]:
        return self._route("POST", path, needs, options)

    def put(self, path: str, *, needs: Needs, **options: Any) -> Callable[[Endpoint], Endpoint]:
        return self._route("PUT", path, needs, options)

    def patch(self, path: str, *, needs: Needs, **options: Any) -> Callable[[Endpoint], Endpoint]:
        return self._route("PATCH", path, needs, options)

    def delete(self, path: str, *, needs: Needs, **options: Any) -> Callable[[Endpoint], Endpoint]:
        return self._route("DELETE", path, needs, options)

    def plain(self, path: str, *, needs: Open) -> Callable[[Plain], Plain]:
        """A POST that is handed the request as it is, found before all others and left out of the
        API document: for what foreign programs knock at many hundred times a second."""
        if needs is not PUBLIC:
            raise ValueError("a plain route asks nobody who he is")

        def declare(endpoint: Plain) -> Plain:
            async def guarded(request: Request) -> Response:
                await _same_site(request)
                return await endpoint(request)

            whole = self.prefix + path
            DECLARED.append(Declared("POST", whole, needs, endpoint.__name__))
            self.plain_routes.append(_PlainRoute(whole, guarded, methods=["POST"]))
            return endpoint

        return declare

    def socket(self, path: str, *, needs: Needs) -> Callable[[Endpoint], Endpoint]:
        """A WebSocket, which identifies its caller itself and decides again for each frame."""

        def declare(endpoint: Endpoint) -> Endpoint:
            DECLARED.append(Declared("SOCKET", self.prefix + path, needs, endpoint.__name__))
            self.api.add_api_websocket_route(path, endpoint)
            return endpoint

        return declare

    def _route(
        self, method: str, path: str, needs: Needs, options: dict[str, Any]
    ) -> Callable[[Endpoint], Endpoint]:
        def declare(endpoint: Endpoint) -> Endpoint:
            DECLARED.append(Declared(method, self.prefix + path, needs, endpoint.__name__))
            self.api.add_api_route(
                path,
                endpoint,
                methods=[method],
                dependencies=[Depends(_guard(needs))],
                openapi_extra={"x-permission": describe(needs)},
                **options,
            )
            return endpoint

        return declare


def _guard(needs: Needs) -> Callable[..., Awaitable[None]]:
    if needs is PUBLIC:
        return _same_site
    if needs is OPERATOR:
        return check_operator
    if needs is SETTING_UP:
        return _is_somebody

    if isinstance(needs, Open):
        return _signed_in

    async def require(actor: CurrentActor, database: TheDatabase, uses: TheUses) -> None:
        by = held(needs, actor)
        if by is None:
            raise await forbidden(database, actor, wanted(needs)[0])
        uses.note(actor, by)

    return require


async def _signed_in(actor: CurrentActor) -> None:
    """Whoever can be made out is let through."""


async def _is_somebody(identity: HalfIdentity) -> None:
    """As `_signed_in`, also for whoever has to set up a second factor first."""


async def _same_site(request: Request) -> None:
    # A sign-in that another site makes the browser send would put its victim into a stranger's
    # account. Programs send no Origin, and carry no cookie that could be misused.
    if "origin" in request.headers:
        check_origin(request)
