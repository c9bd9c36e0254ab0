"""Fetches pip where Python comes without it (Debian's python3 has no ensurepip)."""

from __future__ import annotations

import hashlib
import html
import json
import os
import re
import urllib.parse
import urllib.request
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

NAME = "pip-26.3-py3-none-any.whl"
SHA256 = "f3b60b20ffaadd4415ed7957212a38ac63fa4c5fa375bd0f4a797777940fad13"
DEFAULT_INDEX = "https://pypi.org/simple"
JSON = "application/vnd.pypi.simple.v1+json"
LARGEST = 20 * 1024 * 1024
SECONDS = 60


def download_pip(folder: Path) -> Path:
    """The pinned pip as a wheel in `folder`, checked against its hash; SystemExit where it fails.

    Follows PEP 503 and PEP 691, so that any index in PIP_INDEX_URL will do.
    """
    target = folder / NAME
    if target.exists() and _is_right(target.read_bytes()):
        return target
    index = os.environ.get("PIP_INDEX_URL", DEFAULT_INDEX).rstrip("/")
    print(f"Fetching {NAME}", flush=True)
    try:
        wheel = _read(_address_in_index(f"{index}/pip/"))
    except (OSError, ValueError, LookupError) as error:
        raise SystemExit(
            f"pip cannot be fetched from {_shown(index)}: {error}. Check the network (HTTPS_PROXY, "
            "PIP_INDEX_URL), or install it yourself (Debian: apt install python3-venv)."
        ) from error
    if not _is_right(wheel):
        raise SystemExit(
            f"The {NAME} of {_shown(index)} is not the one that Hubbub pins; nothing was installed."
        )
    target.write_bytes(wheel)
    return target


def _address_in_index(page: str) -> str:
    text = _read(page, accept=f"{JSON}, text/html;q=0.5").decode()
    if text.lstrip().startswith("{"):
        links = [str(file["url"]) for file in json.loads(text)["files"]]
    else:
        links = [html.unescape(found) for found in re.findall(r'href="([^"]+)"', text)]
    for link in links:
        if urllib.parse.urlsplit(link).path.endswith(f"/{NAME}"):
            return urllib.parse.urljoin(page, link)
    raise LookupError(f"{NAME} is not in the index")


def _read(address: str, accept: str = "*/*") -> bytes:
    if not address.startswith(("https://", "http://", "file://")):
        raise ValueError(f"not an address of an index: {_shown(address)}")
    request = urllib.request.Request(address, headers={"Accept": accept})
    with urllib.request.urlopen(request, timeout=SECONDS) as answer:
        content = answer.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise ValueError(f"{_shown(address)} is too large")
    return content


def _is_right(wheel: bytes) -> bool:
    return hashlib.sha256(wheel).hexdigest() == SHA256


def _shown(address: str) -> str:
    """The address without a password that may be in it."""
    return re.sub(r"//[^/@]*@", "//", address)
