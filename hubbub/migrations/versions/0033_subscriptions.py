"""Subscriptions of the vendor's interface: webhooks in another form, and their profiles."""

from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

UP = """
-- A webhook of a foreign interface is told in its form, and lives no longer than the key by which
-- it was set up. It has no secret of ours, and may want nothing of what happens here.
ALTER TABLE webhook_endpoints
    ADD COLUMN wire text CHECK (wire IN ('vendor')),
    ADD COLUMN key_id uuid,
    ALTER COLUMN sealed_secret DROP NOT NULL,
    DROP CONSTRAINT webhook_endpoints_kinds_check,
    DROP CONSTRAINT webhook_endpoints_reason_check;
ALTER TABLE webhook_endpoints
    ADD CHECK (wire IS NOT NULL OR (sealed_secret IS NOT NULL AND cardinality(kinds) > 0)),
    ADD CHECK (wire IS NOT NULL OR key_id IS NULL),
    ADD CHECK (reason IN ('chosen', 'failing', 'gone', 'owner', 'key', 'too_many'));

-- It goes in the request of another one, and so is no request of its own.
ALTER TABLE webhook_deliveries ADD COLUMN with_id uuid;

-- How a server there is shown who speaks.
CREATE TABLE wire_securities (
    account_id uuid NOT NULL REFERENCES accounts,
    id uuid NOT NULL,
    auth_id text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('BASIC', 'HMAC', 'OAUTH')),
    sealed_credentials text NOT NULL,
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account_id, id),
    UNIQUE (account_id, auth_id)
);

-- Where it goes, and how.
CREATE TABLE wire_profiles (
    account_id uuid NOT NULL REFERENCES accounts,
    id uuid NOT NULL,
    profile_id text NOT NULL,
    url text NOT NULL,
    security_id uuid,
    settings jsonb NOT NULL,
    header_names text[] NOT NULL DEFAULT '{}',
    sealed_headers text,
    -- When the next request may go, where there is a rate.
    slot_at timestamptz,
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account_id, id),
    UNIQUE (account_id, profile_id),
    FOREIGN KEY (account_id, security_id) REFERENCES wire_securities
);
CREATE INDEX wire_profiles_of_security ON wire_profiles (account_id, security_id)
    WHERE security_id IS NOT NULL;

-- What is told of: beside its webhook, with which it ends.
CREATE TABLE wire_subscriptions (
    account_id uuid NOT NULL,
    endpoint_id uuid NOT NULL,
    channel text NOT NULL CHECK (channel IN ('AGENT_OS', 'CUSTOMER_ENGAGEMENT', 'SMS')),
    subscription_id text NOT NULL,
    profile_id uuid NOT NULL,
    name text,
    events text[] NOT NULL,
    criteria jsonb NOT NULL DEFAULT '[]',
    resources text[] NOT NULL DEFAULT '{}',
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account_id, endpoint_id),
    UNIQUE (account_id, channel, subscription_id),
    FOREIGN KEY (account_id, endpoint_id) REFERENCES webhook_endpoints ON DELETE CASCADE,
    FOREIGN KEY (account_id, profile_id) REFERENCES wire_profiles
);
CREATE INDEX wire_subscriptions_of_profile ON wire_subscriptions (account_id, profile_id);
"""


def upgrade() -> None:
    op.execute(UP)
