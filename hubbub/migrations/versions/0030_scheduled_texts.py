"""Who scheduled a text, so that he is asked for his rights again when its time has come."""

from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

UP = """
CREATE TABLE scheduled_texts (
    account_id uuid NOT NULL,
    message_id uuid NOT NULL,
    user_id uuid NOT NULL,
    key_id uuid,
    PRIMARY KEY (account_id, message_id),
    FOREIGN KEY (account_id, message_id) REFERENCES messages ON DELETE CASCADE
);
"""


def upgrade() -> None:
    op.execute(UP)
