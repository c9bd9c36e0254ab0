"""Which rows of the audit somebody may read, and what he asks for."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from hubbub.access import may
from hubbub.access.actor import Actor
from hubbub.access.audit.repository import Wanted
from hubbub.access.gate import any_of
from hubbub.access.permission import Permission
from hubbub.kernel.bodies import Moment
from hubbub.kernel.errors import FieldError, Invalid
from hubbub.kernel.events import AREAS, Area, Event, kinds

NEEDED: dict[Area, Permission] = {
    "account": may.SEE_AUDIT,
    "conversations": may.SEE_SETTINGS_AUDIT,
}
"""The permission that opens each area."""
READ_AUDIT = any_of(*NEEDED.values())


class AuditQuery(BaseModel):
    """What can be asked for; all of it stands in the address of the page as well."""

    model_config = ConfigDict(extra="forbid")

    kind: list[str] = Field(default_factory=list[str], max_length=100)
    person: UUID | None = None
    object_kind: str | None = Field(None, max_length=100)
    object: UUID | None = None
    since: Moment | None = Field(None, alias="from")
    until: Moment | None = Field(None, alias="to")
    q: str = Field("", max_length=200)
    cursor: str | None = Field(None, max_length=500)
    limit: int = Field(50, ge=1, le=200)


Asked = Annotated[AuditQuery, Query()]


def areas_of(actor: Actor) -> tuple[Area, ...]:
    """The areas that are open to somebody now."""
    return tuple(area for area in AREAS if actor.may(NEEDED[area]))


def audited_kinds(areas: tuple[Area, ...]) -> list[type[Event]]:
    """Every audited fact of these areas, by its name."""
    found = kinds()
    return [
        found[kind]
        for kind in sorted(found)
        if found[kind].is_audited and found[kind].area in areas
    ]


def check_range(since: datetime | None, until: datetime | None) -> None:
    """Raises Invalid for a range that ends before it begins."""
    if since and until and until <= since:
        raise Invalid([FieldError("to", "Choose an end that is after the beginning.")])


def wanted_of(actor: Actor, asked: AuditQuery) -> Wanted:
    """Raises Invalid for a range that ends before it begins."""
    check_range(asked.since, asked.until)
    if "\0" in asked.q:
        raise Invalid([FieldError("q", "Take the NUL character out.")])
    return Wanted(
        areas=areas_of(actor),
        kinds=tuple(asked.kind),
        person_id=asked.person,
        object_kind=asked.object_kind,
        object_id=asked.object,
        since=asked.since,
        until=asked.until,
        text=" ".join(asked.q.split()),
    )
