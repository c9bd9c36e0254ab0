"""SQL stands in repositories, the kernel and migrations only, and no value is pasted into it."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

import pytest

from tests.architecture.sources import Source, parse, product

if TYPE_CHECKING:
    from collections.abc import Iterator

STATEMENT = re.compile(
    r"^\s*(SELECT\s|INSERT INTO\s|UPDATE\s+\S+\s+(AS\s+\S+\s+)?SET\s|DELETE FROM\s"
    r"|WITH\s+\w+\s+AS\s|MERGE INTO\s"
    r"|(CREATE|ALTER|DROP)\s+(TABLE|INDEX|ROLE|DATABASE|POLICY|FUNCTION)\s)"
)
PASTED = re.compile(
    r"\b(SELECT\s.+\sFROM|INSERT INTO|DELETE FROM|UPDATE\s+\S+\s+SET|ORDER BY|WHERE)\s", re.DOTALL
)
AT_HOME = re.compile(r"hubbub/(kernel/|migrations/|.*repository\.py$)")
ALLOWED = {
    # One value `Reach` with two renderings side by side, property-tested equal.
    "hubbub/access/visibility.py",
}


def strayed(source: Source) -> list[str]:
    if AT_HOME.match(source.path) or source.path in ALLOWED:
        return []
    return [
        f"{source.path}:{node.lineno}"
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and STATEMENT.match(node.value)
    ]


def pasted(source: Source) -> list[str]:
    return [
        f"{source.path}:{line}" for line, text in _made_texts(source.tree) if PASTED.search(text)
    ]


def _made_texts(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Texts with a hole for a value: f-strings, `%` and `str.format` on a literal."""
    for node in ast.walk(tree):
        match node:
            case ast.JoinedStr(values=values) if not all(map(_is_constant, values)):
                yield node.lineno, " ".join(map(_literal, values))
            case ast.BinOp(op=ast.Mod(), left=left):
                yield node.lineno, _literal(left)
            case ast.Call(func=ast.Attribute(value=called, attr="format")):
                yield node.lineno, _literal(called)
            case _:
                pass


def _is_constant(part: ast.expr) -> bool:
    """A list of columns under a constant's name is part of the text, and pyright proves it so."""
    if not isinstance(part, ast.FormattedValue):
        return True
    return isinstance(part.value, ast.Name) and part.value.id.strip("_").isupper()


def _literal(node: ast.expr) -> str:
    is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
    return str(node.value) if is_text and isinstance(node, ast.Constant) else ""


def test_sql_is_written_in_repositories_only() -> None:
    assert [each for source in product() for each in strayed(source)] == []


def test_no_value_is_pasted_into_sql() -> None:
    assert [each for source in product() for each in pasted(source)] == []


@pytest.mark.parametrize(
    "code",
    [
        'f"SELECT a FROM {table}"',
        'f"SELECT {COLUMNS} FROM {table} WHERE a = 1"',
        'f"SELECT a FROM {TABLE[0]}"',
        'f"DELETE FROM t WHERE a = {a}"',
        '"SELECT a FROM t WHERE b = %s" % b',
        '"INSERT INTO {} VALUES (1)".format(table)',
    ],
)
def test_the_rule_sees_pasted_values(code: str) -> None:
    assert pasted(parse("hubbub/kernel/x.py", code)) == ["hubbub/kernel/x.py:1"]


def test_the_rule_knows_what_is_composed_properly() -> None:
    for code in (
        'SQL("SELECT a FROM {}").format(Identifier(t))',
        'f"SELECT {COLUMNS} FROM t WHERE a = %s"',
        'f"{count} rows are where they were"',
    ):
        assert pasted(parse("hubbub/kernel/x.py", code)) == []


def test_the_rule_sees_strayed_sql() -> None:
    code = 'QUERY = """\nSELECT a\nFROM t"""'
    assert strayed(parse("hubbub/features/x/assigning.py", code)) == [
        "hubbub/features/x/assigning.py:1"
    ]
    assert strayed(parse("hubbub/features/x/repository.py", code)) == []
    assert strayed(parse("hubbub/features/x/a.py", '"Select a queue. WITH love"')) == []


def test_the_engine_is_used_by_the_kernel_alone() -> None:
    """It sees all accounts, so that nothing that serves a request may reach for it."""
    users = [source.path for source in product() if ".engine()" in source.text]
    assert [path for path in users if not path.startswith("hubbub/kernel/")] == []
