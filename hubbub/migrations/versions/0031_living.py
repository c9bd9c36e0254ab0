"""What is erased, what is held back from erasing, and from whom came what could not be taken."""

from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

UP = """
ALTER TABLE people ADD COLUMN erased_at timestamptz, ADD COLUMN held_at timestamptz;
ALTER TABLE conversations ADD COLUMN held_at timestamptz, ADD COLUMN erased_at timestamptz;
-- What the rule for texts has still to look at.
CREATE INDEX conversations_to_erase ON conversations (account_id, closed_at)
    WHERE status = 'closed' AND erased_at IS NULL;
ALTER TABLE messages
    ADD COLUMN erased_at timestamptz,
    ADD COLUMN erased_by text CHECK (erased_by IN ('person', 'retention')),
    ADD CHECK ((erased_at IS NULL) = (erased_by IS NULL));

-- Without it nobody can tell whose bytes they are.
ALTER TABLE rejected_inbound ADD COLUMN source text;

-- The jobs about one thing, also when they have ended.
CREATE INDEX timers_about ON timers (account_id, subject_id)
    WHERE subject_id IS NOT NULL AND ended_at IS NOT NULL;

-- For how many days what is kept; without a number it is kept for ever.
CREATE TABLE retention_rules (
    account_id uuid PRIMARY KEY REFERENCES accounts,
    texts_days integer CHECK (texts_days BETWEEN 7 AND 36500),
    people_days integer CHECK (people_days BETWEEN 30 AND 36500),
    audit_days integer CHECK (audit_days BETWEEN 30 AND 36500),
    deliveries_days integer CHECK (deliveries_days BETWEEN 3 AND 36500),
    files_days integer CHECK (files_days BETWEEN 30 AND 36500),
    -- All texts of no conversation up to this one were looked at.
    aside_until uuid,
    version bigint NOT NULL DEFAULT 1,
    changed_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE retention_runs (
    account_id uuid NOT NULL REFERENCES accounts,
    kind text NOT NULL CHECK (kind IN ('texts', 'people', 'audit', 'deliveries', 'files')),
    began_at timestamptz NOT NULL DEFAULT now(),
    ended_at timestamptz,
    erased bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (account_id, kind)
);

-- What the operator lets an account use; without a number the default holds.
CREATE TABLE quotas (
    account_id uuid PRIMARY KEY REFERENCES accounts,
    stored_bytes bigint CHECK (stored_bytes >= 0),
    users bigint CHECK (users >= 0),
    webhooks bigint CHECK (webhooks >= 0),
    api_keys bigint CHECK (api_keys >= 0),
    sent_a_day bigint CHECK (sent_a_day >= 0),
    received_a_day bigint CHECK (received_a_day >= 0),
    open_orders bigint CHECK (open_orders >= 0)
);
-- Counted by whoever writes the texts.
CREATE TABLE usage_days (
    account_id uuid NOT NULL,
    day date NOT NULL,
    direction text NOT NULL CHECK (direction IN ('inbound', 'outbound')),
    shard smallint NOT NULL,
    count bigint NOT NULL,
    PRIMARY KEY (account_id, day, direction, shard)
) WITH (fillfactor = 50);

-- The texts of errors can name people; the log of the process has them.
UPDATE parked_events SET error = split_part(error, ':', 1) WHERE attempts > 0;
"""


def upgrade() -> None:
    op.execute(UP)
