"""Which roles can be held together, and which combinations are hardly ever meant."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from hubbub.access.roles import COUNTED, Default, Role


class Conflict(StrEnum):
    """Why two roles cannot be held together."""

    AGENT_AND_SUPERVISOR = "agent_and_supervisor"
    REDUCING_COPY = "reducing_copy"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Two roles that may not be held together, and the one to take off to solve it."""

    code: Conflict
    keep: Role
    take_off: Role
    keys: int
    """What `take_off` would give back to a reducing copy; else what both hold."""
    message: str


def refusals(roles: Iterable[Role]) -> list[Refusal]:
    """Why these roles may not be held together; empty when they may.

    It judges the state and not the change, so that every way of reaching it (assigning either,
    editing a copy, import, directory sync, two steps) is refused alike.
    """
    held = list(roles)
    found = _agent_and_supervisor(held)
    for copy in held:
        for other in held:
            given_back = copy.taken_away & other.keys
            if given_back and other.default in COUNTED:
                found.append(_beside_default(copy, other, given_back))
    return found


def _agent_and_supervisor(held: list[Role]) -> list[Refusal]:
    agents = [each for each in held if each.default is Default.AGENT]
    supervisors = [each for each in held if each.default is Default.SUPERVISOR]
    if not agents or not supervisors:
        return []
    agent, supervisor = agents[0], supervisors[0]
    message = (
        f"{supervisor.name} already includes everything of {agent.name}, so the two cannot be"
        f" held together. Take {agent.name} off."
    )
    return [
        Refusal(
            Conflict.AGENT_AND_SUPERVISOR, supervisor, agent, agent.keys & supervisor.keys, message
        )
    ]


def _beside_default(copy: Role, default: Role, given_back: int) -> Refusal:
    message = (
        f"{copy.name} takes permissions away that {default.name} would give back, so the two"
        f" cannot be held together. Replace {default.name} with {copy.name}."
    )
    return Refusal(Conflict.REDUCING_COPY, copy, default, given_back, message)


@dataclass(frozen=True, slots=True)
class Restored:
    """A warning: what one custom role takes away, another held beside it gives back."""

    copy: Role
    by: Role
    keys: int


def restored(roles: Iterable[Role]) -> list[Restored]:
    """Where reducing copies are undone by other custom roles, with the exact keys. Allowed, but
    hardly ever meant."""
    held = list(roles)
    return [
        Restored(copy, other, copy.taken_away & other.keys)
        for copy in held
        for other in held
        if other.default is None and copy.taken_away & other.keys
    ]
