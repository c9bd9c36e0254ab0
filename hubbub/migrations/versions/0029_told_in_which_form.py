"""In which form a server is told of a text, and who said where texts go."""

from alembic import op

revision = "0029"
down_revision = "0027"
branch_labels = None
depends_on = None

UP = """
ALTER TABLE inbound_configurations
    ADD COLUMN body_format text NOT NULL DEFAULT 'hubbub'
        CHECK (body_format IN ('hubbub', 'vendor')),
    ADD COLUMN set_by uuid;
ALTER TABLE numbers ADD COLUMN forward_set_by uuid;
"""


def upgrade() -> None:
    op.execute(UP)
