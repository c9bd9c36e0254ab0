"""Finds in a filter what the database can look for, so that not every resource has to be read."""

from typing import Any

from scim2_models import ScimFilter
from scim2_models.path import (
    CompareOperator,
    Comparison,
    FilterNode,
    LogicalExpr,
    LogicalOperator,
)

from hubbub.compat.scim.wire import ScimRefused
from hubbub.kernel.bodies import unstorable

Narrowed = tuple[str, str]
"""An attribute, in small letters, and the value that it must have."""

FILTER = "invalidFilter"
KNOWN = frozenset({"id", "externalid", "username"})


def narrowed(filter_: ScimFilter[Any]) -> Narrowed | None:
    """An equality that everything the filter lets through fulfils, if it has one."""
    return _narrowed(filter_.ast)


def _narrowed(node: FilterNode) -> Narrowed | None:
    if isinstance(node, LogicalExpr) and node.op is LogicalOperator.and_:
        return next((found for each in node.terms if (found := _narrowed(each))), None)
    if not isinstance(node, Comparison) or node.op is not CompareOperator.eq:
        return None
    path, value = node.attr_path, node.value
    if path.sub_attr or path.attr.lower() not in KNOWN or not isinstance(value, str):
        return None
    if unstorable(value) is not None:
        raise ScimRefused(400, "The filter looks for a text that nothing can store.", FILTER)
    return (path.attr.lower(), value)
