"""The algebra of the proof: sets of permissions are z3 bit vectors, conditions are z3 formulas."""

from typing import Any

import z3

from hubbub.access.catalogue import PERMISSIONS
from hubbub.access.decision import Step

WIDTH = len(PERMISSIONS)

Set = Any
Formula = Any


def keys(bits: int) -> Set:
    """A set that is known beforehand."""
    return z3.BitVecVal(bits & ((1 << WIDTH) - 1), WIDTH)


def is_empty(bits: Set) -> Formula:
    return bits == keys(0)


def either(when: Formula, then: Set, otherwise: Set) -> Set:
    return z3.If(when, then, otherwise)


class Symbols:
    """The same operations as `decision.IntBitsets`, over every possible user at once."""

    def only(self, bits: Set, among: int) -> Set:
        return bits & keys(among)

    def has(self, bits: Set, any_of: int) -> Formula:
        return z3.Not(is_empty(bits & keys(any_of)))

    def never(self, flag: Formula) -> Formula:
        return z3.Not(flag)

    def add(self, bits: Set, more: int, when: Formula) -> Set:
        return either(when, bits | keys(more), bits)

    def drop(self, bits: Set, some: int, unless: Formula, step: Step) -> Set:
        return either(unless, bits, bits & keys(~some))
