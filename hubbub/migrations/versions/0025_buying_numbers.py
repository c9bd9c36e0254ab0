"""What a number is and costs, and the orders of numbers."""

import phonenumbers
from alembic import op
from phonenumbers import PhoneNumberType
from sqlalchemy import text

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

UP = """
ALTER TABLE numbers
    ADD COLUMN country text CHECK (country ~ '^[A-Z]{2}$'),
    ADD COLUMN kind text NOT NULL DEFAULT 'long'
        CHECK (kind IN ('mobile', 'long', 'toll_free', 'short_code')),
    ADD COLUMN capabilities text[] NOT NULL DEFAULT '{sms}'
        CHECK (capabilities <@ '{sms,voice}' AND cardinality(capabilities) > 0),
    ADD COLUMN carrier_key text CHECK (char_length(carrier_key) <= 200),
    ADD COLUMN setup_price numeric(12, 4),
    ADD COLUMN monthly_price numeric(12, 4),
    ADD COLUMN currency text CHECK (currency ~ '^[A-Z]{3}$'),
    ADD COLUMN bought_at timestamptz;

-- An ended order does not hold on to its carrier, so that the carrier can be removed.
-- The id is the key under which the carrier knows the order. What somebody typed in and uploaded is
-- here only until the number is bought or the order is given up.
CREATE TABLE number_orders (
    account_id uuid NOT NULL,
    id uuid NOT NULL,
    client_id uuid NOT NULL,
    state text NOT NULL DEFAULT 'draft'
        CHECK (state IN ('draft', 'placed', 'waiting', 'done', 'failed', 'cancelled')),
    step text NOT NULL DEFAULT 'country'
        CHECK (step IN ('country', 'capabilities', 'kind', 'offer', 'details', 'summary')),
    country text CHECK (country ~ '^[A-Z]{2}$'),
    capabilities text[] NOT NULL DEFAULT '{}',
    kind text,
    carrier_id uuid,
    offer jsonb,
    details jsonb NOT NULL DEFAULT '{}',
    documents jsonb NOT NULL DEFAULT '{}',
    reason text CHECK (char_length(reason) <= 500),
    number_id uuid,
    version bigint NOT NULL DEFAULT 1,
    created_by uuid,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    placed_at timestamptz,
    ended_at timestamptz,
    PRIMARY KEY (account_id, id),
    UNIQUE (account_id, client_id),
    CHECK (state NOT IN ('placed', 'waiting') OR (carrier_id IS NOT NULL AND offer IS NOT NULL)),
    FOREIGN KEY (account_id, carrier_id) REFERENCES carriers
);
CREATE INDEX number_orders_open ON number_orders (account_id, created_at)
    WHERE state IN ('draft', 'placed', 'waiting', 'failed');
CREATE INDEX number_orders_carrier ON number_orders (account_id, carrier_id);
"""
KINDS = {PhoneNumberType.MOBILE: "mobile", PhoneNumberType.TOLL_FREE: "toll_free"}


def upgrade() -> None:
    op.execute(UP)
    connection = op.get_bind()
    for account_id, number_id, number in connection.execute(
        text("SELECT account_id, id, number FROM numbers")
    ).fetchall():
        country, kind = _told_from(number)
        connection.execute(
            text("UPDATE numbers SET country = :c, kind = :k WHERE account_id = :a AND id = :i"),
            {"c": country, "k": kind, "a": account_id, "i": number_id},
        )


def _told_from(number: str) -> tuple[str | None, str]:
    try:
        parsed = phonenumbers.parse(number, None)
    except phonenumbers.NumberParseException:
        return None, "long"
    region = phonenumbers.region_code_for_number(parsed)
    if region is None and parsed.country_code is not None:
        region = phonenumbers.region_code_for_country_code(parsed.country_code)
    # 001 is of no country, and ZZ is unknown.
    country = region if region and region.isalpha() and region != "ZZ" else None
    return country, KINDS.get(phonenumbers.number_type(parsed), "long")
