"""The kinds of facts that an endpoint can choose: a closed list, each in plain words."""

from collections.abc import Mapping
from types import MappingProxyType

from hubbub.features.agents.events import AgentStatusChanged
from hubbub.features.conversations.events import (
    ConversationAssigned,
    ConversationCreated,
    ConversationMessageAdded,
    ConversationPriorityChanged,
    ConversationSenderChanged,
    ConversationStatusChanged,
    ConversationTopicChanged,
)
from hubbub.features.messages.events import MessageStatusChanged
from hubbub.features.people.events import PersonMet, PersonRenamed
from hubbub.features.privacy.events import PersonErased

TEST = "webhook.test"
"""What the button *Send a test* sends; nobody has to choose it."""

OFFERED: Mapping[str, str] = MappingProxyType(
    {
        ConversationCreated.kind: "A conversation began.",
        ConversationMessageAdded.kind: "A customer wrote, or somebody answered.",
        ConversationAssigned.kind: "A conversation was given to somebody, or to nobody.",
        ConversationStatusChanged.kind: "A conversation was opened, solved, closed or set to wait.",
        ConversationPriorityChanged.kind: "A conversation became more or less urgent.",
        ConversationTopicChanged.kind: "The topic of a conversation was written or taken away.",
        ConversationSenderChanged.kind: "A conversation went on from another number or name.",
        MessageStatusChanged.kind: "A message was sent, delivered, or failed.",
        PersonMet.kind: "Somebody wrote for the first time.",
        PersonRenamed.kind: "A customer got another name.",
        PersonErased.kind: "A customer was erased, so that you can erase what you keep.",
        AgentStatusChanged.kind: "An agent became available, busy, away or went offline.",
    }
)
