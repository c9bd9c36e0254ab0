"""What must not be broken off half-way: Ctrl+C and SIGTERM wait until it is over."""

import signal
import threading
from collections.abc import Generator
from contextlib import contextmanager
from types import FrameType

HELD = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def held_signals() -> Generator[None]:
    """Those that come meanwhile are delivered at the end."""
    if threading.current_thread() is not threading.main_thread():
        # Signals are heard by the main thread alone, and only it may change what they do.
        yield
        return
    came: list[int] = []

    def note(number: int, _: FrameType | None) -> None:
        came.append(number)

    before = {each: signal.signal(each, note) for each in HELD}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
        for number in came:
            signal.raise_signal(number)
