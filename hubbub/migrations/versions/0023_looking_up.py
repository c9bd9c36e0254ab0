"""Sessions and keys are looked up with plans that are kept.

The body of a function in SQL is planned anew for each statement that calls it, which was most of
what finding out who asks has cost; one in PL/pgSQL is planned once for a connection. And the
sessions of many tokens are found with one plan instead of a call for each.
"""

from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

UP = """
DROP FUNCTION session_of(bytea);
CREATE FUNCTION sessions_of(tokens bytea[])
RETURNS TABLE (token_sha256 bytea, account_id uuid, id uuid, user_id uuid, seen_at timestamptz,
               access_version bigint, created_at timestamptz, method text,
               has_second_factor boolean, confirmed_at timestamptz, must_set_up boolean,
               idle_minutes integer, networks cidr[], user_networks cidr[],
               kind text, key_id uuid, bound_to inet)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    SELECT s.token_sha256, s.account_id, s.id, s.user_id, s.seen_at, a.access_version,
           s.created_at, s.method, s.has_second_factor, s.confirmed_at,
           coalesce(r.requires_second_factor, false)
               AND NOT s.has_second_factor AND s.method NOT IN ('openid', 'api_key'),
           i.minutes, coalesce(r.networks, '{}'), coalesce(n.networks, '{}'),
           s.kind, s.key_id, s.bound_to
    FROM sessions s JOIN accounts a ON a.account_id = s.account_id
    LEFT JOIN sign_in_settings r ON r.account_id = s.account_id
    LEFT JOIN user_networks n ON n.account_id = s.account_id AND n.user_id = s.user_id
    CROSS JOIN LATERAL (SELECT least(coalesce(r.idle_minutes, 20160),
                                     CASE s.kind WHEN 'program' THEN 60 END)) i (minutes)
    WHERE s.token_sha256 = ANY(tokens) AND s.expires_at > now()
      AND (s.kind = 'token' OR s.seen_at + make_interval(mins => i.minutes) > now())
      AND s.created_at + make_interval(mins => coalesce(r.absolute_minutes, 43200)) > now();
END $$;

DROP FUNCTION api_key_of(bytea);
CREATE FUNCTION api_key_of(key bytea)
RETURNS TABLE (account_id uuid, id uuid, user_id uuid, scopes text[], networks cidr[],
               last_used_at timestamptz, last_used_from inet, access_version bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    SELECT k.account_id, k.id, k.user_id, k.scopes, k.networks, k.last_used_at,
           k.last_used_from, a.access_version
    FROM api_keys k JOIN accounts a ON a.account_id = k.account_id
    WHERE k.key_sha256 = key AND k.is_enabled
      AND (k.starts_at IS NULL OR k.starts_at <= now())
      AND (k.expires_at IS NULL OR k.expires_at > now());
END $$;
"""


def upgrade() -> None:
    op.execute(UP)
