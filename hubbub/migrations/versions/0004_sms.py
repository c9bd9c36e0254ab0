"""SMPP connections, outgoing parts, incoming parts, receipts, answers in doubt."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

UP = """
CREATE TABLE smpp_connections (
    account_id uuid NOT NULL,
    carrier_id uuid NOT NULL,
    host text NOT NULL,
    port integer NOT NULL CHECK (port BETWEEN 1 AND 65535),
    system_id text NOT NULL CHECK (char_length(system_id) BETWEEN 1 AND 15),
    sealed_password text NOT NULL,
    system_type text NOT NULL DEFAULT '' CHECK (char_length(system_type) <= 12),
    bind text NOT NULL DEFAULT 'transceiver'
        CHECK (bind IN ('transceiver', 'transmitter', 'receiver', 'both')),
    tls boolean NOT NULL DEFAULT false,
    tls_server_name text,
    tls_authorities text,
    window_size integer NOT NULL DEFAULT 20 CHECK (window_size BETWEEN 1 AND 1000),
    per_second integer NOT NULL DEFAULT 50 CHECK (per_second BETWEEN 1 AND 10000),
    enquire_seconds integer NOT NULL DEFAULT 30 CHECK (enquire_seconds BETWEEN 5 AND 3600),
    PRIMARY KEY (account_id, carrier_id),
    FOREIGN KEY (account_id, carrier_id) REFERENCES carriers
);

CREATE TABLE sms_parts (
    account_id uuid NOT NULL,
    message_id uuid NOT NULL,
    attempt integer NOT NULL,
    part integer NOT NULL,
    carrier_id uuid NOT NULL,
    state text NOT NULL DEFAULT 'queued' CHECK (state IN
        ('queued', 'submitting', 'sent', 'delivered', 'failed', 'unknown')),
    carrier_message_id text,
    failure_code text,
    failure_detail text,
    tries integer NOT NULL DEFAULT 0,
    next_at timestamptz NOT NULL DEFAULT now(),
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account_id, message_id, attempt, part),
    FOREIGN KEY (account_id, message_id) REFERENCES messages,
    FOREIGN KEY (account_id, carrier_id) REFERENCES carriers
);
CREATE INDEX sms_parts_due ON sms_parts (account_id, carrier_id, next_at)
    WHERE state = 'queued';
CREATE INDEX sms_parts_submitting ON sms_parts (account_id, carrier_id)
    WHERE state = 'submitting';
CREATE INDEX sms_parts_carrier_id ON sms_parts (account_id, carrier_id, carrier_message_id)
    WHERE carrier_message_id IS NOT NULL;

CREATE TABLE sms_receipts (
    account_id uuid NOT NULL,
    carrier_id uuid NOT NULL,
    carrier_message_id text NOT NULL,
    state text NOT NULL,
    failure_code text,
    received_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account_id, carrier_id, carrier_message_id, state),
    FOREIGN KEY (account_id, carrier_id) REFERENCES carriers
);

CREATE TABLE sms_received_parts (
    account_id uuid NOT NULL,
    carrier_id uuid NOT NULL,
    source text NOT NULL,
    destination text NOT NULL,
    kind text NOT NULL,
    reference integer NOT NULL,
    total integer NOT NULL,
    part integer NOT NULL,
    data bytea NOT NULL,
    alphabet text NOT NULL,
    fill_bits integer NOT NULL,
    received_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account_id, carrier_id, source, destination, kind, reference, total, part),
    FOREIGN KEY (account_id, carrier_id) REFERENCES carriers
);

CREATE TABLE sms_answers (
    account_id uuid NOT NULL,
    carrier_id uuid NOT NULL,
    id uuid NOT NULL,
    digest bytea NOT NULL,
    session_id uuid,
    received_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account_id, carrier_id, id),
    FOREIGN KEY (account_id, carrier_id) REFERENCES carriers
);
CREATE INDEX sms_answers_digest ON sms_answers (account_id, carrier_id, digest);

CREATE TABLE rejected_inbound (
    account_id uuid NOT NULL,
    id uuid NOT NULL,
    carrier_id uuid NOT NULL,
    reason text NOT NULL,
    bytes bytea NOT NULL,
    received_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account_id, id),
    FOREIGN KEY (account_id, carrier_id) REFERENCES carriers
);
"""


def upgrade() -> None:
    op.execute(UP)
