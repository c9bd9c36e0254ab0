"""The description of our API, from which the desk's typed client is made."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from hubbub.entrypoints.api import create_app
from hubbub.kernel.database import DatabaseAddress
from hubbub.kernel.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_NOWHERE = DatabaseAddress("", "", "", "")


def document() -> str:
    """The text of `docs/reference/openapi.json`; nothing is connected to."""
    settings = Settings(home=Path("unused"), secret_key="A" * 43 + "=")  # pyright: ignore[reportArgumentType]
    described = create_app(settings, _NOWHERE).openapi()
    return json.dumps(described, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


OUTPUTS: Mapping[Path, Callable[[], str]] = {Path("docs/reference/openapi.json"): document}
"""The committed file, relative to the repository, and what writes its text."""
