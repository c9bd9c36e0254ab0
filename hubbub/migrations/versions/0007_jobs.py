"""Timers that are long work: with an owner, progress, a result, and an end that stays visible."""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

UP = """
ALTER TABLE timers
    ADD COLUMN owner_id uuid,
    ADD COLUMN cursor jsonb,
    ADD COLUMN progress bigint NOT NULL DEFAULT 0,
    ADD COLUMN total bigint,
    ADD COLUMN result_file_id uuid,
    ADD COLUMN created_at timestamptz NOT NULL DEFAULT now(),
    ADD COLUMN ended_at timestamptz,
    DROP CONSTRAINT timers_state_check,
    ADD CONSTRAINT timers_state_check
        CHECK (state IN ('waiting', 'failed', 'done', 'cancelled')) NOT VALID;
ALTER TABLE timers VALIDATE CONSTRAINT timers_state_check;
CREATE INDEX timers_of_owner ON timers (account_id, owner_id, created_at)
    WHERE owner_id IS NOT NULL;
CREATE INDEX timers_ended ON timers (ended_at) WHERE ended_at IS NOT NULL;
"""


def upgrade() -> None:
    op.execute(UP)
