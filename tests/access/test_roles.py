"""The default roles hold exactly what they promise, and copies remember where they came from."""

import pytest

from hubbub.access import may
from hubbub.access.catalogue import PERMISSIONS, RESTRICTIONS, keys_in
from hubbub.access.combining import Conflict, refusals, restored
from hubbub.access.decision import effective_bits
from hubbub.access.permission import Kind
from hubbub.access.roles import (
    DEFAULT_ROLES,
    FOUNDER_ROLES,
    Default,
    Role,
    origin_of_copy,
)

AGENT = """
contact-center/conversations/view contact-center/conversations/manage
conversations/ai/conversation-summary/view conversations/ai/enhance-writing/view
conversations/ai/suggested-replies/view conversations/ai/translation/view
conversations/all-work/custom-views/manage conversations/all-work/queues/manage
conversations/allow-applying-tags conversations/allow-assignment
conversations/allow-start-conversation conversations/custom-context-card/view
conversations/macros/manage conversations/my-work/dispositions/manage
conversations/my-work/queues/manage conversations/my-work/sentiment/manage
users/avatar/manage users/avatar/upload users/avatar/delete
"""
SUPERVISOR_ADDS = """
conversations/conversation/manage/extended conversations/all-queues/view
conversations/all-work/bot-conversations/manage conversations/all-work/bulk-actions/manage
conversations/all-work/custom-views-global/manage conversations/all-work/dispositions/manage
conversations/all-work/sentiment/manage conversations/my-work/download-conversation
conversations/queues/view/extended conversations/senders/all-available
"""
SETUP_BESIDE_APPS = """
conversations/audit-logs/manage conversations/email-threading-configuration/manage
conversations/event-logs/manage conversations/guides/manage conversations/licences/view
conversations/shortid/manage conversations/sla/manage conversations/tags/manage
conversations/templates/manage
"""
APPS = " ".join(each.key for each in PERMISSIONS if each.key.startswith("apps/ccaas/"))
ACCOUNT = " ".join(each.key for each in PERMISSIONS if each.key.startswith("account/"))


@pytest.mark.parametrize(
    ("default", "name", "keys"),
    [
        (Default.VIEWER, "Viewer for Conversations", "contact-center/conversations/view"),
        (Default.AGENT, "Agent for Conversations", AGENT),
        (Default.SUPERVISOR, "Supervisor for Conversations", AGENT + SUPERVISOR_ADDS),
        (Default.SETUP, "Conversations setup", APPS + " " + SETUP_BESIDE_APPS),
        (
            Default.ANALYTICS,
            "Analytics for Conversations",
            "conversations/dashboard/view conversations/analytics/dispositions/manage"
            " conversations/analytics/queues/manage",
        ),
        (Default.ADMINISTRATOR, "Account administrator", ACCOUNT),
    ],
)
def test_default_roles(default: Default, name: str, keys: str) -> None:
    role = DEFAULT_ROLES[default]
    assert (role.name, role.default, role.origin) == (name, default, None)
    assert sorted(keys_in(role.keys)) == sorted(keys.split())
    assert role.description


def test_no_default_role_restricts_and_all_are_fixed() -> None:
    assert set(DEFAULT_ROLES) == set(Default)
    assert all(role.keys & RESTRICTIONS == 0 for role in DEFAULT_ROLES.values())
    assert not any(role.is_editable for role in DEFAULT_ROLES.values())


def test_grant_any_is_the_administrators_alone() -> None:
    holders = [d for d, role in DEFAULT_ROLES.items() if role.keys & may.GRANT_ANY.mask]
    assert holders == [Default.ADMINISTRATOR]


def test_the_founder_can_work_set_up_and_administer_at_once() -> None:
    roles = [DEFAULT_ROLES[each] for each in FOUNDER_ROLES]
    assert refusals(roles) == []
    founder = effective_bits((role.keys for role in roles), seated=True, enabled=True)
    for permission in (may.MANAGE_ALL, may.CONFIGURE_QUEUES, may.SEE_ANALYTICS, may.GRANT_ANY):
        assert founder.allows(permission)
    unseated = effective_bits((role.keys for role in roles), seated=False, enabled=True)
    assert unseated.allows(may.MANAGE_SEATS)
    assert all(
        each.kind in (Kind.ACCOUNT, Kind.PROFILE) or each is may.VIEW
        for each in PERMISSIONS
        if unseated.allows(each)
    )


def test_a_copy_of_a_copy_still_comes_from_the_default_role() -> None:
    agent = DEFAULT_ROLES[Default.AGENT]
    copy = Role("Copy", agent.keys & ~may.ASSIGN.mask, origin=origin_of_copy(agent))
    again = Role("Copy of the copy", copy.keys, origin=origin_of_copy(copy))
    assert (copy.origin, again.origin) == (Default.AGENT, Default.AGENT)
    assert again.taken_away == may.ASSIGN.mask
    [refused] = refusals([again, agent])
    assert refused.code is Conflict.REDUCING_COPY
    assert (refused.keep, refused.take_off, refused.keys) == (again, agent, may.ASSIGN.mask)
    assert refusals([again, copy]) == restored([again, copy]) == []
    assert restored([again, agent]) == [], "refused, so there is nothing to warn of"


def test_roles_that_remember_no_default_role() -> None:
    assert origin_of_copy(DEFAULT_ROLES[Default.ADMINISTRATOR]) is None
    assert origin_of_copy(Role("From nothing", may.VIEW.mask)) is None


def test_refusals_come_one_for_each_default_role() -> None:
    keys = DEFAULT_ROLES[Default.AGENT].keys & ~may.VIEW.mask
    copy = Role("Copy", keys, origin=Default.AGENT)
    found = refusals([DEFAULT_ROLES[each] for each in Default] + [copy])
    assert {(each.code, each.take_off.default) for each in found} == {
        (Conflict.AGENT_AND_SUPERVISOR, Default.AGENT),
        (Conflict.REDUCING_COPY, Default.VIEWER),
        (Conflict.REDUCING_COPY, Default.AGENT),
        (Conflict.REDUCING_COPY, Default.SUPERVISOR),
    }
