"""Nobody serves passwords in the clear to others without having asked for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click
import pytest

from hubbub.entrypoints.exposing import check_exposure
from tests.world import settings_for

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    "values",
    [
        {"host": "127.0.0.1"},
        {"host": "::1"},
        {"host": "localhost"},
        {"host": "0.0.0.0", "tls": True},
        {"host": "0.0.0.0", "public_url": "https://desk.example.com"},
        {"host": "0.0.0.0", "plain_http": True},
    ],
)
def test_what_is_safe_or_asked_for_is_served(tmp_path: Path, values: dict[str, Any]) -> None:
    check_exposure(settings_for(tmp_path, **values))


@pytest.mark.parametrize(
    "values",
    [
        {"host": "0.0.0.0"},
        {"host": "::"},
        {"host": "192.0.2.7"},
        {"host": "desk.example.com"},
        {"host": "0.0.0.0", "public_url": "http://desk.example.com"},
    ],
)
def test_plain_http_for_others_says_what_to_do(tmp_path: Path, values: dict[str, Any]) -> None:
    with pytest.raises(click.ClickException) as refused:
        check_exposure(settings_for(tmp_path, **values))
    for way in ("HUBBUB_TLS", "HUBBUB_PUBLIC_URL", "HUBBUB_PLAIN_HTTP", str(values["host"])):
        assert way in refused.value.message
