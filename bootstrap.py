#!/usr/bin/env python3
"""Sets a checkout up and runs it: `python3 bootstrap.py run`. The Makefile only calls this."""

# This file must be readable by any Python 3, so that an old one can say what is wrong.
import os
import shutil
import sys

NEEDED = (3, 11, 2)
KNOWN = ("3.13", "3.12", "3.11", "3.14")


def main() -> int:
    if sys.version_info < NEEDED:
        for version in KNOWN:
            found = shutil.which("python" + version)
            if found and "HUBBUB_BOOTSTRAP" not in os.environ:
                os.environ["HUBBUB_BOOTSTRAP"] = found
                os.execv(found, [found, *sys.argv])
        sys.exit(
            "Hubbub needs Python 3.11.2 or later; this is {0[0]}.{0[1]}.{0[2]} ({1}). "
            "Install one (Debian: apt install python3, macOS: brew install python@3.13) and run "
            "it with: python3.13 bootstrap.py {2}".format(
                sys.version_info, sys.executable, " ".join(sys.argv[1:])
            )
        )
    from tooling.commands import run_command

    return run_command(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
