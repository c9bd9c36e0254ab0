"""What the API shows and takes of an account's rule for how long things are kept."""

from dataclasses import dataclass
from datetime import datetime

from hubbub.features.privacy.retention.rules_repository import Kind, Rules, Run
from hubbub.kernel.bodies import Input


@dataclass(frozen=True, slots=True)
class ShownRun:
    """How a part of the rule was last carried out; it goes on while it has no end."""

    kind: Kind
    began_at: datetime
    ended_at: datetime | None
    erased: int


@dataclass(frozen=True, slots=True)
class ShownRetention:
    """Days; null keeps for ever. `least` is how few days there can be."""

    texts_days: int | None
    people_days: int | None
    audit_days: int | None
    deliveries_days: int | None
    files_days: int | None
    version: int
    least: dict[Kind, int]
    runs: list[ShownRun]


@dataclass(frozen=True, slots=True)
class RetentionPreview:
    """How much each part would erase now, counted up to 100,000; a part without a number of days
    is left out."""

    counts: dict[Kind, int]


class RetentionDays(Input):
    texts_days: int | None = None
    people_days: int | None = None
    audit_days: int | None = None
    deliveries_days: int | None = None
    files_days: int | None = None

    def rules(self, version: int = 0) -> Rules:
        return Rules(
            self.texts_days, self.people_days, self.audit_days, self.deliveries_days,
            self.files_days, version,
        )  # fmt: skip


class RetentionInput(RetentionDays):
    version: int


def show_run(run: Run) -> ShownRun:
    return ShownRun(run.kind, run.began_at, run.ended_at, run.erased)
