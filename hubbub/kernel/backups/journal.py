"""What a restore has moved, written down before it moves: one that is killed is undone by it."""

import os
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from hubbub.kernel.backups.archive import sync_folder
from hubbub.kernel.backups.errors import BackupError

NAME = "restoring.json"
UNDER_WAY = (
    "A restore is under way here, or was broken off: what is there belongs together in part only. "
    "Wait for it; if none runs any more, `hubbub run` undoes it, and so does `hubbub restore`."
)


@dataclass(slots=True)
class Journal:
    """`moves` are from where to where, in order, and may have been made or not. While there is a
    database called `draft`, the restored one has not taken the place of the one in use."""

    moves: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    draft: str | None = None
    data: str | None = None
    """Where the data folder of another major version of PostgreSQL was moved to."""

    def write(self, home: Path) -> None:
        """Durable when it returns."""
        path, draft = home / NAME, home / f".{NAME}"
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(msgspec.json.encode(self))
            file.flush()
            os.fsync(descriptor)
        draft.replace(path)
        sync_folder(home)

    def undo_moves(self) -> None:
        """Those that were made, the last one first."""
        for source, target in reversed(self.moves):
            if Path(target).exists() and not Path(source).exists():
                Path(target).rename(source)
                sync_folder(Path(source).parent)


def read_journal(home: Path) -> Journal | None:
    """None when no restore is under way and none was broken off. Raises BackupError."""
    try:
        return msgspec.json.decode((home / NAME).read_bytes(), type=Journal)
    except FileNotFoundError:
        return None
    except (msgspec.MsgspecError, OSError) as error:
        raise BackupError(
            f"{home / NAME} tells of a restore that was broken off, and cannot be read. Put back "
            "by hand what lies in folders with “replaced” in their names, and delete it."
        ) from error


def forget_journal(home: Path) -> None:
    """It is over, or undone."""
    (home / NAME).unlink(missing_ok=True)
    sync_folder(home)


def is_half_restored(home: Path) -> bool:
    """Whether what lies in the home may not belong together just now."""
    # A home that cannot even be entered is told of by whoever uses it.
    return os.path.exists(home / NAME)  # noqa: PTH110 - Path raises there
