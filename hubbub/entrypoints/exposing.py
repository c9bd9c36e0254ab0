"""Refuses to serve passwords in the clear to others, unless somebody has asked for just that."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from hubbub.kernel.settings import Settings


def check_exposure(settings: Settings) -> None:
    """A click error when others could reach this server without https."""
    if settings.is_loopback or settings.is_https or settings.tls or settings.plain_http:
        return
    raise click.ClickException(
        f"On HUBBUB_HOST={settings.host} others can reach Hubbub, and without https their "
        "passwords could be read on the way. Do one of these:\n"
        "  HUBBUB_TLS=true                  https with a certificate that Hubbub makes itself\n"
        "  HUBBUB_PUBLIC_URL=https://…      when a proxy in front of it speaks https\n"
        "  HUBBUB_PLAIN_HTTP=true           to go without, in a network that you trust"
    )
