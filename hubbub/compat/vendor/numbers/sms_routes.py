"""Where texts to a number go, in the version that stands under the number."""

from typing import Annotated

from fastapi import Query
from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from hubbub.access.gate import Router
from hubbub.access.identity import CurrentActor, TheDatabase
from hubbub.compat.vendor.numbers.finding import (
    find_configuration_by_key,
    find_number_by_key,
    own_configurations,
)
from hubbub.compat.vendor.numbers.paging import Page
from hubbub.compat.vendor.numbers.setting import set_texts, setting_of, unset_texts
from hubbub.compat.vendor.numbers.texts import Enabled, Forward, Wish, is_set, show_old
from hubbub.compat.vendor.numbers.wire import CONFIGURED, MANAGES, Marked
from hubbub.compat.vendor.wire import HIDDEN, wrong
from hubbub.features.numbers.repository import Number
from hubbub.kernel.answers import answer, nothing

router = Router(CONFIGURED + "/{number_key}/sms", "compat")

SET = "The default is set already. Change it with its key."


class _Body(Marked):
    keyword: str | None = Field(None, max_length=50)
    action: Forward
    use_conversation: Enabled = Enabled()

    def wish(self, number: Number) -> Wish:
        self.check_marks()
        return Wish(
            number, (self.keyword or "").strip() or None, self.use_conversation.enabled, self.action
        )


class _StoredBody(_Body):
    key: str = Field(max_length=100)


@router.get("", needs=MANAGES, **HIDDEN)
async def wire_get_number_configurations(
    number_key: str, page: Annotated[Page, Query()], actor: CurrentActor, database: TheDatabase
) -> Response:
    async with database.transaction(actor.account_id) as tx:
        number = await find_number_by_key(tx, number_key)
        found = await own_configurations(tx, number, "sms")
    shown = [show_old(each, number) for each in found if is_set(each)]
    return answer({"configurations": page.of(shown), "totalCount": len(shown)})


@router.post("", needs=MANAGES, **HIDDEN)
async def wire_post_number_configuration(
    number_key: str, body: _Body, request: Request, actor: CurrentActor, database: TheDatabase
) -> Response:
    async with database.transaction(actor.account_id) as tx:
        number = await find_number_by_key(tx, number_key)
        found = await own_configurations(tx, number, "sms")
    wish = body.wish(number)
    if wish.keyword is None and any(each.keyword is None and is_set(each) for each in found):
        raise wrong("keyword", SET)
    return answer(show_old(*await set_texts(setting_of(request, actor, database), wish)))


@router.put("", needs=MANAGES, **HIDDEN)
async def wire_put_number_configuration(
    number_key: str,
    body: _StoredBody,
    request: Request,
    actor: CurrentActor,
    database: TheDatabase,
) -> Response:
    async with database.transaction(actor.account_id) as tx:
        number = await find_number_by_key(tx, number_key)
        found = await own_configurations(tx, number, "sms")
    before = find_configuration_by_key(found, body.key)
    wish = body.wish(number).changing(before)
    return answer(show_old(*await set_texts(setting_of(request, actor, database), wish)))


@router.get("/{configuration_key}", needs=MANAGES, **HIDDEN)
async def wire_get_number_configuration(
    number_key: str, configuration_key: str, actor: CurrentActor, database: TheDatabase
) -> Response:
    async with database.transaction(actor.account_id) as tx:
        number = await find_number_by_key(tx, number_key)
        found = await own_configurations(tx, number, "sms")
    wanted = find_configuration_by_key(list(filter(is_set, found)), configuration_key)
    return answer(show_old(wanted, number))


@router.delete("/{configuration_key}", needs=MANAGES, status_code=204, **HIDDEN)
async def wire_delete_number_configuration(
    number_key: str,
    configuration_key: str,
    request: Request,
    actor: CurrentActor,
    database: TheDatabase,
) -> Response:
    async with database.transaction(actor.account_id) as tx:
        number = await find_number_by_key(tx, number_key)
        found = await own_configurations(tx, number, "sms")
    wanted = find_configuration_by_key(list(filter(is_set, found)), configuration_key)
    await unset_texts(setting_of(request, actor, database), wanted)
    return nothing()
