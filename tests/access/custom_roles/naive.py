"""What a change of a role does, computed user by user, for the fast way to be compared with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubbub.access.combining import refusals
from hubbub.access.decision import effective_bits

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from hubbub.access.custom_roles.forecasting import Forecast
    from hubbub.access.custom_roles.transition import Holder, Transition

Outcome = tuple[int, int]
"""(gains, losses) of one user."""


def naive_outcomes(transition: Transition, holders: Sequence[Holder]) -> dict[UUID, Outcome]:
    """Who gains and loses what; whoever stays as he is, is left out."""
    after = transition.roles_after
    found: dict[UUID, Outcome] = {}
    for holder in holders:
        could = effective_bits(
            [transition.roles[id_].keys for id_ in holder.role_ids],
            holder.is_seated,
            holder.is_enabled,
        )
        can = effective_bits(
            [after[id_].keys for id_ in transition.ids_after(holder)],
            holder.is_seated,
            holder.is_enabled,
        )
        old, new = could.grants | could.limits, can.grants | can.limits
        if old != new:
            found[holder.id] = (new & ~old, old & ~new)
    return found


def naive_conflicts(transition: Transition, holders: Sequence[Holder]) -> list[tuple[UUID, str]]:
    """(user, message) of every combination that is refused."""
    after = transition.roles_after
    return [
        (holder.id, refusal.message)
        for holder in holders
        for refusal in refusals(after[id_] for id_ in sorted(transition.ids_after(holder)))
    ]


def outcomes_of(forecast: Forecast) -> dict[UUID, Outcome]:
    return {
        user.id: (effect.gains, effect.losses)
        for effect in forecast.effects
        for user in effect.users
    }
