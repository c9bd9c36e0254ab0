"""A wrong setting is named, and its value kept to itself."""

from __future__ import annotations

import click
import pytest

from hubbub.entrypoints.configured import read_settings


def test_every_wrong_variable_is_named_without_its_value(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUBBUB_PORT", "a secret put in the wrong place")
    monkeypatch.setenv("HUBBUB_SIGNUP", "everybody")
    with pytest.raises(click.ClickException) as refused:
        read_settings()
    said = refused.value.message
    assert "HUBBUB_PORT" in said
    assert "HUBBUB_SIGNUP" in said
    assert "secret" not in said
