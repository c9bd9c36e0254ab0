"""Reach: who sees which conversation, and that the SQL is made of the same parts."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from hubbub.access import may
from hubbub.access.decision import NOTHING, effective_bits
from hubbub.access.roles import DEFAULT_ROLES, Default
from hubbub.access.visibility import (
    ConversationFacts,
    Membership,
    Reach,
    as_sql,
    reach_of,
)
from tests.access.strategies import any_bits

ids = st.sampled_from([UUID(int=n) for n in range(1, 5)])
facts = st.builds(ConversationFacts, ids, st.none() | ids, st.none() | ids)
memberships = st.lists(st.builds(Membership, ids, st.sampled_from(["agent", "viewer"])))


@given(any_bits, st.booleans(), st.booleans(), ids, st.none() | ids, memberships, facts)
def test_sees_is_the_rule_of_the_specification(
    raw: int,
    seated: bool,
    enabled: bool,
    account: UUID,
    user: UUID | None,
    queues: list[Membership],
    conversation: ConversationFacts,
) -> None:
    effective = effective_bits((raw,), seated, enabled)
    keys = set(effective.granted_keys)
    expected = (
        may.VIEW.key in keys
        and conversation.account_id == account
        and (
            may.MANAGE_ALL.key in keys
            or may.REACH_ALL_QUEUES.key in keys
            or conversation.queue_id in [queue_id for queue_id, _ in queues]
            or (user is not None and conversation.assignee_id == user)
        )
    )
    assert reach_of(effective, account, user, queues).sees(conversation) == expected


def test_nobody_sees_nothing_even_in_his_own_queue() -> None:
    account, user, queue = UUID(int=1), UUID(int=2), UUID(int=3)
    reach = reach_of(NOTHING, account, user, [Membership(queue, "agent")])
    assert not reach.sees(ConversationFacts(account, queue, user))
    assert as_sql(reach).sql.as_string() == "FALSE"


def test_reading_all_queues_reaches_everything_of_the_account() -> None:
    keys = may.VIEW.mask | may.REACH_ALL_QUEUES.mask
    reach = reach_of(effective_bits((keys,), True, True), UUID(int=1), UUID(int=2), [])
    assert reach.sees(ConversationFacts(UUID(int=1), None, None))
    assert not reach.sees(ConversationFacts(UUID(int=9), None, None))


def test_an_unassigned_conversation_is_not_that_of_an_actor_without_user() -> None:
    viewer = effective_bits((DEFAULT_ROLES[Default.VIEWER].keys,), seated=False, enabled=True)
    reach = reach_of(viewer, UUID(int=1), None, [])
    assert not reach.sees(ConversationFacts(UUID(int=1), None, None))


def test_sql_of_all_names_the_account_only() -> None:
    reach = Reach(UUID(int=1), UUID(int=2), frozenset(), sees_all=True, sees_none=False)
    condition = as_sql(reach, "c")
    assert condition.sql.as_string() == '"c".account_id = %(reach_account)s'
    assert condition.params == {"reach_account": UUID(int=1)}


def test_sql_of_some_names_account_queues_and_assignee_of_the_alias() -> None:
    queues = frozenset({UUID(int=4), UUID(int=3)})
    reach = Reach(UUID(int=1), UUID(int=2), queues, sees_all=False, sees_none=False)
    condition = as_sql(reach, 'odd"alias')
    assert condition.sql.as_string() == (
        '"odd""alias".account_id = %(reach_account)s'
        ' AND ("odd""alias".queue_id = ANY(%(reach_queues)s::uuid[])'
        ' OR "odd""alias".assignee_id = %(reach_user)s::uuid)'
    )
    assert condition.params == {
        "reach_account": UUID(int=1),
        "reach_queues": [UUID(int=3), UUID(int=4)],
        "reach_user": UUID(int=2),
    }
