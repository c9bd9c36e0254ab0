"""What the API shows of keys, and what it takes."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from pydantic import Field

from hubbub.kernel.bodies import Input, Moment
from hubbub.kernel.ids import Id

State = Literal["active", "not_yet", "expired", "disabled", "maker_disabled"]


@dataclass(frozen=True, slots=True)
class Maker:
    """For whom a key acts."""

    id: Id
    name: str
    enabled: bool


@dataclass(frozen=True, slots=True)
class ShownKey:
    """A key, but not the secret. `effective` are the scopes that its maker holds now."""

    id: Id
    name: str
    prefix: str
    maker: Maker
    scopes: list[str]
    effective: list[str]
    networks: list[str]
    state: State
    created_at: datetime
    starts_at: datetime | None
    expires_at: datetime | None
    last_used_at: datetime | None
    last_used_from: str | None
    version: int


@dataclass(frozen=True, slots=True)
class Keys:
    items: list[ShownKey]


@dataclass(frozen=True, slots=True)
class MadeKey:
    """A key that was just made; `key` is the secret, which is never shown again."""

    key: str
    id: Id
    name: str
    prefix: str
    maker: Maker
    scopes: list[str]
    effective: list[str]
    networks: list[str]
    state: State
    created_at: datetime
    starts_at: datetime | None
    expires_at: datetime | None
    last_used_at: datetime | None
    last_used_from: str | None
    version: int


class KeyInput(Input):
    name: str = Field(max_length=1000)
    scopes: list[str] = Field(min_length=1, max_length=200)
    networks: list[str] = Field(default_factory=list[str], max_length=200)
    starts_at: Moment | None = None
    expires_at: Moment | None = None


class KeyChange(Input):
    """All that can be changed of a key; its scopes cannot. What may be left out stays."""

    name: str = Field(max_length=1000)
    networks: list[str] = Field(max_length=200)
    starts_at: Moment | None = None
    expires_at: Moment | None
    enabled: bool | None = None
    version: int
