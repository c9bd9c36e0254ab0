"""The contract written by hand says what the vendor's documents say, and what is spoken here."""

from __future__ import annotations

import re

import jsonschema_rs
import pytest

from hubbub.compat.vendor.numbers.wire import PREFIXES
from hubbub.entrypoints.api import ROUTERS
from tests.compat.vendor.contract import WHY_ABSENT, Contract
from tests.compat.vendor.numbers.contract import CONTRACT, OF_RESOURCES, OPERATIONS

EXCEPTION = {"requestError": {"serviceException": {"messageId": "X", "text": "Y"}}}
ANSWERS = [
    (contract, method, path, status)
    for contract in CONTRACT
    for (method, path), told in contract.operations.items()
    for status in told
]


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
    told = {(method, nameless(path)) for method, path in (*OPERATIONS, *OF_RESOURCES)}
    assert routes == told


@pytest.mark.skipif(not CONTRACT[0].document.exists(), reason=WHY_ABSENT)
@pytest.mark.parametrize(("contract", "method", "path", "status"), ANSWERS)
def test_refusals_are_of_the_family_that_the_document_says(
    contract: Contract, method: str, path: str, status: int
) -> None:
    schema = contract.declared(method, path, status)
    if schema is not None and status >= 400 and "$ref" in schema:
        jsonschema_rs.validate(schema, EXCEPTION)
        assert not jsonschema_rs.is_valid(schema, {"requestError": "X"})
