"""Request bodies: unknown fields are mistakes, and a NUL in a text is refused at the door."""

from typing import Any

from pydantic import BaseModel, ConfigDict, model_validator


class Input(BaseModel):
    """What every request body is."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    @model_validator(mode="before")
    @classmethod
    def _refuse_nul(cls, data: Any) -> Any:
        if isinstance(data, dict) and any(
            isinstance(value, str) and "\0" in value for value in data.values()
        ):
            raise ValueError("A text holds a NUL character, which nothing can store. Take it out.")
        return data
