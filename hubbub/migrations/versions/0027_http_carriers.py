"""Carriers that are reached over HTTP."""

from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

UP = """
ALTER TABLE carriers ADD COLUMN takes_whole_texts boolean NOT NULL DEFAULT false;

-- The door is what the carrier reports to, a part of an address that nobody can guess; it is found
-- by its hash, so that how long looking takes says nothing of it.
CREATE TABLE http_carriers (
    account_id uuid NOT NULL,
    carrier_id uuid NOT NULL,
    settings jsonb NOT NULL DEFAULT '{}',
    sealed_secrets text NOT NULL,
    sealed_door text NOT NULL,
    door_sha256 bytea NOT NULL UNIQUE CHECK (octet_length(door_sha256) = 32),
    per_second integer NOT NULL DEFAULT 10 CHECK (per_second BETWEEN 1 AND 10000),
    is_simulated boolean NOT NULL DEFAULT false,
    PRIMARY KEY (account_id, carrier_id),
    FOREIGN KEY (account_id, carrier_id) REFERENCES carriers
);

-- Whoever knocks says of which account he is by the door alone.
CREATE FUNCTION carrier_of_door(wanted bytea)
RETURNS TABLE (kind text, account_id uuid, carrier_id uuid, settings jsonb, sealed_secrets text,
               sealed_door text, per_second integer, is_simulated boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT c.kind, h.account_id, h.carrier_id, h.settings, h.sealed_secrets, h.sealed_door,
           h.per_second, h.is_simulated
    FROM http_carriers h
    JOIN carriers c ON c.account_id = h.account_id AND c.id = h.carrier_id
    WHERE h.door_sha256 = wanted
$$;
"""


def upgrade() -> None:
    op.execute(UP)
