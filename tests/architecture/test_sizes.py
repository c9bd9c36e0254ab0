"""No file and no function grows beyond what one can read at a sitting."""

from __future__ import annotations

import ast

from tests.architecture.sources import Source, parse, sources

LONGEST_FILE = 400
LONGEST_FUNCTION = 50


def too_long(source: Source) -> list[str]:
    lines = source.text.count("\n")
    found = [f"{source.path}: {lines} lines"] if lines > LONGEST_FILE else []
    for node in ast.walk(source.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or 0) - node.lineno + 1
            if length > LONGEST_FUNCTION:
                found.append(f"{source.path}:{node.lineno} {node.name}: {length} lines")
    return found


def test_files_and_functions_stay_short() -> None:
    assert [each for source in sources() for each in too_long(source)] == []


def test_the_rule_sees_what_is_too_long() -> None:
    long_function = "def f():\n" + "    pass\n" * 50
    assert too_long(parse("a.py", long_function)) == ["a.py:1 f: 51 lines"]
    assert too_long(parse("a.py", "pass\n" * 401)) == ["a.py: 401 lines"]
    assert too_long(parse("a.py", "pass\n" * 400)) == []
