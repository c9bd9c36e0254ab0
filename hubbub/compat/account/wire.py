"""How this wire writes and reads: its paths, times, bodies and the account that is meant."""

import re
from datetime import UTC, datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, ConfigDict, model_validator
from pydantic.alias_generators import to_camel

from hubbub.access.actor import Actor
from hubbub.kernel.bodies import check_storable
from hubbub.kernel.errors import FieldError, Forbidden, Invalid, NotFound

KEYS = "/settings/2/api-keys"
ACCOUNTS = "/settings/1/accounts"
SESSION = "/auth/1/session"
OAUTH = "/auth/1/oauth2/token"
AUDIT = "/audit/1/logs"
PREFIXES = (KEYS, ACCOUNTS, SESSION, OAUTH, AUDIT)

HIDDEN: dict[str, Any] = {"include_in_schema": False}
"""Its own owner has described this wire; our document describes ours."""

OWN = "_"
"""How an address names the account of whoever asks."""


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


def read_id(text: str, message: str) -> UUID:
    """NotFound, with the message, for what can be no id of ours."""
    try:
        return UUID(text)
    except ValueError as error:
        raise NotFound(message) from error


def check_account(actor: Actor, wanted: str | None) -> None:
    """Forbidden for any account but the asker's: whether there is another one is not told."""
    if wanted and not _is_own(actor, wanted):
        raise Forbidden("You can use your own account only. Leave accountId out.")


def check_account_path(actor: Actor, wanted: str) -> None:
    """As `check_account`, for the account in an address: any other one does not exist."""
    if wanted != OWN and not _is_own(actor, wanted):
        raise NotFound("There is no such account. Write _ for your own.")


def _is_own(actor: Actor, wanted: str) -> bool:
    try:
        return UUID(wanted) == actor.account_id
    except ValueError:
        return False


def wrong(field: str, message: str) -> Invalid:
    return Invalid([FieldError(field, message)])
