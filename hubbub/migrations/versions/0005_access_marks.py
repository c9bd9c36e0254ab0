"""The transaction beside each access change, so that a slow one is never read past."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

UP = """
ALTER TABLE access_changes ADD COLUMN xid xid8 NOT NULL DEFAULT pg_current_xact_id();
DROP INDEX access_changes_seq;
CREATE INDEX access_changes_tail ON access_changes (xid, seq);
ALTER TABLE event_epochs ADD COLUMN access_after_seq bigint NOT NULL DEFAULT 0;
"""


def upgrade() -> None:
    op.execute(UP)
