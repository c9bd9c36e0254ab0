"""`hubbub access evaluate` answers for any mix, in JSON and in words, and refuses what is not."""

import json
from typing import Any

import pytest
from click.testing import CliRunner

from hubbub.access.catalogue import PERMISSIONS
from hubbub.entrypoints.cli import main

VIEW = "contact-center/conversations/view"
MANAGE = "contact-center/conversations/manage"
ASSIGN = "conversations/allow-assignment"
DOWNLOAD = "conversations/my-work/download-conversation"


def evaluate(*arguments: str) -> dict[str, Any]:
    result = CliRunner().invoke(main, ["access", "evaluate", "--json", *arguments])
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def entry(answer: dict[str, Any], key: str) -> dict[str, Any]:
    [found] = [each for each in answer["permissions"] if each["key"] == key]
    return found


def test_every_permission_is_answered_with_a_reason() -> None:
    answer = evaluate("--role", "Agent for Conversations")
    assert [each["key"] for each in answer["permissions"]] == [each.key for each in PERMISSIONS]
    assert all(each["reason"].endswith(".") for each in answer["permissions"])
    assert all(bool(each["change"]) != each["effective"] for each in answer["permissions"])
    assert answer["viewer"] is False
    assert entry(answer, ASSIGN)["effective"] is True
    assert entry(answer, ASSIGN)["reason"] == "Given by Agent for Conversations."


def test_an_agent_without_a_seat_is_a_viewer() -> None:
    answer = evaluate("--role", "agent", "--no-seat")
    assert answer["viewer"] is True
    assert [each["key"] for each in answer["permissions"] if each["effective"]] == [
        VIEW,
        "users/avatar/delete",
        "users/avatar/manage",
        "users/avatar/upload",
    ]
    assert entry(answer, MANAGE) == {
        "key": MANAGE,
        "effective": False,
        "reason": "Carried by Agent for Conversations, but needs a seat.",
        "because": "no_seat",
        "change": [{"act": "give_seat"}],
    }


def test_a_single_permission_beside_a_role_is_the_first_worked_example() -> None:
    answer = evaluate("--role", "Agent for Conversations", "--permission", DOWNLOAD)
    assert entry(answer, DOWNLOAD)["effective"] is True
    assert answer["conflicts"] == []


def test_a_dependent_permission_alone_says_what_it_needs() -> None:
    found = entry(evaluate("--permission", DOWNLOAD), DOWNLOAD)
    assert found["effective"] is False
    assert found["because"] == "no_base"
    assert found["change"] == [{"act": "give", "key": VIEW}]


def test_nobody_at_all_and_somebody_disabled() -> None:
    assert not any(each["effective"] for each in evaluate()["permissions"])
    answer = evaluate("--role", "supervisor", "--no-seat", "--disabled")
    assert not any(each["effective"] for each in answer["permissions"])
    assert answer["viewer"] is False


def test_roles_that_cannot_be_held_together_are_said_so() -> None:
    [message] = evaluate("--role", "agent", "--role", "SUPERVISOR FOR CONVERSATIONS")["conflicts"]
    assert "Take Agent for Conversations off" in message


def test_in_words() -> None:
    result = CliRunner().invoke(
        main, ["access", "evaluate", "--role", "agent", "--role", "supervisor", "--no-seat"]
    )
    assert result.exit_code == 0
    assert "Refused: " in result.output
    assert "but needs a seat. Give a seat." in result.output
    assert result.output.endswith("A viewer.\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--role", "nobody"], "Agent for Conversations"),
        (["--role", ""], "There is no default role"),
        (["--permission", "conversations/everything"], "hubbub permissions"),
        (["--permission", "x" * 5000], "hubbub permissions"),
        (["--permission", "a\x00b"], "There is no permission"),
        (["--permission"], "requires an argument"),
    ],
)
def test_what_does_not_exist_is_refused(arguments: list[str], said: str) -> None:
    result = CliRunner().invoke(main, ["access", "evaluate", "--json", *arguments])
    assert result.exit_code == 2
    assert result.stdout == ""
    assert said in " ".join(result.stderr.replace("│", " ").split())
