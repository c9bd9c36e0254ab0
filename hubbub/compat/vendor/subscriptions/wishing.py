"""What the webhook of a subscription is to be."""

from hubbub.compat.vendor.subscriptions.channels import kinds_of
from hubbub.compat.vendor.subscriptions.endpoints import Wish
from hubbub.compat.vendor.subscriptions.profiles_repository import Profile

MOST_NAME = 100


def wish_for(name: str, channel: str, events: list[str], profile: Profile) -> Wish:
    shown = " ".join(name.split())
    return Wish(shown[:MOST_NAME], profile.url, kinds_of(channel, events), profile.header_names)
