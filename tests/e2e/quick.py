"""Starts `hubbub` with leases that run out soon: nobody waits ten seconds for a dead one's."""

import sys

RENEW, LOST = 1.0, 4.0
PROGRAM = f"""
import sys
from hubbub.entrypoints import children
from hubbub.entrypoints.cli import main
from hubbub.kernel import leases
leases.RENEW, leases.LOST = {RENEW}, {LOST}
# What this one starts is called as it was called itself.
children.program = lambda: tuple(sys.orig_argv[:3])
main()
"""
QUICK = (sys.executable, "-c", PROGRAM)
PLAIN = (sys.executable, "-m", "hubbub")
