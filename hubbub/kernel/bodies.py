"""Request bodies: unknown fields are mistakes, and what cannot be stored is refused at the door."""

from datetime import UTC, datetime
from typing import Annotated, Any, cast

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, model_validator

NUL = "A text holds a NUL character, which nothing can store. Take it out."
HALF = "A text holds half a character (a lone surrogate), which nothing can store. Take it out."


class Input(BaseModel):
    """What every request body is."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    @model_validator(mode="before")
    @classmethod
    def _refuse_what_nothing_stores(cls, data: Any) -> Any:
        check_storable(data)
        return data


def check_storable(data: object) -> None:
    """ValueError, with a sentence, when some text in what JSON was read into cannot be stored."""
    # Not by calling itself: what is nested as deep as JSON can be read would be too deep for that.
    waiting = [data]
    while waiting:
        each = waiting.pop()
        if isinstance(each, str):
            reason = unstorable(each)
            if reason is not None:
                raise ValueError(reason)
        elif isinstance(each, dict):
            waiting += cast("dict[object, object]", each).keys()
            waiting += cast("dict[object, object]", each).values()
        elif isinstance(each, list):
            waiting += cast("list[object]", each)


def unstorable(text: str) -> str | None:
    """Why a text cannot be stored, in a sentence; None when it can. JSON names halves of
    characters as `\\ud800`, and there is no UTF-8 for them."""
    if "\0" in text:
        return NUL
    try:
        text.encode()
    except UnicodeEncodeError:
        return HALF
    return None


def _in_utc(at: datetime) -> datetime:
    try:
        return at.astimezone(UTC)
    except OverflowError:
        raise ValueError("Give a time between the years 1 and 9999.") from None


Moment = Annotated[AwareDatetime, AfterValidator(_in_utc)]
"""A moment that is one in every time zone's calendar, in UTC."""
