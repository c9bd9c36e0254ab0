"""What a role is, and the default roles that every account has."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from hubbub.access import may
from hubbub.access.catalogue import bitset, of_kind
from hubbub.access.permission import Kind


class Default(StrEnum):
    """The fixed roles. The account administrator is one as well, but never counts as one on
    seat pages nor for copies: see `COUNTED`."""

    VIEWER = "viewer"
    AGENT = "agent"
    SUPERVISOR = "supervisor"
    SETUP = "setup"
    ANALYTICS = "analytics"
    ADMINISTRATOR = "administrator"


COUNTED = frozenset(Default) - {Default.ADMINISTRATOR}


@dataclass(frozen=True, slots=True)
class Role:
    """A named set of permissions, default or custom."""

    name: str
    keys: int
    default: Default | None = None
    """Which default role this is; None for a custom one."""
    origin: Default | None = None
    """The default role it was duplicated from, directly or through copies; None if from nothing."""
    description: str = ""
    id: UUID | None = None

    @property
    def is_editable(self) -> bool:
        """Default roles can be viewed and duplicated, never edited or deleted."""
        return self.default is None

    @property
    def taken_away(self) -> int:
        """What this copy lacks of the default role it came from; empty if it only adds."""
        if self.default is not None or self.origin is None:
            return 0
        return DEFAULT_ROLES[self.origin].keys & ~self.keys


_viewer = bitset((may.VIEW,))
_agent = bitset(
    (
        may.VIEW,
        may.MANAGE,
        may.SUMMARISE,
        may.ENHANCE_WRITING,
        may.SUGGEST_REPLIES,
        may.TRANSLATE,
        may.KEEP_VIEWS,
        may.FILTER_BY_QUEUE,
        may.TAG,
        may.ASSIGN,
        may.START,
        may.SEE_CONTEXT_CARDS,
        may.USE_MACROS,
        may.USE_FORMS,
        may.MOVE_TO_QUEUE,
        may.SEE_SENTIMENT,
        may.MANAGE_AVATAR,
        may.UPLOAD_AVATAR,
        may.DELETE_AVATAR,
    )
)
_supervisor = _agent | bitset(
    (
        may.MANAGE_ALL,
        may.SEE_ALL_QUEUES,
        may.SEE_BOT_CONVERSATIONS,
        may.ACT_IN_BULK,
        may.SHARE_VIEWS,
        may.FILTER_BY_FORM,
        may.FILTER_BY_SENTIMENT,
        may.DOWNLOAD_TRANSCRIPT,
        may.REACH_ALL_QUEUES,
        may.SEE_ALL_SENDERS,
    )
)

DEFAULT_ROLES: Mapping[Default, Role] = {
    role.default: role
    for role in (
        Role(
            "Viewer for Conversations",
            _viewer,
            Default.VIEWER,
            description="Reads the conversations of the queues it is added to. Needs no seat.",
        ),
        Role(
            "Agent for Conversations",
            _agent,
            Default.AGENT,
            description="Answers the conversations that are assigned to it.",
        ),
        Role(
            "Supervisor for Conversations",
            _supervisor,
            Default.SUPERVISOR,
            description="Reads and manages every conversation, whoever works on it.",
        ),
        Role(
            "Conversations setup",
            of_kind(Kind.SETUP) | may.SEE_LICENCES.mask,
            Default.SETUP,
            description="Sets up queues, routes, workflows and everything else in the settings.",
        ),
        Role(
            "Analytics for Conversations",
            of_kind(Kind.ANALYTICS),
            Default.ANALYTICS,
            description="Watches the dashboards and makes reports.",
        ),
        Role(
            "Account administrator",
            of_kind(Kind.ACCOUNT),
            Default.ADMINISTRATOR,
            description="Manages users, roles, seats, channels, keys and sign-in of the account.",
        ),
    )
    if role.default is not None
}

FOUNDER_ROLES = (Default.ADMINISTRATOR, Default.SETUP, Default.SUPERVISOR, Default.ANALYTICS)
"""What the person who signs up an account gets, with its first seat."""


def origin_of_copy(source: Role) -> Default | None:
    """The origin to store on a duplicate of `source`."""
    if source.default is None:
        return source.origin
    return source.default if source.default in COUNTED else None
