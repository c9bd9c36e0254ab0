"""What the API shows of plans and takes for requests."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from pydantic import Field

from hubbub.access.shapes import Seats
from hubbub.kernel.bodies import Input
from hubbub.kernel.ids import Id
from hubbub.kernel.quotas import Quota


@dataclass(frozen=True, slots=True)
class ShownPlan:
    """A plan that the operator offers."""

    key: str
    name: str
    price: str
    currency: str
    period: str
    seats: int
    features: list[str]


@dataclass(frozen=True, slots=True)
class Plans:
    """`operator_email` is null where whoever runs Hubbub gave none."""

    items: list[ShownPlan]
    operator_email: str | None


@dataclass(frozen=True, slots=True)
class ShownPlanRequest:
    """What was asked for this account, by whom, and what became of it."""

    id: Id
    state: Literal["open", "confirmed", "declined"]
    name: str
    plan: str | None
    seats: int | None
    note: str | None
    created_at: datetime
    decided_at: datetime | None


@dataclass(frozen=True, slots=True)
class ShownQuota:
    """How much of something the account uses, texts of today (UTC), and may use."""

    key: Quota
    used: int
    most: int


@dataclass(frozen=True, slots=True)
class AccountPlan:
    """`plan` is null when the operator offers it no longer; `plan_key` names it all the same."""

    plan_key: str
    plan: ShownPlan | None
    seats: Seats
    users: int
    quotas: list[ShownQuota]
    offered: list[ShownPlan]
    requests: list[ShownPlanRequest]
    operator_email: str | None


class RaiseInput(Input):
    plan: str = Field(max_length=40)
    seats: int
    note: str = Field("", max_length=4000)


class RequestInput(Input):
    kind: Literal["demo", "contact"]
    name: str = Field(max_length=1000)
    email: str = Field(max_length=1000)
    organisation: str = Field("", max_length=1000)
    note: str = Field("", max_length=4000)
    plan: str | None = Field(None, max_length=40)
    times: list[datetime] = Field(default_factory=list, max_length=10)
    time_zone: str = Field("UTC", max_length=100)
    website: str = Field("", max_length=1000)
    """Nobody sees this field, and only programs fill it in."""


@dataclass(frozen=True, slots=True)
class Received:
    """`by_mail` says whether the operator is told by mail, or only finds it in his list."""

    by_mail: bool
