"""Bodies about subscriptions, and what cannot be told apart of what they may ask for."""

from typing import Any

from pydantic import ConfigDict, Field

from hubbub.compat.vendor.subscriptions.channels import DELIVERY, SMS, check_channel
from hubbub.compat.vendor.subscriptions.profile_bodies import NewProfileBody
from hubbub.compat.vendor.wire import WireInput, wrong

MOST = 255


class _Pair(WireInput):
    # A condition that is not known would let through what was not meant.
    model_config = ConfigDict(extra="forbid")

    application_id: str | None = Field(None, max_length=MOST)
    entity_id: str | None = Field(None, max_length=MOST)
    calls_configuration_id: str | None = Field(None, max_length=MOST)


class _Profile(WireInput):
    profile_id: str = Field(max_length=MOST)


class _Formatted(WireInput):
    event: str = Field(max_length=MOST)
    format: str | None = Field(None, max_length=MOST)


class SubscriptionBody(WireInput):
    """What can be changed of one."""

    name: str | None = Field(None, min_length=1, max_length=MOST)
    events: list[str | _Formatted] = Field(max_length=MOST)
    criteria: list[_Pair] | None = Field(None, max_length=MOST)
    resources: list[str] | None = Field(None, max_length=MOST)
    users: list[str] | None = Field(None, max_length=MOST)

    def chosen_events(self, channel: str) -> list[str]:
        """Each once. Invalid for those that the channel does not know."""
        known = check_channel(channel)
        for each in self.events:
            name = each if isinstance(each, str) else each.event
            if name not in known:
                said = f"The channel {channel} has no event {name[:60]}. Take {', '.join(known)}."
                raise wrong("events", said)
            if not isinstance(each, str) and each.format:
                raise wrong("events", "There is one format of each event here. Leave format out.")
        names = {each if isinstance(each, str) else each.event for each in self.events}
        return [each for each in known if each in names]

    def chosen_criteria(self, channel: str, events: list[str]) -> list[dict[str, str]]:
        """Each once. Only texts that programs send have such marks."""
        if self.users:
            raise wrong("users", "Who sent something cannot be chosen here. Leave users out.")
        found: list[dict[str, str]] = []
        for each in self.criteria or []:
            if each.calls_configuration_id:
                raise wrong("criteria", "There is no callsConfigurationId here. Leave it out.")
            pair: dict[str, Any] = {
                "applicationId": each.application_id, "entityId": each.entity_id,
            }  # fmt: skip
            given = {name: value for name, value in pair.items() if value}
            if given and given not in found:
                found.append(given)
        if found and (channel != SMS or events != [DELIVERY]):
            raise wrong(
                "criteria",
                "Only reports of texts that programs send belong to an application or an entity: "
                "take the event DELIVERY of the channel SMS alone, or leave criteria out.",
            )
        return found


class ChangedSubscriptionBody(SubscriptionBody):
    profile: _Profile


class NewSubscriptionBody(SubscriptionBody):
    subscription_id: str = Field(max_length=MOST)
    profile: NewProfileBody
