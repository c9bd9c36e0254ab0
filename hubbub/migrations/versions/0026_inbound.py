"""Where a text goes that comes to a number, and what is on its way there."""

from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

UP = """
-- Where texts and calls go: of a number, or, without one, of all that follow the account. What has
-- no row follows the account, and an account without one keeps everything to itself.
CREATE TABLE inbound_configurations (
    account_id uuid NOT NULL REFERENCES accounts,
    id uuid NOT NULL,
    number_id uuid,
    channel text NOT NULL CHECK (channel IN ('sms', 'voice')),
    keyword text CHECK (char_length(keyword) BETWEEN 1 AND 100),
    action text NOT NULL CHECK (action IN ('conversations', 'url', 'email', 'smpp', 'pull', 'phone',
                                           'message', 'default', 'none')),
    target text CHECK (char_length(target) BETWEEN 1 AND 2000),
    carrier_id uuid,
    sealed_secret text,
    failures_in_row integer NOT NULL DEFAULT 0,
    rests_until timestamptz,
    version bigint NOT NULL DEFAULT 1,
    changed_at timestamptz NOT NULL DEFAULT now(),
    removed_at timestamptz,
    PRIMARY KEY (account_id, id),
    FOREIGN KEY (account_id, number_id) REFERENCES numbers ON DELETE CASCADE,
    FOREIGN KEY (account_id, carrier_id) REFERENCES carriers,
    CHECK (keyword IS NULL OR (number_id IS NOT NULL AND channel = 'sms')),
    CHECK (number_id IS NOT NULL OR action <> 'default'),
    CHECK ((action IN ('url', 'email', 'phone', 'message')) = (target IS NOT NULL)),
    CHECK ((action = 'smpp') = (carrier_id IS NOT NULL))
);
CREATE UNIQUE INDEX inbound_configurations_one ON inbound_configurations
    (account_id, number_id, channel, keyword) NULLS NOT DISTINCT WHERE removed_at IS NULL;
CREATE INDEX inbound_configurations_carrier ON inbound_configurations (account_id, carrier_id)
    WHERE carrier_id IS NOT NULL;

-- Every text went to Conversations before there was a choice.
INSERT INTO inbound_configurations (account_id, id, number_id, channel, action)
SELECT account_id, gen_random_uuid(), id, 'sms', 'conversations' FROM numbers;

-- Where a text went that is in no conversation; of those that are sent, why.
ALTER TABLE messages ADD COLUMN went_to text
    CHECK (went_to IN ('url', 'email', 'smpp', 'pull', 'none'));
CREATE INDEX messages_aside ON messages (account_id, number, created_at)
    WHERE went_to IS NOT NULL;

-- A text on its way to somebody else, with where that was when it came.
CREATE TABLE inbound_deliveries (
    account_id uuid NOT NULL,
    id uuid NOT NULL,
    message_id uuid NOT NULL,
    configuration_id uuid NOT NULL,
    action text NOT NULL CHECK (action IN ('url', 'email', 'smpp')),
    target text,
    carrier_id uuid,
    state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'handed_on', 'failed')),
    failures integer NOT NULL DEFAULT 0,
    next_at timestamptz,
    reason text,
    sent_message_id uuid,
    mail_id uuid,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account_id, id),
    FOREIGN KEY (account_id, message_id) REFERENCES messages ON DELETE CASCADE
);
CREATE UNIQUE INDEX inbound_deliveries_message ON inbound_deliveries (account_id, message_id);

CREATE TABLE inbound_tries (
    account_id uuid NOT NULL,
    delivery_id uuid NOT NULL,
    id uuid NOT NULL,
    at timestamptz NOT NULL DEFAULT now(),
    milliseconds integer NOT NULL,
    status integer,
    error text,
    answer text,
    PRIMARY KEY (account_id, delivery_id, id),
    FOREIGN KEY (account_id, delivery_id) REFERENCES inbound_deliveries ON DELETE CASCADE
);
"""


def upgrade() -> None:
    op.execute(UP)
