"""What a company's directory calls users and roles, and what it asked last."""

from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

UP = """
CREATE TABLE directory_users (
    account_id uuid NOT NULL,
    user_id uuid NOT NULL,
    user_name text NOT NULL CHECK (char_length(user_name) BETWEEN 1 AND 255),
    external_id text CHECK (char_length(external_id) <= 500),
    said jsonb NOT NULL DEFAULT '{}',
    is_removed boolean NOT NULL DEFAULT false,
    PRIMARY KEY (account_id, user_id),
    FOREIGN KEY (account_id, user_id) REFERENCES users
);
CREATE UNIQUE INDEX directory_users_name ON directory_users (account_id, lower(user_name))
    WHERE NOT is_removed;
CREATE INDEX directory_users_external ON directory_users (account_id, external_id)
    WHERE external_id IS NOT NULL;

CREATE TABLE directory_groups (
    account_id uuid NOT NULL,
    role_id uuid NOT NULL,
    external_id text CHECK (char_length(external_id) <= 500),
    is_made boolean NOT NULL,
    PRIMARY KEY (account_id, role_id),
    FOREIGN KEY (account_id, role_id) REFERENCES roles ON DELETE CASCADE
);

CREATE TABLE directory_requests (
    account_id uuid PRIMARY KEY REFERENCES accounts,
    at timestamptz NOT NULL,
    key_id uuid,
    request text NOT NULL,
    status integer NOT NULL
);

CREATE TABLE directory_errors (
    account_id uuid NOT NULL REFERENCES accounts,
    id uuid NOT NULL,
    at timestamptz NOT NULL DEFAULT now(),
    key_id uuid,
    request text NOT NULL,
    who text CHECK (char_length(who) <= 255),
    status integer NOT NULL,
    detail text NOT NULL,
    PRIMARY KEY (account_id, id)
);
CREATE INDEX directory_errors_at ON directory_errors (account_id, at);
"""


def upgrade() -> None:
    op.execute(UP)
