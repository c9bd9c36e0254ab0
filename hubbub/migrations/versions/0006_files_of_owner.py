"""The files of one row, found without reading those of the whole account."""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

UP = """
CREATE INDEX files_of_owner ON files (account_id, owner_kind, owner_id);
"""


def upgrade() -> None:
    op.execute(UP)
