"""Puts together what is shown of a person's data."""

from uuid import UUID

from hubbub.features.conversations.erasing_repository import held_conversations_of
from hubbub.features.messages.erasing_repository import count_texts
from hubbub.features.privacy.erasing import erasures_of
from hubbub.features.privacy.exporting import exports_of
from hubbub.features.privacy.finding import find_person
from hubbub.features.privacy.repository import count_conversations
from hubbub.features.privacy.shapes import ShownPrivacy, ShownPrivacyJob
from hubbub.kernel.database import Transaction
from hubbub.kernel.jobs.repository import Job
from hubbub.kernel.keeping import JOBS_KEPT

MOST_EXPORTS = 5


async def show_privacy(tx: Transaction, person_id: UUID, user_id: UUID | None) -> ShownPrivacy:
    """Raises NotFound."""
    person = await find_person(tx, person_id)
    texts, erased = await count_texts(tx, person_id)
    erasures = await erasures_of(tx, person_id)
    exports = [] if person.erased_at else (await exports_of(tx, person_id))[:MOST_EXPORTS]
    return ShownPrivacy(
        id=person.id,
        name=person.name,
        phone=person.phone,
        known_since=person.created_at,
        erased_at=person.erased_at,
        held_at=person.held_at,
        held_conversations=await held_conversations_of(tx, person_id),
        conversations=await count_conversations(tx, person_id),
        texts=texts,
        erased_texts=erased,
        exports=[show_job(each, user_id) for each in exports],
        erasure=show_job(erasures[0], user_id) if erasures else None,
    )


def show_job(job: Job, user_id: UUID | None) -> ShownPrivacyJob:
    has_file = job.result_file_id is not None and job.ended_at is not None
    return ShownPrivacyJob(
        id=job.id, state=job.state, progress=job.progress, total=job.total, error=job.error,
        created_at=job.created_at, ended_at=job.ended_at,
        expires_at=job.ended_at + JOBS_KEPT if has_file and job.ended_at else None,
        is_mine=job.owner_id == user_id,
    )  # fmt: skip
