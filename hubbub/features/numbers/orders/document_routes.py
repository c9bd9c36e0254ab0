"""Documents of orders over HTTP: only who may order can fetch them."""

import re
from typing import Annotated
from uuid import UUID

from fastapi import Query, Request
from pydantic import Field
from starlette.responses import Response

from hubbub.access import may
from hubbub.access.gate import Router
from hubbub.access.identity import CurrentActor, TheDatabase, TheFiles
from hubbub.features.numbers.orders.documents import (
    MOST_BYTES,
    drop_document,
    keep_document,
    open_document,
)
from hubbub.features.numbers.orders.shapes import ShownOrder
from hubbub.features.numbers.orders.showing import shown
from hubbub.kernel.answers import answer
from hubbub.kernel.bodies import Input
from hubbub.kernel.files.downloading import download
from hubbub.kernel.files.files import Files
from hubbub.kernel.limits import Bound

router = Router("/api/number-orders", "numbers")

UPLOADS = Bound(
    re.compile(r"/api/number-orders/[^/]+/documents/[^/]+"), ("PUT",), MOST_BYTES, seconds=120.0
)
"""A document may be larger than any other request, and take longer on a slow line."""


class Upload(Input):
    """What is said of an upload, beside its bytes."""

    version: int
    name: str = Field("document", max_length=300)


@router.put(
    "/{order_id}/documents/{requirement}", needs=may.MANAGE_CHANNELS, response_model=ShownOrder
)
async def put_number_order_document(
    order_id: UUID,
    requirement: str,
    upload: Annotated[Upload, Query()],
    request: Request,
    actor: CurrentActor,
    database: TheDatabase,
) -> Response:
    """Upload a document that is asked for: the body is a PDF, PNG or JPEG of at most 10 MB."""
    files: Files = request.app.state.files
    async with (
        files.receive(request.stream(), MOST_BYTES) as received,
        database.transaction(actor.account_id) as tx,
    ):
        of, asked = (order_id, upload.version), (requirement, upload.name)
        return answer(await shown(tx, await keep_document(tx, files, of, asked, received)))


@router.get(
    "/{order_id}/documents/{requirement}", needs=may.MANAGE_CHANNELS, response_class=Response
)
async def get_number_order_document(
    order_id: UUID,
    requirement: str,
    actor: CurrentActor,
    database: TheDatabase,
    files: TheFiles,
) -> Response:
    """The bytes of a document that was uploaded."""
    async with database.transaction(actor.account_id) as tx:
        opened = await open_document(tx, files, order_id, requirement)
    return download(opened)


@router.delete(
    "/{order_id}/documents/{requirement}", needs=may.MANAGE_CHANNELS, response_model=ShownOrder
)
async def delete_number_order_document(
    order_id: UUID,
    requirement: str,
    version: int,
    actor: CurrentActor,
    database: TheDatabase,
    files: TheFiles,
) -> Response:
    """Take a document away again."""
    async with database.transaction(actor.account_id) as tx:
        order = await drop_document(tx, files, order_id, version, requirement)
        return answer(await shown(tx, order))
