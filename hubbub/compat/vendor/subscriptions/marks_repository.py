"""Reads what a program said of a text that it sent, as far as subscriptions are narrowed by it."""

from dataclasses import dataclass
from uuid import UUID

from hubbub.kernel.database import Transaction

GET = """
SELECT m.number, t.application_id, t.entity_id FROM wire_texts t
JOIN messages m ON m.account_id = t.account_id AND m.id = t.message_id
WHERE t.account_id = %s AND t.message_id = %s AND t.wants_report
"""


@dataclass(frozen=True, slots=True)
class Marked:
    """`number` is the sender."""

    number: str
    application_id: str | None
    entity_id: str | None

    def fits(self, criteria: list[dict[str, str]]) -> bool:
        """Whether one of them is met, in all that it says; none at all is met by everything."""
        own = {"applicationId": self.application_id, "entityId": self.entity_id}
        return not criteria or any(
            all(own[name] == value for name, value in each.items()) for each in criteria
        )


async def marks_of(tx: Transaction, message_id: UUID) -> Marked | None:
    """None for a text that no program sent, or of which no report is wanted."""
    return await tx.one(Marked, GET, (tx.account, message_id))
