"""How this interface writes and reads, whatever it is about: times and bodies."""

import re
from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, model_validator
from pydantic.alias_generators import to_camel

from hubbub.kernel.bodies import check_storable
from hubbub.kernel.errors import FieldError, Invalid

HIDDEN: dict[str, Any] = {"include_in_schema": False}
"""Its own owner has described this wire; our document describes ours."""

SPACED = re.compile(r"(T\S+) (\d\d:?\d\d)$")


class WireQuery(BaseModel):
    """What stands in an address: what we do not know is let pass."""

    model_config = ConfigDict(extra="ignore", hide_input_in_errors=True, alias_generator=to_camel)


class WireInput(WireQuery):
    """A body: what we do not know is let pass, and null stands for what is left out."""

    @model_validator(mode="before")
    @classmethod
    def _plain(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        check_storable(data)
        return {key: value for key, value in data.items() if value is not None}


def write_time(at: datetime) -> str:
    """In UTC, to the millisecond."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds")


def read_time(text: Any) -> Any:
    """A time with an offset in any of its spellings; without one it is UTC."""
    try:
        # Clients leave the plus of an offset as it is in an address, where it means a space.
        found = datetime.fromisoformat(SPACED.sub(r"\1+\2", str(text).strip()))
    except ValueError:
        raise ValueError("Write a time as 2026-09-01T10:00:00.000+0000.") from None
    try:
        return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except OverflowError:
        raise ValueError("Give a time between the years 1 and 9999.") from None


WireTime = Annotated[datetime, BeforeValidator(read_time)]


def wrong(field: str, message: str) -> Invalid:
    return Invalid([FieldError(field, message)])


def bare(address: str) -> str:
    """A number without its plus, as this interface writes them; a name as it is."""
    return address.removeprefix("+")
