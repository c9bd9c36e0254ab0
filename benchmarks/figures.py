"""Figures as this project quotes them: medians and ratios against a floor of the same run."""

from __future__ import annotations

import os
import platform
import statistics
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spread:
    """Of many measurements, in the unit that they were given in."""

    p50: float
    p99: float
    count: int


def spread(values: Sequence[float]) -> Spread:
    """Raises ValueError for fewer than 20 values, of which no p99 can be told."""
    if len(values) < 20:
        raise ValueError(f"{len(values)} measurements are too few")
    cuts = statistics.quantiles(values, n=100)
    return Spread(statistics.median(values), cuts[98], len(values))


def machine() -> str:
    """What the figures were measured on, and how busy it was with other things, in one line."""
    system = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    load = f"load {os.getloadavg()[0]:.1f} before"
    return f"{system}, Python {platform.python_version()}, {load}"
