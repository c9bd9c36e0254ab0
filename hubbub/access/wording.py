"""Explanations in sentences, for pages, the command line and the short form of a refusal."""

from collections.abc import Iterable

from hubbub.access import may
from hubbub.access.changing import Act, Change
from hubbub.access.explaining import Because, Explanation, Verdict
from hubbub.access.roles import Role

_REASONS = {
    Because.GIVEN: "Given by {by}.",
    Because.IMPLIED: "{carried}.",
    Because.ABSENT: "In none of the roles.",
    Because.DISABLED: "{carried}, but the user is disabled.",
    Because.NO_SEAT: "{carried}, but needs a seat.",
    Because.NO_BASE: "{carried}, but inactive: needs conversation access.",
    Because.NO_ANALYTICS: "{carried}, but inactive: needs “{analytics}”.",
    Because.RESTRICTED: "{carried}, but taken away by {through} of {restricting}.",
}

_SHORT = {
    Because.ABSENT: "None of your roles includes it.",
    Because.DISABLED: "Your user is disabled.",
    Because.NO_SEAT: "Your roles include it, but you have no seat.",
    Because.NO_BASE: "Your roles include it, but none gives you access to conversations.",
    Because.NO_ANALYTICS: f"Your roles include it, but not “{may.SEE_ANALYTICS.title}”.",
    Because.RESTRICTED: "Your roles include it, but a restriction takes it away.",
}


def short_reason(verdict: Verdict) -> str:
    """For the person who was refused: why the permission does not hold, without names of roles."""
    return _SHORT.get(verdict.because, "")


def reason(explanation: Explanation) -> str:
    """Why the permission holds or not, in one sentence that names the roles behind it."""
    by = _names(explanation.given_by)
    through = explanation.verdict.through
    quoted = f"“{through.title}”" if through else ""
    included = through is not None and not through.restricts
    return _REASONS[explanation.verdict.because].format(
        by=by,
        carried=f"Included in {quoted}, given by {by}" if included else f"Carried by {by}",
        through=quoted,
        analytics=may.SEE_ANALYTICS.title,
        restricting=_names(explanation.restricted_by),
    )


def suggestion(changes: Iterable[Change]) -> str:
    """What an administrator would have to do, in one sentence; empty when nothing is needed."""
    steps = _and([_step(each) for each in changes])
    return f"{steps[0].upper()}{steps[1:]}." if steps else ""


def _step(change: Change) -> str:
    permission = change.permission
    title = permission.title if permission else ""
    kind = "restriction" if permission and permission.restricts else "permission"
    return {
        Act.ENABLE: "enable the user",
        Act.GIVE_SEAT: "give a seat",
        Act.GIVE: f"add the {kind} “{title}”",
        Act.LIFT: f"take the restriction “{title}” out of the roles",
    }[change.act]


def _names(roles: Iterable[Role]) -> str:
    return _and([each.name for each in roles])


def _and(parts: list[str]) -> str:
    return ", ".join(parts[:-1]) + " and " + parts[-1] if len(parts) > 1 else "".join(parts)
