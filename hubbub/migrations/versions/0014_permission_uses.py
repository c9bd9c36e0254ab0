"""When each permission last let each user do something."""

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

UP = """
CREATE TABLE permission_uses (
    account_id uuid NOT NULL,
    user_id uuid NOT NULL,
    permission text NOT NULL,
    first_used_at timestamptz NOT NULL DEFAULT now(),
    last_used_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account_id, user_id, permission),
    FOREIGN KEY (account_id, user_id) REFERENCES users
);
ALTER TABLE accounts ADD COLUMN uses_noted_since timestamptz NOT NULL DEFAULT now();
"""


def upgrade() -> None:
    op.execute(UP)
