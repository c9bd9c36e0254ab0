"""What the product needs to know of text messages."""

from hubbub.channels.sms.segments import MOST_SEGMENTS, count_segments
from hubbub.features.messages.channels import Channel, Size
from hubbub.kernel.errors import FieldError, Invalid


def measure(text: str) -> int:
    """Segments of a text; Invalid beyond the 255 that one message can have."""
    segments = count_segments(text).segments
    if segments > MOST_SEGMENTS:
        message = (
            f"This takes {segments} text messages and one answer can have {MOST_SEGMENTS}. "
            "Send it in several answers."
        )
        raise Invalid([FieldError("text", message)])
    return segments


def size(text: str) -> Size:
    """Also of one that is too long to be sent."""
    counted = count_segments(text)
    return Size(counted.segments, counted.units_left)


SMS = Channel(key="sms", title="SMS", group="messaging", measure=measure, size=size)
