"""The door of each carrier over HTTP: what it brings is stored before it is answered."""

import re
from typing import Final, Literal

import structlog
from starlette.requests import Request
from starlette.responses import Response

from hubbub.access.gate import PUBLIC, Router
from hubbub.access.identity import address_of, settings_of
from hubbub.access.keys.guessing import Guesses
from hubbub.channels.sms.adapters.carrier import Forged, Knock, Line, Unreadable
from hubbub.channels.sms.adapters.opening import Unopened, origin_for
from hubbub.channels.sms.doors import Doored, Doors
from hubbub.channels.sms.hearing import NO_DOOR, Hearing, Spoken
from hubbub.kernel.errors import Forbidden, NotFound, Unavailable
from hubbub.kernel.limits import Bound

router = Router("/carriers", "carrier doors")
log = structlog.get_logger()

KNOCKS: Final = Bound(re.compile(r"/carriers/[^/]+/(texts|receipts)"), ("POST",), 256_000, 10.0)
Place = Literal["texts", "receipts"]
TOO_MANY: Final = "Too many requests that no carrier signed came from this address."


@router.plain("/{door}/texts", needs=PUBLIC)
async def post_carrier_texts(request: Request) -> Response:
    """Texts of customers, as the carrier whose door this is brings them."""
    return await _take(request, "texts")


@router.plain("/{door}/receipts", needs=PUBLIC)
async def post_carrier_receipts(request: Request) -> Response:
    """What became of texts that the carrier whose door this is has taken."""
    return await _take(request, "receipts")


async def _take(request: Request, place: Place) -> Response:
    doors: Doors = request.app.state.doors
    found = await doors.find(request.path_params["door"])
    if found is None:
        await _count(request)
        raise NotFound(NO_DOOR)
    carrier, line = found.carrier, _open(doors, found)
    account_id, carrier_id = carrier.account_id, carrier.carrier_id
    knock = _knock(request, origin_for(settings_of(request), carrier), place, await request.body())
    taking: Hearing = request.app.state.hearing
    try:
        said = Spoken(line.hear(knock), knock.body)
    except Forged as error:
        log.warning("sms.forged", carrier=carrier_id.hex, reason=str(error))
        await _count(request)
        raise Forbidden(f"This is not the carrier's: {error}", code="forged") from error
    except Unreadable as error:
        await taking.keep_aside(account_id, carrier_id, str(error)[:200], knock.body)
    else:
        await taking.take(account_id, carrier_id, said)
    thanks = line.thanks
    return Response(thanks.body, thanks.status, media_type=thanks.media_type)


def _knock(request: Request, origin: str, place: Place, body: bytes) -> Knock:
    path = request.scope.get("raw_path", request.url.path.encode()).decode("latin-1")
    query = request.scope.get("query_string", b"").decode("latin-1")
    # As the carrier has called us: behind a proxy we are called otherwise.
    url = f"{origin}{path.partition('?')[0]}{'?' if query else ''}{query}"
    headers = {name.lower(): value for name, value in request.headers.items()}
    return Knock(place, url, dict(request.query_params), headers, body)


def _open(doors: Doors, found: Doored) -> Line:
    try:
        return doors.open(found)
    except Unopened as error:
        log.warning("sms.unopened", carrier=found.carrier.carrier_id.hex, reason=str(error))
        raise Unavailable("What this carrier signs with cannot be read at the moment.") from error


async def _count(request: Request) -> None:
    """One more that is nobody's; raises TooManyAttempts beyond what a mistake needs."""
    forgeries: Guesses = request.app.state.forgeries
    await forgeries.wrong(address_of(request))
