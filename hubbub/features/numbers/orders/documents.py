"""Documents that a country asks for: private, looked at before they are kept, gone in the end."""

from pathlib import Path
from uuid import UUID

from hubbub.features.numbers.orders.drafting import NO_ORDER, lock_draft
from hubbub.features.numbers.orders.models import Order, OrderDocument
from hubbub.features.numbers.orders.repository import forget_details, get_order, write_documents
from hubbub.kernel.accounts import refuse_in_demo
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import FieldError, Invalid, NotFound
from hubbub.kernel.files.files import Files, OpenFile
from hubbub.kernel.files.models import NewFile
from hubbub.kernel.files.spooling import Received

OWNER = "number_order"
MOST_BYTES = 10_000_000
BEGINNINGS = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
)
NO_DOCUMENT = "This is no PDF, PNG or JPEG file. Scan or photograph the document and try again."


def kind_of(path: Path) -> str:
    """The media type by what is in the file, whatever it is called. Invalid for all else."""
    with path.open("rb") as file:
        head = file.read(16)
    found = next((media for beginning, media in BEGINNINGS if head.startswith(beginning)), None)
    if found is None:
        raise Invalid([FieldError("document", NO_DOCUMENT)])
    return found


async def keep_document(
    tx: Transaction,
    files: Files,
    order: tuple[UUID, int],
    asked: tuple[str, str],
    received: Received,
) -> Order:
    """The draft with the file for a requirement, in the place of the one before. `order` is its
    id and version, `asked` the requirement and the file's name. Raises NotFound, Conflict,
    Invalid."""
    await refuse_in_demo(tx, "A demo keeps no documents.")
    draft = await lock_draft(tx, *order)
    requirement, name = asked
    offer = draft.chosen
    names = {each.name for each in offer.requirements if each.form == "document"} if offer else ()
    if requirement not in names:
        raise Invalid([FieldError("requirement", "No such document is asked for.")])
    media_type = kind_of(received.path)
    documents = draft.uploaded
    if requirement in documents:
        await files.remove(tx, documents[requirement].file_id)
    kept = await files.keep(tx, NewFile(name, media_type, OWNER, draft.id), received)
    documents[requirement] = OrderDocument(kept.id, kept.name, media_type, kept.size)
    return await write_documents(tx, draft.id, documents)


async def drop_document(
    tx: Transaction, files: Files, order_id: UUID, version: int, requirement: str
) -> Order:
    """The draft without it. Raises NotFound, Conflict."""
    draft = await lock_draft(tx, order_id, version)
    documents = draft.uploaded
    gone = documents.pop(requirement, None)
    if gone is None:
        return draft
    await files.remove(tx, gone.file_id)
    return await write_documents(tx, order_id, documents)


async def open_document(
    tx: Transaction, files: Files, order_id: UUID, requirement: str
) -> OpenFile:
    """To read. Raises NotFound."""
    order = await get_order(tx, order_id)
    found = None if order is None else order.uploaded.get(requirement)
    if found is None:
        raise NotFound(NO_ORDER)
    return await files.open_file(tx, found.file_id)


async def remove_documents(tx: Transaction, files: Files, order: Order) -> None:
    """All of them, and what was typed in."""
    for document in order.uploaded.values():
        await files.remove(tx, document.file_id)
    await forget_details(tx, order.id)
