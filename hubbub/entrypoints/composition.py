"""Puts the parts together, the same for every process: channels, and what hangs on which fact."""

from hubbub.access.audit.naming import name_things
from hubbub.access.events import (
    AccountCreated,
    RoleChanged,
    SeatTaken,
    UserCreated,
    UserRolesChanged,
    UserStateChanged,
)
from hubbub.access.openid.repository import provider_names
from hubbub.access.stuck_work.readers import can_skip
from hubbub.access.stuck_work.telling import see_conversations
from hubbub.channels.registry import CHANNELS
from hubbub.channels.sms.carriers import begin_with_simulated_carrier
from hubbub.channels.sms.erasing import stop_and_erase
from hubbub.channels.sms.erasing_repository import erase_sender
from hubbub.channels.sms.outgoing import queue_all_parts, queue_parts
from hubbub.compat.vendor.sms import forwarding
from hubbub.compat.vendor.sms.erasing_repository import erase_wire
from hubbub.compat.vendor.sms.noting import note_end
from hubbub.compat.vendor.subscriptions.profiles_repository import profile_names
from hubbub.compat.vendor.subscriptions.securities_repository import security_names
from hubbub.features.agents.beginning import begin_as_agent
from hubbub.features.conversations.handing_back import (
    hand_back,
    hand_back_all,
    hand_back_of_role,
    hand_back_on_leaving,
)
from hubbub.features.conversations.seen_repository import seen_conversations
from hubbub.features.conversations.transcripts.repository import conversation_names
from hubbub.features.messages.channels import register
from hubbub.features.messages.events import MessageQueued, MessageStatusChanged
from hubbub.features.numbers.repository import carrier_names, number_names
from hubbub.features.people.erasing_repository import person_names
from hubbub.features.privacy.places import (
    erase_with_person,
    erase_with_sender,
    erase_with_texts,
)
from hubbub.features.queues.creating import begin_with_default_queue
from hubbub.features.queues.events import QueueMembersChanged
from hubbub.features.queues.repository import queue_names
from hubbub.features.routing.following import READER as ROUTING
from hubbub.features.senders.repository import sender_names
from hubbub.kernel.events import on
from hubbub.kernel.recording_many import together
from hubbub.kernel.sealing import Sealed
from hubbub.kernel.settings import Settings
from hubbub.reactions.webhooks import queueing as webhooks
from hubbub.reactions.webhooks.endpoints_repository import endpoint_names
from hubbub.reactions.webhooks.erasing_repository import erase_answers

SEALED = (
    Sealed("smpp_connections", "carrier_id", "sealed_password", "carrier"),
    Sealed("http_carriers", "carrier_id", "sealed_secrets", "carrier_settings"),
    Sealed("http_carriers", "carrier_id", "sealed_door", "carrier_door"),
    Sealed("totp_secrets", "user_id", "sealed_secret", "totp"),
    Sealed("openid_providers", "id", "sealed_client_secret", "openid"),
    Sealed("webhook_endpoints", "id", "sealed_secret", "webhook"),
    Sealed("webhook_endpoints", "id", "sealed_old_secret", "webhook_old"),
    Sealed("webhook_endpoints", "id", "sealed_headers", "webhook_headers"),
    Sealed("wire_profiles", "id", "sealed_headers", "wire_profile"),
    Sealed("wire_securities", "id", "sealed_credentials", "wire_security"),
    Sealed("inbound_configurations", "id", "sealed_secret", "inbound"),
)
"""Every column that holds a credential; named `sealed_…`, which a test looks for."""


def compose(settings: Settings) -> None:
    """Safe to call more than once."""
    for channel in CHANNELS:
        register(channel)
    on(UserCreated, begin_as_agent)
    on(AccountCreated, begin_with_default_queue)
    on(MessageQueued, queue_parts)
    on(MessageStatusChanged, note_end)
    if settings.simulator:
        on(AccountCreated, begin_with_simulated_carrier)
    name_things("openid_provider", provider_names)
    name_things("webhook", endpoint_names)
    name_things("wire_profile", profile_names)
    name_things("wire_security", security_names)
    name_things("queue", queue_names)
    name_things("carrier", carrier_names)
    name_things("number", number_names)
    name_things("sender", sender_names)
    name_things("conversation", conversation_names)
    name_things("person", person_names)
    see_conversations(seen_conversations)
    on(SeatTaken, hand_back)
    on(UserRolesChanged, hand_back)
    on(UserStateChanged, hand_back)
    on(QueueMembersChanged, hand_back_on_leaving)
    together(hand_back, hand_back_all)
    together(queue_parts, queue_all_parts)
    on(RoleChanged, hand_back_of_role)
    for reader in (ROUTING, webhooks.READER, forwarding.READER):
        can_skip(reader)
    erase_with_texts(stop_and_erase)
    erase_with_texts(erase_wire)
    erase_with_sender(erase_sender)
    erase_with_person(erase_answers)
