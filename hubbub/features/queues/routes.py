"""Queues and their members over HTTP."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from hubbub.access import may
from hubbub.access.authority import authority_of
from hubbub.access.gate import Router
from hubbub.access.identity import CurrentActor, TheDatabase
from hubbub.access.users.repository import members
from hubbub.features.queues.changing_members import change_members
from hubbub.features.queues.repository import all_queues, get_queue, member_counts
from hubbub.kernel.answers import answer
from hubbub.kernel.bodies import Input
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import FieldError, Invalid, NotFound
from hubbub.kernel.ids import Id

router = Router("/api/queues", "queues")

Kind = Literal["agent", "viewer"]


@dataclass(frozen=True, slots=True)
class ShownQueue:
    id: Id
    name: str
    is_default: bool
    auto_assignment: bool
    members: int
    version: int


@dataclass(frozen=True, slots=True)
class Queues:
    items: list[ShownQueue]


@dataclass(frozen=True, slots=True)
class Member:
    user_id: Id
    name: str
    kind: Kind
    seat: bool


@dataclass(frozen=True, slots=True)
class Members:
    """`version` goes back with a change, so that two people cannot undo each other's."""

    items: list[Member]
    version: int


class MemberInput(BaseModel):
    model_config = ConfigDict(extra="forbid")

    user_id: UUID
    kind: Kind


class MembersInput(Input):
    members: list[MemberInput] = Field(max_length=10_000)
    version: int


@router.get("", needs=may.CONFIGURE_QUEUES, response_model=Queues)
async def get_queues(actor: CurrentActor, database: TheDatabase) -> Response:
    """All queues, the default one first."""
    async with database.transaction(actor.account_id) as tx:
        queues = await all_queues(tx)
        counts = await member_counts(tx)
    return answer(
        Queues(
            [
                ShownQueue(
                    each.id, each.name, each.is_default, each.is_auto_assigned,
                    counts.get(each.id, 0), each.version,
                )
                for each in queues
            ]
        )
    )  # fmt: skip


@router.get("/{queue_id}/members", needs=may.CONFIGURE_QUEUES, response_model=Members)
async def get_members(queue_id: UUID, actor: CurrentActor, database: TheDatabase) -> Response:
    """Agents and viewers of a queue, by name."""
    async with database.transaction(actor.account_id) as tx:
        return answer(await _members(tx, queue_id))


@router.put("/{queue_id}/members", needs=may.CONFIGURE_QUEUES, response_model=Members)
async def put_members(
    queue_id: UUID, body: MembersInput, actor: CurrentActor, database: TheDatabase
) -> Response:
    """Make exactly these the members."""
    wanted = {each.user_id: each.kind for each in body.members}
    if len(wanted) != len(body.members):
        raise Invalid([FieldError("members", "Name each person once.")])
    async with database.transaction(actor.account_id) as tx:
        await change_members(tx, queue_id, wanted, body.version, authority_of(actor))
        return answer(await _members(tx, queue_id))


async def _members(tx: Transaction, queue_id: UUID) -> Members:
    queue = await get_queue(tx, queue_id)
    if queue is None:
        raise NotFound("There is no such queue.")
    found = await members(tx, queue_id)
    return Members(
        [
            Member(user_id, name, "agent" if kind == "agent" else "viewer", seat)
            for user_id, name, kind, seat in found
        ],
        queue.version,
    )
