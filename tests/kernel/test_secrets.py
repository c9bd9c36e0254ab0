"""A stored credential opens with its key, in its place, unchanged, and in no other way."""

from __future__ import annotations

import base64
import stat
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from hubbub.kernel.secrets import Secrets, SecretUnreadable, add_key, load_secrets
from hubbub.kernel.settings import split_keys
from tests.world import settings_for

if TYPE_CHECKING:
    from pathlib import Path

OLD, NEW = (base64.b64encode(bytes([n]) * 32).decode() for n in (1, 2))
PLACE = "carrier:1"


def at_home(home: Path) -> Secrets:
    return load_secrets(settings_for(home, secret_key=None))


def given(home: Path, keys: str) -> Secrets:
    return load_secrets(settings_for(home, secret_key=keys))


def test_what_was_sealed_opens_again_and_never_looks_the_same(tmp_path: Path) -> None:
    secrets = at_home(tmp_path)
    first, second = secrets.seal("pässword", PLACE), secrets.seal("pässword", PLACE)
    assert first != second
    assert "password" not in first
    assert secrets.open(first, PLACE) == at_home(tmp_path).open(second, PLACE) == "pässword"


def test_in_another_row_it_does_not_open(tmp_path: Path) -> None:
    secrets = at_home(tmp_path)
    with pytest.raises(SecretUnreadable):
        secrets.open(secrets.seal("x", PLACE), "carrier:2")


def test_no_changed_byte_opens(tmp_path: Path) -> None:
    secrets = at_home(tmp_path)
    sealed = secrets.seal("secret", PLACE)
    head, _, body = sealed.partition(".")
    raw = base64.urlsafe_b64decode(body)
    for at in range(len(raw)):
        changed = raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :]
        with pytest.raises(SecretUnreadable):
            secrets.open(f"{head}.{base64.urlsafe_b64encode(changed).decode()}", PLACE)


@pytest.mark.parametrize("value", ["", "k0001", "k0001.", "k0001.!", "k0001.AAAA", ".", "k0001.A"])
def test_nonsense_is_told_as_unreadable(tmp_path: Path, value: str) -> None:
    secrets = at_home(tmp_path)
    with pytest.raises(SecretUnreadable):
        secrets.open(value, PLACE)


def test_another_installation_cannot_open_it(tmp_path: Path) -> None:
    sealed = at_home(tmp_path / "a").seal("x", PLACE)
    with pytest.raises(SecretUnreadable):
        at_home(tmp_path / "b").open(sealed, PLACE)
    with pytest.raises(SecretUnreadable, match="not in the key ring"):
        given(tmp_path, NEW).open(given(tmp_path, OLD).seal("x", PLACE), PLACE)


def test_a_new_key_is_used_at_once_by_who_runs_already(tmp_path: Path) -> None:
    running, other = at_home(tmp_path), at_home(tmp_path)
    old = running.seal("x", PLACE)
    assert add_key(tmp_path) == "k0002"
    new = at_home(tmp_path).seal("y", PLACE)
    assert (old[:6], new[:6]) == ("k0001.", "k0002.")
    assert other.open(new, PLACE) == "y"
    assert other.open(old, PLACE) == "x"
    assert running.seal("z", PLACE).startswith("k0002.")


def test_a_key_that_was_taken_away_does_not_give_its_name_to_another(tmp_path: Path) -> None:
    at_home(tmp_path)
    add_key(tmp_path)
    (tmp_path / "keys" / "secrets" / "k0001").unlink()
    assert add_key(tmp_path) == "k0003"


def test_the_newest_is_the_highest_number_and_not_the_last_name(tmp_path: Path) -> None:
    folder = tmp_path / "keys" / "secrets"
    at_home(tmp_path)
    (folder / "k9999").write_bytes(b"9" * 32)
    assert add_key(tmp_path) == "k10000"
    assert at_home(tmp_path).newest == "k10000"


def test_keys_in_the_environment_open_both_and_the_first_seals(tmp_path: Path) -> None:
    sealed = given(tmp_path, OLD).seal("x", PLACE)
    both = given(tmp_path, f"{NEW}, {OLD}")
    assert both.open(sealed, PLACE) == "x"
    assert given(tmp_path, NEW).open(both.seal("y", PLACE), PLACE) == "y"


def test_many_processes_that_start_at_once_use_one_whole_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        sealed = list(pool.map(lambda _: at_home(tmp_path).seal("x", PLACE), range(24)))
    secrets = at_home(tmp_path)
    assert {secrets.open(each, PLACE) for each in sealed} == {"x"}
    names = [path.name for path in (tmp_path / "keys" / "secrets").iterdir()]
    assert names == ["k0001"]


def test_nobody_else_on_the_machine_can_read_a_key(tmp_path: Path) -> None:
    at_home(tmp_path)
    folder = tmp_path / "keys" / "secrets"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / "k0001").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "text", ["", "short", "!" * 44, f"{OLD},", base64.b64encode(b"x").decode()]
)
def test_a_key_is_32_bytes(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the setting says it in its own words
        split_keys(text)


def test_both_alphabets_of_base64_are_a_key() -> None:
    key = bytes([0xFB, 0xEF] * 16)
    assert split_keys(base64.b64encode(key).decode()) == [key]
    assert split_keys(base64.urlsafe_b64encode(key).decode().rstrip("=")) == [key]
