"""The contract written by hand says what the vendor's document says, and neither is empty."""

from __future__ import annotations

import re
from typing import Any

import jsonschema_rs
import pytest

from hubbub.compat.vendor.account.audit_words import ACTIONS, OTHERWISE
from hubbub.compat.vendor.account.wire import PREFIXES
from hubbub.entrypoints.api import ROUTERS
from tests.compat.vendor.account.contract import CONTRACT, OPERATIONS
from tests.compat.vendor.contract import EMPTY, WHY_ABSENT, A, B, read

with_document = pytest.mark.skipif(not CONTRACT.document.exists(), reason=WHY_ABSENT)

ANSWERS = [(*operation, status) for operation, told in OPERATIONS.items() for status in told]
EXCEPTION = {"requestError": {"serviceException": {"messageId": "X", "text": "Y"}}}
ACTION = {
    "errorCode": "E400", "description": "X", "action": "Y", "violations": [], "resources": [],
}  # fmt: skip


def nameless(template: str) -> str:
    return re.sub(r"{\w+}", "{}", template)


def test_every_operation_of_the_contract_is_a_route_and_the_other_way_round() -> None:
    routes = {
        (method, nameless(path))
        for router in ROUTERS
        for route in router.api.routes
        if (path := str(getattr(route, "path", ""))).startswith(PREFIXES)
        for method in getattr(route, "methods", ())
    }
    assert routes == {(method, nameless(template)) for method, template in OPERATIONS}


@with_document
def test_the_document_has_these_operations_and_no_others() -> None:
    told = {
        (method.upper(), path)
        for path, methods in read(CONTRACT.document)["paths"].items()
        for method in methods
        if path.startswith(PREFIXES)
    }
    assert told == set(OPERATIONS)


@with_document
@pytest.mark.parametrize(("method", "template", "status"), ANSWERS)
def test_each_answer_is_declared_and_of_the_family_that_the_document_says(
    method: str, template: str, status: int
) -> None:
    schema = CONTRACT.declared(method, template, status)
    assert schema is not None
    ours = OPERATIONS[method, template][status]
    if ours is EMPTY or status < 400:
        return
    sample: dict[str, Any] = ACTION if ours is B else EXCEPTION
    jsonschema_rs.validate(schema, sample)
    # Each member of one family is optional in the document, so that only its name tells.
    properties = _properties(schema)
    assert ("errorCode" in properties) == (ours is B)
    assert ("requestError" in properties) == (ours is not B)
    assert ("error" in properties) == (ours not in (A, B) and status not in (400, 429))


def _properties(schema: dict[str, Any]) -> dict[str, Any]:
    name = schema["$ref"].rpartition("/")[2]
    return read(CONTRACT.document)["components"]["schemas"][name]["properties"]


@with_document
def test_the_actions_are_words_of_the_document() -> None:
    schemas = read(CONTRACT.document)["components"]["schemas"]
    [words] = [
        each["enum"] for name, each in schemas.items()
        if name.endswith(".Action") and "Login" in each.get("enum", [])
    ]  # fmt: skip
    assert {*ACTIONS.values(), OTHERWISE} <= set(words)
