"""A module says what it is for, and is named for it."""

from __future__ import annotations

import ast
from pathlib import PurePosixPath

import pytest

from tests.architecture.sources import Source, parse, sources

FORBIDDEN = frozenset({"util", "utils", "helper", "helpers", "manager", "base", "common", "misc"})


def nameless(source: Source) -> list[str]:
    parts = PurePosixPath(source.path.removesuffix(".py")).parts
    return [source.path] if FORBIDDEN & {word for part in parts for word in part.split("_")} else []


def silent(source: Source) -> list[str]:
    if not source.text.strip() and not source.is_product:
        return []  # the empty `__init__.py` of a folder of tests
    first = (ast.get_docstring(source.tree) or "").partition("\n\n")[0]
    return [] if first.rstrip().endswith((".", "?", "!")) else [source.path]


def test_every_module_begins_with_a_sentence() -> None:
    assert [each for source in sources() for each in silent(source)] == []


def test_no_module_is_named_for_nothing() -> None:
    assert [each for source in sources() for each in nameless(source)] == []


@pytest.mark.parametrize(
    "path", ["hubbub/kernel/utils.py", "hubbub/base/x.py", "a/call_manager.py"]
)
def test_the_rule_sees_names_that_say_nothing(path: str) -> None:
    assert nameless(parse(path, "")) == [path]


def test_the_rule_sees_a_missing_sentence() -> None:
    assert silent(parse("hubbub/a.py", "")) == ["hubbub/a.py"]
    assert silent(parse("hubbub/a.py", '"""no end"""')) == ["hubbub/a.py"]
    assert silent(parse("tests/__init__.py", "")) == []
    assert silent(parse("hubbub/a.py", '"""Says\nit.\n\nAnd more"""')) == []
