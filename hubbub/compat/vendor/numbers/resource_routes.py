"""Where texts go, in the version that is the same for all channels: what is left out stays."""

from dataclasses import replace
from typing import Annotated, Literal

from fastapi import Query
from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from hubbub.access.actor import Actor
from hubbub.access.gate import Router
from hubbub.access.identity import CurrentActor, TheDatabase
from hubbub.compat.vendor.numbers.finding import (
    number_or_none,
    own_configurations,
)
from hubbub.compat.vendor.numbers.setting import set_texts, setting_of, unset_texts
from hubbub.compat.vendor.numbers.texts import (
    HTTP,
    MAIL,
    PULL,
    SMPP,
    Enabled,
    Forward,
    Wish,
    is_set,
    show_new,
)
from hubbub.compat.vendor.numbers.wire import (
    MANAGES,
    NO_CONFIGURATION,
    NO_NUMBER,
    RESOURCES,
    Marked,
    read_key,
)
from hubbub.compat.vendor.wire import HIDDEN, WireInput, WireQuery, wrong
from hubbub.features.numbers.checking import clean_keyword
from hubbub.features.numbers.configurations_repository import (
    Configuration,
    get_configuration,
)
from hubbub.features.numbers.deciding import fold_keyword
from hubbub.features.numbers.repository import Number, find_number
from hubbub.kernel.answers import answer, nothing
from hubbub.kernel.database import Database, Transaction
from hubbub.kernel.errors import NotFound

router = Router(RESOURCES, "compat")

WHICH = "Say which number: its number, or its numberKey."
NOT_HERE = "There is no such thing here yet. Leave it out."
Unset = Literal[
    "USERNAME", "PLATFORM", "FORWARDING", "CONVERSATIONS", "ANSWERS", "AUTORESPONSE",
    "BLOCKLISTCONFIGURATION",
]  # fmt: skip


class _Query(WireQuery):
    channel: str = Field(max_length=50)
    configuration_key: str | None = Field(None, max_length=100)
    number: str | None = Field(None, max_length=100)
    number_key: str | None = Field(None, max_length=100)
    resource: str | None = Field(None, max_length=100)
    resource_key: str | None = Field(None, max_length=100)
    keyword: str | None = Field(None, max_length=50)


class _Platform(Marked):
    """The application and the entity of a configuration."""


class _Body(WireInput):
    channel: Literal["SMS"]
    number: str | None = Field(None, max_length=100)
    number_key: str | None = Field(None, max_length=100)
    keyword: str | None = Field(None, max_length=50)
    forwarding: Forward | None = None
    conversations: Enabled | None = None
    unset: list[Unset] = Field(default_factory=list[Unset], max_length=20)
    platform: _Platform | None = None
    answers: Enabled | None = None
    auto_response: dict[str, object] | None = None
    block_list_configuration: dict[str, object] | None = None
    username: str | None = Field(None, max_length=255)

    def check(self) -> None:
        """Invalid for what would be lost here."""
        absent = {
            "autoResponse": self.auto_response,
            "blockListConfiguration": self.block_list_configuration,
            "username": self.username,
            "answers": self.answers is not None and self.answers.enabled,
        }
        for name, value in absent.items():
            if value:
                raise wrong(name, NOT_HERE)
        if self.platform is not None:
            self.platform.check_marks()

    def wish(self, number: Number, keyword: str | None, before: Configuration | None) -> Wish:
        """What was set, without what is unset, with what is given."""
        kept = Wish(number, keyword, False, None, at="forwarding")
        if before is not None:
            kept = replace(_as_it_was(before, number), id=before.id)
        if "FORWARDING" in self.unset:
            kept = replace(kept, forward=None)
        if "CONVERSATIONS" in self.unset:
            kept = replace(kept, to_conversations=False)
        if self.forwarding is not None:
            kept = replace(kept, forward=self.forwarding)
        if self.conversations is not None:
            kept = replace(kept, to_conversations=self.conversations.enabled)
        return kept


@router.get("", needs=MANAGES, **HIDDEN)
async def wire_get_inbound(
    asked: Annotated[_Query, Query()], actor: CurrentActor, database: TheDatabase
) -> Response:
    if asked.channel != "SMS":
        return answer([])
    async with database.transaction(actor.account_id) as tx:
        if asked.configuration_key is not None:
            configuration, number = await _by_key(tx, asked.configuration_key)
            found = [configuration]
        else:
            number = await _number(
                tx, asked.number or asked.resource, asked.number_key or asked.resource_key
            )
            found = [each for each in await own_configurations(tx, number, "sms") if is_set(each)]
    if asked.keyword is not None:
        found = [each for each in found if each.keyword == fold_keyword(asked.keyword)]
    return answer([show_new(each, number) for each in found])


@router.post("", needs=MANAGES, **HIDDEN)
async def wire_post_inbound(
    body: _Body, request: Request, actor: CurrentActor, database: TheDatabase
) -> Response:
    body.check()
    wish = await _wish(body, actor, database)
    return answer(show_new(*await set_texts(setting_of(request, actor, database), wish)))


@router.delete("/{configuration_key}", needs=MANAGES, status_code=204, **HIDDEN)
async def wire_delete_inbound(
    configuration_key: str, request: Request, actor: CurrentActor, database: TheDatabase
) -> Response:
    async with database.transaction(actor.account_id) as tx:
        configuration, _ = await _by_key(tx, configuration_key)
    await unset_texts(setting_of(request, actor, database), configuration)
    return nothing()


async def _wish(body: _Body, actor: Actor, database: Database) -> Wish:
    given = (body.keyword or "").strip()
    keyword = clean_keyword(given) if given else None
    async with database.transaction(actor.account_id) as tx:
        number = await _number(tx, body.number, body.number_key)
        found = [each for each in await own_configurations(tx, number, "sms") if is_set(each)]
    before = next((each for each in found if each.keyword == keyword), None)
    return body.wish(number, keyword, before)


async def _by_key(tx: Transaction, key: str) -> tuple[Configuration, Number]:
    configuration = await get_configuration(tx, read_key(key, NO_CONFIGURATION))
    if configuration is None or configuration.number_id is None or not is_set(configuration):
        raise NotFound(NO_CONFIGURATION)
    number = await number_or_none(tx, configuration.number_id)
    if number is None:
        raise NotFound(NO_CONFIGURATION)
    return configuration, number


async def _number(tx: Transaction, number: str | None, key: str | None) -> Number:
    if key is not None:
        found = await number_or_none(tx, read_key(key))
    elif number is not None:
        found = await find_number(tx, "+" + number.strip().removeprefix("+"))
    else:
        raise wrong("number", WHICH)
    if found is None:
        raise NotFound(NO_NUMBER)
    return found


def _as_it_was(before: Configuration, number: Number) -> Wish:
    told = {"url": HTTP, "email": MAIL, "smpp": SMPP, "pull": PULL}.get(before.action)
    is_in = before.action == "conversations"
    url = number.forward_url if is_in and before.keyword is None else before.target
    kind = HTTP if is_in and url is not None else told
    forward = (
        None if kind is None else Forward.model_validate({"type": kind, "url": url, "mail": url})
    )
    return Wish(number, before.keyword, is_in, forward, at="forwarding")
