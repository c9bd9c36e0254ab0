"""Second factors, passkeys, OpenID Connect, allowed addresses and limits of sessions."""

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

UP = """
CREATE TABLE once (
    token_sha256 bytea PRIMARY KEY,
    purpose text NOT NULL,
    data jsonb NOT NULL,
    expires_at timestamptz NOT NULL
);
CREATE INDEX once_expires ON once (expires_at);

CREATE TABLE sign_in_settings (
    account_id uuid PRIMARY KEY REFERENCES accounts,
    short_name text CHECK (short_name ~ '^[a-z0-9](-?[a-z0-9])*$'
                           AND char_length(short_name) BETWEEN 2 AND 40),
    requires_second_factor boolean NOT NULL DEFAULT false,
    allows_passwords boolean NOT NULL DEFAULT true,
    networks cidr[] NOT NULL DEFAULT '{}',
    idle_minutes integer NOT NULL DEFAULT 20160 CHECK (idle_minutes BETWEEN 5 AND 43200),
    absolute_minutes integer NOT NULL DEFAULT 43200
        CHECK (absolute_minutes BETWEEN 60 AND 129600),
    version bigint NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX sign_in_settings_short_name ON sign_in_settings (short_name);

CREATE TABLE user_networks (
    account_id uuid NOT NULL,
    user_id uuid NOT NULL,
    networks cidr[] NOT NULL,
    version bigint NOT NULL DEFAULT 1,
    PRIMARY KEY (account_id, user_id),
    FOREIGN KEY (account_id, user_id) REFERENCES users
);

CREATE TABLE totp_secrets (
    account_id uuid NOT NULL,
    user_id uuid NOT NULL,
    sealed_secret text NOT NULL,
    last_step bigint NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account_id, user_id),
    FOREIGN KEY (account_id, user_id) REFERENCES users
);

CREATE TABLE recovery_codes (
    account_id uuid NOT NULL,
    user_id uuid NOT NULL,
    code_sha256 bytea NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account_id, user_id, code_sha256),
    FOREIGN KEY (account_id, user_id) REFERENCES users
);

CREATE TABLE passkeys (
    account_id uuid NOT NULL,
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 100),
    credential_id bytea NOT NULL,
    public_key bytea NOT NULL,
    sign_count bigint NOT NULL,
    relying_party text NOT NULL,
    transports text[] NOT NULL DEFAULT '{}',
    is_synced boolean NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    last_used_at timestamptz,
    PRIMARY KEY (account_id, id),
    FOREIGN KEY (account_id, user_id) REFERENCES users
);
-- Whose a credential is must be found before the account is known.
CREATE UNIQUE INDEX passkeys_credential ON passkeys (credential_id);
CREATE INDEX passkeys_user ON passkeys (account_id, user_id);

CREATE TABLE known_devices (
    account_id uuid NOT NULL,
    user_id uuid NOT NULL,
    device_sha256 bytea NOT NULL,
    first_seen_at timestamptz NOT NULL DEFAULT now(),
    last_seen_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account_id, user_id, device_sha256),
    FOREIGN KEY (account_id, user_id) REFERENCES users
);

CREATE TABLE openid_providers (
    account_id uuid NOT NULL REFERENCES accounts,
    id uuid NOT NULL,
    label text NOT NULL CHECK (char_length(label) BETWEEN 1 AND 60),
    issuer text NOT NULL,
    client_id text NOT NULL,
    sealed_client_secret text,
    domains text[] NOT NULL DEFAULT '{}',
    creates_users boolean NOT NULL DEFAULT false,
    role_ids uuid[] NOT NULL DEFAULT '{}',
    is_enabled boolean NOT NULL DEFAULT true,
    configured_by uuid NOT NULL,
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account_id, id),
    FOREIGN KEY (account_id, configured_by) REFERENCES users
);

CREATE TABLE openid_links (
    account_id uuid NOT NULL,
    provider_id uuid NOT NULL,
    subject text NOT NULL,
    user_id uuid NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    last_used_at timestamptz,
    PRIMARY KEY (account_id, provider_id, subject),
    FOREIGN KEY (account_id, provider_id) REFERENCES openid_providers ON DELETE CASCADE,
    FOREIGN KEY (account_id, user_id) REFERENCES users
);
CREATE UNIQUE INDEX openid_links_user ON openid_links (account_id, provider_id, user_id);

ALTER TABLE sessions ADD COLUMN method text NOT NULL DEFAULT 'password'
    CHECK (method IN ('password', 'passkey', 'openid'));
ALTER TABLE sessions ADD COLUMN has_second_factor boolean NOT NULL DEFAULT false;
ALTER TABLE sessions ADD COLUMN confirmed_at timestamptz;

-- The limits count from what the account says now, also for sessions that began before.
DROP FUNCTION session_of(bytea);
CREATE FUNCTION session_of(token bytea)
RETURNS TABLE (account_id uuid, id uuid, user_id uuid, seen_at timestamptz,
               access_version bigint, created_at timestamptz, method text,
               has_second_factor boolean, confirmed_at timestamptz, must_set_up boolean,
               idle_minutes integer, networks cidr[], user_networks cidr[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT s.account_id, s.id, s.user_id, s.seen_at, a.access_version, s.created_at, s.method,
           s.has_second_factor, s.confirmed_at,
           coalesce(r.requires_second_factor, false)
               AND NOT s.has_second_factor AND s.method <> 'openid',
           coalesce(r.idle_minutes, 20160), coalesce(r.networks, '{}'),
           coalesce(n.networks, '{}')
    FROM sessions s JOIN accounts a ON a.account_id = s.account_id
    LEFT JOIN sign_in_settings r ON r.account_id = s.account_id
    LEFT JOIN user_networks n ON n.account_id = s.account_id AND n.user_id = s.user_id
    WHERE s.token_sha256 = token AND s.expires_at > now()
      AND s.seen_at + make_interval(mins => coalesce(r.idle_minutes, 20160)) > now()
      AND s.created_at + make_interval(mins => coalesce(r.absolute_minutes, 43200)) > now()
$$;

CREATE FUNCTION passkey_of(credential bytea)
RETURNS TABLE (account_id uuid, id uuid, user_id uuid, public_key bytea, sign_count bigint,
               relying_party text, state text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT p.account_id, p.id, p.user_id, p.public_key, p.sign_count, p.relying_party, u.state
    FROM passkeys p JOIN users u ON u.account_id = p.account_id AND u.id = p.user_id
    WHERE p.credential_id = credential
$$;

-- Which account somebody is about to sign in to: by its short name, by his address, or by the
-- domain of his address where one account alone has claimed it.
CREATE FUNCTION sign_in_account_of(wanted_short_name text, wanted_email text)
RETURNS TABLE (account_id uuid, name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH found AS (
        SELECT r.account_id, 1 AS rank FROM sign_in_settings r
        WHERE r.short_name = lower(wanted_short_name)
        UNION ALL
        SELECT n.account_id, 2 FROM sign_in_names n WHERE n.name = lower(wanted_email)
        UNION ALL
        SELECT min(p.account_id::text)::uuid, 3 FROM openid_providers p
        WHERE p.is_enabled AND split_part(lower(wanted_email), '@', 2) = ANY(p.domains)
        HAVING count(DISTINCT p.account_id) = 1)
    SELECT a.account_id, a.name FROM found f JOIN accounts a ON a.account_id = f.account_id
    ORDER BY f.rank LIMIT 1
$$;
CREATE FUNCTION openid_provider_of(wanted uuid) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT p.account_id FROM openid_providers p WHERE p.id = wanted AND p.is_enabled
$$;
"""


def upgrade() -> None:
    op.execute(UP)
