"""The audit: object, address, before and after; texts aside; seals; addresses of API keys."""

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

UP = """
ALTER TABLE audit
    ADD COLUMN xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    ADD COLUMN area text NOT NULL DEFAULT 'account',
    ADD COLUMN object_kind text NOT NULL DEFAULT '',
    ADD COLUMN object_id uuid,
    ADD COLUMN person_id uuid,
    ADD COLUMN address_hash text,
    ADD COLUMN changes jsonb NOT NULL DEFAULT '{}';
UPDATE audit SET
    area = CASE WHEN split_part(kind, '.', 1) IN ('queue', 'membership')
           THEN 'conversations' ELSE 'account' END,
    object_kind = CASE WHEN split_part(kind, '.', 1) IN ('seat', 'membership')
                  THEN 'user' ELSE split_part(kind, '.', 1) END,
    object_id = coalesce((data ->> 'key_id')::uuid, subject_id),
    person_id = CASE WHEN actor_kind = 'user' THEN actor_id END;
ALTER TABLE audit
    ALTER COLUMN object_id SET NOT NULL,
    ALTER COLUMN area DROP DEFAULT,
    ALTER COLUMN object_kind DROP DEFAULT,
    ADD CONSTRAINT audit_area_check CHECK (area IN ('account', 'conversations'));
CREATE INDEX audit_tail ON audit (xid, seq);
CREATE INDEX audit_chain ON audit (account_id, xid, seq);
CREATE INDEX audit_at ON audit (account_id, at, seq);
CREATE INDEX audit_person ON audit (account_id, person_id, at, seq);
CREATE INDEX audit_object ON audit (account_id, object_id, at, seq);
CREATE INDEX audit_kind ON audit (account_id, kind, at, seq);

CREATE TABLE audit_values (
    account_id uuid NOT NULL,
    audit_seq bigint NOT NULL,
    side text NOT NULL CHECK (side IN ('before', 'after', 'from')),
    field text NOT NULL,
    whose uuid,
    salt bytea NOT NULL,
    text text NOT NULL,
    PRIMARY KEY (account_id, audit_seq, side, field),
    FOREIGN KEY (account_id, audit_seq) REFERENCES audit
);
CREATE INDEX audit_values_whose ON audit_values (account_id, whose);

CREATE TABLE audit_seals (
    account_id uuid NOT NULL,
    number bigint NOT NULL,
    epoch integer NOT NULL,
    first_xid bigint NOT NULL,
    first_seq bigint NOT NULL,
    last_xid bigint NOT NULL,
    last_seq bigint NOT NULL,
    last_at timestamptz NOT NULL,
    count integer NOT NULL,
    entries bytea NOT NULL,
    previous bytea NOT NULL,
    digest bytea NOT NULL,
    signature text NOT NULL,
    sealed_at timestamptz NOT NULL,
    PRIMARY KEY (account_id, number)
);

CREATE TABLE audit_checks (
    account_id uuid PRIMARY KEY,
    checked_at timestamptz NOT NULL,
    seals bigint NOT NULL,
    rows bigint NOT NULL,
    sealed_until timestamptz,
    findings jsonb NOT NULL
);

ALTER TABLE event_epochs ADD COLUMN audit_after_seq bigint NOT NULL DEFAULT 0;

ALTER TABLE api_keys
    ADD COLUMN networks cidr[] NOT NULL DEFAULT '{}',
    ADD COLUMN last_used_from inet,
    ADD COLUMN version bigint NOT NULL DEFAULT 1;
DROP FUNCTION api_key_of(bytea);
CREATE FUNCTION api_key_of(key bytea)
RETURNS TABLE (account_id uuid, id uuid, user_id uuid, scopes text[], networks cidr[],
               last_used_at timestamptz, last_used_from inet, access_version bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT k.account_id, k.id, k.user_id, k.scopes, k.networks, k.last_used_at,
           k.last_used_from, a.access_version
    FROM api_keys k JOIN accounts a ON a.account_id = k.account_id
    WHERE k.key_sha256 = key AND (k.expires_at IS NULL OR k.expires_at > now())
$$;
"""


def upgrade() -> None:
    op.execute(UP)
