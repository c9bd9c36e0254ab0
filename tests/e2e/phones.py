"""Phone numbers as a page shows them: with spaces, wherever it puts them."""

from __future__ import annotations

import re


def shown(phone: str) -> re.Pattern[str]:
    return re.compile(" ?".join(map(re.escape, phone)))
