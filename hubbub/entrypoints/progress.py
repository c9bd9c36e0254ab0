"""One line on a terminal that says how far long work is; nothing where nobody looks."""

from __future__ import annotations

import sys
import time

WIDTH = 70
EVERY = 0.1


class Progress:
    """Writes over itself on stderr, and takes the line away at the end."""

    def __init__(self, *, is_shown: bool = True) -> None:
        self._is_shown = is_shown and sys.stderr.isatty()
        self._last = 0.0

    def tell(self, text: str) -> None:
        now = time.monotonic()
        if self._is_shown and now - self._last >= EVERY:
            self._last = now
            self._write(text)

    def end(self) -> None:
        if self._is_shown:
            self._write("")
            sys.stderr.write("\r")

    def _write(self, text: str) -> None:
        sys.stderr.write(f"\r{text[:WIDTH]:<{WIDTH}}")
        sys.stderr.flush()
