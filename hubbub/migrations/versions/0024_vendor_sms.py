"""Texts of other programs: sent in bulk, their reports, what is pushed, and what was pulled."""

from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

UP = """
ALTER TABLE messages
    ADD COLUMN is_bulk boolean NOT NULL DEFAULT false,
    ADD COLUMN send_at timestamptz,
    ADD COLUMN expires_at timestamptz;

ALTER TABLE sms_parts
    ADD COLUMN is_bulk boolean NOT NULL DEFAULT false,
    ADD COLUMN outcome text CHECK (outcome IN ('expired', 'failed', 'rejected'));
DROP INDEX sms_parts_due;
CREATE INDEX sms_parts_due ON sms_parts
    (account_id, carrier_id, is_bulk, next_at, message_id, part)
    WHERE state = 'queued';

ALTER TABLE numbers
    ADD COLUMN forward_url text CHECK (char_length(forward_url) <= 2000),
    ADD COLUMN forward_since timestamptz;

-- A text that another program sent. `wire_id` is what that program calls it by: whoever puts a row
-- here has the id, which is why the message may follow it.
CREATE TABLE wire_texts (
    account_id uuid NOT NULL,
    message_id uuid NOT NULL,
    place bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
    wire_id text NOT NULL CHECK (char_length(wire_id) <= 200),
    bulk_id text NOT NULL CHECK (char_length(bulk_id) <= 100),
    api smallint NOT NULL CHECK (api IN (1, 3)),
    callback_data text CHECK (char_length(callback_data) <= 4000),
    entity_id text,
    application_id text,
    campaign_id text,
    wants_report boolean NOT NULL DEFAULT true,
    notify_url text CHECK (char_length(notify_url) <= 2000),
    report_at timestamptz,
    done_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account_id, message_id),
    UNIQUE (account_id, wire_id),
    FOREIGN KEY (account_id, message_id) REFERENCES messages DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX wire_texts_recent ON wire_texts (account_id, created_at, place);
CREATE INDEX wire_texts_bulk ON wire_texts (account_id, bulk_id);
CREATE INDEX wire_texts_reports ON wire_texts (account_id, report_at) WHERE report_at IS NOT NULL;

-- What is on its way to an address: a report of a text, or a text that came in.
CREATE TABLE wire_pushes (
    account_id uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ('report', 'inbound')),
    message_id uuid NOT NULL,
    url text NOT NULL,
    api smallint NOT NULL,
    at timestamptz NOT NULL DEFAULT now(),
    state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'given_up')),
    next_at timestamptz NOT NULL DEFAULT now(),
    failures integer NOT NULL DEFAULT 0,
    PRIMARY KEY (account_id, kind, message_id),
    FOREIGN KEY (account_id, message_id) REFERENCES messages
);
CREATE INDEX wire_pushes_due ON wire_pushes (account_id, kind, url, at) WHERE state = 'waiting';
CREATE INDEX wire_pushes_given_up ON wire_pushes (account_id, at) WHERE state = 'given_up';

-- Of an account whose texts are pulled: below `low` there is nothing left to pull, and of what is
-- above it `wire_pulled` says what is gone.
CREATE TABLE wire_inboxes (
    account_id uuid PRIMARY KEY REFERENCES accounts,
    low uuid NOT NULL
);
CREATE TABLE wire_pulled (
    account_id uuid NOT NULL,
    message_id uuid NOT NULL,
    PRIMARY KEY (account_id, message_id)
);
"""


def upgrade() -> None:
    op.execute(UP)
