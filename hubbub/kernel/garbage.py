"""Keeps Python's collector from walking again and again over what stays for ever."""

import gc

THRESHOLDS = (10_000, 20, 20)
"""Of the three generations; Python's own 700 makes tens of passes in one request that decides for
ten thousand users."""


def collect_seldom() -> None:
    """To be called before much is loaded, of which nothing is garbage: walking over it while it
    comes is a tenth of what it takes to start."""
    gc.set_threshold(*THRESHOLDS)


def collect_less() -> None:
    """To be called once a process is set up: what there is by now is never looked at again, and
    what comes is looked at less often."""
    gc.collect()
    gc.freeze()
    collect_seldom()
