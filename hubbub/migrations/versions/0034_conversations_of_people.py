"""Finds the conversations of a person without looking at all of the account."""

from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

UP = """
-- Whoever writes first, is told of a person, exports or erases one asks for these; of those that
-- are closed no index knew. Without times, which change with each text.
CREATE INDEX conversations_person ON conversations (account_id, person_id);
"""


def upgrade() -> None:
    op.execute(UP)
