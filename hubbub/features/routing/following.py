"""Listens for work that came and for agents who became free, and sees to it that they meet."""

import asyncio
from uuid import UUID

import structlog
from psycopg import Error as PsycopgError

from hubbub.access.events import (
    MembershipChanged,
    RoleChanged,
    RoleCreated,
    RoleDeleted,
    SeatGiven,
    UserRolesChanged,
    UserStateChanged,
)
from hubbub.features.agents.events import AgentLoadChanged, AgentStatusChanged
from hubbub.features.conversations.events import (
    ConversationAssigned,
    ConversationCreated,
    ConversationStatusChanged,
)
from hubbub.features.routing.assigning_waiting import assign_waiting
from hubbub.kernel.consuming import Consumer
from hubbub.kernel.database import Database
from hubbub.kernel.errors import Unavailable
from hubbub.kernel.events import SYSTEM, Recorded

log = structlog.get_logger()

KINDS = frozenset(
    event.kind
    for event in (
        ConversationCreated, ConversationStatusChanged, ConversationAssigned,
        AgentStatusChanged, AgentLoadChanged,
        MembershipChanged, SeatGiven, UserRolesChanged, UserStateChanged,
        RoleCreated, RoleChanged, RoleDeleted,
    )
)  # fmt: skip

READER = "routing"
SWEEP = 1.0


class Routing:
    """Assigns on facts. What could not be assigned is looked at again by the next fact; a sweep
    each second is only the net below."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._accounts: set[UUID] = set()

    @property
    def consumer(self) -> Consumer:
        return Consumer(READER, self.handle, KINDS, together=_account_of)

    async def handle(self, event: Recorded) -> None:
        """One fact: whoever is free in its account is given what waits."""
        if not _matters(event):
            return
        self._accounts.add(event.account_id)
        await assign_waiting(self._database, event.account_id, event.origin())

    async def sweep(self) -> None:
        """Until cancelled, look again at the accounts that had something to do lately."""
        while True:
            await asyncio.sleep(SWEEP)
            for account_id in list(self._accounts):
                try:
                    if not await assign_waiting(self._database, account_id, SYSTEM):
                        self._accounts.discard(account_id)
                except (PsycopgError, Unavailable) as error:
                    log.warning("routing.sweep_failed", error=type(error).__name__)


def _account_of(event: Recorded) -> UUID | None:
    """All that waits in the account is looked at; None for what makes nobody look."""
    return event.account_id if _matters(event) else None


def _matters(event: Recorded) -> bool:
    data = event.data
    if event.kind == AgentLoadChanged.kind:
        return data["after"] < data["before"]
    if event.kind == AgentStatusChanged.kind:
        return data["after"] == "available"
    if event.kind == ConversationAssigned.kind:
        return data["after"] is None
    if event.kind == ConversationStatusChanged.kind:
        return data["after"] == "open"
    if event.kind == UserRolesChanged.kind:
        # What a role did to its thousands of holders is looked at once, by the role's own fact.
        return event.depth == 0
    return True
