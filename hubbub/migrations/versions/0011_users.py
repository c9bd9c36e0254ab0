"""User names, details, invites, single-use links, and the outbox of mail."""

from alembic import op

revision = "0011"
down_revision = "0008"
branch_labels = None
depends_on = None

UP = """
ALTER TABLE users
    ADD COLUMN username text,
    ADD COLUMN language text CHECK (char_length(language) BETWEEN 2 AND 35),
    ADD COLUMN time_zone text CHECK (char_length(time_zone) BETWEEN 1 AND 64),
    ADD COLUMN phone text CHECK (char_length(phone) BETWEEN 3 AND 32),
    ADD COLUMN pending_email text CHECK (char_length(pending_email) BETWEEN 3 AND 254),
    ADD COLUMN details_version bigint NOT NULL DEFAULT 1;

-- Everybody who is here already gets a name from the address, with a number where it is taken.
DO $$
DECLARE
    each record;
    base text;
    candidate text;
    number integer;
BEGIN
    FOR each IN SELECT account_id, id, email FROM users ORDER BY created_at, id LOOP
        base := regexp_replace(lower(split_part(each.email, '@', 1)), '[^a-z0-9._-]+', '-', 'g');
        base := left(trim(BOTH '-._' FROM base), 50);
        IF char_length(base) < 3 THEN
            base := 'user' || base;
        END IF;
        candidate := base;
        number := 1;
        WHILE EXISTS (SELECT 1 FROM sign_in_names WHERE name = candidate) LOOP
            number := number + 1;
            candidate := base || number;
        END LOOP;
        UPDATE users SET username = candidate
        WHERE account_id = each.account_id AND id = each.id;
        INSERT INTO sign_in_names (name, account_id, user_id)
        VALUES (candidate, each.account_id, each.id);
    END LOOP;
END
$$;
ALTER TABLE users ALTER COLUMN username SET NOT NULL;
ALTER TABLE users ADD CONSTRAINT users_username_size
    CHECK (char_length(username) BETWEEN 3 AND 64);
CREATE UNIQUE INDEX users_username ON users (account_id, lower(username));
CREATE INDEX users_by_name ON users (account_id, lower(name), id);
CREATE INDEX sign_in_names_user ON sign_in_names (account_id, user_id);

ALTER TABLE sessions
    ADD COLUMN address text,
    ADD COLUMN browser text;

CREATE TABLE invites (
    account_id uuid NOT NULL REFERENCES accounts,
    id uuid NOT NULL,
    email text NOT NULL CHECK (char_length(email) BETWEEN 3 AND 254),
    role_ids uuid[] NOT NULL,
    wants_seat boolean NOT NULL,
    joins_queues boolean NOT NULL,
    invited_by uuid,
    invited_by_key uuid,
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    accepted_at timestamptz,
    revoked_at timestamptz,
    user_id uuid,
    version bigint NOT NULL DEFAULT 1,
    PRIMARY KEY (account_id, id),
    FOREIGN KEY (account_id, invited_by) REFERENCES users,
    FOREIGN KEY (account_id, user_id) REFERENCES users
);
CREATE UNIQUE INDEX invites_open ON invites (account_id, lower(email))
    WHERE accepted_at IS NULL AND revoked_at IS NULL;
CREATE INDEX invites_newest ON invites (account_id, created_at, id);

CREATE TABLE links (
    account_id uuid NOT NULL REFERENCES accounts,
    id uuid NOT NULL,
    purpose text NOT NULL CHECK (purpose IN ('password', 'invite', 'email')),
    user_id uuid,
    invite_id uuid,
    token_sha256 bytea NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    ended_at timestamptz,
    ended text CHECK (ended IN ('used', 'replaced', 'revoked')),
    PRIMARY KEY (account_id, id),
    FOREIGN KEY (account_id, user_id) REFERENCES users,
    FOREIGN KEY (account_id, invite_id) REFERENCES invites,
    CHECK ((user_id IS NULL) <> (invite_id IS NULL)),
    CHECK ((ended IS NULL) = (ended_at IS NULL))
);
CREATE UNIQUE INDEX links_token ON links (token_sha256);
CREATE INDEX links_user ON links (account_id, user_id) WHERE user_id IS NOT NULL;
CREATE INDEX links_invite ON links (account_id, invite_id) WHERE invite_id IS NOT NULL;

-- What is to be mailed to whom, by ids: the words are made when it is sent and never kept.
CREATE TABLE mails (
    account_id uuid NOT NULL REFERENCES accounts,
    id uuid NOT NULL,
    kind text NOT NULL,
    subject_id uuid NOT NULL,
    address text,
    state text NOT NULL DEFAULT 'queued'
        CHECK (state IN ('queued', 'sent', 'failed', 'dropped')),
    reason text,
    attempts integer NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT now(),
    next_at timestamptz,
    sent_at timestamptz,
    PRIMARY KEY (account_id, id)
);
CREATE INDEX mails_subject ON mails (account_id, subject_id, created_at);
CREATE INDEX mails_newest ON mails (account_id, created_at, id);

-- Which account a single-use link belongs to, before that is known.
CREATE FUNCTION link_of(token bytea)
RETURNS TABLE (account_id uuid, id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT l.account_id, l.id FROM links l WHERE l.token_sha256 = token
$$;
"""


def upgrade() -> None:
    op.execute(UP)
