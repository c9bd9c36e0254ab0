"""What we write from: names beside our numbers, and the queues whose agents may use each."""

from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

UP = """
ALTER TABLE numbers ADD COLUMN for_every_queue boolean NOT NULL DEFAULT true;

CREATE TABLE sender_names (
    account_id uuid NOT NULL REFERENCES accounts,
    id uuid NOT NULL,
    name text NOT NULL CHECK (name ~ '^[A-Za-z0-9 ._&-]{1,11}$' AND name ~ '[A-Za-z]'),
    carrier_id uuid NOT NULL,
    for_every_queue boolean NOT NULL DEFAULT true,
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account_id, id),
    FOREIGN KEY (account_id, carrier_id) REFERENCES carriers
);
CREATE UNIQUE INDEX sender_names_one ON sender_names (account_id, lower(name));
CREATE INDEX sender_names_carrier ON sender_names (account_id, carrier_id);

CREATE TABLE sender_queues (
    account_id uuid NOT NULL,
    id uuid NOT NULL,
    queue_id uuid NOT NULL,
    number_id uuid,
    name_id uuid,
    PRIMARY KEY (account_id, id),
    FOREIGN KEY (account_id, queue_id) REFERENCES queues ON DELETE CASCADE,
    FOREIGN KEY (account_id, number_id) REFERENCES numbers ON DELETE CASCADE,
    FOREIGN KEY (account_id, name_id) REFERENCES sender_names ON DELETE CASCADE,
    CHECK (num_nonnulls(number_id, name_id) = 1)
);
CREATE UNIQUE INDEX sender_queues_number ON sender_queues (account_id, number_id, queue_id)
    WHERE number_id IS NOT NULL;
CREATE UNIQUE INDEX sender_queues_name ON sender_queues (account_id, name_id, queue_id)
    WHERE name_id IS NOT NULL;
CREATE INDEX sender_queues_queue ON sender_queues (account_id, queue_id);
"""


def upgrade() -> None:
    op.execute(UP)
