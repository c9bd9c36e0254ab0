"""Which plan an account has, what people ask the operator for, and mail of the installation."""

from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

UP = """
ALTER TABLE accounts ADD COLUMN plan text NOT NULL DEFAULT 'free'
    CHECK (char_length(plan) BETWEEN 1 AND 40);

-- What somebody without an account asks for stands under the account of zeros, which no account
-- can have; so do the mails about it.
ALTER TABLE mails DROP CONSTRAINT mails_account_id_fkey;

CREATE TABLE requests (
    account_id uuid NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ('demo', 'contact', 'plan')),
    state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'confirmed', 'declined')),
    name text NOT NULL,
    email text NOT NULL,
    organisation text,
    time_zone text,
    times timestamptz[] NOT NULL DEFAULT '{}',
    note text,
    plan text,
    seats integer,
    user_id uuid,
    agreed_at timestamptz,
    sequence integer NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT now(),
    decided_at timestamptz,
    PRIMARY KEY (account_id, id)
);
CREATE INDEX requests_newest ON requests (account_id, created_at DESC, id DESC);
"""


def upgrade() -> None:
    op.execute(UP)
