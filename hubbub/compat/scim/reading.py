"""Reads requests of SCIM; whatever makes no sense is refused with its word for it."""

# Else each annotation of a model with a parameter builds it, a good part of every start.
from __future__ import annotations

import json
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any, TypeVar

from pydantic import ValidationError
from scim2_models import Context, Error, PatchOp, Resource, SCIMException, SearchRequest
from starlette.requests import Request

from hubbub.compat.scim.models import MOST_RESULTS, POLICY
from hubbub.compat.scim.wire import ScimRefused
from hubbub.kernel.bodies import check_storable

Model = TypeVar("Model", bound=Resource[Any])

MOST_OPERATIONS = 1000
SEARCH = frozenset(
    {"attributes", "excludedAttributes", "filter", "sortBy", "sortOrder", "startIndex", "count"}
)


@contextmanager
def in_words_of_scim() -> Generator[None]:
    """Tells what the library finds wrong; the payload itself is never repeated."""
    try:
        with POLICY:
            yield
    except ValidationError as error:
        first = Error.from_validation_errors(error.errors(include_input=False))[0]
        detail = first.detail or "The request is not as it should be."
        raise ScimRefused(first.status or 400, detail[:500], first.scim_type) from error
    except SCIMException as error:
        raise ScimRefused(error.status, error.detail[:500], error.scim_type or None) from error
    except RecursionError as error:
        raise ScimRefused(400, "This is nested too deeply.", "invalidFilter") from error


async def read_body(request: Request) -> dict[str, Any]:
    """The JSON object of the body."""
    try:
        found = json.loads(await request.body())
    except (ValueError, RecursionError) as error:
        raise ScimRefused(400, "The body is not JSON.", "invalidSyntax") from error
    if not isinstance(found, dict):
        raise ScimRefused(400, "The body is not a JSON object.", "invalidSyntax")
    try:
        check_storable(found)
    except ValueError as error:
        raise ScimRefused(400, str(error), "invalidValue") from error
    return found


def read_resource(model: type[Model], body: dict[str, Any], context: Context) -> Model:
    with in_words_of_scim():
        return model.model_validate(body, scim_ctx=context)


def read_patch(model: type[Model], body: dict[str, Any]) -> PatchOp[Model]:
    operations = next((body[key] for key in body if key.lower() == "operations"), None)
    if isinstance(operations, list) and len(operations) > MOST_OPERATIONS:
        message = f"Send at most {MOST_OPERATIONS} operations at once."
        raise ScimRefused(413, message)
    with in_words_of_scim():
        return PatchOp[model].model_validate(body, scim_ctx=Context.RESOURCE_PATCH_REQUEST)


def read_query(model: type[Model], request: Request) -> SearchRequest[Model]:
    """The query of an address; parameters that SCIM does not know are left alone."""
    given = {key: value for key, value in request.query_params.items() if key in SEARCH}
    return read_search(model, given)


def read_search(model: type[Model], given: dict[str, Any]) -> SearchRequest[Model]:
    with in_words_of_scim():
        search = SearchRequest[model].model_validate(given)
    count = MOST_RESULTS if search.count is None else min(search.count, MOST_RESULTS)
    search.count = count
    return search
