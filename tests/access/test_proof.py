"""The rule is proved for every possible user, and every planted change of it is refuted.

z3 is asked for a user (any set of keys, seat or none, enabled or not) who breaks an invariant.
Its answer "unsat" means that there is none.
"""

import inspect
from types import SimpleNamespace
from typing import Any

import pytest
import z3

from hubbub.access import decision
from hubbub.access.catalogue import EVERYTHING
from tests.access.invariants import INVARIANTS, Invariant, Rule
from tests.access.symbols import WIDTH


def is_proved(invariant: Invariant, rule: Rule) -> bool:
    solver = z3.Solver()
    solver.add(z3.Not(invariant(rule)))
    return solver.check() == z3.unsat


@pytest.mark.parametrize("invariant", INVARIANTS)
def test_the_rule_is_proved(invariant: Invariant) -> None:
    assert is_proved(invariant, decision.effective)


def test_the_proof_is_about_every_permission() -> None:
    assert (1 << WIDTH) - 1 == EVERYTHING


MUTANTS = {
    "disabled users keep all": ("unless=enabled", "unless=algebra.never(enabled)"),
    "disabled is not looked at": ("raw = algebra.drop(raw, EV", "_ = algebra.drop(raw, EV"),
    "limits are empty": ("algebra.only(raw, RESTRICTIONS)", "algebra.only(raw, 0)"),
    "limits lose one": ("only(raw, RESTRICTIONS)", "only(raw, may.START_DISABLED.mask)"),
    "restrictions stay abilities": ("EVERYTHING & ~RESTRICTIONS)", "EVERYTHING)"),
    "no seat is not looked at": ("unless=seated", "unless=algebra.never(algebra.has(raw, 0))"),
    "the seat is turned round": ("unless=seated", "unless=algebra.never(seated)"),
    "no seat keeps what ends in view": (
        "& ~WORKS_WITHOUT_SEAT",
        "& ~WORKS_WITHOUT_SEAT & ~may.SEE_ANALYTICS.mask",
    ),
    "no seat keeps licences": (
        "& ~WORKS_WITHOUT_SEAT",
        "& ~WORKS_WITHOUT_SEAT & ~may.SEE_LICENCES.mask",
    ),
    "no seat loses profile": ("~WORKS_WITHOUT_SEAT", "~may.VIEW.mask"),
    "no seat loses view": ("~WORKS_WITHOUT_SEAT", "~(WORKS_WITHOUT_SEAT & ~may.VIEW.mask)"),
    "implied before the seat": (
        "grants = algebra.drop(grants, EVERYTHING &",
        "grants = add_implied(algebra, grants)\n    grants = algebra.drop(grants, EVERYTHING &",
    ),
    "nothing is implied": ("grants = add_implied(algebra, grants)", "pass"),
    "dependent needs nothing": ("algebra.drop(grants, DEPENDENT,", "algebra.drop(grants, 0,"),
    "dependent needs view outright": ("has(grants, BASE)", "has(raw, may.VIEW.mask)"),
    "any grant is base enough": ("has(grants, BASE)", "has(grants, EVERYTHING)"),
    "setup counts as dependent": ("DEPENDENT, unless", "EVERYTHING, unless"),
    "filters need nothing": ("drop(grants, ANALYTICS_FILTERS", "drop(grants, 0"),
    "filters go with analytics": ("unless=sees_figures", "unless=algebra.never(sees_figures)"),
    "filters need conversations": ("has(grants, may.SEE_ANALYTICS.mask)", "has(grants, BASE)"),
    "start/disabled is not looked at": ("may.START.mask, unless", "0, unless"),
    "start/disabled gives start": (
        "algebra.never(algebra.has(limits, may.START_DISABLED.mask))",
        "algebra.has(limits, may.START_DISABLED.mask)",
    ),
    "another restriction blocks starting": (
        "limits, may.START_DISABLED.mask",
        "limits, RESTRICTIONS",
    ),
    "managing all lifts start/disabled": (
        "algebra.never(algebra.has(limits, may.START_DISABLED.mask))",
        "algebra.never(algebra.has(algebra.drop(limits, RESTRICTIONS,"
        " unless=algebra.never(algebra.has(grants, may.MANAGE_ALL.mask)), step=Step.START),"
        " may.START_DISABLED.mask))",
    ),
    "start/disabled takes assigning too": (
        "may.START.mask, unless",
        "may.START.mask | may.ASSIGN.mask, unless",
    ),
}

IMPLICATION_MUTANTS = {
    "all no longer includes work": (
        "grants = algebra.add(grants, may.MANAGE.mask",
        "_ = algebra.add(grants, may.MANAGE.mask",
    ),
    "work no longer includes view": (
        "when=algebra.has(grants, may.MANAGE.mask)",
        "when=algebra.has(grants, may.MANAGE_ALL.mask)",
    ),
    "work includes all": (
        "algebra.add(grants, may.VIEW.mask,",
        "algebra.add(grants, may.VIEW.mask | may.MANAGE_ALL.mask,",
    ),
    "view includes work": (
        "manages_all = algebra.has(grants, may.MANAGE_ALL.mask)",
        "manages_all = algebra.has(grants, may.MANAGE_ALL.mask | may.VIEW.mask)",
    ),
    "all includes assigning": (
        "algebra.add(grants, may.MANAGE.mask",
        "algebra.add(grants, may.MANAGE.mask | may.ASSIGN.mask",
    ),
}


def mutant(function: Any, planted: tuple[str, str]) -> Any:
    """`function` with one change of its source, and all else of its module as it is."""
    source = inspect.getsource(function)
    right, wrong = planted
    assert source.count(right) == 1, f"{right!r} is no longer written once in the rule"
    names = dict(vars(decision))
    exec(compile(source.replace(right, wrong), "mutant", "exec"), names)  # the point of it
    return SimpleNamespace(**names)


def survives(rule: Rule) -> bool:
    return all(is_proved(each, rule) for each in INVARIANTS)


@pytest.mark.parametrize("planted", MUTANTS.values(), ids=MUTANTS)
def test_a_planted_change_of_the_rule_is_refuted(planted: tuple[str, str]) -> None:
    assert not survives(mutant(decision.effective, planted).effective)


@pytest.mark.parametrize("planted", IMPLICATION_MUTANTS.values(), ids=IMPLICATION_MUTANTS)
def test_a_planted_change_of_the_implications_is_refuted(
    planted: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = mutant(decision.add_implied, planted).add_implied
    monkeypatch.setattr(decision, "add_implied", changed)
    assert not survives(decision.effective)
