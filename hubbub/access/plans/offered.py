"""The plans that the operator offers, read from `plans.toml` in the home folder or as shipped."""

import tomllib
from importlib.resources import files
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from hubbub.kernel.errors import Unavailable
from hubbub.kernel.settings import Settings

NAME = "plans.toml"
FREE = "free"


class Plan(BaseModel):
    """One plan as it stands in the file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")
    name: str = Field(min_length=1, max_length=60)
    price: str = Field(min_length=1, max_length=40)
    currency: str = Field("", max_length=10)
    period: str = Field("", max_length=80)
    seats: int | None = Field(None, ge=1, le=1_000_000)
    features: tuple[str, ...] = Field((), max_length=30)


class PlanFile(BaseModel):
    """The whole file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    plan: tuple[Plan, ...] = Field(min_length=1, max_length=30)

    @model_validator(mode="after")
    def _check_keys(self) -> "PlanFile":
        keys = [each.key for each in self.plan]
        twice = sorted({each for each in keys if keys.count(each) > 1})
        if twice:
            raise ValueError(f"two plans have the key {twice[0]!r}")
        return self


class PlanFileError(Exception):
    """The file cannot be used; the text says where and why."""


def plan_file(settings: Settings) -> Path:
    """Where the operator keeps plans of his own."""
    return settings.home / NAME


def shipped_plans() -> str:
    """The text of the list that is offered until the operator writes another."""
    return (files("hubbub.access.plans") / NAME).read_text("utf-8")


def read_plans(settings: Settings) -> tuple[Plan, ...]:
    """The plans, each with its number of seats. Raises PlanFileError."""
    place = plan_file(settings)
    try:
        text = place.read_text("utf-8") if place.is_file() else shipped_plans()
        found = PlanFile.model_validate(tomllib.loads(text)).plan
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PlanFileError(f"{place}: {error}") from error
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(each) for each in first["loc"])
        raise PlanFileError(f"{place}: {where}: {first['msg']}") from error
    return tuple(
        each if each.seats is not None else each.model_copy(update={"seats": settings.seats})
        for each in found
    )


def offered_plans(settings: Settings) -> tuple[Plan, ...]:
    """As `read_plans`, for a request: Unavailable where the file cannot be used."""
    try:
        return read_plans(settings)
    except PlanFileError as error:
        raise Unavailable(
            "The list of plans cannot be read. Whoever runs Hubbub sees why with "
            "`hubbub account plans`."
        ) from error
