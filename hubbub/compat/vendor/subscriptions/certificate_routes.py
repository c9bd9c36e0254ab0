"""Client certificates over the wire: there are none here, which every answer says."""

from typing import Annotated

from fastapi import Query
from pydantic import Field
from starlette.responses import Response

from hubbub.access.gate import Router
from hubbub.access.identity import CurrentActor
from hubbub.compat.vendor.subscriptions.wire import CERTIFICATES, MANAGES, Page
from hubbub.compat.vendor.wire import HIDDEN, WireInput, wrong
from hubbub.kernel.answers import answer
from hubbub.kernel.errors import NotFound

router = Router(CERTIFICATES, "compat")

REFUSED = (
    "This installation shows no certificate of its own to other servers. Protect your address with "
    "a security setting instead: BASIC, HMAC or OAUTH."
)


class _Certificate(WireInput):
    certificate_id: str = Field(max_length=255)


@router.get("", needs=MANAGES, **HIDDEN)
async def wire_get_certificates(asked: Annotated[Page, Query()], _: CurrentActor) -> Response:
    return answer(asked.of([], 0))


@router.post("", needs=MANAGES, status_code=201, **HIDDEN)
async def wire_post_certificate(body: _Certificate, _: CurrentActor) -> Response:
    raise wrong("certificateContent", f"{REFUSED} “{body.certificate_id[:60]}” was not kept.")


@router.get("/status", needs=MANAGES, **HIDDEN)
async def wire_get_certificate_states(asked: Annotated[Page, Query()], _: CurrentActor) -> Response:
    return answer(asked.of([], 0))


@router.get("/status/{certificate_id}", needs=MANAGES, **HIDDEN)
async def wire_get_certificate_state(certificate_id: str, _: CurrentActor) -> Response:
    raise _missing(certificate_id)


@router.post("/test/webhook", needs=MANAGES, **HIDDEN)
async def wire_post_certificate_test(body: _Certificate, _: CurrentActor) -> Response:
    raise _missing(body.certificate_id)


@router.get("/{certificate_id}", needs=MANAGES, **HIDDEN)
async def wire_get_certificate(certificate_id: str, _: CurrentActor) -> Response:
    raise _missing(certificate_id)


@router.delete("/{certificate_id}", needs=MANAGES, **HIDDEN)
async def wire_delete_certificate(certificate_id: str, _: CurrentActor) -> Response:
    raise _missing(certificate_id)


def _missing(certificate_id: str) -> NotFound:
    named = f" “{certificate_id[:60]}”" if certificate_id.isprintable() else ""
    return NotFound(f"There is no certificate{named}: this installation shows none of its own.")
