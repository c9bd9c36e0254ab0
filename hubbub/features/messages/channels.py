"""What the product asks of a channel; the channels themselves lie above and are registered."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Size:
    """How many segments a text takes, and how many characters still fit the last of them."""

    segments: int
    units_left: int


@dataclass(frozen=True, slots=True)
class Channel:
    """A way to reach people. `measure` says how many segments a text takes, and raises Invalid
    for one that the channel cannot carry; `size` never refuses."""

    key: str
    title: str
    group: str
    """Channels of one group share a person's one open conversation."""
    measure: Callable[[str], int]
    size: Callable[[str], Size]


_CHANNELS: dict[str, Channel] = {}


def register(channel: Channel) -> None:
    """Make a channel known; done once for each when a process starts."""
    _CHANNELS[channel.key] = channel


def channel(key: str) -> Channel:
    """The channel with this key; KeyError when its folder was not registered."""
    return _CHANNELS[key]
