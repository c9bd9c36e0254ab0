"""The explanation of one user and one conversation agrees with the rules, and its advice helps."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from hubbub.access.actor import ActorRow, make_actor
from hubbub.access.decision import effective_bits
from hubbub.access.roles import DEFAULT_ROLES, Default
from hubbub.access.visibility import Membership
from hubbub.features.conversations.explaining import (
    Action,
    Case,
    Step,
    explain_actions,
    refusal_of,
)
from hubbub.features.conversations.policy import (
    STATUSES,
    Conversation,
    abilities,
    abilities_by_rule,
)
from tests.access.strategies import any_bits

if TYPE_CHECKING:
    from tests.api import Api
    from tests.world import World

ACCOUNT, HIM, OTHER, QUEUE, ELSEWHERE = (UUID(int=n) for n in range(1, 6))
WHEN = datetime(2026, 1, 1, tzinfo=UTC)


def conversation_with(assignee: UUID | None, status: str) -> Conversation:
    return Conversation(
        ACCOUNT, UUID(int=9), UUID(int=10), "sms", "messaging", "+1", UUID(int=11), QUEUE, assignee,
        status, "normal", None, None, WHEN, 1, None, 1, WHEN, None,
    )  # fmt: skip


def row_with(bits: list[int], seated: bool, enabled: bool, queues: dict[UUID, str]) -> ActorRow:
    memberships = [
        Membership(queue, "agent" if kind == "agent" else "viewer")
        for queue, kind in queues.items()
    ]
    return ActorRow(
        ACCOUNT,
        "Acme",
        HIM,
        "Him",
        "him",
        "him@example.com",
        enabled,
        seated,
        [],
        bits,
        memberships,
        1,
    )


queues = st.dictionaries(st.sampled_from([QUEUE, ELSEWHERE]), st.sampled_from(["agent", "viewer"]))
rows = st.builds(row_with, st.lists(any_bits, max_size=2), st.booleans(), st.booleans(), queues)
WORKS = DEFAULT_ROLES[Default.AGENT].keys
conversations = st.builds(
    conversation_with, st.sampled_from([None, HIM, OTHER]), st.sampled_from(STATUSES)
)


@given(rows, conversations)
@settings(deadline=None)
def test_it_agrees_with_the_rules_and_its_advice_flips_the_answer(
    row: ActorRow, conversation: Conversation
) -> None:
    case = Case(row, conversation)
    found = explain_actions(row, conversation)
    assert [each.action for each in found] == list(Action)
    for each in found:
        assert each.allowed == (refusal_of(case, each.action) is None)
        if each.needs is not None:
            assert refusal_of(case.after(each.needs), each.action) is None
            for left_out in each.needs:
                rest = [step for step in each.needs if step is not left_out]
                assert refusal_of(case.after(rest), each.action) is not None
        else:
            assert conversation.status == "closed"
            assert each.action is not Action.VIEW


@given(any_bits, st.lists(st.tuples(queues, conversations), min_size=2, max_size=8))
@settings(deadline=None)
def test_what_the_desk_offers_is_what_the_rules_say_whatever_was_asked_before(
    bits: int, asked: list[tuple[dict[UUID, str], Conversation]]
) -> None:
    """The same rights each time, so that what is remembered of one case meets the next."""
    for memberships, conversation in asked:
        row = row_with([bits, WORKS], True, True, memberships)
        actor = make_actor(row, effective_bits(row.role_bits, row.is_seated, row.is_enabled))
        assert abilities(actor, conversation) == abilities_by_rule(actor, conversation)


def test_a_closed_conversation_is_final_for_everybody() -> None:
    row = row_with([2**70 - 1], True, True, {QUEUE: "agent"})
    found = explain_actions(row, conversation_with(HIM, "closed"))
    assert {each.action: each.needs for each in found if not each.allowed} == dict.fromkeys(
        (Action.REPLY, Action.TAKE, Action.ASSIGN, Action.CHANGE)
    )


def test_the_narrowest_change_is_named() -> None:
    agent = row_with([0b11], True, True, {})
    [view, *_] = explain_actions(agent, conversation_with(None, "open"))
    assert view.needs is not None
    assert [each.step for each in view.needs] == [Step.JOIN_AS_VIEWER]


async def test_it_is_told_over_http_and_the_request_says_the_same(world: World, api: Api) -> None:
    ours = world.ours
    conversation = await world.text_in(ours, "+385912345678")
    for who in (ours.agent, ours.viewer, ours.seatless, ours.supervisor, ours.disabled):
        path = f"/api/conversations/{conversation.hex}/access/{who.user_id.hex}"
        found = await api.get(ours.founder, path)
        said = {each["action"]: each for each in found["actions"]}
        taken = await api.send(
            who, "PUT", f"/api/conversations/{conversation.hex}/assignment",
            {"assignee_id": who.user_id.hex},
        )  # fmt: skip
        assert said["take"]["allowed"] == (taken.status_code == 200), (who.name, taken.text)
        if taken.status_code == 200:
            back = f"/api/conversations/{conversation.hex}/assignment"
            assert (await api.send(who, "PUT", back, {"assignee_id": None})).status_code < 300
    seatless = await api.get(
        ours.founder, f"/api/conversations/{conversation.hex}/access/{ours.seatless.user_id.hex}"
    )
    said = {each["action"]: each for each in seatless["actions"]}
    assert said["view"]["allowed"]
    assert said["take"]["suggestion"] == "Give a seat."
    assert "no seat" in said["take"]["reason"]


async def test_it_is_not_told_of_what_the_asker_cannot_see(world: World, api: Api) -> None:
    ours = world.ours
    conversation = await world.text_in(ours, "+385912345678")
    path = f"/api/conversations/{conversation.hex}/access/{ours.agent.user_id.hex}"
    assert (await api.send(ours.administrator, "GET", path)).status_code == 404
    assert (await api.send(world.theirs.founder, "GET", path)).status_code == 404
    foreign = f"/api/conversations/{conversation.hex}/access/{world.theirs.agent.user_id.hex}"
    assert (await api.send(ours.founder, "GET", foreign)).status_code == 404
