"""The reference page of facts: what is recorded, and what happens in the same transaction."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

from hubbub.entrypoints.composition import compose
from hubbub.features.routing.following import KINDS
from hubbub.kernel.events import hooks, kinds
from hubbub.kernel.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from hubbub.kernel.events import Event

_HEAD = """\
<!-- Generated from the declared events by `hubbub generate all`; do not edit. -->

# Facts

Every change is recorded as one row of the table `events`, in the transaction that makes it. A row
holds ids, numbers and enumerated values, never text, names, phone numbers or addresses. The desk's
live socket follows all of them. Those that are audited stand in the audit log as well, with the
changes of the account or with those of the settings of Conversations.

| Fact | Holds | Audited | In the same transaction | Followed by |
|---|---|---|---|---|
"""


def page() -> str:
    """The text of `docs/reference/facts.md`."""
    compose(Settings(home=Path("unused"), simulator=True))
    found = hooks()
    rows = [
        _row(name, event, [hook.__name__ for hook in found.get(name, [])])
        for name, event in sorted(kinds().items())
    ]
    return _HEAD + "".join(rows)


def _row(name: str, event: type[Event], same: list[str]) -> str:
    holds = ", ".join(f"`{field.name}`" for field in fields(event)) or "nothing more"
    followed = "routing" if name in KINDS else ""
    hooked = ", ".join(f"`{hook}`" for hook in same)
    audited = event.area if event.is_audited else ""
    return f"| `{name}` | {holds} | {audited} | {hooked} | {followed} |\n"


OUTPUTS: Mapping[Path, Callable[[], str]] = {Path("docs/reference/facts.md"): page}
"""The committed file, relative to the repository, and what writes its text."""
