"""Where texts and calls go, as the interface shows and takes it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from hubbub.features.numbers.authors import Author
from hubbub.features.numbers.checking import LEADS_AWAY, Wanted
from hubbub.features.numbers.configurations_repository import (
    BodyFormat,
    Channel,
    Configuration,
)
from hubbub.features.numbers.deciding import Action, Decision, Why
from hubbub.features.numbers.repository import Carrier
from hubbub.kernel.bodies import Input
from hubbub.kernel.ids import Id

CHANNELS: tuple[Channel, ...] = ("sms", "voice")


@dataclass(frozen=True, slots=True)
class Connection:
    id: Id
    name: str


@dataclass(frozen=True, slots=True)
class ShownConfiguration:
    """Without an id nobody has set it: a number then follows the account, an account keeps all to
    itself. Its version is 0."""

    id: Id | None
    keyword: str | None
    action: Action
    target: str | None
    """The address, the number or the words that the action needs."""
    connection: Connection | None
    version: int
    changed_at: datetime | None
    body_format: BodyFormat
    """In which form a server is told of a text."""
    set_by: Author | None
    """Who said so, where texts leave the account."""


@dataclass(frozen=True, slots=True)
class OfChannel:
    """What is set for one channel of a number. `account` is what holds where it follows that."""

    default: ShownConfiguration
    keywords: list[ShownConfiguration]
    account: ShownConfiguration


@dataclass(frozen=True, slots=True)
class Inbound:
    sms: OfChannel
    voice: OfChannel
    connections: list[Connection]
    """Those that texts can be handed to."""
    told_by: Author | None
    """Who named the address that is told beside Conversations."""
    may_forward: bool
    """Whether the asker may have texts sent elsewhere, which takes being able to read them."""


@dataclass(frozen=True, slots=True)
class InboundDefaults:
    sms: ShownConfiguration
    voice: ShownConfiguration
    connections: list[Connection]
    may_forward: bool


@dataclass(frozen=True, slots=True)
class Saved:
    """`secret` is what the receiver checks signatures with; it is shown this once."""

    configuration: ShownConfiguration
    secret: str | None = None


@dataclass(frozen=True, slots=True)
class DryRun:
    """Where a text would go, and what decides so."""

    action: Action
    why: Why
    word: str | None
    """Its first word, as keywords are compared with it."""
    keyword: str | None
    target: str | None
    connection: Connection | None
    sender: str | None
    """As a text of this sender would be stored."""
    tells_as_well: str | None


class _ActionInput(Input):
    channel: Channel = "sms"
    action: Literal[
        "conversations", "url", "email", "smpp", "pull", "phone", "message", "default", "none"
    ]
    target: str | None = Field(None, max_length=2000)
    carrier_id: UUID | None = None
    version: int = Field(ge=0)
    """0 for what nobody has set yet."""
    new_secret: bool = False
    body_format: BodyFormat = "hubbub"


class DefaultInput(_ActionInput):
    def wanted(self) -> Wanted:
        return Wanted(
            number_id=None, channel=self.channel, action=self.action, target=self.target,
            carrier_id=self.carrier_id, version=self.version, new_secret=self.new_secret,
            body_format=self.body_format,
        )  # fmt: skip


class ConfigurationInput(_ActionInput):
    id: UUID | None = None
    """Of a keyword that is there."""
    keyword: str | None = Field(None, max_length=200)
    """Without one it is the default, which takes every text that no keyword takes."""

    def wanted(self, number_id: UUID) -> Wanted:
        return Wanted(
            number_id=number_id, channel=self.channel, action=self.action, target=self.target,
            carrier_id=self.carrier_id, keyword=self.keyword, id=self.id, version=self.version,
            new_secret=self.new_secret, body_format=self.body_format,
        )  # fmt: skip


class DryRunInput(Input):
    text: str = Field(max_length=40_000)
    sender: str | None = Field(None, max_length=100)


def show(
    configuration: Configuration, authors: Mapping[UUID, Author] | None = None
) -> ShownConfiguration:
    carrier_id, name = configuration.carrier_id, configuration.carrier_name
    return ShownConfiguration(
        configuration.id,
        configuration.keyword,
        configuration.action,
        configuration.target,
        Connection(carrier_id, name) if carrier_id and name else None,
        configuration.version,
        configuration.changed_at,
        configuration.body_format,
        _author(configuration, authors or {}),
    )


def leaving(found: Iterable[Configuration]) -> list[Configuration]:
    """Those by which texts leave the account."""
    return [each for each in found if each.action in LEADS_AWAY and each.channel == "sms"]


def _author(configuration: Configuration, authors: Mapping[UUID, Author]) -> Author | None:
    if configuration.set_by is None or not leaving([configuration]):
        return None
    return authors.get(configuration.set_by)


def show_default(
    found: Iterable[Configuration],
    channel: Channel,
    number_id: UUID | None,
    authors: Mapping[UUID, Author],
) -> ShownConfiguration:
    """What takes all that no keyword takes: a number's, or the account's without one."""
    for each in found:
        if (each.channel, each.number_id, each.keyword) == (channel, number_id, None):
            return show(each, authors)
    action: Action = "none" if number_id is None else "default"
    return ShownConfiguration(None, None, action, None, None, 0, None, "hubbub", None)


def show_channel(
    found: Sequence[Configuration],
    channel: Channel,
    number_id: UUID,
    authors: Mapping[UUID, Author],
) -> OfChannel:
    return OfChannel(
        show_default(found, channel, number_id, authors),
        [show(each, authors) for each in found if each.channel == channel and each.keyword],
        show_default(found, channel, None, authors),
    )


def show_connections(carriers: Iterable[Carrier]) -> list[Connection]:
    """Those that a text can be handed to as it came: not those that sell the sending of it."""
    return [Connection(each.id, each.name) for each in carriers if not each.takes_whole_texts]


def show_decision(
    decision: Decision, carriers: Iterable[Carrier], sender: str | None, tells: str | None
) -> DryRun:
    rule = decision.rule
    names = {each.id: each.name for each in carriers}
    connection = rule.carrier_id and Connection(rule.carrier_id, names.get(rule.carrier_id, ""))
    return DryRun(
        decision.action,
        decision.why,
        decision.word,
        decision.keyword,
        rule.target,
        connection or None,
        sender,
        tells if decision.action == "conversations" else None,
    )
