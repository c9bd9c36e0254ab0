"""What the documentation tells people to write works as it stands there."""

from __future__ import annotations

import json
import re
import subprocess
import sysconfig
import time
from base64 import b64encode
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from hubbub.kernel.signing import headers_for, new_secret
from tooling.desk import node_of

if TYPE_CHECKING:
    from collections.abc import Callable

PAGE = Path(__file__).parents[3] / "docs/how-to/receive-webhooks.md"
BODY = '{"text":"Grüße"}'.encode()
CALL = """
const [secret, headers, body] = JSON.parse(process.argv.at(-1));
console.log(isFromHubbub(secret, headers, Buffer.from(body, "base64")));
"""


def block(language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert found
    return found[1]


def node() -> Path:
    """The Node that the desk is built with."""
    return node_of(Path(sysconfig.get_path("platlib")))


def in_python(secret: str, headers: dict[str, str], body: bytes) -> bool:
    names: dict[str, Any] = {}
    exec(block("python"), names)
    verify: Callable[[str, dict[str, str], bytes], bool] = names["is_from_hubbub"]
    return verify(secret, headers, body)


def in_javascript(secret: str, headers: dict[str, str], body: bytes) -> bool:
    given = json.dumps([secret, headers, b64encode(body).decode()])
    program = block("js").replace("export ", "") + CALL
    run = subprocess.run(
        [str(node()), "--input-type=module", "-e", program, given],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    return run.stdout.strip() == "true"


@pytest.mark.parametrize("verify", [in_python, in_javascript])
def test_the_example_believes_us_and_nobody_else(
    verify: Callable[[str, dict[str, str], bytes], bool],
) -> None:
    old, new, now = new_secret(), new_secret(), int(time.time())
    headers = headers_for("msg", now, BODY, [new, old])
    assert verify(new, headers, BODY)
    assert verify(old, headers, BODY)
    assert not verify(new_secret(), headers, BODY)
    assert not verify(new, headers, BODY + b" ")
    assert not verify(new, headers_for("msg", now - 600, BODY, [new]), BODY)
    assert not verify(new, {**headers, "webhook-id": "other"}, BODY)
