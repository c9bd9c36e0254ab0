"""Accounts, users, roles, seats, memberships, sessions, API keys."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

UP = """
CREATE TABLE accounts (
    account_id uuid PRIMARY KEY,
    name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 255),
    seats integer NOT NULL CHECK (seats >= 0),
    access_version bigint NOT NULL DEFAULT 1,
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE users (
    account_id uuid NOT NULL REFERENCES accounts,
    id uuid NOT NULL,
    name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 255),
    email text NOT NULL CHECK (char_length(email) BETWEEN 3 AND 254),
    password_hash text,
    state text NOT NULL DEFAULT 'enabled' CHECK (state IN ('enabled', 'disabled')),
    last_sign_in_at timestamptz,
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account_id, id)
);
CREATE UNIQUE INDEX users_email ON users (account_id, lower(email));

CREATE TABLE sign_in_names (
    name text PRIMARY KEY,
    account_id uuid NOT NULL,
    user_id uuid NOT NULL,
    FOREIGN KEY (account_id, user_id) REFERENCES users
);

CREATE TABLE roles (
    account_id uuid NOT NULL REFERENCES accounts,
    id uuid NOT NULL,
    default_key text,
    name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 100),
    description text NOT NULL DEFAULT '',
    permissions text[] NOT NULL DEFAULT '{}',
    copied_from uuid,
    version bigint NOT NULL DEFAULT 1,
    PRIMARY KEY (account_id, id),
    FOREIGN KEY (account_id, copied_from) REFERENCES roles,
    CHECK (default_key IS NULL OR permissions = '{}')
);
CREATE UNIQUE INDEX roles_name ON roles (account_id, lower(name));
CREATE UNIQUE INDEX roles_default ON roles (account_id, default_key)
    WHERE default_key IS NOT NULL;

CREATE TABLE user_roles (
    account_id uuid NOT NULL,
    user_id uuid NOT NULL,
    role_id uuid NOT NULL,
    PRIMARY KEY (account_id, user_id, role_id),
    FOREIGN KEY (account_id, user_id) REFERENCES users,
    FOREIGN KEY (account_id, role_id) REFERENCES roles
);
CREATE INDEX user_roles_role ON user_roles (account_id, role_id);

CREATE TABLE seats (
    account_id uuid NOT NULL,
    user_id uuid NOT NULL,
    given_at timestamptz NOT NULL DEFAULT now(),
    given_by uuid,
    PRIMARY KEY (account_id, user_id),
    FOREIGN KEY (account_id, user_id) REFERENCES users
);

CREATE TABLE queue_scopes (
    account_id uuid NOT NULL REFERENCES accounts,
    id uuid NOT NULL,
    is_joined_by_new_agents boolean NOT NULL DEFAULT false,
    PRIMARY KEY (account_id, id)
);

CREATE TABLE memberships (
    account_id uuid NOT NULL,
    user_id uuid NOT NULL,
    queue_id uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ('agent', 'viewer')),
    PRIMARY KEY (account_id, user_id, queue_id),
    FOREIGN KEY (account_id, user_id) REFERENCES users,
    FOREIGN KEY (account_id, queue_id) REFERENCES queue_scopes
);
CREATE INDEX memberships_queue ON memberships (account_id, queue_id);

CREATE TABLE sessions (
    account_id uuid NOT NULL,
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    token_sha256 bytea NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    seen_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (account_id, id),
    FOREIGN KEY (account_id, user_id) REFERENCES users
);
CREATE UNIQUE INDEX sessions_token ON sessions (token_sha256);
CREATE INDEX sessions_user ON sessions (account_id, user_id);

CREATE TABLE api_keys (
    account_id uuid NOT NULL,
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 100),
    prefix text NOT NULL,
    key_sha256 bytea NOT NULL,
    scopes text[] NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz,
    last_used_at timestamptz,
    PRIMARY KEY (account_id, id),
    FOREIGN KEY (account_id, user_id) REFERENCES users
);
CREATE UNIQUE INDEX api_keys_key ON api_keys (key_sha256);

-- Look-ups before the account is known. They answer for one secret or one name, and run with
-- the rights of the engine once `hubbub.kernel.protection` has given it them.
CREATE FUNCTION session_of(token bytea)
RETURNS TABLE (account_id uuid, id uuid, user_id uuid, seen_at timestamptz,
               access_version bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT s.account_id, s.id, s.user_id, s.seen_at, a.access_version
    FROM sessions s JOIN accounts a ON a.account_id = s.account_id
    WHERE s.token_sha256 = token AND s.expires_at > now()
$$;
CREATE FUNCTION api_key_of(key bytea)
RETURNS TABLE (account_id uuid, id uuid, user_id uuid, scopes text[], last_used_at timestamptz,
               access_version bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT k.account_id, k.id, k.user_id, k.scopes, k.last_used_at, a.access_version
    FROM api_keys k JOIN accounts a ON a.account_id = k.account_id
    WHERE k.key_sha256 = key AND (k.expires_at IS NULL OR k.expires_at > now())
$$;
CREATE FUNCTION sign_in_of(wanted text)
RETURNS TABLE (account_id uuid, user_id uuid, password_hash text, state text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT u.account_id, u.id, u.password_hash, u.state
    FROM sign_in_names n
    JOIN users u ON u.account_id = n.account_id AND u.id = n.user_id
    WHERE n.name = lower(wanted)
$$;
CREATE FUNCTION account_count() RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT count(*) FROM accounts
$$;
"""


def upgrade() -> None:
    op.execute(UP)
