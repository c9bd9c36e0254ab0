"""The picture of a user, in two sizes whose bytes lie with the files."""

from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

UP = """
CREATE TABLE avatars (
    account_id uuid NOT NULL,
    user_id uuid NOT NULL,
    hash text NOT NULL CHECK (hash ~ '^[0-9a-f]{32}$'),
    large_id uuid NOT NULL,
    small_id uuid NOT NULL,
    PRIMARY KEY (account_id, user_id),
    FOREIGN KEY (account_id, user_id) REFERENCES users
);
CREATE INDEX avatars_hash ON avatars (account_id, hash);
"""


def upgrade() -> None:
    op.execute(UP)
