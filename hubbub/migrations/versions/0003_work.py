"""People, agents, queues, numbers, messages, conversations."""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

UP = """
CREATE TABLE people (
    account_id uuid NOT NULL REFERENCES accounts,
    id uuid NOT NULL,
    phone text NOT NULL,
    name text CHECK (char_length(name) BETWEEN 1 AND 255),
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account_id, id)
);
CREATE UNIQUE INDEX people_phone ON people (account_id, phone);

CREATE TABLE agents (
    account_id uuid NOT NULL,
    user_id uuid NOT NULL,
    status text NOT NULL DEFAULT 'offline'
        CHECK (status IN ('available', 'busy', 'away', 'offline')),
    status_since timestamptz NOT NULL DEFAULT now(),
    capacity integer NOT NULL DEFAULT 5 CHECK (capacity >= 0),
    load integer NOT NULL DEFAULT 0 CHECK (load >= 0),
    last_assigned_at timestamptz,
    version bigint NOT NULL DEFAULT 1,
    PRIMARY KEY (account_id, user_id),
    FOREIGN KEY (account_id, user_id) REFERENCES users
);

CREATE TABLE queues (
    account_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 255),
    is_default boolean NOT NULL DEFAULT false,
    is_auto_assigned boolean NOT NULL DEFAULT false,
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account_id, id),
    FOREIGN KEY (account_id, id) REFERENCES queue_scopes
);
CREATE UNIQUE INDEX queues_default ON queues (account_id) WHERE is_default;
CREATE UNIQUE INDEX queues_name ON queues (account_id, lower(name));

CREATE TABLE carriers (
    account_id uuid NOT NULL REFERENCES accounts,
    id uuid NOT NULL,
    name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 100),
    kind text NOT NULL,
    is_enabled boolean NOT NULL DEFAULT true,
    state text NOT NULL DEFAULT 'connecting'
        CHECK (state IN ('connecting', 'bound', 'retrying', 'stopped')),
    state_detail text,
    state_at timestamptz NOT NULL DEFAULT now(),
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account_id, id)
);
CREATE UNIQUE INDEX carriers_name ON carriers (account_id, lower(name));

CREATE TABLE numbers (
    account_id uuid NOT NULL,
    id uuid NOT NULL,
    number text NOT NULL,
    carrier_id uuid NOT NULL,
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account_id, id),
    FOREIGN KEY (account_id, carrier_id) REFERENCES carriers
);
CREATE UNIQUE INDEX numbers_number ON numbers (account_id, number);
CREATE INDEX numbers_carrier ON numbers (account_id, carrier_id);

CREATE TABLE messages (
    account_id uuid NOT NULL,
    id uuid NOT NULL,
    channel text NOT NULL,
    direction text NOT NULL CHECK (direction IN ('inbound', 'outbound')),
    number text NOT NULL,
    carrier_id uuid NOT NULL,
    person_id uuid NOT NULL,
    text text NOT NULL,
    author_kind text NOT NULL CHECK (author_kind IN ('customer', 'agent', 'system', 'api')),
    author_id uuid,
    client_id text,
    status text NOT NULL CHECK (status IN
        ('received', 'queued', 'sending', 'sent', 'delivered', 'failed', 'unknown')),
    failure_code text,
    failure_detail text,
    segments integer NOT NULL DEFAULT 1,
    attempt integer NOT NULL DEFAULT 1,
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    sent_at timestamptz,
    delivered_at timestamptz,
    PRIMARY KEY (account_id, id),
    FOREIGN KEY (account_id, person_id) REFERENCES people,
    FOREIGN KEY (account_id, carrier_id) REFERENCES carriers
);
CREATE INDEX messages_person ON messages (account_id, person_id, created_at);

CREATE TABLE message_keys (
    account_id uuid NOT NULL,
    scope text NOT NULL,
    key text NOT NULL,
    message_id uuid NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account_id, scope, key)
);
CREATE INDEX message_keys_age ON message_keys (created_at);

CREATE TABLE conversations (
    account_id uuid NOT NULL,
    id uuid NOT NULL,
    person_id uuid NOT NULL,
    channel text NOT NULL,
    channel_group text NOT NULL,
    number text NOT NULL,
    carrier_id uuid NOT NULL,
    queue_id uuid NOT NULL,
    assignee_id uuid,
    status text NOT NULL DEFAULT 'open'
        CHECK (status IN ('open', 'waiting', 'solved', 'closed')),
    priority text NOT NULL DEFAULT 'normal'
        CHECK (priority IN ('low', 'normal', 'high', 'urgent')),
    topic text CHECK (char_length(topic) BETWEEN 1 AND 1000),
    last_message_id uuid,
    last_message_at timestamptz NOT NULL DEFAULT now(),
    inbound_count integer NOT NULL DEFAULT 0,
    waiting_since timestamptz,
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    closed_at timestamptz,
    PRIMARY KEY (account_id, id),
    FOREIGN KEY (account_id, person_id) REFERENCES people,
    FOREIGN KEY (account_id, queue_id) REFERENCES queues,
    FOREIGN KEY (account_id, assignee_id) REFERENCES users,
    FOREIGN KEY (account_id, last_message_id) REFERENCES messages,
    FOREIGN KEY (account_id, carrier_id) REFERENCES carriers
);
CREATE UNIQUE INDEX conversations_open ON conversations (account_id, person_id, channel_group)
    WHERE status <> 'closed';
CREATE INDEX conversations_mine ON conversations
    (account_id, assignee_id, last_message_at DESC, id DESC);
CREATE INDEX conversations_recent ON conversations
    (account_id, last_message_at DESC, id DESC);
CREATE INDEX conversations_queue ON conversations
    (account_id, queue_id, last_message_at DESC, id DESC);
CREATE INDEX conversations_unassigned ON conversations (account_id, queue_id, created_at)
    WHERE assignee_id IS NULL AND status = 'open';

CREATE TABLE conversation_messages (
    account_id uuid NOT NULL,
    conversation_id uuid NOT NULL,
    position bigint NOT NULL,
    message_id uuid NOT NULL,
    PRIMARY KEY (account_id, conversation_id, position),
    FOREIGN KEY (account_id, conversation_id) REFERENCES conversations,
    FOREIGN KEY (account_id, message_id) REFERENCES messages
);
CREATE UNIQUE INDEX conversation_messages_message
    ON conversation_messages (account_id, message_id);

CREATE TABLE read_markers (
    account_id uuid NOT NULL,
    user_id uuid NOT NULL,
    conversation_id uuid NOT NULL,
    id uuid NOT NULL,
    read_count integer NOT NULL,
    version bigint NOT NULL DEFAULT 1,
    PRIMARY KEY (account_id, user_id, conversation_id),
    FOREIGN KEY (account_id, user_id) REFERENCES users,
    FOREIGN KEY (account_id, conversation_id) REFERENCES conversations
);
"""


def upgrade() -> None:
    op.execute(UP)
