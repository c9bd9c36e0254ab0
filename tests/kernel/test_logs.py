"""Logs are JSON lines for machines, and never carry what was in the variables of a frame."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING

import pytest
import structlog
from psycopg.errors import UniqueViolation

from hubbub.kernel.logs import configure_logs

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def _restored() -> Iterator[None]:
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    yield
    root.handlers[:] = before
    root.setLevel(level)
    structlog.reset_defaults()


def test_one_json_object_a_line_for_ours_and_for_libraries(
    capsys: pytest.CaptureFixture[str],
) -> None:
    configure_logs("worker", form="json")
    structlog.get_logger("ours").info("started", count=2)
    logging.getLogger("theirs").warning("two\nlines")
    ours, theirs = map(json.loads, capsys.readouterr().err.splitlines())
    assert (ours["event"], ours["count"], ours["process"]) == ("started", 2, "worker")
    assert (theirs["event"], theirs["level"]) == ("two\nlines", "warning")


def test_a_traceback_shows_no_variables(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs("server", form="json")
    text_of_a_customer = "my number is 12345"
    try:
        raise ValueError(len(text_of_a_customer))
    except ValueError:
        structlog.get_logger("ours").exception("it failed")
    said = capsys.readouterr().err
    assert "ValueError" in said
    assert "12345" not in said


def test_what_the_database_says_of_a_row_is_not_said(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs("server", form="json")
    secret = "duplicate key\nDETAIL:  Key (phone)=(+385911234567) already exists."
    try:
        try:
            raise UniqueViolation(secret)
        except UniqueViolation as error:
            raise ExceptionGroup("two", [UniqueViolation(secret), ValueError("x")]) from error
    except ExceptionGroup:
        structlog.get_logger("ours").exception("it failed")
        logging.getLogger("theirs").exception("it failed")
    said = capsys.readouterr().err
    assert said.count("duplicate key") == 4
    assert "385911234567" not in said


def test_less_than_the_level_is_not_said(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs("server", "warning", "console")
    structlog.get_logger("ours").info("quiet")
    logging.getLogger("theirs").info("quiet")
    structlog.get_logger("ours").warning("loud")
    said = capsys.readouterr().err
    assert "quiet" not in said
    assert "loud" in said
