"""Gives every new user a row in the ledger, offline until he says otherwise."""

from hubbub.access.events import UserCreated
from hubbub.features.agents.repository import insert_agent
from hubbub.kernel.database import Transaction
from hubbub.kernel.events import Origin, Subject


async def begin_as_agent(tx: Transaction, _: UserCreated, subject: Subject, __: Origin) -> None:
    """Hook."""
    await insert_agent(tx, subject.id)
