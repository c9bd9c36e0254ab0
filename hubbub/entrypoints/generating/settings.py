"""The reference page of settings, made from the settings themselves."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import SecretStr
from pydantic_core import PydanticUndefined

from hubbub.kernel.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pydantic.fields import FieldInfo

_HEAD = """\
<!-- Generated from the settings by `hubbub generate all`; do not edit. -->

# Settings

Hubbub is set up with environment variables. All have a default, so that none is needed to try it.

| Variable | Default | What it is |
|---|---|---|
"""
_MADE = {
    "home": "`./.hubbub` in a checkout, else `~/.hubbub`",
    "trusted_proxies": "none",
}


def page() -> str:
    """The text of `docs/reference/settings.md`."""
    return _HEAD + "".join(_row(name, field) for name, field in Settings.model_fields.items())


def _row(name: str, field: FieldInfo) -> str:
    secret = " Secret." if SecretStr in _kinds(field) else ""
    what = (field.description or "").replace("|", "\\|")
    return f"| `HUBBUB_{name.upper()}` | {_default(name, field)} | {what}{secret} |\n"


def _kinds(field: FieldInfo) -> tuple[object, ...]:
    return getattr(field.annotation, "__args__", (field.annotation,))


def _default(name: str, field: FieldInfo) -> str:
    if name in _MADE:
        return _MADE[name]
    if field.default is None or field.default is PydanticUndefined:
        return "none"
    shown = str(field.default).lower() if isinstance(field.default, bool) else field.default
    return f"`{shown}`"


OUTPUTS: Mapping[Path, Callable[[], str]] = {Path("docs/reference/settings.md"): page}
"""The committed file, relative to the repository, and what writes its text."""
