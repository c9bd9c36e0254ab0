"""pip is taken from any index that answers as PyPI does, and only the pinned one is kept."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import pytest

from tooling import pip_wheel

if TYPE_CHECKING:
    from pathlib import Path

WHEEL = b"a wheel"


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The page of pip in an index made of files; the wheel lies two folders above it."""
    monkeypatch.setattr(pip_wheel, "SHA256", hashlib.sha256(WHEEL).hexdigest())
    monkeypatch.setenv("PIP_INDEX_URL", f"file://{tmp_path}/simple")
    (tmp_path / "simple" / "pip").mkdir(parents=True)
    (tmp_path / pip_wheel.NAME).write_bytes(WHEEL)
    page = tmp_path / "simple" / "pip" / "index"
    # A server finds the page by the folder's address; a file has to be named.
    read = pip_wheel._read

    def read_page(address: str, accept: str = "*/*") -> bytes:
        return read(f"{address}index" if address.endswith("/") else address, accept)

    monkeypatch.setattr(pip_wheel, "_read", read_page)
    return page


def test_a_page_in_html_with_a_relative_link(index: Path, tmp_path: Path) -> None:
    index.write_text(f'<a href="../../{pip_wheel.NAME}#sha256=0&amp;x">pip</a>')
    assert pip_wheel.download_pip(tmp_path / "simple").read_bytes() == WHEEL


def test_a_page_in_json(index: Path, tmp_path: Path) -> None:
    files = [{"url": "x/other.whl"}, {"url": f"file://{tmp_path}/{pip_wheel.NAME}"}]
    index.write_text(json.dumps({"files": files}))
    assert pip_wheel.download_pip(tmp_path / "simple").read_bytes() == WHEEL


def test_another_wheel_under_the_name_is_refused(index: Path, tmp_path: Path) -> None:
    index.write_text(f'<a href="../../{pip_wheel.NAME}">pip</a>')
    (tmp_path / pip_wheel.NAME).write_bytes(b"something else")
    with pytest.raises(SystemExit, match="not the one that Hubbub pins"):
        pip_wheel.download_pip(tmp_path / "simple")
    assert not (tmp_path / "simple" / pip_wheel.NAME).exists()


def test_a_damaged_copy_is_fetched_again(index: Path, tmp_path: Path) -> None:
    index.write_text(f'<a href="../../{pip_wheel.NAME}">pip</a>')
    (tmp_path / "simple" / pip_wheel.NAME).write_bytes(b"half")
    assert pip_wheel.download_pip(tmp_path / "simple").read_bytes() == WHEEL


@pytest.mark.parametrize("page", ["", "{}", "{", '<a href="pip-1.0.tar.gz">pip</a>'])
def test_an_index_without_it_says_what_to_do(index: Path, tmp_path: Path, page: str) -> None:
    index.write_text(page)
    with pytest.raises(SystemExit, match="PIP_INDEX_URL"):
        pip_wheel.download_pip(tmp_path / "simple")


def test_a_password_in_the_address_is_not_shown(
    index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", f"ftp://me:secret@{index.name}/simple")
    with pytest.raises(SystemExit) as refused:
        pip_wheel.download_pip(tmp_path / "simple")
    assert "secret" not in str(refused.value)
