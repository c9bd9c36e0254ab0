"""An account with files in a home of the test's own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from hubbub.kernel.files.files import Files, in_chunks
from hubbub.kernel.files.models import NewFile, StoredFile
from hubbub.kernel.ids import new_id
from tests.kernel.sample import new_account

if TYPE_CHECKING:
    from pathlib import Path
    from uuid import UUID

    from hubbub.kernel.database import Database


@dataclass(frozen=True, slots=True)
class Shelf:
    """Stores for one account, and looks at what lies on the disk."""

    database: Database
    files: Files
    home: Path
    account: UUID

    async def store(self, content: bytes = b"Hello", name: str = "greeting.txt") -> StoredFile:
        new = NewFile(name, "text/plain", "sample", new_id())
        async with self.database.transaction(self.account) as tx:
            return await self.files.store(tx, new, in_chunks(content))

    async def read(self, file_id: UUID) -> bytes:
        async with self.database.transaction(self.account) as tx:
            opened = await self.files.open_file(tx, file_id)
        return await opened.read()

    async def rows(self) -> int:
        async with self.database.transaction(self.account) as tx:
            return await tx.value("SELECT count(*) FROM files")

    def on_disk(self) -> list[str]:
        """Every file under the folder, whatever it is called."""
        folder = self.home / "files"
        return sorted(str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file())

    def path(self, file: StoredFile) -> Path:
        return self.home / "files" / file.account_id.hex / file.id.hex


@pytest.fixture
async def shelf(database: Database, tmp_path: Path) -> Shelf:
    return Shelf(database, Files(tmp_path), tmp_path, await new_account(database))
