"""Hypothesis strategies for bitsets of permissions, weighted to where the rules meet."""

from hypothesis import strategies as st

from hubbub.access import may
from hubbub.access.catalogue import PERMISSIONS, bitset
from hubbub.access.permission import Permission
from hubbub.access.roles import DEFAULT_ROLES

DECIDING = (
    may.VIEW,
    may.MANAGE,
    may.MANAGE_ALL,
    may.SEE_ANALYTICS,
    may.START,
    may.START_DISABLED,
    may.LIMIT_SCREEN_SHARE,
    may.GRANT_ANY,
    may.REACH_ALL_QUEUES,
)

permissions: st.SearchStrategy[Permission] = st.sampled_from(DECIDING) | st.sampled_from(
    PERMISSIONS
)
few: st.SearchStrategy[int] = st.lists(permissions, max_size=5).map(bitset)
any_bits: st.SearchStrategy[int] = (
    few
    | st.lists(st.sampled_from(PERMISSIONS), max_size=60).map(bitset)
    | st.sampled_from([role.keys for role in DEFAULT_ROLES.values()])
    | st.builds(
        lambda role, toggled: role ^ toggled,
        st.sampled_from([role.keys for role in DEFAULT_ROLES.values()]),
        few,
    )
)
