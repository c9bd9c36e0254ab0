"""Every route is sent values that make no sense, in its address and in every field of its body, by
somebody who may do everything: none of them is answered with an error of ours."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest

from hubbub.access.gate import DECLARED, Declared
from tests.api import in_process
from tests.entrypoints.http.examples import EXAMPLES, NOWHERE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.api import Api
    from tests.world import World

FAR = "9999-12-31T23:59:59.999999-14:00"
EARLY = "0001-01-01T00:00:00+14:00"
VALUES: tuple[Any, ...] = (
    10**30, ["\ud800"], {"\ud800": ["a\0b"]}, FAR, "é" * 1000,
)  # fmt: skip
TEXTS = ("9" * 30, "\ud800", FAR, EARLY)
FILTERS = ('userName eq "\\ud800"', 'externalId eq "\\u0000"', "(" * 2000)
NOT_OFFERED = 501
IN_PATHS = ("\udcff", "9" * 40)
BODIES = (
    b'{"a":' * 50_000, b"\xff", b"[]", b'{"\\ud800": 1}', b'{"a":' + b"9" * 5000 + b"}",
)  # fmt: skip
FORM = {"Content-Type": "application/x-www-form-urlencoded"}

SCIM_QUERY = ("filter", "startIndex", "count", "sortBy", "attributes")
SCIM_FIELDS = (
    "externalId", "emails", "name", "displayName", "active", "members", "phoneNumbers", "filter",
    "preferredLanguage", "timezone", "startIndex",
)  # fmt: skip
WIRE_QUERY = (
    "limit", "page", "from", "to", "name", "apiKeySecret", "userKey", "action", "description",
    "ipAddress", "accountId", "size", "applicationId", "entityId", "resource", "user",
)  # fmt: skip
WIRE_FIELDS = (
    "validFrom", "validTo", "allowedIPs", "enabled", "permissions", "accountId", "platform",
    "scopeGuids", "subscriptionId", "events", "criteria", "resources", "users", "profile",
    "profileId", "webhook", "security", "authId", "type", "credentials", "headers", "rateLimit",
    "maxBucketSize", "readTimeout", "enabledSSLProtocols", "certificateId",
)  # fmt: skip
PATHS = ("displayName", "emails", "members", "name.formatted")
"""What a patch of SCIM changes."""
FIRST_VERSION = "/settings/1/accounts/{account_key}/api-keys"
"""Read by the same lines as the second, which is tried."""

ENDS = {("DELETE", "/api/session"), ("DELETE", "/auth/1/session"), ("DELETE", "/api/me/sessions")}
"""What would sign out whoever asks."""

ROUTES = [
    each
    for each in DECLARED
    if each.method != "SOCKET"
    and (each.method, each.path) not in ENDS
    and not each.path.startswith(FIRST_VERSION)
]


class Sender:
    """Sends to one route after the other, and keeps what was answered with an error of ours."""

    def __init__(self, api: Api, world: World, document: dict[str, Any]) -> None:
        self.api, self.world, self.document = api, world, document
        self.wrong: list[str] = []
        self.count = 0

    async def send(
        self, declared: Declared, path: str, body: bytes | None = None,
        headers: dict[str, str] | None = None,
    ) -> None:  # fmt: skip
        self.count += 1
        founder = self.world.ours.founder
        answer = await self.api.send(founder, declared.method, path, body, headers=headers or {})
        if answer.status_code >= 500 and answer.status_code != NOT_OFFERED:
            self.wrong.append(f"{declared.method} {path[:120]} {(body or b'')[:200]!r}")

    async def addresses(self, declared: Declared, path: str) -> None:
        for name in self._queried(declared):
            for text in FILTERS if name == "filter" else TEXTS:
                await self.send(declared, f"{path}?{name}={quoted(text)}")
        for text in IN_PATHS if "{" in declared.path else ():
            names = dict.fromkeys(names_in(declared.path), quoted(text))
            await self.send(declared, declared.path.format(**names), self._example(declared))

    async def bodies(self, declared: Declared, path: str) -> None:
        example = self._body(declared)
        if example is None:
            return
        for body in BODIES:
            await self.send(declared, path, body)
        await self.send(declared, path, b"a=b&a=%ff&=", FORM)
        if isinstance(example, dict):
            for body in self._changed(declared, example):
                await self.send(declared, path, json.dumps(body).encode())

    def _changed(self, declared: Declared, example: dict[str, Any]) -> Iterator[dict[str, Any]]:
        for name in {*example, *self._fields(declared)}:
            yield from ({**example, name: value} for value in VALUES)
        if declared.path.startswith("/scim") and declared.method == "PATCH":
            for path in PATHS:
                for value in VALUES:
                    change = {"op": "replace", "path": path, "value": value}
                    yield {**example, "Operations": [change]}

    def _body(self, declared: Declared) -> Any:
        example = EXAMPLES[declared.method, declared.path]
        # A number of its own, so that it is refused for nothing else.
        return example.body(self.world.ours, 1000 + self.count) if example.body else None

    def _example(self, declared: Declared) -> bytes | None:
        body = self._body(declared)
        return body if body is None or isinstance(body, bytes) else json.dumps(body).encode()

    def _queried(self, declared: Declared) -> list[str]:
        if declared.path.startswith("/scim"):
            return list(SCIM_QUERY) if declared.method == "GET" else []
        if not declared.path.startswith("/api"):
            return list(WIRE_QUERY) if declared.method == "GET" else []
        found = self._described(declared).get("parameters", [])
        return [each["name"] for each in found if each["in"] == "query"]

    def _fields(self, declared: Declared) -> list[str]:
        if declared.path.startswith("/scim"):
            return list(SCIM_FIELDS)
        if not declared.path.startswith("/api"):
            return list(WIRE_FIELDS)
        content = self._described(declared).get("requestBody", {}).get("content", {})
        named = content.get("application/json", {}).get("schema", {}).get("$ref", "")
        schemas = self.document["components"]["schemas"]
        return list(schemas.get(named.rpartition("/")[2], {}).get("properties", {}))

    def _described(self, declared: Declared) -> dict[str, Any]:
        return self.document["paths"].get(declared.path, {}).get(declared.method.lower(), {})


def quoted(text: str) -> str:
    return quote(text.encode(errors="surrogateescape" if text == "\udcff" else "surrogatepass"))


def names_in(path: str) -> list[str]:
    return [each.partition("}")[0] for each in path.split("{")[1:]]


async def things_of(world: World) -> dict[str, str]:
    """What there is of our own, so that a request gets further than to a thing that is missing."""
    ours = world.ours
    return {
        "conversation": (await world.text_in(ours, "+385911234567")).hex,
        "user": ours.agent.user_id.hex, "queue": ours.general.hex, "carrier": ours.carrier.hex,
        "role": ours.roles["agent"].hex, "account": ours.id.hex,
    }  # fmt: skip


@pytest.mark.parametrize("where", ["addresses", "bodies"])
async def test_no_value_is_answered_with_an_error_of_ours(
    where: str, world: World, tmp_path: Path
) -> None:
    things = await things_of(world)
    async with in_process(world.database.address, tmp_path, tells_errors=False) as api:
        sender = Sender(api, world, (await api.get(None, "/api/openapi.json")))
        for declared in ROUTES:
            kinds = EXAMPLES[declared.method, declared.path].ids
            ids = {name: things.get(kind, NOWHERE.hex) for name, kind in kinds.items()}
            fill = sender.addresses if where == "addresses" else sender.bodies
            await fill(
                declared,
                declared.path.format(**ids, **EXAMPLES[declared.method, declared.path].words),
            )
    assert sender.count > 500
    assert sender.wrong == []
