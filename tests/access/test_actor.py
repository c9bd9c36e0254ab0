"""An actor is made from one row, and never carries more than that row allows."""

from uuid import UUID

from hubbub.access.actor import ActorRow, make_actor
from hubbub.access.catalogue import EVERYTHING
from hubbub.access.decision import NOTHING, effective_bits
from hubbub.access.visibility import ConversationFacts, Membership

ACCOUNT, USER, QUEUE, OTHER = (UUID(int=number) for number in range(1, 5))


def row(*, enabled: bool = True, kind: str = "agent") -> ActorRow:
    members = [Membership(QUEUE, "agent" if kind == "agent" else "viewer")]
    return ActorRow(
        ACCOUNT, "Ours", USER, "Ana", "ana", "ana@example.com",
        enabled, True, [], [EVERYTHING], members, 1,
    )  # fmt: skip


def test_a_disabled_user_can_and_sees_nothing_whatever_was_decided() -> None:
    everything = effective_bits([EVERYTHING], seated=True, enabled=True)
    actor = make_actor(row(enabled=False), everything)
    assert actor.effective == NOTHING
    assert not actor.reach.sees(ConversationFacts(ACCOUNT, QUEUE, USER))


def test_only_an_agent_of_this_queue_is_its_agent() -> None:
    everything = effective_bits([EVERYTHING], seated=True, enabled=True)
    agent, viewer = (make_actor(row(kind=kind), everything) for kind in ("agent", "viewer"))
    assert agent.is_agent_of(QUEUE)
    assert not agent.is_agent_of(OTHER)
    assert not agent.is_agent_of(None)
    assert not viewer.is_agent_of(QUEUE)
