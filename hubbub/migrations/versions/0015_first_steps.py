"""Who does not want to be shown the first steps any more."""

from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("ALTER TABLE users ADD COLUMN hides_first_steps boolean NOT NULL DEFAULT false")
