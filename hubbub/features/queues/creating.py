"""Creates a queue; every account begins with a default one, which its founder works in."""

from hubbub.access.authority import SYSTEM_AUTHORITY
from hubbub.access.events import AccountCreated
from hubbub.access.users.joining_queues import change_membership
from hubbub.access.users.repository import insert_queue_scope
from hubbub.features.queues.events import QueueCreated
from hubbub.features.queues.repository import Queue, insert_queue
from hubbub.kernel.audit.changes import Personal, made
from hubbub.kernel.database import Transaction
from hubbub.kernel.events import Origin, Subject, record
from hubbub.kernel.ids import new_id

DEFAULT_NAME = "General"


async def create_queue(
    tx: Transaction, name: str, by: Origin, *, is_default: bool = False
) -> Queue:
    """The queue, with automatic assignment on."""
    queue = Queue(tx.account, new_id(), name, is_default, is_auto_assigned=True, version=1)
    await insert_queue_scope(tx, queue.id, is_joined_by_new_agents=is_default)
    await insert_queue(tx, queue)
    snapshot = {
        "name": Personal(name), "is_default": is_default, "auto_assignment": queue.is_auto_assigned,
    }  # fmt: skip
    event = QueueCreated(is_default=is_default)
    await record(tx, event, Subject(queue.id, 1), by, made(snapshot))
    return queue


async def begin_with_default_queue(
    tx: Transaction, event: AccountCreated, _: Subject, by: Origin
) -> None:
    """Hook: the default queue of a new account, with its founder as agent."""
    queue = await create_queue(tx, DEFAULT_NAME, by, is_default=True)
    await change_membership(tx, event.founder_id, queue.id, "agent", SYSTEM_AUTHORITY)
