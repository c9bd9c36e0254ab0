"""The lock on HUBBUB_HOME: one `hubbub run` at a time, and where it can be reached."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

NAME = "run.lock"


@dataclass(frozen=True, slots=True)
class Running:
    """The `hubbub run` that holds a home; no address while it is still starting."""

    pid: int | None
    address: str | None


class HomeTakenError(Exception):
    """Another `hubbub run` holds the home."""

    def __init__(self, running: Running) -> None:
        super().__init__(running.address)
        self.running = running


class HomeUnusableError(Exception):
    """The home cannot be made or written; the text says what to do."""


class HomeLock:
    """Held by `hubbub run` for as long as it lives; the kernel releases it whatever happens."""

    def __init__(self, home: Path) -> None:
        self._path = home / NAME
        self._descriptor = -1

    def __enter__(self) -> Self:
        try:
            # Keys and files of customers lie here: for nobody else to enter.
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise HomeUnusableError(
                f"The folder {self._path.parent} cannot be used: {error.strerror}. "
                "Choose another with HUBBUB_HOME."
            ) from error
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            running = self._read()
            self._close()
            raise HomeTakenError(running) from None
        self.tell(None)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._close()

    def tell(self, address: str | None) -> None:
        """Write down where this one can be reached, for whoever comes second."""
        text = json.dumps({"pid": os.getpid(), "address": address}).encode()
        os.ftruncate(self._descriptor, 0)
        os.pwrite(self._descriptor, text, 0)

    def _read(self) -> Running:
        with contextlib.suppress(OSError, ValueError, TypeError, AttributeError):
            known = json.loads(os.pread(self._descriptor, 4096, 0))
            return Running(known.get("pid"), known.get("address"))
        return Running(None, None)

    def _close(self) -> None:
        os.close(self._descriptor)
        self._descriptor = -1
