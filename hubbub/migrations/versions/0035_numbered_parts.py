"""What the parts of one text have in common on a phone, kept, so that neighbours differ in it."""

from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

UP = """
ALTER TABLE sms_parts ADD COLUMN reference smallint CHECK (reference BETWEEN 0 AND 255);
"""


def upgrade() -> None:
    op.execute(UP)
