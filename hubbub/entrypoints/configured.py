"""Reads the settings for a command, and says plainly which variable is wrong."""

from __future__ import annotations

import click
from pydantic import ValidationError

from hubbub.kernel.settings import Settings


def read_settings() -> Settings:
    """The settings of the environment; a click error that names each wrong variable."""
    try:
        return Settings()
    except ValidationError as error:
        # Without the value: it may be a password.
        lines = [
            f"HUBBUB_{'_'.join(str(part) for part in each['loc'][:1]).upper()}: {each['msg']}"
            for each in error.errors(include_input=False, include_url=False)
        ]
        raise click.ClickException("A setting is wrong.\n" + "\n".join(lines)) from None
