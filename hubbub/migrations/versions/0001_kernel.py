"""The ground: facts, readers, leases, timers, files, guarded attempts."""

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

UP = """
CREATE TABLE events (
    account_id uuid NOT NULL,
    seq bigint GENERATED ALWAYS AS IDENTITY,
    xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    at timestamptz NOT NULL DEFAULT now(),
    kind text NOT NULL,
    subject_id uuid NOT NULL,
    version bigint NOT NULL,
    within_id uuid,
    actor_kind text NOT NULL,
    actor_id uuid,
    cause bigint,
    depth smallint NOT NULL DEFAULT 0,
    data jsonb NOT NULL DEFAULT '{}',
    PRIMARY KEY (account_id, at, seq)
) PARTITION BY RANGE (at);
CREATE INDEX events_tail ON events (xid, seq);
CREATE INDEX events_subject ON events (account_id, subject_id, version);
CREATE INDEX events_within ON events (account_id, within_id, seq) WHERE within_id IS NOT NULL;
CREATE TABLE events_default PARTITION OF events DEFAULT;

CREATE TABLE audit (
    account_id uuid NOT NULL,
    seq bigint GENERATED ALWAYS AS IDENTITY,
    at timestamptz NOT NULL DEFAULT now(),
    event_seq bigint NOT NULL,
    kind text NOT NULL,
    subject_id uuid NOT NULL,
    actor_kind text NOT NULL,
    actor_id uuid,
    data jsonb NOT NULL DEFAULT '{}',
    PRIMARY KEY (account_id, seq)
);

CREATE TABLE event_epochs (
    epoch integer PRIMARY KEY,
    system text NOT NULL,
    after_seq bigint NOT NULL,
    opened_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE consumers (
    name text PRIMARY KEY,
    epoch integer NOT NULL,
    xid bigint NOT NULL,
    seq bigint NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE parked_events (
    consumer text NOT NULL,
    account_id uuid NOT NULL,
    subject_id uuid NOT NULL,
    event_seq bigint NOT NULL,
    event jsonb NOT NULL,
    error text NOT NULL,
    attempts integer NOT NULL,
    parked_at timestamptz NOT NULL DEFAULT now(),
    retry_at timestamptz NOT NULL,
    PRIMARY KEY (consumer, account_id, subject_id, event_seq)
);

CREATE TABLE access_changes (
    account_id uuid NOT NULL,
    version bigint NOT NULL,
    seq bigint GENERATED ALWAYS AS IDENTITY,
    who uuid,
    at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account_id, version)
);
CREATE INDEX access_changes_seq ON access_changes (seq);

CREATE TABLE leases (
    name text PRIMARY KEY,
    account_id uuid,
    holder text,
    fence bigint NOT NULL DEFAULT 0,
    until timestamptz
);

CREATE TABLE timers (
    account_id uuid NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    subject_id uuid,
    due_at timestamptz NOT NULL,
    payload jsonb NOT NULL DEFAULT '{}',
    state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'failed')),
    attempts integer NOT NULL DEFAULT 0,
    leased_until timestamptz,
    error text,
    PRIMARY KEY (account_id, id)
);
CREATE UNIQUE INDEX timers_once ON timers (account_id, kind, subject_id)
    WHERE subject_id IS NOT NULL AND state = 'waiting';
CREATE INDEX timers_due ON timers (due_at) WHERE state = 'waiting';

CREATE TABLE files (
    account_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    media_type text NOT NULL,
    size bigint NOT NULL CHECK (size >= 0),
    sha256 bytea NOT NULL,
    owner_kind text NOT NULL,
    owner_id uuid NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account_id, id)
);

CREATE TABLE attempts (
    key text PRIMARY KEY,
    window_start timestamptz NOT NULL,
    count integer NOT NULL
);
"""


def upgrade() -> None:
    op.execute(UP)
