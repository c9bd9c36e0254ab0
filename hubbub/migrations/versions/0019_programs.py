"""Sessions and tokens of programs, and keys that begin later or are switched off."""

from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

UP = """
ALTER TABLE api_keys
    ADD COLUMN starts_at timestamptz,
    ADD COLUMN is_enabled boolean NOT NULL DEFAULT true;
CREATE OR REPLACE FUNCTION api_key_of(key bytea)
RETURNS TABLE (account_id uuid, id uuid, user_id uuid, scopes text[], networks cidr[],
               last_used_at timestamptz, last_used_from inet, access_version bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT k.account_id, k.id, k.user_id, k.scopes, k.networks, k.last_used_at,
           k.last_used_from, a.access_version
    FROM api_keys k JOIN accounts a ON a.account_id = k.account_id
    WHERE k.key_sha256 = key AND k.is_enabled
      AND (k.starts_at IS NULL OR k.starts_at <= now())
      AND (k.expires_at IS NULL OR k.expires_at > now())
$$;

-- A session is a browser's, or a program's that lapses when idle, or a token that does not live
-- long; the last kind may stand for a key, and ends with it.
ALTER TABLE sessions
    ADD COLUMN kind text NOT NULL DEFAULT 'browser'
        CHECK (kind IN ('browser', 'program', 'token')),
    ADD COLUMN key_id uuid,
    ADD COLUMN bound_to inet,
    ADD FOREIGN KEY (account_id, key_id) REFERENCES api_keys ON DELETE CASCADE,
    DROP CONSTRAINT sessions_method_check,
    ADD CONSTRAINT sessions_method_check
        CHECK (method IN ('password', 'passkey', 'openid', 'api_key')
               AND (method = 'api_key') = (key_id IS NOT NULL));
CREATE INDEX sessions_key ON sessions (account_id, key_id) WHERE key_id IS NOT NULL;

DROP FUNCTION session_of(bytea);
CREATE FUNCTION session_of(token bytea)
RETURNS TABLE (account_id uuid, id uuid, user_id uuid, seen_at timestamptz,
               access_version bigint, created_at timestamptz, method text,
               has_second_factor boolean, confirmed_at timestamptz, must_set_up boolean,
               idle_minutes integer, networks cidr[], user_networks cidr[],
               kind text, key_id uuid, bound_to inet)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT s.account_id, s.id, s.user_id, s.seen_at, a.access_version, s.created_at, s.method,
           s.has_second_factor, s.confirmed_at,
           coalesce(r.requires_second_factor, false)
               AND NOT s.has_second_factor AND s.method NOT IN ('openid', 'api_key'),
           i.minutes, coalesce(r.networks, '{}'), coalesce(n.networks, '{}'),
           s.kind, s.key_id, s.bound_to
    FROM sessions s JOIN accounts a ON a.account_id = s.account_id
    LEFT JOIN sign_in_settings r ON r.account_id = s.account_id
    LEFT JOIN user_networks n ON n.account_id = s.account_id AND n.user_id = s.user_id
    CROSS JOIN LATERAL (SELECT least(coalesce(r.idle_minutes, 20160),
                                     CASE s.kind WHEN 'program' THEN 60 END)) i (minutes)
    WHERE s.token_sha256 = token AND s.expires_at > now()
      AND (s.kind = 'token' OR s.seen_at + make_interval(mins => i.minutes) > now())
      AND s.created_at + make_interval(mins => coalesce(r.absolute_minutes, 43200)) > now()
$$;
"""


def upgrade() -> None:
    op.execute(UP)
