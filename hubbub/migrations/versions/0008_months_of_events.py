"""Lets the engine have the next months' partitions made, without being the owner."""

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

UP = """
CREATE FUNCTION add_event_months(ahead integer, today date DEFAULT current_date)
RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp SET lock_timeout = '2s'
AS $$
DECLARE
    first date; following date; name text; made integer := 0;
BEGIN
    FOR month IN 0..ahead LOOP
        first := date_trunc('month', today)::date + make_interval(months => month);
        following := first + interval '1 month';
        name := 'events_' || to_char(first, 'YYYY_MM');
        CONTINUE WHEN to_regclass('public.' || name) IS NOT NULL;
        -- What fell into the net in the meantime keeps its number and its transaction.
        CREATE TEMPORARY TABLE caught ON COMMIT DROP AS
            SELECT * FROM events_default WHERE false;
        WITH taken AS (
            DELETE FROM events_default
            WHERE at >= first::timestamp AT TIME ZONE 'UTC'
              AND at < following::timestamp AT TIME ZONE 'UTC' RETURNING *)
        INSERT INTO caught SELECT * FROM taken;
        EXECUTE format(
            'CREATE TABLE %I PARTITION OF events FOR VALUES FROM (%L) TO (%L)', name,
            first::timestamp AT TIME ZONE 'UTC', following::timestamp AT TIME ZONE 'UTC');
        INSERT INTO events OVERRIDING SYSTEM VALUE SELECT * FROM caught;
        DROP TABLE caught;
        made := made + 1;
    END LOOP;
    RETURN made;
END $$;

CREATE FUNCTION events_outside_months() RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp
AS 'SELECT count(*) FROM (SELECT FROM events_default LIMIT 10000) AS found';
"""


def upgrade() -> None:
    op.execute(UP)
