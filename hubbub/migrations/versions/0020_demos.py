"""Throw-away accounts, and the whole deletion of an account."""

from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

UP = """
ALTER TABLE accounts ADD COLUMN is_demo boolean NOT NULL DEFAULT false;

-- The engine may delete a demo with all its facts, so that no other account may ever become one.
CREATE FUNCTION keep_is_demo() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'whether an account is a demo never changes';
END $$;
CREATE TRIGGER keep_is_demo BEFORE UPDATE ON accounts FOR EACH ROW
WHEN (OLD.is_demo IS DISTINCT FROM NEW.is_demo)
EXECUTE FUNCTION keep_is_demo();

CREATE TABLE demos (
    account_id uuid NOT NULL PRIMARY KEY REFERENCES accounts,
    until timestamptz NOT NULL,
    state text NOT NULL DEFAULT 'filling' CHECK (state IN ('filling', 'ready')),
    done integer NOT NULL DEFAULT 0,
    total integer NOT NULL DEFAULT 1,
    people uuid[] NOT NULL DEFAULT '{}',
    texts integer NOT NULL DEFAULT 0,
    moved_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX demos_until ON demos (until);

CREATE FUNCTION demo_count() RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS 'SELECT count(*) FROM accounts WHERE is_demo';

-- A demo is nobody's first account.
CREATE OR REPLACE FUNCTION account_count() RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS 'SELECT count(*) FROM accounts WHERE NOT is_demo';

-- What is left of an account that was deleted: no name, nobody's address, and signed.
CREATE TABLE deleted_accounts (
    id uuid NOT NULL PRIMARY KEY,
    created_at timestamptz NOT NULL,
    deleted_at timestamptz NOT NULL,
    seals bigint NOT NULL,
    last_digest bytea NOT NULL,
    signature text NOT NULL
);

-- Some rows of an account, from every table that the catalogue knows, those that others refer to
-- after those others. Called again until it says 0, so that no transaction grows long.
CREATE FUNCTION delete_account_rows(wanted uuid, most bigint) RETURNS bigint
LANGUAGE plpgsql SET search_path = public, pg_temp
AS $$
DECLARE
    pending oid[]; following oid; is_own_parent boolean; gone bigint; whole bigint := 0;
BEGIN
    SELECT array_agg(c.oid) INTO pending
    FROM pg_class c
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'account_id' AND NOT a.attisdropped
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r';
    WHILE cardinality(pending) > 0 LOOP
        SELECT t INTO following FROM unnest(pending) AS t
        WHERE NOT EXISTS (
            SELECT FROM pg_constraint f
            WHERE f.contype = 'f' AND f.confrelid = t AND f.conrelid <> t
              AND f.conrelid = ANY(pending))
        ORDER BY t LIMIT 1;
        IF following IS NULL THEN
            RAISE EXCEPTION 'these tables refer to each other in a circle: %',
                (SELECT string_agg(t::regclass::text, ', ') FROM unnest(pending) AS t);
        END IF;
        -- Rows that refer to each other go together, or not at all.
        is_own_parent := EXISTS (
            SELECT FROM pg_constraint f
            WHERE f.contype = 'f' AND f.confrelid = following AND f.conrelid = following);
        EXECUTE format(
            'DELETE FROM %1$s WHERE ctid = ANY(ARRAY('
            'SELECT ctid FROM %1$s WHERE account_id = $1 LIMIT $2))', following::regclass)
        USING wanted, CASE WHEN is_own_parent THEN NULL ELSE most - whole END;
        GET DIAGNOSTICS gone = ROW_COUNT;
        whole := whole + gone;
        IF whole >= most THEN
            RETURN whole;
        END IF;
        pending := array_remove(pending, following);
    END LOOP;
    RETURN whole;
END $$;
REVOKE ALL ON FUNCTION delete_account_rows(uuid, bigint) FROM PUBLIC;

-- The same for the engine, and for nothing but demos.
CREATE FUNCTION delete_demo_rows(wanted uuid, most bigint) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    -- The account of zeros holds what people without an account asked for.
    IF wanted = '00000000-0000-0000-0000-000000000000'
       OR EXISTS (SELECT FROM accounts WHERE account_id = wanted AND NOT is_demo) THEN
        RAISE EXCEPTION 'only a demo is deleted like this' USING ERRCODE = '42501';
    END IF;
    RETURN delete_account_rows(wanted, most);
END $$;
"""


def upgrade() -> None:
    op.execute(UP)
