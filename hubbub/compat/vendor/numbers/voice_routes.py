"""What becomes of calls to a number."""

from starlette.requests import Request
from starlette.responses import Response

from hubbub.access.actor import Actor
from hubbub.access.gate import Router
from hubbub.access.identity import CurrentActor, TheDatabase
from hubbub.compat.vendor.numbers.finding import find_number_by_key, own_configurations
from hubbub.compat.vendor.numbers.setting import setting_of
from hubbub.compat.vendor.numbers.voice import (
    NO_SETUP,
    VoiceSetup,
    show_voice,
    shown_voice,
    wanted_voice,
)
from hubbub.compat.vendor.numbers.wire import CONFIGURED, MANAGES
from hubbub.compat.vendor.wire import HIDDEN, wrong
from hubbub.features.numbers.checking import Wanted
from hubbub.features.numbers.configurations_repository import Configuration
from hubbub.features.numbers.repository import Number
from hubbub.features.numbers.setting import set_inbound
from hubbub.kernel.answers import answer, nothing
from hubbub.kernel.database import Database
from hubbub.kernel.errors import NotFound

router = Router(CONFIGURED + "/{number_key}/voice", "compat")

SET = "Calls are set up already. Change that instead."


@router.get("", needs=MANAGES, **HIDDEN)
async def wire_get_voice(number_key: str, actor: CurrentActor, database: TheDatabase) -> Response:
    _, found = await _find(number_key, actor, database)
    return answer(shown_voice(found))


@router.post("", needs=MANAGES, **HIDDEN)
async def wire_post_voice(
    number_key: str, body: VoiceSetup, request: Request, actor: CurrentActor, database: TheDatabase
) -> Response:
    number, found = await _find(number_key, actor, database)
    if found is not None and show_voice(found) is not None:
        raise wrong("action", SET)
    set_now, _ = await set_inbound(
        setting_of(request, actor, database), wanted_voice(number.id, body)
    )
    return answer(shown_voice(set_now))


@router.put("", needs=MANAGES, **HIDDEN)
async def wire_put_voice(
    number_key: str, body: VoiceSetup, request: Request, actor: CurrentActor, database: TheDatabase
) -> Response:
    number, found = await _find(number_key, actor, database)
    if found is None:
        raise NotFound(NO_SETUP)
    set_now, _ = await set_inbound(
        setting_of(request, actor, database), wanted_voice(number.id, body)
    )
    return answer(shown_voice(set_now))


@router.delete("", needs=MANAGES, status_code=204, **HIDDEN)
async def wire_delete_voice(
    number_key: str, request: Request, actor: CurrentActor, database: TheDatabase
) -> Response:
    number, found = await _find(number_key, actor, database)
    if found is None or show_voice(found) is None:
        raise NotFound(NO_SETUP)
    wanted = Wanted(number_id=number.id, channel="voice", action="default")
    await set_inbound(setting_of(request, actor, database), wanted)
    return nothing()


async def _find(
    number_key: str, actor: Actor, database: Database
) -> tuple[Number, Configuration | None]:
    async with database.transaction(actor.account_id) as tx:
        number = await find_number_by_key(tx, number_key)
        found = await own_configurations(tx, number, "voice")
    return number, (found[0] if found and found[0].action != "default" else None)
