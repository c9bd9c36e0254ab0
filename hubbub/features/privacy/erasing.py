"""Erases a person, in steps: texts first, and with the last of them the number and the name."""

from dataclasses import dataclass
from uuid import UUID

import structlog

from hubbub.access.actor import Actor
from hubbub.access.owners import check_owner, owned_by
from hubbub.access.users.repository import lock_account
from hubbub.features.conversations.changing import Change, save_all
from hubbub.features.conversations.erasing_repository import (
    conversation_ids_of,
    erase_topics,
    held_conversations_of,
    lock_open_of_person,
)
from hubbub.features.conversations.events import ConversationStatusChanged
from hubbub.features.messages.erasing_repository import Why, count_texts, texts_left
from hubbub.features.people.erasing_repository import (
    KnownPerson,
    bump_person,
    entomb,
    lock_person,
)
from hubbub.features.people.phones import address_typed
from hubbub.features.privacy.events import PersonErased, PersonErasureBegun
from hubbub.features.privacy.exporting import exports_of, forget_results
from hubbub.features.privacy.finding import NEEDED, find_person
from hubbub.features.privacy.marking import mark_of
from hubbub.features.privacy.places import erase_everywhere_else, erase_messages
from hubbub.features.privacy.whole.exporting import whole_exports
from hubbub.kernel.audit.writing import erase_values
from hubbub.kernel.clock import now
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import Conflict, FieldError, Invalid
from hubbub.kernel.events import SYSTEM, Origin, Subject, record
from hubbub.kernel.files.files import Files
from hubbub.kernel.jobs.repository import Job, begin_job, jobs_about
from hubbub.kernel.jobs.running import JobRefused, RunningJob

log = structlog.get_logger()

JOB = "person_erasure"
STEP = 500
HELD = "This person, or a conversation with them, is held back from erasing. Lift the hold first."
OTHER_NUMBER = "This is not the number of this person. Type it as it stands above."


async def begin_erasure(
    tx: Transaction, person_id: UUID, number: str | None, by: Actor | None
) -> Job | None:
    """The job; None for somebody who is erased already. `number` is what was typed to be sure, None
    where it is known otherwise who is meant. Raises NotFound, Conflict for a hold, Invalid for
    another number."""
    person = await find_person(tx, person_id, locked=True)
    if person.erased_at is not None:
        return None
    if await is_held(tx, person):
        raise Conflict(HELD, code="held")
    if number is not None and address_typed(number) != person.phone:
        raise Invalid([FieldError("number", OTHER_NUMBER)])
    under_way = [each for each in await erasures_of(tx, person_id) if each.state == "waiting"]
    if under_way:
        return under_way[0]
    owner_id, payload = owned_by(by)
    origin = by.origin if by else SYSTEM
    await record(
        tx, PersonErasureBegun(), Subject(person_id, await bump_person(tx, person_id)), origin
    )
    return await begin_job(tx, JOB, payload | {"person": person_id.hex}, owner_id, person_id)


async def erasures_of(tx: Transaction, person_id: UUID) -> list[Job]:
    """The newest first."""
    return await jobs_about(tx, JOB, person_id)


@dataclass(frozen=True, slots=True)
class Erasing:
    """The job. Each step is whole by itself, and finds what is left: after a crash it goes on."""

    files: Files

    async def run(self, running: RunningJob) -> None:
        person_id, done = UUID(running.job.payload["person"]), running.job.progress
        is_over = False
        while not is_over:
            async with running.step() as tx:
                by = await check_owner(tx, running.job, NEEDED)
                person = await lock_person(tx, person_id)
                if person is None or person.erased_at is not None:
                    return await running.finish(tx)
                if await is_held(tx, person):
                    raise JobRefused(HELD)
                left, _ = await count_texts(tx, person_id)
                gone = await erase_step(tx, self.files, person, "person", by)
                done, is_over = done + gone, gone < STEP
                await running.advance(tx, done, done + left - gone)
                if is_over:
                    await running.finish(tx)
        return None


async def is_held(tx: Transaction, person: KnownPerson) -> bool:
    """Whether nothing of his may go: he himself is held back, or one of his conversations."""
    return person.held_at is not None or bool(await held_conversations_of(tx, person.id))


async def erase_step(
    tx: Transaction, files: Files, person: KnownPerson, why: Why, by: Origin
) -> int:
    """Up to `STEP` of the texts of somebody whose row is locked; with the last of them the person.
    How many: fewer than `STEP` when it is over. Nobody can answer him from here on."""
    conversations = await lock_open_of_person(tx, person.id)
    await save_all(tx, [_closing(Change(each), by) for each in conversations])
    ids = await texts_left(tx, person.id, STEP)
    await erase_messages(tx, ids, why)
    if len(ids) < STEP:
        await _end(tx, files, person, by)
    return len(ids)


async def _end(tx: Transaction, files: Files, person: KnownPerson, by: Origin) -> None:
    """Nothing of his comes in meanwhile: his row is locked, and his number is free after."""
    await erase_topics(tx, person.id)
    conversations = await conversation_ids_of(tx, person.id)
    await erase_everywhere_else(tx, person.id, person.phone, conversations)
    await erase_values(tx, person.id)
    await forget_results(tx, files, await exports_of(tx, person.id))
    # Under the account's lock, so that none begins meanwhile, and reads him before he is gone.
    await lock_account(tx)
    await forget_results(tx, files, await whole_exports(tx))
    _, texts = await count_texts(tx, person.id)
    version = await entomb(tx, person.id)
    await record(tx, PersonErased(texts=texts), Subject(person.id, version), by)
    mark = mark_of(tx.account, person.id)
    tx.after_commit.append(lambda: log.info("person.erased", mark=mark))


def _closing(change: Change, by: Origin) -> Change:
    before = change.before
    event = ConversationStatusChanged(
        queue_id=before.queue_id, before=before.status, after="closed"
    )
    change.add(event, by, status="closed", closed_at=now())
    return change
