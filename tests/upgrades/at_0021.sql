
SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET transaction_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;
CREATE FUNCTION public.account_count() RETURNS bigint
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$SELECT count(*) FROM accounts WHERE NOT is_demo$$;
ALTER FUNCTION public.account_count() OWNER TO hubbub_engine;
CREATE FUNCTION public.add_event_months(ahead integer, today date DEFAULT CURRENT_DATE) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    SET lock_timeout TO '2s'
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
ALTER FUNCTION public.add_event_months(ahead integer, today date) OWNER TO hubbub_owner;
CREATE FUNCTION public.api_key_of(key bytea) RETURNS TABLE(account_id uuid, id uuid, user_id uuid, scopes text[], networks cidr[], last_used_at timestamp with time zone, last_used_from inet, access_version bigint)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT k.account_id, k.id, k.user_id, k.scopes, k.networks, k.last_used_at,
           k.last_used_from, a.access_version
    FROM api_keys k JOIN accounts a ON a.account_id = k.account_id
    WHERE k.key_sha256 = key AND k.is_enabled
      AND (k.starts_at IS NULL OR k.starts_at <= now())
      AND (k.expires_at IS NULL OR k.expires_at > now())
$$;
ALTER FUNCTION public.api_key_of(key bytea) OWNER TO hubbub_engine;
CREATE FUNCTION public.delete_account_rows(wanted uuid, most bigint) RETURNS bigint
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $_$
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
END $_$;
ALTER FUNCTION public.delete_account_rows(wanted uuid, most bigint) OWNER TO hubbub_owner;
CREATE FUNCTION public.delete_demo_rows(wanted uuid, most bigint) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
BEGIN
    -- The account of zeros holds what people without an account asked for.
    IF wanted = '00000000-0000-0000-0000-000000000000'
       OR EXISTS (SELECT FROM accounts WHERE account_id = wanted AND NOT is_demo) THEN
        RAISE EXCEPTION 'only a demo is deleted like this' USING ERRCODE = '42501';
    END IF;
    RETURN delete_account_rows(wanted, most);
END $$;
ALTER FUNCTION public.delete_demo_rows(wanted uuid, most bigint) OWNER TO hubbub_owner;
CREATE FUNCTION public.demo_count() RETURNS bigint
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$SELECT count(*) FROM accounts WHERE is_demo$$;
ALTER FUNCTION public.demo_count() OWNER TO hubbub_engine;
CREATE FUNCTION public.events_outside_months() RETURNS bigint
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$SELECT count(*) FROM (SELECT FROM events_default LIMIT 10000) AS found$$;
ALTER FUNCTION public.events_outside_months() OWNER TO hubbub_owner;
CREATE FUNCTION public.keep_is_demo() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
BEGIN
    RAISE EXCEPTION 'whether an account is a demo never changes';
END $$;
ALTER FUNCTION public.keep_is_demo() OWNER TO hubbub_owner;
CREATE FUNCTION public.link_of(token bytea) RETURNS TABLE(account_id uuid, id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT l.account_id, l.id FROM links l WHERE l.token_sha256 = token
$$;
ALTER FUNCTION public.link_of(token bytea) OWNER TO hubbub_engine;
CREATE FUNCTION public.openid_provider_of(wanted uuid) RETURNS uuid
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT p.account_id FROM openid_providers p WHERE p.id = wanted AND p.is_enabled
$$;
ALTER FUNCTION public.openid_provider_of(wanted uuid) OWNER TO hubbub_engine;
CREATE FUNCTION public.passkey_of(credential bytea) RETURNS TABLE(account_id uuid, id uuid, user_id uuid, public_key bytea, sign_count bigint, relying_party text, state text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT p.account_id, p.id, p.user_id, p.public_key, p.sign_count, p.relying_party, u.state
    FROM passkeys p JOIN users u ON u.account_id = p.account_id AND u.id = p.user_id
    WHERE p.credential_id = credential
$$;
ALTER FUNCTION public.passkey_of(credential bytea) OWNER TO hubbub_engine;
CREATE FUNCTION public.session_of(token bytea) RETURNS TABLE(account_id uuid, id uuid, user_id uuid, seen_at timestamp with time zone, access_version bigint, created_at timestamp with time zone, method text, has_second_factor boolean, confirmed_at timestamp with time zone, must_set_up boolean, idle_minutes integer, networks cidr[], user_networks cidr[], kind text, key_id uuid, bound_to inet)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
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
ALTER FUNCTION public.session_of(token bytea) OWNER TO hubbub_engine;
CREATE FUNCTION public.sign_in_account_of(wanted_short_name text, wanted_email text) RETURNS TABLE(account_id uuid, name text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
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
ALTER FUNCTION public.sign_in_account_of(wanted_short_name text, wanted_email text) OWNER TO hubbub_engine;
CREATE FUNCTION public.sign_in_of(wanted text) RETURNS TABLE(account_id uuid, user_id uuid, password_hash text, state text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT u.account_id, u.id, u.password_hash, u.state
    FROM sign_in_names n
    JOIN users u ON u.account_id = n.account_id AND u.id = n.user_id
    WHERE n.name = lower(wanted)
$$;
ALTER FUNCTION public.sign_in_of(wanted text) OWNER TO hubbub_engine;
SET default_tablespace = '';
SET default_table_access_method = heap;
CREATE TABLE public.access_changes (
    account_id uuid NOT NULL,
    version bigint NOT NULL,
    seq bigint NOT NULL,
    who uuid,
    at timestamp with time zone DEFAULT now() NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL
);
ALTER TABLE ONLY public.access_changes FORCE ROW LEVEL SECURITY;
ALTER TABLE public.access_changes OWNER TO hubbub_owner;
ALTER TABLE public.access_changes ALTER COLUMN seq ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.access_changes_seq_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.accounts (
    account_id uuid NOT NULL,
    name text NOT NULL,
    seats integer NOT NULL,
    access_version bigint DEFAULT 1 NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    uses_noted_since timestamp with time zone DEFAULT now() NOT NULL,
    plan text DEFAULT 'free'::text NOT NULL,
    is_demo boolean DEFAULT false NOT NULL,
    CONSTRAINT accounts_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 255))),
    CONSTRAINT accounts_plan_check CHECK (((char_length(plan) >= 1) AND (char_length(plan) <= 40))),
    CONSTRAINT accounts_seats_check CHECK ((seats >= 0))
);
ALTER TABLE ONLY public.accounts FORCE ROW LEVEL SECURITY;
ALTER TABLE public.accounts OWNER TO hubbub_owner;
CREATE TABLE public.agents (
    account_id uuid NOT NULL,
    user_id uuid NOT NULL,
    status text DEFAULT 'offline'::text NOT NULL,
    status_since timestamp with time zone DEFAULT now() NOT NULL,
    capacity integer DEFAULT 5 NOT NULL,
    load integer DEFAULT 0 NOT NULL,
    last_assigned_at timestamp with time zone,
    version bigint DEFAULT 1 NOT NULL,
    CONSTRAINT agents_capacity_check CHECK ((capacity >= 0)),
    CONSTRAINT agents_load_check CHECK ((load >= 0)),
    CONSTRAINT agents_status_check CHECK ((status = ANY (ARRAY['available'::text, 'busy'::text, 'away'::text, 'offline'::text])))
);
ALTER TABLE ONLY public.agents FORCE ROW LEVEL SECURITY;
ALTER TABLE public.agents OWNER TO hubbub_owner;
CREATE TABLE public.alembic_version (
    version_num character varying(32) NOT NULL
);
ALTER TABLE public.alembic_version OWNER TO hubbub_owner;
CREATE TABLE public.api_keys (
    account_id uuid NOT NULL,
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    name text NOT NULL,
    prefix text NOT NULL,
    key_sha256 bytea NOT NULL,
    scopes text[] NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    expires_at timestamp with time zone,
    last_used_at timestamp with time zone,
    networks cidr[] DEFAULT '{}'::cidr[] NOT NULL,
    last_used_from inet,
    version bigint DEFAULT 1 NOT NULL,
    starts_at timestamp with time zone,
    is_enabled boolean DEFAULT true NOT NULL,
    CONSTRAINT api_keys_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 100)))
);
ALTER TABLE ONLY public.api_keys FORCE ROW LEVEL SECURITY;
ALTER TABLE public.api_keys OWNER TO hubbub_owner;
CREATE TABLE public.attempts (
    key text NOT NULL,
    window_start timestamp with time zone NOT NULL,
    count integer NOT NULL
);
ALTER TABLE public.attempts OWNER TO hubbub_owner;
CREATE TABLE public.audit (
    account_id uuid NOT NULL,
    seq bigint NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    event_seq bigint NOT NULL,
    kind text NOT NULL,
    subject_id uuid NOT NULL,
    actor_kind text NOT NULL,
    actor_id uuid,
    data jsonb DEFAULT '{}'::jsonb NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    area text NOT NULL,
    object_kind text NOT NULL,
    object_id uuid NOT NULL,
    person_id uuid,
    address_hash text,
    changes jsonb DEFAULT '{}'::jsonb NOT NULL,
    CONSTRAINT audit_area_check CHECK ((area = ANY (ARRAY['account'::text, 'conversations'::text])))
);
ALTER TABLE ONLY public.audit FORCE ROW LEVEL SECURITY;
ALTER TABLE public.audit OWNER TO hubbub_owner;
CREATE TABLE public.audit_checks (
    account_id uuid NOT NULL,
    checked_at timestamp with time zone NOT NULL,
    seals bigint NOT NULL,
    rows bigint NOT NULL,
    sealed_until timestamp with time zone,
    findings jsonb NOT NULL
);
ALTER TABLE ONLY public.audit_checks FORCE ROW LEVEL SECURITY;
ALTER TABLE public.audit_checks OWNER TO hubbub_owner;
CREATE TABLE public.audit_seals (
    account_id uuid NOT NULL,
    number bigint NOT NULL,
    epoch integer NOT NULL,
    first_xid bigint NOT NULL,
    first_seq bigint NOT NULL,
    last_xid bigint NOT NULL,
    last_seq bigint NOT NULL,
    last_at timestamp with time zone NOT NULL,
    count integer NOT NULL,
    entries bytea NOT NULL,
    previous bytea NOT NULL,
    digest bytea NOT NULL,
    signature text NOT NULL,
    sealed_at timestamp with time zone NOT NULL
);
ALTER TABLE ONLY public.audit_seals FORCE ROW LEVEL SECURITY;
ALTER TABLE public.audit_seals OWNER TO hubbub_owner;
ALTER TABLE public.audit ALTER COLUMN seq ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.audit_seq_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.audit_values (
    account_id uuid NOT NULL,
    audit_seq bigint NOT NULL,
    side text NOT NULL,
    field text NOT NULL,
    whose uuid,
    salt bytea NOT NULL,
    text text NOT NULL,
    CONSTRAINT audit_values_side_check CHECK ((side = ANY (ARRAY['before'::text, 'after'::text, 'from'::text])))
);
ALTER TABLE ONLY public.audit_values FORCE ROW LEVEL SECURITY;
ALTER TABLE public.audit_values OWNER TO hubbub_owner;
CREATE TABLE public.avatars (
    account_id uuid NOT NULL,
    user_id uuid NOT NULL,
    hash text NOT NULL,
    large_id uuid NOT NULL,
    small_id uuid NOT NULL,
    CONSTRAINT avatars_hash_check CHECK ((hash ~ '^[0-9a-f]{32}$'::text))
);
ALTER TABLE ONLY public.avatars FORCE ROW LEVEL SECURITY;
ALTER TABLE public.avatars OWNER TO hubbub_owner;
CREATE TABLE public.carriers (
    account_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    kind text NOT NULL,
    is_enabled boolean DEFAULT true NOT NULL,
    state text DEFAULT 'connecting'::text NOT NULL,
    state_detail text,
    state_at timestamp with time zone DEFAULT now() NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT carriers_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 100))),
    CONSTRAINT carriers_state_check CHECK ((state = ANY (ARRAY['connecting'::text, 'bound'::text, 'retrying'::text, 'stopped'::text])))
);
ALTER TABLE ONLY public.carriers FORCE ROW LEVEL SECURITY;
ALTER TABLE public.carriers OWNER TO hubbub_owner;
CREATE TABLE public.consumers (
    name text NOT NULL,
    epoch integer NOT NULL,
    xid bigint NOT NULL,
    seq bigint NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL
);
ALTER TABLE public.consumers OWNER TO hubbub_owner;
CREATE TABLE public.conversation_messages (
    account_id uuid NOT NULL,
    conversation_id uuid NOT NULL,
    "position" bigint NOT NULL,
    message_id uuid NOT NULL
);
ALTER TABLE ONLY public.conversation_messages FORCE ROW LEVEL SECURITY;
ALTER TABLE public.conversation_messages OWNER TO hubbub_owner;
CREATE TABLE public.conversations (
    account_id uuid NOT NULL,
    id uuid NOT NULL,
    person_id uuid NOT NULL,
    channel text NOT NULL,
    channel_group text NOT NULL,
    number text NOT NULL,
    carrier_id uuid NOT NULL,
    queue_id uuid NOT NULL,
    assignee_id uuid,
    status text DEFAULT 'open'::text NOT NULL,
    priority text DEFAULT 'normal'::text NOT NULL,
    topic text,
    last_message_id uuid,
    last_message_at timestamp with time zone DEFAULT now() NOT NULL,
    inbound_count integer DEFAULT 0 NOT NULL,
    waiting_since timestamp with time zone,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    closed_at timestamp with time zone,
    CONSTRAINT conversations_priority_check CHECK ((priority = ANY (ARRAY['low'::text, 'normal'::text, 'high'::text, 'urgent'::text]))),
    CONSTRAINT conversations_status_check CHECK ((status = ANY (ARRAY['open'::text, 'waiting'::text, 'solved'::text, 'closed'::text]))),
    CONSTRAINT conversations_topic_check CHECK (((char_length(topic) >= 1) AND (char_length(topic) <= 1000)))
);
ALTER TABLE ONLY public.conversations FORCE ROW LEVEL SECURITY;
ALTER TABLE public.conversations OWNER TO hubbub_owner;
CREATE TABLE public.deleted_accounts (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    deleted_at timestamp with time zone NOT NULL,
    seals bigint NOT NULL,
    last_digest bytea NOT NULL,
    signature text NOT NULL
);
ALTER TABLE public.deleted_accounts OWNER TO hubbub_owner;
CREATE TABLE public.demos (
    account_id uuid NOT NULL,
    until timestamp with time zone NOT NULL,
    state text DEFAULT 'filling'::text NOT NULL,
    done integer DEFAULT 0 NOT NULL,
    total integer DEFAULT 1 NOT NULL,
    people uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    texts integer DEFAULT 0 NOT NULL,
    moved_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT demos_state_check CHECK ((state = ANY (ARRAY['filling'::text, 'ready'::text])))
);
ALTER TABLE ONLY public.demos FORCE ROW LEVEL SECURITY;
ALTER TABLE public.demos OWNER TO hubbub_owner;
CREATE TABLE public.directory_errors (
    account_id uuid NOT NULL,
    id uuid NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    key_id uuid,
    request text NOT NULL,
    who text,
    status integer NOT NULL,
    detail text NOT NULL,
    CONSTRAINT directory_errors_who_check CHECK ((char_length(who) <= 255))
);
ALTER TABLE ONLY public.directory_errors FORCE ROW LEVEL SECURITY;
ALTER TABLE public.directory_errors OWNER TO hubbub_owner;
CREATE TABLE public.directory_groups (
    account_id uuid NOT NULL,
    role_id uuid NOT NULL,
    external_id text,
    is_made boolean NOT NULL,
    CONSTRAINT directory_groups_external_id_check CHECK ((char_length(external_id) <= 500))
);
ALTER TABLE ONLY public.directory_groups FORCE ROW LEVEL SECURITY;
ALTER TABLE public.directory_groups OWNER TO hubbub_owner;
CREATE TABLE public.directory_requests (
    account_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    key_id uuid,
    request text NOT NULL,
    status integer NOT NULL
);
ALTER TABLE ONLY public.directory_requests FORCE ROW LEVEL SECURITY;
ALTER TABLE public.directory_requests OWNER TO hubbub_owner;
CREATE TABLE public.directory_users (
    account_id uuid NOT NULL,
    user_id uuid NOT NULL,
    user_name text NOT NULL,
    external_id text,
    said jsonb DEFAULT '{}'::jsonb NOT NULL,
    is_removed boolean DEFAULT false NOT NULL,
    CONSTRAINT directory_users_external_id_check CHECK ((char_length(external_id) <= 500)),
    CONSTRAINT directory_users_user_name_check CHECK (((char_length(user_name) >= 1) AND (char_length(user_name) <= 255)))
);
ALTER TABLE ONLY public.directory_users FORCE ROW LEVEL SECURITY;
ALTER TABLE public.directory_users OWNER TO hubbub_owner;
CREATE TABLE public.event_epochs (
    epoch integer NOT NULL,
    system text NOT NULL,
    after_seq bigint NOT NULL,
    opened_at timestamp with time zone DEFAULT now() NOT NULL,
    access_after_seq bigint DEFAULT 0 NOT NULL,
    audit_after_seq bigint DEFAULT 0 NOT NULL
);
ALTER TABLE public.event_epochs OWNER TO hubbub_owner;
CREATE TABLE public.events (
    account_id uuid NOT NULL,
    seq bigint NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    kind text NOT NULL,
    subject_id uuid NOT NULL,
    version bigint NOT NULL,
    within_id uuid,
    actor_kind text NOT NULL,
    actor_id uuid,
    cause bigint,
    depth smallint DEFAULT 0 NOT NULL,
    data jsonb DEFAULT '{}'::jsonb NOT NULL
)
PARTITION BY RANGE (at);
ALTER TABLE ONLY public.events FORCE ROW LEVEL SECURITY;
ALTER TABLE public.events OWNER TO hubbub_owner;
CREATE TABLE public.events_2026_11 (
    account_id uuid CONSTRAINT events_account_id_not_null NOT NULL,
    seq bigint CONSTRAINT events_seq_not_null NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() CONSTRAINT events_xid_not_null NOT NULL,
    at timestamp with time zone DEFAULT now() CONSTRAINT events_at_not_null NOT NULL,
    kind text CONSTRAINT events_kind_not_null NOT NULL,
    subject_id uuid CONSTRAINT events_subject_id_not_null NOT NULL,
    version bigint CONSTRAINT events_version_not_null NOT NULL,
    within_id uuid,
    actor_kind text CONSTRAINT events_actor_kind_not_null NOT NULL,
    actor_id uuid,
    cause bigint,
    depth smallint DEFAULT 0 CONSTRAINT events_depth_not_null NOT NULL,
    data jsonb DEFAULT '{}'::jsonb CONSTRAINT events_data_not_null NOT NULL
);
ALTER TABLE public.events_2026_11 OWNER TO hubbub_owner;
CREATE TABLE public.events_2026_12 (
    account_id uuid CONSTRAINT events_account_id_not_null NOT NULL,
    seq bigint CONSTRAINT events_seq_not_null NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() CONSTRAINT events_xid_not_null NOT NULL,
    at timestamp with time zone DEFAULT now() CONSTRAINT events_at_not_null NOT NULL,
    kind text CONSTRAINT events_kind_not_null NOT NULL,
    subject_id uuid CONSTRAINT events_subject_id_not_null NOT NULL,
    version bigint CONSTRAINT events_version_not_null NOT NULL,
    within_id uuid,
    actor_kind text CONSTRAINT events_actor_kind_not_null NOT NULL,
    actor_id uuid,
    cause bigint,
    depth smallint DEFAULT 0 CONSTRAINT events_depth_not_null NOT NULL,
    data jsonb DEFAULT '{}'::jsonb CONSTRAINT events_data_not_null NOT NULL
);
ALTER TABLE public.events_2026_12 OWNER TO hubbub_owner;
CREATE TABLE public.events_2027_01 (
    account_id uuid CONSTRAINT events_account_id_not_null NOT NULL,
    seq bigint CONSTRAINT events_seq_not_null NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() CONSTRAINT events_xid_not_null NOT NULL,
    at timestamp with time zone DEFAULT now() CONSTRAINT events_at_not_null NOT NULL,
    kind text CONSTRAINT events_kind_not_null NOT NULL,
    subject_id uuid CONSTRAINT events_subject_id_not_null NOT NULL,
    version bigint CONSTRAINT events_version_not_null NOT NULL,
    within_id uuid,
    actor_kind text CONSTRAINT events_actor_kind_not_null NOT NULL,
    actor_id uuid,
    cause bigint,
    depth smallint DEFAULT 0 CONSTRAINT events_depth_not_null NOT NULL,
    data jsonb DEFAULT '{}'::jsonb CONSTRAINT events_data_not_null NOT NULL
);
ALTER TABLE public.events_2027_01 OWNER TO hubbub_owner;
CREATE TABLE public.events_default (
    account_id uuid CONSTRAINT events_account_id_not_null NOT NULL,
    seq bigint CONSTRAINT events_seq_not_null NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() CONSTRAINT events_xid_not_null NOT NULL,
    at timestamp with time zone DEFAULT now() CONSTRAINT events_at_not_null NOT NULL,
    kind text CONSTRAINT events_kind_not_null NOT NULL,
    subject_id uuid CONSTRAINT events_subject_id_not_null NOT NULL,
    version bigint CONSTRAINT events_version_not_null NOT NULL,
    within_id uuid,
    actor_kind text CONSTRAINT events_actor_kind_not_null NOT NULL,
    actor_id uuid,
    cause bigint,
    depth smallint DEFAULT 0 CONSTRAINT events_depth_not_null NOT NULL,
    data jsonb DEFAULT '{}'::jsonb CONSTRAINT events_data_not_null NOT NULL
);
ALTER TABLE public.events_default OWNER TO hubbub_owner;
ALTER TABLE public.events ALTER COLUMN seq ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.events_seq_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.files (
    account_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    media_type text NOT NULL,
    size bigint NOT NULL,
    sha256 bytea NOT NULL,
    owner_kind text NOT NULL,
    owner_id uuid NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT files_size_check CHECK ((size >= 0))
);
ALTER TABLE ONLY public.files FORCE ROW LEVEL SECURITY;
ALTER TABLE public.files OWNER TO hubbub_owner;
CREATE TABLE public.invites (
    account_id uuid NOT NULL,
    id uuid NOT NULL,
    email text NOT NULL,
    role_ids uuid[] NOT NULL,
    wants_seat boolean NOT NULL,
    joins_queues boolean NOT NULL,
    invited_by uuid,
    invited_by_key uuid,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    accepted_at timestamp with time zone,
    revoked_at timestamp with time zone,
    user_id uuid,
    version bigint DEFAULT 1 NOT NULL,
    CONSTRAINT invites_email_check CHECK (((char_length(email) >= 3) AND (char_length(email) <= 254)))
);
ALTER TABLE ONLY public.invites FORCE ROW LEVEL SECURITY;
ALTER TABLE public.invites OWNER TO hubbub_owner;
CREATE TABLE public.known_devices (
    account_id uuid NOT NULL,
    user_id uuid NOT NULL,
    device_sha256 bytea NOT NULL,
    first_seen_at timestamp with time zone DEFAULT now() NOT NULL,
    last_seen_at timestamp with time zone DEFAULT now() NOT NULL
);
ALTER TABLE ONLY public.known_devices FORCE ROW LEVEL SECURITY;
ALTER TABLE public.known_devices OWNER TO hubbub_owner;
CREATE TABLE public.leases (
    name text NOT NULL,
    account_id uuid,
    holder text,
    fence bigint DEFAULT 0 NOT NULL,
    until timestamp with time zone
);
ALTER TABLE ONLY public.leases FORCE ROW LEVEL SECURITY;
ALTER TABLE public.leases OWNER TO hubbub_owner;
CREATE TABLE public.links (
    account_id uuid NOT NULL,
    id uuid NOT NULL,
    purpose text NOT NULL,
    user_id uuid,
    invite_id uuid,
    token_sha256 bytea NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    ended text,
    CONSTRAINT links_check CHECK (((user_id IS NULL) <> (invite_id IS NULL))),
    CONSTRAINT links_check1 CHECK (((ended IS NULL) = (ended_at IS NULL))),
    CONSTRAINT links_ended_check CHECK ((ended = ANY (ARRAY['used'::text, 'replaced'::text, 'revoked'::text]))),
    CONSTRAINT links_purpose_check CHECK ((purpose = ANY (ARRAY['password'::text, 'invite'::text, 'email'::text])))
);
ALTER TABLE ONLY public.links FORCE ROW LEVEL SECURITY;
ALTER TABLE public.links OWNER TO hubbub_owner;
CREATE TABLE public.mails (
    account_id uuid NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    subject_id uuid NOT NULL,
    address text,
    state text DEFAULT 'queued'::text NOT NULL,
    reason text,
    attempts integer DEFAULT 0 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    next_at timestamp with time zone,
    sent_at timestamp with time zone,
    CONSTRAINT mails_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'sent'::text, 'failed'::text, 'dropped'::text])))
);
ALTER TABLE ONLY public.mails FORCE ROW LEVEL SECURITY;
ALTER TABLE public.mails OWNER TO hubbub_owner;
CREATE TABLE public.memberships (
    account_id uuid NOT NULL,
    user_id uuid NOT NULL,
    queue_id uuid NOT NULL,
    kind text NOT NULL,
    CONSTRAINT memberships_kind_check CHECK ((kind = ANY (ARRAY['agent'::text, 'viewer'::text])))
);
ALTER TABLE ONLY public.memberships FORCE ROW LEVEL SECURITY;
ALTER TABLE public.memberships OWNER TO hubbub_owner;
CREATE TABLE public.message_keys (
    account_id uuid NOT NULL,
    scope text NOT NULL,
    key text NOT NULL,
    message_id uuid NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);
ALTER TABLE ONLY public.message_keys FORCE ROW LEVEL SECURITY;
ALTER TABLE public.message_keys OWNER TO hubbub_owner;
CREATE TABLE public.messages (
    account_id uuid NOT NULL,
    id uuid NOT NULL,
    channel text NOT NULL,
    direction text NOT NULL,
    number text NOT NULL,
    carrier_id uuid NOT NULL,
    person_id uuid NOT NULL,
    text text NOT NULL,
    author_kind text NOT NULL,
    author_id uuid,
    client_id text,
    status text NOT NULL,
    failure_code text,
    failure_detail text,
    segments integer DEFAULT 1 NOT NULL,
    attempt integer DEFAULT 1 NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    sent_at timestamp with time zone,
    delivered_at timestamp with time zone,
    CONSTRAINT messages_author_kind_check CHECK ((author_kind = ANY (ARRAY['customer'::text, 'agent'::text, 'system'::text, 'api'::text]))),
    CONSTRAINT messages_direction_check CHECK ((direction = ANY (ARRAY['inbound'::text, 'outbound'::text]))),
    CONSTRAINT messages_status_check CHECK ((status = ANY (ARRAY['received'::text, 'queued'::text, 'sending'::text, 'sent'::text, 'delivered'::text, 'failed'::text, 'unknown'::text])))
);
ALTER TABLE ONLY public.messages FORCE ROW LEVEL SECURITY;
ALTER TABLE public.messages OWNER TO hubbub_owner;
CREATE TABLE public.numbers (
    account_id uuid NOT NULL,
    id uuid NOT NULL,
    number text NOT NULL,
    carrier_id uuid NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);
ALTER TABLE ONLY public.numbers FORCE ROW LEVEL SECURITY;
ALTER TABLE public.numbers OWNER TO hubbub_owner;
CREATE TABLE public.once (
    token_sha256 bytea NOT NULL,
    purpose text NOT NULL,
    data jsonb NOT NULL,
    expires_at timestamp with time zone NOT NULL
);
ALTER TABLE public.once OWNER TO hubbub_owner;
CREATE TABLE public.openid_links (
    account_id uuid NOT NULL,
    provider_id uuid NOT NULL,
    subject text NOT NULL,
    user_id uuid NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    last_used_at timestamp with time zone
);
ALTER TABLE ONLY public.openid_links FORCE ROW LEVEL SECURITY;
ALTER TABLE public.openid_links OWNER TO hubbub_owner;
CREATE TABLE public.openid_providers (
    account_id uuid NOT NULL,
    id uuid NOT NULL,
    label text NOT NULL,
    issuer text NOT NULL,
    client_id text NOT NULL,
    sealed_client_secret text,
    domains text[] DEFAULT '{}'::text[] NOT NULL,
    creates_users boolean DEFAULT false NOT NULL,
    role_ids uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    is_enabled boolean DEFAULT true NOT NULL,
    configured_by uuid NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT openid_providers_label_check CHECK (((char_length(label) >= 1) AND (char_length(label) <= 60)))
);
ALTER TABLE ONLY public.openid_providers FORCE ROW LEVEL SECURITY;
ALTER TABLE public.openid_providers OWNER TO hubbub_owner;
CREATE TABLE public.parked_events (
    consumer text NOT NULL,
    account_id uuid NOT NULL,
    subject_id uuid NOT NULL,
    event_seq bigint NOT NULL,
    event jsonb NOT NULL,
    error text NOT NULL,
    attempts integer NOT NULL,
    parked_at timestamp with time zone DEFAULT now() NOT NULL,
    retry_at timestamp with time zone NOT NULL
);
ALTER TABLE ONLY public.parked_events FORCE ROW LEVEL SECURITY;
ALTER TABLE public.parked_events OWNER TO hubbub_owner;
CREATE TABLE public.passkeys (
    account_id uuid NOT NULL,
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    name text NOT NULL,
    credential_id bytea NOT NULL,
    public_key bytea NOT NULL,
    sign_count bigint NOT NULL,
    relying_party text NOT NULL,
    transports text[] DEFAULT '{}'::text[] NOT NULL,
    is_synced boolean NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    last_used_at timestamp with time zone,
    CONSTRAINT passkeys_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 100)))
);
ALTER TABLE ONLY public.passkeys FORCE ROW LEVEL SECURITY;
ALTER TABLE public.passkeys OWNER TO hubbub_owner;
CREATE TABLE public.people (
    account_id uuid NOT NULL,
    id uuid NOT NULL,
    phone text NOT NULL,
    name text,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT people_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 255)))
);
ALTER TABLE ONLY public.people FORCE ROW LEVEL SECURITY;
ALTER TABLE public.people OWNER TO hubbub_owner;
CREATE TABLE public.permission_uses (
    account_id uuid NOT NULL,
    user_id uuid NOT NULL,
    permission text NOT NULL,
    first_used_at timestamp with time zone DEFAULT now() NOT NULL,
    last_used_at timestamp with time zone DEFAULT now() NOT NULL
);
ALTER TABLE ONLY public.permission_uses FORCE ROW LEVEL SECURITY;
ALTER TABLE public.permission_uses OWNER TO hubbub_owner;
CREATE TABLE public.queue_scopes (
    account_id uuid NOT NULL,
    id uuid NOT NULL,
    is_joined_by_new_agents boolean DEFAULT false NOT NULL
);
ALTER TABLE ONLY public.queue_scopes FORCE ROW LEVEL SECURITY;
ALTER TABLE public.queue_scopes OWNER TO hubbub_owner;
CREATE TABLE public.queues (
    account_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    is_default boolean DEFAULT false NOT NULL,
    is_auto_assigned boolean DEFAULT false NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT queues_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 255)))
);
ALTER TABLE ONLY public.queues FORCE ROW LEVEL SECURITY;
ALTER TABLE public.queues OWNER TO hubbub_owner;
CREATE TABLE public.read_markers (
    account_id uuid NOT NULL,
    user_id uuid NOT NULL,
    conversation_id uuid NOT NULL,
    id uuid NOT NULL,
    read_count integer NOT NULL,
    version bigint DEFAULT 1 NOT NULL
);
ALTER TABLE ONLY public.read_markers FORCE ROW LEVEL SECURITY;
ALTER TABLE public.read_markers OWNER TO hubbub_owner;
CREATE TABLE public.recovery_codes (
    account_id uuid NOT NULL,
    user_id uuid NOT NULL,
    code_sha256 bytea NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);
ALTER TABLE ONLY public.recovery_codes FORCE ROW LEVEL SECURITY;
ALTER TABLE public.recovery_codes OWNER TO hubbub_owner;
CREATE TABLE public.rejected_inbound (
    account_id uuid NOT NULL,
    id uuid NOT NULL,
    carrier_id uuid NOT NULL,
    reason text NOT NULL,
    bytes bytea NOT NULL,
    received_at timestamp with time zone DEFAULT now() NOT NULL
);
ALTER TABLE ONLY public.rejected_inbound FORCE ROW LEVEL SECURITY;
ALTER TABLE public.rejected_inbound OWNER TO hubbub_owner;
CREATE TABLE public.requests (
    account_id uuid NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    state text DEFAULT 'open'::text NOT NULL,
    name text NOT NULL,
    email text NOT NULL,
    organisation text,
    time_zone text,
    times timestamp with time zone[] DEFAULT '{}'::timestamp with time zone[] NOT NULL,
    note text,
    plan text,
    seats integer,
    user_id uuid,
    agreed_at timestamp with time zone,
    sequence integer DEFAULT 0 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    decided_at timestamp with time zone,
    CONSTRAINT requests_kind_check CHECK ((kind = ANY (ARRAY['demo'::text, 'contact'::text, 'plan'::text]))),
    CONSTRAINT requests_state_check CHECK ((state = ANY (ARRAY['open'::text, 'confirmed'::text, 'declined'::text])))
);
ALTER TABLE ONLY public.requests FORCE ROW LEVEL SECURITY;
ALTER TABLE public.requests OWNER TO hubbub_owner;
CREATE TABLE public.roles (
    account_id uuid NOT NULL,
    id uuid NOT NULL,
    default_key text,
    name text NOT NULL,
    description text DEFAULT ''::text NOT NULL,
    permissions text[] DEFAULT '{}'::text[] NOT NULL,
    copied_from uuid,
    version bigint DEFAULT 1 NOT NULL,
    CONSTRAINT roles_check CHECK (((default_key IS NULL) OR (permissions = '{}'::text[]))),
    CONSTRAINT roles_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 100)))
);
ALTER TABLE ONLY public.roles FORCE ROW LEVEL SECURITY;
ALTER TABLE public.roles OWNER TO hubbub_owner;
CREATE TABLE public.seats (
    account_id uuid NOT NULL,
    user_id uuid NOT NULL,
    given_at timestamp with time zone DEFAULT now() NOT NULL,
    given_by uuid
);
ALTER TABLE ONLY public.seats FORCE ROW LEVEL SECURITY;
ALTER TABLE public.seats OWNER TO hubbub_owner;
CREATE TABLE public.sessions (
    account_id uuid NOT NULL,
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    token_sha256 bytea NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    seen_at timestamp with time zone DEFAULT now() NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    address text,
    browser text,
    method text DEFAULT 'password'::text NOT NULL,
    has_second_factor boolean DEFAULT false NOT NULL,
    confirmed_at timestamp with time zone,
    kind text DEFAULT 'browser'::text NOT NULL,
    key_id uuid,
    bound_to inet,
    CONSTRAINT sessions_kind_check CHECK ((kind = ANY (ARRAY['browser'::text, 'program'::text, 'token'::text]))),
    CONSTRAINT sessions_method_check CHECK (((method = ANY (ARRAY['password'::text, 'passkey'::text, 'openid'::text, 'api_key'::text])) AND ((method = 'api_key'::text) = (key_id IS NOT NULL))))
);
ALTER TABLE ONLY public.sessions FORCE ROW LEVEL SECURITY;
ALTER TABLE public.sessions OWNER TO hubbub_owner;
CREATE TABLE public.sign_in_names (
    name text NOT NULL,
    account_id uuid NOT NULL,
    user_id uuid NOT NULL
);
ALTER TABLE ONLY public.sign_in_names FORCE ROW LEVEL SECURITY;
ALTER TABLE public.sign_in_names OWNER TO hubbub_owner;
CREATE TABLE public.sign_in_settings (
    account_id uuid NOT NULL,
    short_name text,
    requires_second_factor boolean DEFAULT false NOT NULL,
    allows_passwords boolean DEFAULT true NOT NULL,
    networks cidr[] DEFAULT '{}'::cidr[] NOT NULL,
    idle_minutes integer DEFAULT 20160 NOT NULL,
    absolute_minutes integer DEFAULT 43200 NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    CONSTRAINT sign_in_settings_absolute_minutes_check CHECK (((absolute_minutes >= 60) AND (absolute_minutes <= 129600))),
    CONSTRAINT sign_in_settings_idle_minutes_check CHECK (((idle_minutes >= 5) AND (idle_minutes <= 43200))),
    CONSTRAINT sign_in_settings_short_name_check CHECK (((short_name ~ '^[a-z0-9](-?[a-z0-9])*$'::text) AND ((char_length(short_name) >= 2) AND (char_length(short_name) <= 40))))
);
ALTER TABLE ONLY public.sign_in_settings FORCE ROW LEVEL SECURITY;
ALTER TABLE public.sign_in_settings OWNER TO hubbub_owner;
CREATE TABLE public.smpp_connections (
    account_id uuid NOT NULL,
    carrier_id uuid NOT NULL,
    host text NOT NULL,
    port integer NOT NULL,
    system_id text NOT NULL,
    sealed_password text NOT NULL,
    system_type text DEFAULT ''::text NOT NULL,
    bind text DEFAULT 'transceiver'::text NOT NULL,
    tls boolean DEFAULT false NOT NULL,
    tls_server_name text,
    tls_authorities text,
    window_size integer DEFAULT 20 NOT NULL,
    per_second integer DEFAULT 50 NOT NULL,
    enquire_seconds integer DEFAULT 30 NOT NULL,
    CONSTRAINT smpp_connections_bind_check CHECK ((bind = ANY (ARRAY['transceiver'::text, 'transmitter'::text, 'receiver'::text, 'both'::text]))),
    CONSTRAINT smpp_connections_enquire_seconds_check CHECK (((enquire_seconds >= 5) AND (enquire_seconds <= 3600))),
    CONSTRAINT smpp_connections_per_second_check CHECK (((per_second >= 1) AND (per_second <= 10000))),
    CONSTRAINT smpp_connections_port_check CHECK (((port >= 1) AND (port <= 65535))),
    CONSTRAINT smpp_connections_system_id_check CHECK (((char_length(system_id) >= 1) AND (char_length(system_id) <= 15))),
    CONSTRAINT smpp_connections_system_type_check CHECK ((char_length(system_type) <= 12)),
    CONSTRAINT smpp_connections_window_size_check CHECK (((window_size >= 1) AND (window_size <= 1000)))
);
ALTER TABLE ONLY public.smpp_connections FORCE ROW LEVEL SECURITY;
ALTER TABLE public.smpp_connections OWNER TO hubbub_owner;
CREATE TABLE public.sms_answers (
    account_id uuid NOT NULL,
    carrier_id uuid NOT NULL,
    id uuid NOT NULL,
    digest bytea NOT NULL,
    session_id uuid,
    received_at timestamp with time zone DEFAULT now() NOT NULL
);
ALTER TABLE ONLY public.sms_answers FORCE ROW LEVEL SECURITY;
ALTER TABLE public.sms_answers OWNER TO hubbub_owner;
CREATE TABLE public.sms_parts (
    account_id uuid NOT NULL,
    message_id uuid NOT NULL,
    attempt integer NOT NULL,
    part integer NOT NULL,
    carrier_id uuid NOT NULL,
    state text DEFAULT 'queued'::text NOT NULL,
    carrier_message_id text,
    failure_code text,
    failure_detail text,
    tries integer DEFAULT 0 NOT NULL,
    next_at timestamp with time zone DEFAULT now() NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT sms_parts_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'submitting'::text, 'sent'::text, 'delivered'::text, 'failed'::text, 'unknown'::text])))
);
ALTER TABLE ONLY public.sms_parts FORCE ROW LEVEL SECURITY;
ALTER TABLE public.sms_parts OWNER TO hubbub_owner;
CREATE TABLE public.sms_receipts (
    account_id uuid NOT NULL,
    carrier_id uuid NOT NULL,
    carrier_message_id text NOT NULL,
    state text NOT NULL,
    failure_code text,
    received_at timestamp with time zone DEFAULT now() NOT NULL
);
ALTER TABLE ONLY public.sms_receipts FORCE ROW LEVEL SECURITY;
ALTER TABLE public.sms_receipts OWNER TO hubbub_owner;
CREATE TABLE public.sms_received_parts (
    account_id uuid NOT NULL,
    carrier_id uuid NOT NULL,
    source text NOT NULL,
    destination text NOT NULL,
    kind text NOT NULL,
    reference integer NOT NULL,
    total integer NOT NULL,
    part integer NOT NULL,
    data bytea NOT NULL,
    alphabet text NOT NULL,
    fill_bits integer NOT NULL,
    received_at timestamp with time zone DEFAULT now() NOT NULL
);
ALTER TABLE ONLY public.sms_received_parts FORCE ROW LEVEL SECURITY;
ALTER TABLE public.sms_received_parts OWNER TO hubbub_owner;
CREATE TABLE public.timers (
    account_id uuid NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    subject_id uuid,
    due_at timestamp with time zone NOT NULL,
    payload jsonb DEFAULT '{}'::jsonb NOT NULL,
    state text DEFAULT 'waiting'::text NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    leased_until timestamp with time zone,
    error text,
    owner_id uuid,
    cursor jsonb,
    progress bigint DEFAULT 0 NOT NULL,
    total bigint,
    result_file_id uuid,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    ended_at timestamp with time zone,
    CONSTRAINT timers_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'failed'::text, 'done'::text, 'cancelled'::text])))
);
ALTER TABLE ONLY public.timers FORCE ROW LEVEL SECURITY;
ALTER TABLE public.timers OWNER TO hubbub_owner;
CREATE TABLE public.totp_secrets (
    account_id uuid NOT NULL,
    user_id uuid NOT NULL,
    sealed_secret text NOT NULL,
    last_step bigint DEFAULT 0 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);
ALTER TABLE ONLY public.totp_secrets FORCE ROW LEVEL SECURITY;
ALTER TABLE public.totp_secrets OWNER TO hubbub_owner;
CREATE TABLE public.user_networks (
    account_id uuid NOT NULL,
    user_id uuid NOT NULL,
    networks cidr[] NOT NULL,
    version bigint DEFAULT 1 NOT NULL
);
ALTER TABLE ONLY public.user_networks FORCE ROW LEVEL SECURITY;
ALTER TABLE public.user_networks OWNER TO hubbub_owner;
CREATE TABLE public.user_roles (
    account_id uuid NOT NULL,
    user_id uuid NOT NULL,
    role_id uuid NOT NULL
);
ALTER TABLE ONLY public.user_roles FORCE ROW LEVEL SECURITY;
ALTER TABLE public.user_roles OWNER TO hubbub_owner;
CREATE TABLE public.users (
    account_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    email text NOT NULL,
    password_hash text,
    state text DEFAULT 'enabled'::text NOT NULL,
    last_sign_in_at timestamp with time zone,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    username text NOT NULL,
    language text,
    time_zone text,
    phone text,
    pending_email text,
    details_version bigint DEFAULT 1 NOT NULL,
    hides_first_steps boolean DEFAULT false NOT NULL,
    CONSTRAINT users_email_check CHECK (((char_length(email) >= 3) AND (char_length(email) <= 254))),
    CONSTRAINT users_language_check CHECK (((char_length(language) >= 2) AND (char_length(language) <= 35))),
    CONSTRAINT users_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 255))),
    CONSTRAINT users_pending_email_check CHECK (((char_length(pending_email) >= 3) AND (char_length(pending_email) <= 254))),
    CONSTRAINT users_phone_check CHECK (((char_length(phone) >= 3) AND (char_length(phone) <= 32))),
    CONSTRAINT users_state_check CHECK ((state = ANY (ARRAY['enabled'::text, 'disabled'::text]))),
    CONSTRAINT users_time_zone_check CHECK (((char_length(time_zone) >= 1) AND (char_length(time_zone) <= 64))),
    CONSTRAINT users_username_size CHECK (((char_length(username) >= 3) AND (char_length(username) <= 64)))
);
ALTER TABLE ONLY public.users FORCE ROW LEVEL SECURITY;
ALTER TABLE public.users OWNER TO hubbub_owner;
CREATE TABLE public.webhook_attempts (
    account_id uuid NOT NULL,
    delivery_id uuid NOT NULL,
    attempt integer NOT NULL,
    endpoint_id uuid NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    milliseconds integer NOT NULL,
    status integer,
    error text,
    answer text
);
ALTER TABLE ONLY public.webhook_attempts FORCE ROW LEVEL SECURITY;
ALTER TABLE public.webhook_attempts OWNER TO hubbub_owner;
CREATE TABLE public.webhook_deliveries (
    account_id uuid NOT NULL,
    id uuid NOT NULL,
    endpoint_id uuid NOT NULL,
    place bigint NOT NULL,
    lane uuid NOT NULL,
    event_seq bigint,
    kind text NOT NULL,
    subject_id uuid,
    subject_version bigint,
    conversation_id uuid,
    by_kind text,
    by_id uuid,
    fact jsonb DEFAULT '{}'::jsonb NOT NULL,
    occurred_at timestamp with time zone NOT NULL,
    state text DEFAULT 'waiting'::text NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    failures integer DEFAULT 0 NOT NULL,
    next_at timestamp with time zone,
    leased_until timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    ended_at timestamp with time zone,
    CONSTRAINT webhook_deliveries_check CHECK (((state = 'waiting'::text) OR (next_at IS NULL))),
    CONSTRAINT webhook_deliveries_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'delivered'::text, 'failed'::text, 'withheld'::text])))
);
ALTER TABLE ONLY public.webhook_deliveries FORCE ROW LEVEL SECURITY;
ALTER TABLE public.webhook_deliveries OWNER TO hubbub_owner;
ALTER TABLE public.webhook_deliveries ALTER COLUMN place ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.webhook_deliveries_place_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.webhook_endpoints (
    account_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    url text NOT NULL,
    kinds text[] NOT NULL,
    state text DEFAULT 'on'::text NOT NULL,
    reason text DEFAULT 'chosen'::text NOT NULL,
    state_at timestamp with time zone DEFAULT now() NOT NULL,
    acts_for uuid NOT NULL,
    scopes text[],
    sealed_secret text NOT NULL,
    sealed_old_secret text,
    old_secret_until timestamp with time zone,
    header_names text[] DEFAULT '{}'::text[] NOT NULL,
    sealed_headers text,
    failing_since timestamp with time zone,
    failures_in_row integer DEFAULT 0 NOT NULL,
    rests_until timestamp with time zone,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT webhook_endpoints_kinds_check CHECK ((cardinality(kinds) > 0)),
    CONSTRAINT webhook_endpoints_reason_check CHECK ((reason = ANY (ARRAY['chosen'::text, 'failing'::text, 'gone'::text, 'owner'::text, 'too_many'::text]))),
    CONSTRAINT webhook_endpoints_state_check CHECK ((state = ANY (ARRAY['on'::text, 'paused'::text, 'off'::text])))
);
ALTER TABLE ONLY public.webhook_endpoints FORCE ROW LEVEL SECURITY;
ALTER TABLE public.webhook_endpoints OWNER TO hubbub_owner;
ALTER TABLE ONLY public.events ATTACH PARTITION public.events_2026_11 FOR VALUES FROM ('2026-11-01 00:00:00+00') TO ('2026-12-01 00:00:00+00');
ALTER TABLE ONLY public.events ATTACH PARTITION public.events_2026_12 FOR VALUES FROM ('2026-12-01 00:00:00+00') TO ('2027-01-01 00:00:00+00');
ALTER TABLE ONLY public.events ATTACH PARTITION public.events_2027_01 FOR VALUES FROM ('2027-01-01 00:00:00+00') TO ('2027-02-01 00:00:00+00');
ALTER TABLE ONLY public.events ATTACH PARTITION public.events_default DEFAULT;
COPY public.access_changes (account_id, version, seq, who, at, xid) FROM stdin;
01a21c06-4894-7094-99cd-b2f27c2d3fe9	2	1	01a21c06-4894-7094-99cd-b2f373d115b3	2026-11-27 08:01:43.573864+00	782
01a21c06-4894-7094-99cd-b2f27c2d3fe9	3	2	01a21c06-4894-7094-99cd-b2f373d115b3	2026-11-27 08:01:43.573864+00	782
01a21c06-4894-7094-99cd-b2f27c2d3fe9	4	3	01a21c06-4901-718b-8b2a-7a4ac253c582	2026-11-27 08:01:43.665488+00	786
01a21c06-4894-7094-99cd-b2f27c2d3fe9	5	4	01a21c06-4919-7060-9702-1d63984abd1e	2026-11-27 08:01:43.665488+00	786
01a21c06-4894-7094-99cd-b2f27c2d3fe9	6	5	01a21c06-492f-769a-97c3-5f947b481f90	2026-11-27 08:01:43.665488+00	786
01a21c06-4894-7094-99cd-b2f27c2d3fe9	7	6	01a21c06-493d-70c1-a219-41816f86003b	2026-11-27 08:01:43.665488+00	786
01a21c06-4894-7094-99cd-b2f27c2d3fe9	8	7	01a21c06-493d-70c1-a219-41816f86003b	2026-11-27 08:01:43.665488+00	786
01a21c06-4894-7094-99cd-b2f27c2d3fe9	9	8	01a21c06-4950-7366-91c1-2f5b65c2527d	2026-11-27 08:01:43.665488+00	786
01a21c06-4894-7094-99cd-b2f27c2d3fe9	10	9	01a21c06-4950-7366-91c1-2f5b65c2527d	2026-11-27 08:01:43.665488+00	786
01a21c06-4894-7094-99cd-b2f27c2d3fe9	11	10	01a21c06-4960-70e6-8aa1-a0753ace6ce0	2026-11-27 08:01:43.665488+00	786
01a21c06-4894-7094-99cd-b2f27c2d3fe9	12	11	01a21c06-496a-7710-ae9c-9ce28c65c20e	2026-11-27 08:01:43.665488+00	786
01a21c06-4894-7094-99cd-b2f27c2d3fe9	13	12	01a21c06-496a-7710-ae9c-9ce28c65c20e	2026-11-27 08:01:43.665488+00	786
01a21c06-4894-7094-99cd-b2f27c2d3fe9	14	13	01a21c06-4977-731e-bf7f-e6cd798faa66	2026-11-27 08:01:43.665488+00	786
01a21c06-4894-7094-99cd-b2f27c2d3fe9	15	14	01a21c06-4977-731e-bf7f-e6cd798faa66	2026-11-27 08:01:43.665488+00	786
01a21c06-4894-7094-99cd-b2f27c2d3fe9	16	15	01a21c06-4960-70e6-8aa1-a0753ace6ce0	2026-11-27 08:01:43.665488+00	786
01a21c06-4894-7094-99cd-b2f27c2d3fe9	17	16	01a21c06-4950-7366-91c1-2f5b65c2527d	2026-11-27 08:01:43.665488+00	786
01a21c06-4894-7094-99cd-b2f27c2d3fe9	18	17	01a21c06-4977-731e-bf7f-e6cd798faa66	2026-11-27 08:01:43.960761+00	822
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	2	18	01a21c06-4b8f-7635-a5ff-a9d7886c22af	2026-11-27 08:01:44.336992+00	824
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	3	19	01a21c06-4b8f-7635-a5ff-a9d7886c22af	2026-11-27 08:01:44.336992+00	824
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	4	20	01a21c06-4bd8-724d-a477-36c6e7099569	2026-11-27 08:01:44.393031+00	828
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	5	21	01a21c06-4c05-7010-8953-1c495d2900fe	2026-11-27 08:01:44.393031+00	828
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	6	22	01a21c06-4c28-7245-9fe7-62763878307e	2026-11-27 08:01:44.393031+00	828
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	7	23	01a21c06-4c41-770b-8b13-1bd7941b534c	2026-11-27 08:01:44.393031+00	828
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	8	24	01a21c06-4c41-770b-8b13-1bd7941b534c	2026-11-27 08:01:44.393031+00	828
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	9	25	01a21c06-4c6e-7321-8613-f5623059c80b	2026-11-27 08:01:44.393031+00	828
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	10	26	01a21c06-4c6e-7321-8613-f5623059c80b	2026-11-27 08:01:44.393031+00	828
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	11	27	01a21c06-4c7e-73d4-b19a-43cbc6c1fa12	2026-11-27 08:01:44.393031+00	828
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	12	28	01a21c06-4c86-72d5-87ca-e54157d1d0bc	2026-11-27 08:01:44.393031+00	828
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	13	29	01a21c06-4c86-72d5-87ca-e54157d1d0bc	2026-11-27 08:01:44.393031+00	828
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	14	30	01a21c06-4c96-704d-9273-794f987f7cd8	2026-11-27 08:01:44.393031+00	828
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	15	31	01a21c06-4c96-704d-9273-794f987f7cd8	2026-11-27 08:01:44.393031+00	828
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	16	32	01a21c06-4c7e-73d4-b19a-43cbc6c1fa12	2026-11-27 08:01:44.393031+00	828
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	17	33	01a21c06-4c6e-7321-8613-f5623059c80b	2026-11-27 08:01:44.393031+00	828
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	18	34	01a21c06-4c96-704d-9273-794f987f7cd8	2026-11-27 08:01:44.730561+00	864
\.
COPY public.accounts (account_id, name, seats, access_version, version, created_at, uses_noted_since, plan, is_demo) FROM stdin;
01a21c06-4894-7094-99cd-b2f27c2d3fe9	Ours Ltd	12	18	1	2026-11-27 08:01:43.573864+00	2026-11-27 08:01:43.573864+00	free	f
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	Theirs Ltd	12	18	1	2026-11-27 08:01:44.336992+00	2026-11-27 08:01:44.336992+00	free	f
\.
COPY public.agents (account_id, user_id, status, status_since, capacity, load, last_assigned_at, version) FROM stdin;
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-4894-7094-99cd-b2f373d115b3	offline	2026-11-27 08:01:43.573864+00	5	0	\N	1
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-4901-718b-8b2a-7a4ac253c582	offline	2026-11-27 08:01:43.665488+00	5	0	\N	1
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-4919-7060-9702-1d63984abd1e	offline	2026-11-27 08:01:43.665488+00	5	0	\N	1
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-492f-769a-97c3-5f947b481f90	offline	2026-11-27 08:01:43.665488+00	5	0	\N	1
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-493d-70c1-a219-41816f86003b	offline	2026-11-27 08:01:43.665488+00	5	0	\N	1
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-4950-7366-91c1-2f5b65c2527d	offline	2026-11-27 08:01:43.665488+00	5	0	\N	1
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-4960-70e6-8aa1-a0753ace6ce0	offline	2026-11-27 08:01:43.665488+00	5	0	\N	1
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-496a-7710-ae9c-9ce28c65c20e	offline	2026-11-27 08:01:43.665488+00	5	0	\N	1
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-4977-731e-bf7f-e6cd798faa66	offline	2026-11-27 08:01:43.665488+00	5	0	\N	1
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4b8f-7635-a5ff-a9d7886c22af	offline	2026-11-27 08:01:44.336992+00	5	0	\N	1
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4bd8-724d-a477-36c6e7099569	offline	2026-11-27 08:01:44.393031+00	5	0	\N	1
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4c05-7010-8953-1c495d2900fe	offline	2026-11-27 08:01:44.393031+00	5	0	\N	1
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4c28-7245-9fe7-62763878307e	offline	2026-11-27 08:01:44.393031+00	5	0	\N	1
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4c41-770b-8b13-1bd7941b534c	offline	2026-11-27 08:01:44.393031+00	5	0	\N	1
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4c6e-7321-8613-f5623059c80b	offline	2026-11-27 08:01:44.393031+00	5	0	\N	1
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4c7e-73d4-b19a-43cbc6c1fa12	offline	2026-11-27 08:01:44.393031+00	5	0	\N	1
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4c86-72d5-87ca-e54157d1d0bc	offline	2026-11-27 08:01:44.393031+00	5	0	\N	1
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4c96-704d-9273-794f987f7cd8	offline	2026-11-27 08:01:44.393031+00	5	0	\N	1
\.
COPY public.alembic_version (version_num) FROM stdin;
0021
\.
COPY public.api_keys (account_id, id, user_id, name, prefix, key_sha256, scopes, created_at, expires_at, last_used_at, networks, last_used_from, version, starts_at, is_enabled) FROM stdin;
01a21c06-4894-7094-99cd-b2f27c2d3fe9	0198c0de-0000-7000-8000-000000000001	01a21c06-4894-7094-99cd-b2f373d115b3	x	x	\\x0102	{x}	2026-11-01 12:00:00+00	\N	\N	{192.0.2.0/24}	\N	1	\N	t
\.
COPY public.attempts (key, window_start, count) FROM stdin;
x	2026-11-01 12:00:00+00	1
\.
COPY public.audit (account_id, seq, at, event_seq, kind, subject_id, actor_kind, actor_id, data, xid, area, object_kind, object_id, person_id, address_hash, changes) FROM stdin;
01a21c06-4894-7094-99cd-b2f27c2d3fe9	1	2026-11-27 08:01:43.573864+00	1	user.created	01a21c06-4894-7094-99cd-b2f373d115b3	system	\N	{"role_ids": ["01a21c06-48a1-76b7-bc92-a9693592738d", "01a21c06-48a2-7274-b1b7-3c3858c2a2a4", "01a21c06-48a2-7274-b1b7-3c3927ae5fb2", "01a21c06-48a2-7274-b1b7-3c3a1e882a09"], "is_seated": true}	782	account	user	01a21c06-4894-7094-99cd-b2f373d115b3	\N	\N	{"name": {"after": {"hash": "b692af7640fa9c8f4de6a7fb5435734144d45226c1385a8c56e8e7e47345ed5a"}}, "email": {"after": {"hash": "c2ed67ad78693923b8df0e722e31621de836a6b53da528ed357745401bc94eb3"}}, "roles": {"after": [{"id": "01a21c0648a176b7bc92a9693592738d", "kind": "role"}, {"id": "01a21c0648a27274b1b73c3858c2a2a4", "kind": "role"}, {"id": "01a21c0648a27274b1b73c3927ae5fb2", "kind": "role"}, {"id": "01a21c0648a27274b1b73c3a1e882a09", "kind": "role"}]}, "state": {"after": "enabled"}, "username": {"after": {"hash": "f8a72038d39f552165b34acac4e460593fb050556df1a267533fecde58349457"}}}
01a21c06-4894-7094-99cd-b2f27c2d3fe9	2	2026-11-27 08:01:43.573864+00	2	seat.given	01a21c06-4894-7094-99cd-b2f373d115b3	system	\N	{}	782	account	user	01a21c06-4894-7094-99cd-b2f373d115b3	\N	\N	{"seat": {"after": true}}
01a21c06-4894-7094-99cd-b2f27c2d3fe9	3	2026-11-27 08:01:43.573864+00	3	account.created	01a21c06-4894-7094-99cd-b2f27c2d3fe9	system	\N	{"founder_id": "01a21c06-4894-7094-99cd-b2f373d115b3"}	782	account	account	01a21c06-4894-7094-99cd-b2f27c2d3fe9	\N	\N	{"name": {"after": {"hash": "9471a657a00d53ee0181e1ce9c21e25d5716b819217d06505921c85c29113867"}}, "seats": {"after": 12}, "founder": {"after": {"id": "01a21c064894709499cdb2f373d115b3", "kind": "user"}}}
01a21c06-4894-7094-99cd-b2f27c2d3fe9	4	2026-11-27 08:01:43.573864+00	4	queue.created	01a21c06-48da-7569-bd1d-8bb0cc3c8b5e	system	\N	{"is_default": true}	782	conversations	queue	01a21c06-48da-7569-bd1d-8bb0cc3c8b5e	\N	\N	{"name": {"after": {"hash": "d7b6922e005b3521a6e704335c7ad5b12e0cd8ae2cb65cf5fc6ff910e29c3b03"}}, "is_default": {"after": true}, "auto_assignment": {"after": true}}
01a21c06-4894-7094-99cd-b2f27c2d3fe9	5	2026-11-27 08:01:43.573864+00	5	membership.changed	01a21c06-4894-7094-99cd-b2f373d115b3	system	\N	{"after": "agent", "before": null, "queue_id": "01a21c06-48da-7569-bd1d-8bb0cc3c8b5e"}	782	conversations	user	01a21c06-4894-7094-99cd-b2f373d115b3	\N	\N	{"membership": {"after": "agent", "before": null}}
01a21c06-4894-7094-99cd-b2f27c2d3fe9	6	2026-11-27 08:01:43.665488+00	6	queue.created	01a21c06-48f2-7224-990c-d9345bdc3e0f	system	\N	{"is_default": false}	786	conversations	queue	01a21c06-48f2-7224-990c-d9345bdc3e0f	\N	\N	{"name": {"after": {"hash": "4500ad3fd9353c69c70935d201cfaaaf173113bdd60454a5f465c7c1025504da"}}, "is_default": {"after": false}, "auto_assignment": {"after": true}}
01a21c06-4894-7094-99cd-b2f27c2d3fe9	7	2026-11-27 08:01:43.665488+00	7	user.created	01a21c06-4901-718b-8b2a-7a4ac253c582	system	\N	{"role_ids": ["01a21c06-48a2-7274-b1b7-3c3a1e882a09"], "is_seated": true}	786	account	user	01a21c06-4901-718b-8b2a-7a4ac253c582	\N	\N	{"name": {"after": {"hash": "9986ba638a9560940eabe5bdb7c342ccb50e6f3664e096d2e3a9f8a4748edb89"}}, "email": {"after": {"hash": "8db2b4c60af7e5ebb16b6f6a3a332b79619cc1f8f746cea9b5691b604a982df1"}}, "roles": {"after": [{"id": "01a21c0648a27274b1b73c3a1e882a09", "kind": "role"}]}, "state": {"after": "enabled"}, "username": {"after": {"hash": "85d54fb0baf0bcc73c430664593fd2e382f22b43f16ae51fa8f305641e9d8cec"}}}
01a21c06-4894-7094-99cd-b2f27c2d3fe9	8	2026-11-27 08:01:43.665488+00	8	seat.given	01a21c06-4901-718b-8b2a-7a4ac253c582	system	\N	{}	786	account	user	01a21c06-4901-718b-8b2a-7a4ac253c582	\N	\N	{"seat": {"after": true}}
01a21c06-4894-7094-99cd-b2f27c2d3fe9	9	2026-11-27 08:01:43.665488+00	9	user.created	01a21c06-4919-7060-9702-1d63984abd1e	system	\N	{"role_ids": ["01a21c06-48a2-7274-b1b7-3c3858c2a2a4"], "is_seated": true}	786	account	user	01a21c06-4919-7060-9702-1d63984abd1e	\N	\N	{"name": {"after": {"hash": "c2cd52bc0099412ef904b616c3ba8000f9a19cb73d1ab03e1f88a3d4cbe98bd0"}}, "email": {"after": {"hash": "10a842996ccd8977fe08adda6902b75604bd97746f94b01b9381d5a9725a851d"}}, "roles": {"after": [{"id": "01a21c0648a27274b1b73c3858c2a2a4", "kind": "role"}]}, "state": {"after": "enabled"}, "username": {"after": {"hash": "81010b241d690c6aa15b50cad6d9cdbc48519a68b3e27b0ff92982665f681287"}}}
01a21c06-4894-7094-99cd-b2f27c2d3fe9	10	2026-11-27 08:01:43.665488+00	10	seat.given	01a21c06-4919-7060-9702-1d63984abd1e	system	\N	{}	786	account	user	01a21c06-4919-7060-9702-1d63984abd1e	\N	\N	{"seat": {"after": true}}
01a21c06-4894-7094-99cd-b2f27c2d3fe9	11	2026-11-27 08:01:43.665488+00	11	user.created	01a21c06-492f-769a-97c3-5f947b481f90	system	\N	{"role_ids": ["01a21c06-48a1-76b7-bc92-a9693592738d"], "is_seated": true}	786	account	user	01a21c06-492f-769a-97c3-5f947b481f90	\N	\N	{"name": {"after": {"hash": "d6ebb23e8634bbdee31809a1d1e48a8b2d7be74cd3fe3dcdb7c03708ef960f30"}}, "email": {"after": {"hash": "660f24505ca51347d9fa9260a42a8d591595b7bf76a3d1b7cead2b79166630cf"}}, "roles": {"after": [{"id": "01a21c0648a176b7bc92a9693592738d", "kind": "role"}]}, "state": {"after": "enabled"}, "username": {"after": {"hash": "593e49f3b7e85a872bcb9a899e63f8071de8520754c33fb20012fcad8f25a106"}}}
01a21c06-4894-7094-99cd-b2f27c2d3fe9	12	2026-11-27 08:01:43.665488+00	12	seat.given	01a21c06-492f-769a-97c3-5f947b481f90	system	\N	{}	786	account	user	01a21c06-492f-769a-97c3-5f947b481f90	\N	\N	{"seat": {"after": true}}
01a21c06-4894-7094-99cd-b2f27c2d3fe9	13	2026-11-27 08:01:43.665488+00	13	user.created	01a21c06-493d-70c1-a219-41816f86003b	system	\N	{"role_ids": ["01a21c06-48a1-76b7-bc92-a968d090ac03"], "is_seated": true}	786	account	user	01a21c06-493d-70c1-a219-41816f86003b	\N	\N	{"name": {"after": {"hash": "cbdafa6a3ff6d09aee2784b6b78f774ea5a8bd2b4ca7893200c0805bb4afb23f"}}, "email": {"after": {"hash": "cff9079c266ec1469bfbaca2a858b8c129ca6da8d53f8ee0566c046f9d34f58d"}}, "roles": {"after": [{"id": "01a21c0648a176b7bc92a968d090ac03", "kind": "role"}]}, "state": {"after": "enabled"}, "username": {"after": {"hash": "52a54ccfda9e75fec4af8219cc7e2200a054350c1ec99a5de804bc1db8db98a8"}}}
01a21c06-4894-7094-99cd-b2f27c2d3fe9	14	2026-11-27 08:01:43.665488+00	14	seat.given	01a21c06-493d-70c1-a219-41816f86003b	system	\N	{}	786	account	user	01a21c06-493d-70c1-a219-41816f86003b	\N	\N	{"seat": {"after": true}}
01a21c06-4894-7094-99cd-b2f27c2d3fe9	15	2026-11-27 08:01:43.665488+00	15	membership.changed	01a21c06-493d-70c1-a219-41816f86003b	system	\N	{"after": "agent", "before": null, "queue_id": "01a21c06-48da-7569-bd1d-8bb0cc3c8b5e"}	786	conversations	user	01a21c06-493d-70c1-a219-41816f86003b	\N	\N	{"membership": {"after": "agent", "before": null}}
01a21c06-4894-7094-99cd-b2f27c2d3fe9	16	2026-11-27 08:01:43.665488+00	16	user.created	01a21c06-4950-7366-91c1-2f5b65c2527d	system	\N	{"role_ids": ["01a21c06-48a1-76b7-bc92-a968d090ac03"], "is_seated": true}	786	account	user	01a21c06-4950-7366-91c1-2f5b65c2527d	\N	\N	{"name": {"after": {"hash": "3ae6ac463724cb17dbb36e99506ef9d3d7f1e6fe9654b02180350d35512895b1"}}, "email": {"after": {"hash": "30865f009effdd6a8b624e98b280404e094d27f3ffa7ca7fdd2e15f7369b769d"}}, "roles": {"after": [{"id": "01a21c0648a176b7bc92a968d090ac03", "kind": "role"}]}, "state": {"after": "enabled"}, "username": {"after": {"hash": "9dc6354e7b7f7c9396dc4ef32dedcb321076e6be22e0c30dbcd81bd123dbc273"}}}
01a21c06-4894-7094-99cd-b2f27c2d3fe9	17	2026-11-27 08:01:43.665488+00	17	seat.given	01a21c06-4950-7366-91c1-2f5b65c2527d	system	\N	{}	786	account	user	01a21c06-4950-7366-91c1-2f5b65c2527d	\N	\N	{"seat": {"after": true}}
01a21c06-4894-7094-99cd-b2f27c2d3fe9	18	2026-11-27 08:01:43.665488+00	18	membership.changed	01a21c06-4950-7366-91c1-2f5b65c2527d	system	\N	{"after": "agent", "before": null, "queue_id": "01a21c06-48da-7569-bd1d-8bb0cc3c8b5e"}	786	conversations	user	01a21c06-4950-7366-91c1-2f5b65c2527d	\N	\N	{"membership": {"after": "agent", "before": null}}
01a21c06-4894-7094-99cd-b2f27c2d3fe9	19	2026-11-27 08:01:43.665488+00	19	user.created	01a21c06-4960-70e6-8aa1-a0753ace6ce0	system	\N	{"role_ids": ["01a21c06-489a-77c5-8276-4844b15ddac5"], "is_seated": false}	786	account	user	01a21c06-4960-70e6-8aa1-a0753ace6ce0	\N	\N	{"name": {"after": {"hash": "d81867dbb71ba187cb51ea24711c729009177124e3db950f73c2da0dbe23712b"}}, "email": {"after": {"hash": "c954a528656fd8e545635e230d467e7ed2344d2a2970e91857c114aed529568c"}}, "roles": {"after": [{"id": "01a21c06489a77c582764844b15ddac5", "kind": "role"}]}, "state": {"after": "enabled"}, "username": {"after": {"hash": "c802bbccbfc4d0f929adbf1e3804dc0cc05d3a7732436f6834eb195f223d40f9"}}}
01a21c06-4894-7094-99cd-b2f27c2d3fe9	20	2026-11-27 08:01:43.665488+00	20	user.created	01a21c06-496a-7710-ae9c-9ce28c65c20e	system	\N	{"role_ids": ["01a21c06-48a1-76b7-bc92-a968d090ac03"], "is_seated": false}	786	account	user	01a21c06-496a-7710-ae9c-9ce28c65c20e	\N	\N	{"name": {"after": {"hash": "85a2db5babfbd40737aa2eb6f0f9264bf2754354b333d1a3fe474d168b6f49cf"}}, "email": {"after": {"hash": "efb5e89c60084ab2f84d4de1ac4d2d153e95876a9238a6673ca94706b42c2979"}}, "roles": {"after": [{"id": "01a21c0648a176b7bc92a968d090ac03", "kind": "role"}]}, "state": {"after": "enabled"}, "username": {"after": {"hash": "5f25cd0db5017227020ff831344b9c1cf953495943f453f325e48ef754b0f453"}}}
01a21c06-4894-7094-99cd-b2f27c2d3fe9	21	2026-11-27 08:01:43.665488+00	21	membership.changed	01a21c06-496a-7710-ae9c-9ce28c65c20e	system	\N	{"after": "agent", "before": null, "queue_id": "01a21c06-48da-7569-bd1d-8bb0cc3c8b5e"}	786	conversations	user	01a21c06-496a-7710-ae9c-9ce28c65c20e	\N	\N	{"membership": {"after": "agent", "before": null}}
01a21c06-4894-7094-99cd-b2f27c2d3fe9	22	2026-11-27 08:01:43.665488+00	22	user.created	01a21c06-4977-731e-bf7f-e6cd798faa66	system	\N	{"role_ids": ["01a21c06-48a1-76b7-bc92-a968d090ac03"], "is_seated": true}	786	account	user	01a21c06-4977-731e-bf7f-e6cd798faa66	\N	\N	{"name": {"after": {"hash": "28a83ac9b213192a30b8c3bfe50844dc7cdaeadc86008bd09ff9f1ca4fe4d832"}}, "email": {"after": {"hash": "34b4259f9508792e08ffd0d6f6824fe39de258e50293a68a6f6b83e46baaccb6"}}, "roles": {"after": [{"id": "01a21c0648a176b7bc92a968d090ac03", "kind": "role"}]}, "state": {"after": "enabled"}, "username": {"after": {"hash": "210b9ba84781c72f2754dbd7d1263de1ed42f78161530c9001cc308dabbe79d4"}}}
01a21c06-4894-7094-99cd-b2f27c2d3fe9	23	2026-11-27 08:01:43.665488+00	23	seat.given	01a21c06-4977-731e-bf7f-e6cd798faa66	system	\N	{}	786	account	user	01a21c06-4977-731e-bf7f-e6cd798faa66	\N	\N	{"seat": {"after": true}}
01a21c06-4894-7094-99cd-b2f27c2d3fe9	24	2026-11-27 08:01:43.665488+00	24	membership.changed	01a21c06-4977-731e-bf7f-e6cd798faa66	system	\N	{"after": "agent", "before": null, "queue_id": "01a21c06-48da-7569-bd1d-8bb0cc3c8b5e"}	786	conversations	user	01a21c06-4977-731e-bf7f-e6cd798faa66	\N	\N	{"membership": {"after": "agent", "before": null}}
01a21c06-4894-7094-99cd-b2f27c2d3fe9	25	2026-11-27 08:01:43.665488+00	25	membership.changed	01a21c06-4960-70e6-8aa1-a0753ace6ce0	system	\N	{"after": "viewer", "before": null, "queue_id": "01a21c06-48da-7569-bd1d-8bb0cc3c8b5e"}	786	conversations	user	01a21c06-4960-70e6-8aa1-a0753ace6ce0	\N	\N	{"membership": {"after": "viewer", "before": null}}
01a21c06-4894-7094-99cd-b2f27c2d3fe9	26	2026-11-27 08:01:43.665488+00	26	membership.changed	01a21c06-4950-7366-91c1-2f5b65c2527d	system	\N	{"after": "agent", "before": null, "queue_id": "01a21c06-48f2-7224-990c-d9345bdc3e0f"}	786	conversations	user	01a21c06-4950-7366-91c1-2f5b65c2527d	\N	\N	{"membership": {"after": "agent", "before": null}}
01a21c06-4894-7094-99cd-b2f27c2d3fe9	27	2026-11-27 08:01:43.665488+00	27	carrier.added	01a21c06-49c7-74c9-b5b9-8b81810cd47a	system	\N	{}	786	account	carrier	01a21c06-49c7-74c9-b5b9-8b81810cd47a	\N	\N	{"tls": {"after": false}, "bind": {"after": "transceiver"}, "host": {"after": {"hash": "f0fc115c7cb3a50a7c8827ee22990601dbd65d6f644d205d4c31fada67e80b83"}}, "kind": {"after": "smpp"}, "name": {"after": {"hash": "87d428d8590f429b91f10443da5a4ed551db1c64f477cef844f25d95ec48f6bf"}}, "port": {"after": 2775}, "window": {"after": 10}, "enabled": {"after": false}, "password": {"after": "02ad7984"}, "system_id": {"after": {"hash": "81bbc9d7f0add75834ca6bd130c3a9db868d32d4d9cc98fc88c70571d5d0243e"}}, "per_second": {"after": 10}, "enquire_seconds": {"after": 30}}
01a21c06-4894-7094-99cd-b2f27c2d3fe9	28	2026-11-27 08:01:43.665488+00	28	number.added	01a21c06-49d8-7313-b11a-b5b5525eaab7	system	\N	{"carrier_id": "01a21c06-49c7-74c9-b5b9-8b81810cd47a"}	786	account	number	01a21c06-49d8-7313-b11a-b5b5525eaab7	\N	\N	{"number": {"after": {"hash": "1d8ed83ffc88c96ba5a662b808d3f0f76092d272ebc61b8b3f29f2ed81ebdc4a"}}, "carrier": {"after": {"id": "01a21c0649c774c9b5b98b81810cd47a", "kind": "carrier"}}}
01a21c06-4894-7094-99cd-b2f27c2d3fe9	29	2026-11-27 08:01:43.906751+00	29	user.signed_in	01a21c06-4894-7094-99cd-b2f373d115b3	user	01a21c06-4894-7094-99cd-b2f373d115b3	{"method": "password"}	813	account	user	01a21c06-4894-7094-99cd-b2f373d115b3	01a21c06-4894-7094-99cd-b2f373d115b3	\N	{}
01a21c06-4894-7094-99cd-b2f27c2d3fe9	30	2026-11-27 08:01:43.921489+00	30	user.signed_in	01a21c06-4901-718b-8b2a-7a4ac253c582	user	01a21c06-4901-718b-8b2a-7a4ac253c582	{"method": "password"}	814	account	user	01a21c06-4901-718b-8b2a-7a4ac253c582	01a21c06-4901-718b-8b2a-7a4ac253c582	\N	{}
01a21c06-4894-7094-99cd-b2f27c2d3fe9	31	2026-11-27 08:01:43.9308+00	31	user.signed_in	01a21c06-4919-7060-9702-1d63984abd1e	user	01a21c06-4919-7060-9702-1d63984abd1e	{"method": "password"}	815	account	user	01a21c06-4919-7060-9702-1d63984abd1e	01a21c06-4919-7060-9702-1d63984abd1e	\N	{}
01a21c06-4894-7094-99cd-b2f27c2d3fe9	32	2026-11-27 08:01:43.935052+00	32	user.signed_in	01a21c06-492f-769a-97c3-5f947b481f90	user	01a21c06-492f-769a-97c3-5f947b481f90	{"method": "password"}	816	account	user	01a21c06-492f-769a-97c3-5f947b481f90	01a21c06-492f-769a-97c3-5f947b481f90	\N	{}
01a21c06-4894-7094-99cd-b2f27c2d3fe9	33	2026-11-27 08:01:43.939423+00	33	user.signed_in	01a21c06-493d-70c1-a219-41816f86003b	user	01a21c06-493d-70c1-a219-41816f86003b	{"method": "password"}	817	account	user	01a21c06-493d-70c1-a219-41816f86003b	01a21c06-493d-70c1-a219-41816f86003b	\N	{}
01a21c06-4894-7094-99cd-b2f27c2d3fe9	34	2026-11-27 08:01:43.944401+00	34	user.signed_in	01a21c06-4950-7366-91c1-2f5b65c2527d	user	01a21c06-4950-7366-91c1-2f5b65c2527d	{"method": "password"}	818	account	user	01a21c06-4950-7366-91c1-2f5b65c2527d	01a21c06-4950-7366-91c1-2f5b65c2527d	\N	{}
01a21c06-4894-7094-99cd-b2f27c2d3fe9	35	2026-11-27 08:01:43.950435+00	35	user.signed_in	01a21c06-4960-70e6-8aa1-a0753ace6ce0	user	01a21c06-4960-70e6-8aa1-a0753ace6ce0	{"method": "password"}	819	account	user	01a21c06-4960-70e6-8aa1-a0753ace6ce0	01a21c06-4960-70e6-8aa1-a0753ace6ce0	\N	{}
01a21c06-4894-7094-99cd-b2f27c2d3fe9	36	2026-11-27 08:01:43.954212+00	36	user.signed_in	01a21c06-496a-7710-ae9c-9ce28c65c20e	user	01a21c06-496a-7710-ae9c-9ce28c65c20e	{"method": "password"}	820	account	user	01a21c06-496a-7710-ae9c-9ce28c65c20e	01a21c06-496a-7710-ae9c-9ce28c65c20e	\N	{}
01a21c06-4894-7094-99cd-b2f27c2d3fe9	37	2026-11-27 08:01:43.957605+00	37	user.signed_in	01a21c06-4977-731e-bf7f-e6cd798faa66	user	01a21c06-4977-731e-bf7f-e6cd798faa66	{"method": "password"}	821	account	user	01a21c06-4977-731e-bf7f-e6cd798faa66	01a21c06-4977-731e-bf7f-e6cd798faa66	\N	{}
01a21c06-4894-7094-99cd-b2f27c2d3fe9	38	2026-11-27 08:01:43.960761+00	38	user.state_changed	01a21c06-4977-731e-bf7f-e6cd798faa66	system	\N	{"after": "disabled", "before": "enabled"}	822	account	user	01a21c06-4977-731e-bf7f-e6cd798faa66	\N	\N	{"state": {"after": "disabled", "before": "enabled"}}
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	57	2026-11-27 08:01:44.393031+00	57	user.created	01a21c06-4c7e-73d4-b19a-43cbc6c1fa12	system	\N	{"role_ids": ["01a21c06-4b91-73ee-a213-93fd98f0c8cb"], "is_seated": false}	828	account	user	01a21c06-4c7e-73d4-b19a-43cbc6c1fa12	\N	\N	{"name": {"after": {"hash": "a6bb761054a49fe9cb09fc6eeddcf032faee4eeeb7df15d1ff27a0286e6e49df"}}, "email": {"after": {"hash": "9d9efe6bdb94d43ec5a8c31ab13ed70565e00f2cb6b677d6041681835e3d40ec"}}, "roles": {"after": [{"id": "01a21c064b9173eea21393fd98f0c8cb", "kind": "role"}]}, "state": {"after": "enabled"}, "username": {"after": {"hash": "28fe87749a16ab984cd86184265ca83f1b8562ec7c7dc92e5c7e488d262e1737"}}}
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	39	2026-11-27 08:01:44.336992+00	39	user.created	01a21c06-4b8f-7635-a5ff-a9d7886c22af	system	\N	{"role_ids": ["01a21c06-4b93-7396-8272-17009f093d11", "01a21c06-4b93-7396-8272-1701bf5ee79f", "01a21c06-4b94-7039-8347-c96da9a980b7", "01a21c06-4b95-7798-9eb2-d41f6cce4cfe"], "is_seated": true}	824	account	user	01a21c06-4b8f-7635-a5ff-a9d7886c22af	\N	\N	{"name": {"after": {"hash": "87aac9c6db22ef43fe05be5f58f894f839ae0ae283902bf50699832365bbf9f1"}}, "email": {"after": {"hash": "7de30e7def5af3a68a55e704d764ad1946f06fc71e783686bbe457de17b09ea2"}}, "roles": {"after": [{"id": "01a21c064b937396827217009f093d11", "kind": "role"}, {"id": "01a21c064b93739682721701bf5ee79f", "kind": "role"}, {"id": "01a21c064b9470398347c96da9a980b7", "kind": "role"}, {"id": "01a21c064b9577989eb2d41f6cce4cfe", "kind": "role"}]}, "state": {"after": "enabled"}, "username": {"after": {"hash": "b2831b56c282c5f57e567afdebe0f825612cce107980ceca10c75b20511d9830"}}}
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	40	2026-11-27 08:01:44.336992+00	40	seat.given	01a21c06-4b8f-7635-a5ff-a9d7886c22af	system	\N	{}	824	account	user	01a21c06-4b8f-7635-a5ff-a9d7886c22af	\N	\N	{"seat": {"after": true}}
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	41	2026-11-27 08:01:44.336992+00	41	account.created	01a21c06-4b8f-7635-a5ff-a9d69fea59b7	system	\N	{"founder_id": "01a21c06-4b8f-7635-a5ff-a9d7886c22af"}	824	account	account	01a21c06-4b8f-7635-a5ff-a9d69fea59b7	\N	\N	{"name": {"after": {"hash": "02d0602e1458967c0951466a205c598acf96f6a825ebf4a9de27f52784fdf245"}}, "seats": {"after": 12}, "founder": {"after": {"id": "01a21c064b8f7635a5ffa9d7886c22af", "kind": "user"}}}
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	42	2026-11-27 08:01:44.336992+00	42	queue.created	01a21c06-4bbc-7126-a86b-ec56831b10ea	system	\N	{"is_default": true}	824	conversations	queue	01a21c06-4bbc-7126-a86b-ec56831b10ea	\N	\N	{"name": {"after": {"hash": "1bec9c16fbd46509cf6da1f47a41a2a0ef1c935fc90542bd8f73de8ff18e384b"}}, "is_default": {"after": true}, "auto_assignment": {"after": true}}
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	43	2026-11-27 08:01:44.336992+00	43	membership.changed	01a21c06-4b8f-7635-a5ff-a9d7886c22af	system	\N	{"after": "agent", "before": null, "queue_id": "01a21c06-4bbc-7126-a86b-ec56831b10ea"}	824	conversations	user	01a21c06-4b8f-7635-a5ff-a9d7886c22af	\N	\N	{"membership": {"after": "agent", "before": null}}
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	44	2026-11-27 08:01:44.393031+00	44	queue.created	01a21c06-4bcb-747b-9281-4009a4f36809	system	\N	{"is_default": false}	828	conversations	queue	01a21c06-4bcb-747b-9281-4009a4f36809	\N	\N	{"name": {"after": {"hash": "0b96ef1f2de308f586884da5c047a237b8bb074c027fc3a0960d1f504bb197df"}}, "is_default": {"after": false}, "auto_assignment": {"after": true}}
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	45	2026-11-27 08:01:44.393031+00	45	user.created	01a21c06-4bd8-724d-a477-36c6e7099569	system	\N	{"role_ids": ["01a21c06-4b95-7798-9eb2-d41f6cce4cfe"], "is_seated": true}	828	account	user	01a21c06-4bd8-724d-a477-36c6e7099569	\N	\N	{"name": {"after": {"hash": "964829bbe115f3f667d5239792283b51e200824616b56f6904da5fdc93043e04"}}, "email": {"after": {"hash": "072681ade86c68a019ec24109a16d7c90f466f05f394d0d91391230ea616bf80"}}, "roles": {"after": [{"id": "01a21c064b9577989eb2d41f6cce4cfe", "kind": "role"}]}, "state": {"after": "enabled"}, "username": {"after": {"hash": "3b0eb780100fc975714feb10c12ea10e74de8c421082b27ecf6c9a92281c9f87"}}}
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	46	2026-11-27 08:01:44.393031+00	46	seat.given	01a21c06-4bd8-724d-a477-36c6e7099569	system	\N	{}	828	account	user	01a21c06-4bd8-724d-a477-36c6e7099569	\N	\N	{"seat": {"after": true}}
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	47	2026-11-27 08:01:44.393031+00	47	user.created	01a21c06-4c05-7010-8953-1c495d2900fe	system	\N	{"role_ids": ["01a21c06-4b93-7396-8272-1701bf5ee79f"], "is_seated": true}	828	account	user	01a21c06-4c05-7010-8953-1c495d2900fe	\N	\N	{"name": {"after": {"hash": "5fdf485f55c9bcb132324c4e3daff05640c35390b0763937f41e63af3ff6e6a6"}}, "email": {"after": {"hash": "0eaf5d458e2e1d95dd02faf7bf8bb13340d3f8820372a0589bb37b5b55c5537a"}}, "roles": {"after": [{"id": "01a21c064b93739682721701bf5ee79f", "kind": "role"}]}, "state": {"after": "enabled"}, "username": {"after": {"hash": "54c93eb979270515d54fd074e46e78fd9f43b1d8b64662e48582fa1ad35f2160"}}}
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	48	2026-11-27 08:01:44.393031+00	48	seat.given	01a21c06-4c05-7010-8953-1c495d2900fe	system	\N	{}	828	account	user	01a21c06-4c05-7010-8953-1c495d2900fe	\N	\N	{"seat": {"after": true}}
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	49	2026-11-27 08:01:44.393031+00	49	user.created	01a21c06-4c28-7245-9fe7-62763878307e	system	\N	{"role_ids": ["01a21c06-4b93-7396-8272-17009f093d11"], "is_seated": true}	828	account	user	01a21c06-4c28-7245-9fe7-62763878307e	\N	\N	{"name": {"after": {"hash": "04bed1711c6e52134ff2e4e55bf565a34963b364e9a94c2a711cae505c1af08e"}}, "email": {"after": {"hash": "27dc3ae567e48fdb4fa44e3f38aef002e4f52fc913c1d6ab151700a9ec0aadab"}}, "roles": {"after": [{"id": "01a21c064b937396827217009f093d11", "kind": "role"}]}, "state": {"after": "enabled"}, "username": {"after": {"hash": "433261818dc3c4740ee42d091e7d6470d9d5756635ac59f42d500250bd935561"}}}
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	50	2026-11-27 08:01:44.393031+00	50	seat.given	01a21c06-4c28-7245-9fe7-62763878307e	system	\N	{}	828	account	user	01a21c06-4c28-7245-9fe7-62763878307e	\N	\N	{"seat": {"after": true}}
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	51	2026-11-27 08:01:44.393031+00	51	user.created	01a21c06-4c41-770b-8b13-1bd7941b534c	system	\N	{"role_ids": ["01a21c06-4b92-773e-8071-fdadc339ec64"], "is_seated": true}	828	account	user	01a21c06-4c41-770b-8b13-1bd7941b534c	\N	\N	{"name": {"after": {"hash": "3f788f4ec6fe4f7e8b836ed8c153a1bb44de37411393e08ade8b576c24719de4"}}, "email": {"after": {"hash": "b04a5e24d35d3c4db9adf95980e9c7dcfc032bc59b083512387889f9f24346d8"}}, "roles": {"after": [{"id": "01a21c064b92773e8071fdadc339ec64", "kind": "role"}]}, "state": {"after": "enabled"}, "username": {"after": {"hash": "6170393b8f8afeb18c1e4a4434a55680d84e44aeba19514e5a6f7ab33426522c"}}}
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	52	2026-11-27 08:01:44.393031+00	52	seat.given	01a21c06-4c41-770b-8b13-1bd7941b534c	system	\N	{}	828	account	user	01a21c06-4c41-770b-8b13-1bd7941b534c	\N	\N	{"seat": {"after": true}}
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	53	2026-11-27 08:01:44.393031+00	53	membership.changed	01a21c06-4c41-770b-8b13-1bd7941b534c	system	\N	{"after": "agent", "before": null, "queue_id": "01a21c06-4bbc-7126-a86b-ec56831b10ea"}	828	conversations	user	01a21c06-4c41-770b-8b13-1bd7941b534c	\N	\N	{"membership": {"after": "agent", "before": null}}
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	54	2026-11-27 08:01:44.393031+00	54	user.created	01a21c06-4c6e-7321-8613-f5623059c80b	system	\N	{"role_ids": ["01a21c06-4b92-773e-8071-fdadc339ec64"], "is_seated": true}	828	account	user	01a21c06-4c6e-7321-8613-f5623059c80b	\N	\N	{"name": {"after": {"hash": "ebdffcc92424281f9821824c2df2d4ad39549171714027fea199b25d3e7de8f7"}}, "email": {"after": {"hash": "9830aa230289bf6e09aa8fc1d6c35a29379ab9d1389f566d2230ae9a89c66fe7"}}, "roles": {"after": [{"id": "01a21c064b92773e8071fdadc339ec64", "kind": "role"}]}, "state": {"after": "enabled"}, "username": {"after": {"hash": "3deb8c9a6bad64859a9f4e8310448851cafdca9b13af681082b333f50ace07a6"}}}
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	55	2026-11-27 08:01:44.393031+00	55	seat.given	01a21c06-4c6e-7321-8613-f5623059c80b	system	\N	{}	828	account	user	01a21c06-4c6e-7321-8613-f5623059c80b	\N	\N	{"seat": {"after": true}}
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	56	2026-11-27 08:01:44.393031+00	56	membership.changed	01a21c06-4c6e-7321-8613-f5623059c80b	system	\N	{"after": "agent", "before": null, "queue_id": "01a21c06-4bbc-7126-a86b-ec56831b10ea"}	828	conversations	user	01a21c06-4c6e-7321-8613-f5623059c80b	\N	\N	{"membership": {"after": "agent", "before": null}}
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	58	2026-11-27 08:01:44.393031+00	58	user.created	01a21c06-4c86-72d5-87ca-e54157d1d0bc	system	\N	{"role_ids": ["01a21c06-4b92-773e-8071-fdadc339ec64"], "is_seated": false}	828	account	user	01a21c06-4c86-72d5-87ca-e54157d1d0bc	\N	\N	{"name": {"after": {"hash": "7b2aa3dbdc2b8e2c6d67a3007bf2fb8aecaf3ae25855749b17fd304dc24b9e28"}}, "email": {"after": {"hash": "1c35b2f9dc6f93f401d88e3ef0fcf036c6e33764805d89fec819a9a16a622c35"}}, "roles": {"after": [{"id": "01a21c064b92773e8071fdadc339ec64", "kind": "role"}]}, "state": {"after": "enabled"}, "username": {"after": {"hash": "be21d40f023300f34e13de2607157a33905ae1f70ab278650155b86d1f3913c0"}}}
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	59	2026-11-27 08:01:44.393031+00	59	membership.changed	01a21c06-4c86-72d5-87ca-e54157d1d0bc	system	\N	{"after": "agent", "before": null, "queue_id": "01a21c06-4bbc-7126-a86b-ec56831b10ea"}	828	conversations	user	01a21c06-4c86-72d5-87ca-e54157d1d0bc	\N	\N	{"membership": {"after": "agent", "before": null}}
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	60	2026-11-27 08:01:44.393031+00	60	user.created	01a21c06-4c96-704d-9273-794f987f7cd8	system	\N	{"role_ids": ["01a21c06-4b92-773e-8071-fdadc339ec64"], "is_seated": true}	828	account	user	01a21c06-4c96-704d-9273-794f987f7cd8	\N	\N	{"name": {"after": {"hash": "8ae63f825de5d5d70c7f88ea3f5895e7f37da22770a63012e3ac89f06c03f8ea"}}, "email": {"after": {"hash": "c48affa97e99b32f580c213d371345b12d866c15e7d4739fa9f087b851a466e8"}}, "roles": {"after": [{"id": "01a21c064b92773e8071fdadc339ec64", "kind": "role"}]}, "state": {"after": "enabled"}, "username": {"after": {"hash": "d8a0a0acb255a1915052c4cb6fd136e54b87acdb327e0439f1d0960e2a7532fd"}}}
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	61	2026-11-27 08:01:44.393031+00	61	seat.given	01a21c06-4c96-704d-9273-794f987f7cd8	system	\N	{}	828	account	user	01a21c06-4c96-704d-9273-794f987f7cd8	\N	\N	{"seat": {"after": true}}
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	62	2026-11-27 08:01:44.393031+00	62	membership.changed	01a21c06-4c96-704d-9273-794f987f7cd8	system	\N	{"after": "agent", "before": null, "queue_id": "01a21c06-4bbc-7126-a86b-ec56831b10ea"}	828	conversations	user	01a21c06-4c96-704d-9273-794f987f7cd8	\N	\N	{"membership": {"after": "agent", "before": null}}
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	63	2026-11-27 08:01:44.393031+00	63	membership.changed	01a21c06-4c7e-73d4-b19a-43cbc6c1fa12	system	\N	{"after": "viewer", "before": null, "queue_id": "01a21c06-4bbc-7126-a86b-ec56831b10ea"}	828	conversations	user	01a21c06-4c7e-73d4-b19a-43cbc6c1fa12	\N	\N	{"membership": {"after": "viewer", "before": null}}
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	64	2026-11-27 08:01:44.393031+00	64	membership.changed	01a21c06-4c6e-7321-8613-f5623059c80b	system	\N	{"after": "agent", "before": null, "queue_id": "01a21c06-4bcb-747b-9281-4009a4f36809"}	828	conversations	user	01a21c06-4c6e-7321-8613-f5623059c80b	\N	\N	{"membership": {"after": "agent", "before": null}}
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	65	2026-11-27 08:01:44.393031+00	65	carrier.added	01a21c06-4ce2-76f1-89ed-518af8f9465c	system	\N	{}	828	account	carrier	01a21c06-4ce2-76f1-89ed-518af8f9465c	\N	\N	{"tls": {"after": false}, "bind": {"after": "transceiver"}, "host": {"after": {"hash": "a055248a1d69a70102fd2fe9029e022271f8a00ad581199aa785309db2f26280"}}, "kind": {"after": "smpp"}, "name": {"after": {"hash": "f923aa0f16c95aab20e5713d1b4e413009e95544a2eb914f9b3ff9155744c6cb"}}, "port": {"after": 2775}, "window": {"after": 10}, "enabled": {"after": false}, "password": {"after": "396745e0"}, "system_id": {"after": {"hash": "cf3498a058880ead50ef242ee3f6d7143824f91c81e67e79beb1e460fbd62db9"}}, "per_second": {"after": 10}, "enquire_seconds": {"after": 30}}
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	66	2026-11-27 08:01:44.393031+00	66	number.added	01a21c06-4ceb-7738-a5ba-4d44673d67f4	system	\N	{"carrier_id": "01a21c06-4ce2-76f1-89ed-518af8f9465c"}	828	account	number	01a21c06-4ceb-7738-a5ba-4d44673d67f4	\N	\N	{"number": {"after": {"hash": "48efe731e1a13df8deb57b517b43d2a18a889d5e5e6edfd922d7886925b7096d"}}, "carrier": {"after": {"id": "01a21c064ce276f189ed518af8f9465c", "kind": "carrier"}}}
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	67	2026-11-27 08:01:44.689385+00	67	user.signed_in	01a21c06-4b8f-7635-a5ff-a9d7886c22af	user	01a21c06-4b8f-7635-a5ff-a9d7886c22af	{"method": "password"}	855	account	user	01a21c06-4b8f-7635-a5ff-a9d7886c22af	01a21c06-4b8f-7635-a5ff-a9d7886c22af	\N	{}
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	68	2026-11-27 08:01:44.695331+00	68	user.signed_in	01a21c06-4bd8-724d-a477-36c6e7099569	user	01a21c06-4bd8-724d-a477-36c6e7099569	{"method": "password"}	856	account	user	01a21c06-4bd8-724d-a477-36c6e7099569	01a21c06-4bd8-724d-a477-36c6e7099569	\N	{}
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	69	2026-11-27 08:01:44.699745+00	69	user.signed_in	01a21c06-4c05-7010-8953-1c495d2900fe	user	01a21c06-4c05-7010-8953-1c495d2900fe	{"method": "password"}	857	account	user	01a21c06-4c05-7010-8953-1c495d2900fe	01a21c06-4c05-7010-8953-1c495d2900fe	\N	{}
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	70	2026-11-27 08:01:44.704472+00	70	user.signed_in	01a21c06-4c28-7245-9fe7-62763878307e	user	01a21c06-4c28-7245-9fe7-62763878307e	{"method": "password"}	858	account	user	01a21c06-4c28-7245-9fe7-62763878307e	01a21c06-4c28-7245-9fe7-62763878307e	\N	{}
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	71	2026-11-27 08:01:44.708618+00	71	user.signed_in	01a21c06-4c41-770b-8b13-1bd7941b534c	user	01a21c06-4c41-770b-8b13-1bd7941b534c	{"method": "password"}	859	account	user	01a21c06-4c41-770b-8b13-1bd7941b534c	01a21c06-4c41-770b-8b13-1bd7941b534c	\N	{}
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	72	2026-11-27 08:01:44.712701+00	72	user.signed_in	01a21c06-4c6e-7321-8613-f5623059c80b	user	01a21c06-4c6e-7321-8613-f5623059c80b	{"method": "password"}	860	account	user	01a21c06-4c6e-7321-8613-f5623059c80b	01a21c06-4c6e-7321-8613-f5623059c80b	\N	{}
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	73	2026-11-27 08:01:44.716949+00	73	user.signed_in	01a21c06-4c7e-73d4-b19a-43cbc6c1fa12	user	01a21c06-4c7e-73d4-b19a-43cbc6c1fa12	{"method": "password"}	861	account	user	01a21c06-4c7e-73d4-b19a-43cbc6c1fa12	01a21c06-4c7e-73d4-b19a-43cbc6c1fa12	\N	{}
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	74	2026-11-27 08:01:44.722541+00	74	user.signed_in	01a21c06-4c86-72d5-87ca-e54157d1d0bc	user	01a21c06-4c86-72d5-87ca-e54157d1d0bc	{"method": "password"}	862	account	user	01a21c06-4c86-72d5-87ca-e54157d1d0bc	01a21c06-4c86-72d5-87ca-e54157d1d0bc	\N	{}
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	75	2026-11-27 08:01:44.726663+00	75	user.signed_in	01a21c06-4c96-704d-9273-794f987f7cd8	user	01a21c06-4c96-704d-9273-794f987f7cd8	{"method": "password"}	863	account	user	01a21c06-4c96-704d-9273-794f987f7cd8	01a21c06-4c96-704d-9273-794f987f7cd8	\N	{}
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	76	2026-11-27 08:01:44.730561+00	76	user.state_changed	01a21c06-4c96-704d-9273-794f987f7cd8	system	\N	{"after": "disabled", "before": "enabled"}	864	account	user	01a21c06-4c96-704d-9273-794f987f7cd8	\N	\N	{"state": {"after": "disabled", "before": "enabled"}}
\.
COPY public.audit_checks (account_id, checked_at, seals, rows, sealed_until, findings) FROM stdin;
01a21c06-4894-7094-99cd-b2f27c2d3fe9	2026-11-01 12:00:00+00	1	1	\N	{}
\.
COPY public.audit_seals (account_id, number, epoch, first_xid, first_seq, last_xid, last_seq, last_at, count, entries, previous, digest, signature, sealed_at) FROM stdin;
01a21c06-4894-7094-99cd-b2f27c2d3fe9	1	1	1	1	1	1	2026-11-01 12:00:00+00	1	\\x0102	\\x0102	\\x0102	x	2026-11-01 12:00:00+00
\.
COPY public.audit_values (account_id, audit_seq, side, field, whose, salt, text) FROM stdin;
01a21c06-4894-7094-99cd-b2f27c2d3fe9	1	after	name	01a21c06-4894-7094-99cd-b2f373d115b3	\\x9d5a143f377c928138c2b22a94575b4e	Ours Founder
01a21c06-4894-7094-99cd-b2f27c2d3fe9	1	after	username	01a21c06-4894-7094-99cd-b2f373d115b3	\\xff370e6828b1714da6138e3500fa0eb4	founder
01a21c06-4894-7094-99cd-b2f27c2d3fe9	1	after	email	01a21c06-4894-7094-99cd-b2f373d115b3	\\x22525916acd538a01e9e0558af55c5e3	founder@ours.example.com
01a21c06-4894-7094-99cd-b2f27c2d3fe9	3	after	name	01a21c06-4894-7094-99cd-b2f27c2d3fe9	\\xa66192e3966d2f5c15e1799681361468	Ours Ltd
01a21c06-4894-7094-99cd-b2f27c2d3fe9	4	after	name	01a21c06-48da-7569-bd1d-8bb0cc3c8b5e	\\xc395a2589bc9e871b444024f8cefb64f	General
01a21c06-4894-7094-99cd-b2f27c2d3fe9	6	after	name	01a21c06-48f2-7224-990c-d9345bdc3e0f	\\x034e54deca3ecbdd920fabc880640787	Billing
01a21c06-4894-7094-99cd-b2f27c2d3fe9	7	after	name	01a21c06-4901-718b-8b2a-7a4ac253c582	\\x8667bf9893b2796460f82b9fdcfb30c1	Ours Administrator
01a21c06-4894-7094-99cd-b2f27c2d3fe9	7	after	username	01a21c06-4901-718b-8b2a-7a4ac253c582	\\xb7647c92e3d3e186638cc701ea4ce737	administrator
01a21c06-4894-7094-99cd-b2f27c2d3fe9	7	after	email	01a21c06-4901-718b-8b2a-7a4ac253c582	\\xb7e07701e5f9ede984faf3ec629f19c8	administrator@ours.example.com
01a21c06-4894-7094-99cd-b2f27c2d3fe9	9	after	name	01a21c06-4919-7060-9702-1d63984abd1e	\\x7121710e9547e77b94a08207b103f10f	Ours Setup
01a21c06-4894-7094-99cd-b2f27c2d3fe9	9	after	username	01a21c06-4919-7060-9702-1d63984abd1e	\\x00da2c36d80ef724748b76b5662a8895	setup
01a21c06-4894-7094-99cd-b2f27c2d3fe9	9	after	email	01a21c06-4919-7060-9702-1d63984abd1e	\\x92185ad3e9be2070c275cab80ef116c7	setup@ours.example.com
01a21c06-4894-7094-99cd-b2f27c2d3fe9	11	after	name	01a21c06-492f-769a-97c3-5f947b481f90	\\x566b431bf4c1f4776b58a04ad37dc642	Ours Supervisor
01a21c06-4894-7094-99cd-b2f27c2d3fe9	11	after	username	01a21c06-492f-769a-97c3-5f947b481f90	\\xe8a65f112c6cd366b50639a4d50e13ef	supervisor
01a21c06-4894-7094-99cd-b2f27c2d3fe9	11	after	email	01a21c06-492f-769a-97c3-5f947b481f90	\\xab54dd4d273852907ce04a3b8d291f61	supervisor@ours.example.com
01a21c06-4894-7094-99cd-b2f27c2d3fe9	13	after	name	01a21c06-493d-70c1-a219-41816f86003b	\\xa2e62e0701228fadfe3093723be5e8ad	Ours Agent
01a21c06-4894-7094-99cd-b2f27c2d3fe9	13	after	username	01a21c06-493d-70c1-a219-41816f86003b	\\x18aa2f5bd1789afd1a23e5be9367219a	agent
01a21c06-4894-7094-99cd-b2f27c2d3fe9	13	after	email	01a21c06-493d-70c1-a219-41816f86003b	\\xb2a0e042d79e8a6ab8de24ac44c7e4b7	agent@ours.example.com
01a21c06-4894-7094-99cd-b2f27c2d3fe9	16	after	name	01a21c06-4950-7366-91c1-2f5b65c2527d	\\x1a547d4ba1d97f453c07612edad7743e	Ours Colleague
01a21c06-4894-7094-99cd-b2f27c2d3fe9	16	after	username	01a21c06-4950-7366-91c1-2f5b65c2527d	\\x6a4050dc41c403477a3714bd2ebcd31b	colleague
01a21c06-4894-7094-99cd-b2f27c2d3fe9	16	after	email	01a21c06-4950-7366-91c1-2f5b65c2527d	\\xa5ee2bf9fc92bd8e291a0c3aa7763fbc	colleague@ours.example.com
01a21c06-4894-7094-99cd-b2f27c2d3fe9	19	after	name	01a21c06-4960-70e6-8aa1-a0753ace6ce0	\\x87b370f60a4ef00676ebb4d58a147ecc	Ours Viewer
01a21c06-4894-7094-99cd-b2f27c2d3fe9	19	after	username	01a21c06-4960-70e6-8aa1-a0753ace6ce0	\\x89b2778c77af3c2952821094f50d5771	viewer
01a21c06-4894-7094-99cd-b2f27c2d3fe9	19	after	email	01a21c06-4960-70e6-8aa1-a0753ace6ce0	\\x9ed1e5594b2f999ab2e16d50dd7ccdc9	viewer@ours.example.com
01a21c06-4894-7094-99cd-b2f27c2d3fe9	20	after	name	01a21c06-496a-7710-ae9c-9ce28c65c20e	\\x115d89aac26fdf77289f71b769d2f44e	Ours Seatless
01a21c06-4894-7094-99cd-b2f27c2d3fe9	20	after	username	01a21c06-496a-7710-ae9c-9ce28c65c20e	\\xab94834a996e2570dbc9c748ab2814d2	seatless
01a21c06-4894-7094-99cd-b2f27c2d3fe9	20	after	email	01a21c06-496a-7710-ae9c-9ce28c65c20e	\\xa67967361b1d33dc3c939d5d734e8799	seatless@ours.example.com
01a21c06-4894-7094-99cd-b2f27c2d3fe9	22	after	name	01a21c06-4977-731e-bf7f-e6cd798faa66	\\xfcf5f74cc17490be5380727a7011dcb7	Ours Disabled
01a21c06-4894-7094-99cd-b2f27c2d3fe9	22	after	username	01a21c06-4977-731e-bf7f-e6cd798faa66	\\x1013e5f9487a9e7e725efaca67990c93	disabled
01a21c06-4894-7094-99cd-b2f27c2d3fe9	22	after	email	01a21c06-4977-731e-bf7f-e6cd798faa66	\\x4829d07519994c1b814273889704e140	disabled@ours.example.com
01a21c06-4894-7094-99cd-b2f27c2d3fe9	27	after	name	01a21c06-49c7-74c9-b5b9-8b81810cd47a	\\xc8d32466571ce0ad3d0ff83c3493ccef	Carrier
01a21c06-4894-7094-99cd-b2f27c2d3fe9	27	after	host	01a21c06-49c7-74c9-b5b9-8b81810cd47a	\\x40f511f968bd1dbf5c96240deb6f7476	127.0.0.1
01a21c06-4894-7094-99cd-b2f27c2d3fe9	27	after	system_id	01a21c06-49c7-74c9-b5b9-8b81810cd47a	\\xcd75f728d4a07f870bcbb2e2bf1326d5	hubbub
01a21c06-4894-7094-99cd-b2f27c2d3fe9	28	after	number	01a21c06-49d8-7313-b11a-b5b5525eaab7	\\x658d614ee2cd6ec35381dc32119e5613	+385910000001
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	39	after	name	01a21c06-4b8f-7635-a5ff-a9d7886c22af	\\xc7890dee4df6dd21ac64dc5203d851eb	Theirs Founder
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	39	after	username	01a21c06-4b8f-7635-a5ff-a9d7886c22af	\\x1584753d8ec9dea4f0d0d8e41b79792c	founder2
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	39	after	email	01a21c06-4b8f-7635-a5ff-a9d7886c22af	\\x452686881e333b10af65ece5d767d990	founder@theirs.example.com
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	41	after	name	01a21c06-4b8f-7635-a5ff-a9d69fea59b7	\\xd3f5c20d5e782e674c8c708a8bb380a3	Theirs Ltd
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	42	after	name	01a21c06-4bbc-7126-a86b-ec56831b10ea	\\x5d2acbcde4d1b7d51f0827ee36d6b61f	General
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	44	after	name	01a21c06-4bcb-747b-9281-4009a4f36809	\\xcf1d8c08ecd79df7eabebb0419588ea7	Billing
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	45	after	name	01a21c06-4bd8-724d-a477-36c6e7099569	\\x17126d66320162c098020e5b06fef3b4	Theirs Administrator
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	45	after	username	01a21c06-4bd8-724d-a477-36c6e7099569	\\xecfdb1f3c84f99c2f4a7dc0a8219d261	administrator2
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	45	after	email	01a21c06-4bd8-724d-a477-36c6e7099569	\\x4e6a07d469ca2665976753ac9b6e910c	administrator@theirs.example.com
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	47	after	name	01a21c06-4c05-7010-8953-1c495d2900fe	\\x589070ff710043b2da7471566111b626	Theirs Setup
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	47	after	username	01a21c06-4c05-7010-8953-1c495d2900fe	\\x766675619c68131d550775a998023b7c	setup2
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	47	after	email	01a21c06-4c05-7010-8953-1c495d2900fe	\\x05530cdaacceb9a41227ce0cdc99d2f6	setup@theirs.example.com
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	49	after	name	01a21c06-4c28-7245-9fe7-62763878307e	\\xeb668e45f47811818f60d039ae6e556d	Theirs Supervisor
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	49	after	username	01a21c06-4c28-7245-9fe7-62763878307e	\\x083458285a0cb0759d95340e6073e1f9	supervisor2
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	49	after	email	01a21c06-4c28-7245-9fe7-62763878307e	\\x8179e0945586e1da9dd08b63c472706f	supervisor@theirs.example.com
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	51	after	name	01a21c06-4c41-770b-8b13-1bd7941b534c	\\x18f32ffcc993ab4908d55cc690cd79d9	Theirs Agent
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	51	after	username	01a21c06-4c41-770b-8b13-1bd7941b534c	\\xd284346e685ce317443c3264e51d6568	agent2
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	51	after	email	01a21c06-4c41-770b-8b13-1bd7941b534c	\\xd5dfdeeaa4560bb3ff526fc066e287e4	agent@theirs.example.com
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	54	after	name	01a21c06-4c6e-7321-8613-f5623059c80b	\\x222f75cdf117d8ff791ad96da25147f2	Theirs Colleague
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	54	after	username	01a21c06-4c6e-7321-8613-f5623059c80b	\\x9ca448d76d44bbd7f6aba3a6c453d816	colleague2
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	54	after	email	01a21c06-4c6e-7321-8613-f5623059c80b	\\x0fea7bab86dd877ffceb75dcc647e7e1	colleague@theirs.example.com
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	57	after	name	01a21c06-4c7e-73d4-b19a-43cbc6c1fa12	\\x657ab89fa1926a4ce069eefb0d3d84a1	Theirs Viewer
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	57	after	username	01a21c06-4c7e-73d4-b19a-43cbc6c1fa12	\\xeef577db3560cea1612a11ab47a14499	viewer2
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	57	after	email	01a21c06-4c7e-73d4-b19a-43cbc6c1fa12	\\x1905b29ddf89d699ef374fc353a18102	viewer@theirs.example.com
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	58	after	name	01a21c06-4c86-72d5-87ca-e54157d1d0bc	\\x1c4d831206dbfd992b3d519ed29eb735	Theirs Seatless
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	58	after	username	01a21c06-4c86-72d5-87ca-e54157d1d0bc	\\x8651fa36dcdb906d23187602c83f91b9	seatless2
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	58	after	email	01a21c06-4c86-72d5-87ca-e54157d1d0bc	\\x7b93a55609d29e7471ed71fc31c44776	seatless@theirs.example.com
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	60	after	name	01a21c06-4c96-704d-9273-794f987f7cd8	\\xdb5f33aca04b9eb5c3b01967e4bbd064	Theirs Disabled
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	60	after	username	01a21c06-4c96-704d-9273-794f987f7cd8	\\x0db7d724fd989ead1c65a5f5dfa3ca9d	disabled2
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	60	after	email	01a21c06-4c96-704d-9273-794f987f7cd8	\\x03c40681839fc4f7d333a9399cfe5597	disabled@theirs.example.com
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	65	after	name	01a21c06-4ce2-76f1-89ed-518af8f9465c	\\x563a3ed65c2d0bfead7b41537c11311e	Carrier
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	65	after	host	01a21c06-4ce2-76f1-89ed-518af8f9465c	\\x8e23ab70ffd6c5a191205801958e228d	127.0.0.1
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	65	after	system_id	01a21c06-4ce2-76f1-89ed-518af8f9465c	\\xcdb32e01f40be4b96c332990dbe2db32	hubbub
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	66	after	number	01a21c06-4ceb-7738-a5ba-4d44673d67f4	\\x10623eb6de03f602c22d80ca644819a8	+436600000001
\.
COPY public.avatars (account_id, user_id, hash, large_id, small_id) FROM stdin;
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-4894-7094-99cd-b2f373d115b3	00000000000000000000000000000000	0198c0de-0000-7000-8000-000000000001	0198c0de-0000-7000-8000-000000000001
\.
COPY public.carriers (account_id, id, name, kind, is_enabled, state, state_detail, state_at, version, created_at) FROM stdin;
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-49c7-74c9-b5b9-8b81810cd47a	Carrier	smpp	f	connecting	\N	2026-11-27 08:01:43.665488+00	1	2026-11-27 08:01:43.665488+00
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4ce2-76f1-89ed-518af8f9465c	Carrier	smpp	f	connecting	\N	2026-11-27 08:01:44.393031+00	1	2026-11-27 08:01:44.393031+00
\.
COPY public.consumers (name, epoch, xid, seq, updated_at) FROM stdin;
x	1	1	1	2026-11-01 12:00:00+00
\.
COPY public.conversation_messages (account_id, conversation_id, "position", message_id) FROM stdin;
01a21c06-4894-7094-99cd-b2f27c2d3fe9	0198c0de-0000-7000-8000-000000000001	1	0198c0de-0000-7000-8000-000000000001
\.
COPY public.conversations (account_id, id, person_id, channel, channel_group, number, carrier_id, queue_id, assignee_id, status, priority, topic, last_message_id, last_message_at, inbound_count, waiting_since, version, created_at, updated_at, closed_at) FROM stdin;
01a21c06-4894-7094-99cd-b2f27c2d3fe9	0198c0de-0000-7000-8000-000000000001	0198c0de-0000-7000-8000-000000000001	x	x	x	01a21c06-49c7-74c9-b5b9-8b81810cd47a	01a21c06-48da-7569-bd1d-8bb0cc3c8b5e	\N	open	low	\N	\N	2026-11-01 12:00:00+00	1	\N	1	2026-11-01 12:00:00+00	2026-11-01 12:00:00+00	\N
\.
COPY public.deleted_accounts (id, created_at, deleted_at, seals, last_digest, signature) FROM stdin;
0198c0de-0000-7000-8000-000000000001	2026-11-01 12:00:00+00	2026-11-01 12:00:00+00	1	\\x0102	x
\.
COPY public.demos (account_id, until, state, done, total, people, texts, moved_at) FROM stdin;
01a21c06-4894-7094-99cd-b2f27c2d3fe9	2026-11-01 12:00:00+00	filling	1	1	{0198c0de-0000-7000-8000-000000000001}	1	2026-11-01 12:00:00+00
\.
COPY public.directory_errors (account_id, id, at, key_id, request, who, status, detail) FROM stdin;
01a21c06-4894-7094-99cd-b2f27c2d3fe9	0198c0de-0000-7000-8000-000000000001	2026-11-01 12:00:00+00	\N	x	\N	1	x
\.
COPY public.directory_groups (account_id, role_id, external_id, is_made) FROM stdin;
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-489a-77c5-8276-4844b15ddac5	\N	t
\.
COPY public.directory_requests (account_id, at, key_id, request, status) FROM stdin;
01a21c06-4894-7094-99cd-b2f27c2d3fe9	2026-11-01 12:00:00+00	\N	x	1
\.
COPY public.directory_users (account_id, user_id, user_name, external_id, said, is_removed) FROM stdin;
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-4894-7094-99cd-b2f373d115b3	x	\N	{}	t
\.
COPY public.event_epochs (epoch, system, after_seq, opened_at, access_after_seq, audit_after_seq) FROM stdin;
29929442	7712758382239177381:1	0	2026-11-27 08:01:42.762705+00	0	0
\.
COPY public.events_2026_11 (account_id, seq, xid, at, kind, subject_id, version, within_id, actor_kind, actor_id, cause, depth, data) FROM stdin;
01a21c06-4894-7094-99cd-b2f27c2d3fe9	1	782	2026-11-27 08:01:43.573864+00	user.created	01a21c06-4894-7094-99cd-b2f373d115b3	1	\N	system	\N	\N	0	{"role_ids": ["01a21c06-48a1-76b7-bc92-a9693592738d", "01a21c06-48a2-7274-b1b7-3c3858c2a2a4", "01a21c06-48a2-7274-b1b7-3c3927ae5fb2", "01a21c06-48a2-7274-b1b7-3c3a1e882a09"], "is_seated": true}
01a21c06-4894-7094-99cd-b2f27c2d3fe9	2	782	2026-11-27 08:01:43.573864+00	seat.given	01a21c06-4894-7094-99cd-b2f373d115b3	2	\N	system	\N	\N	0	{}
01a21c06-4894-7094-99cd-b2f27c2d3fe9	3	782	2026-11-27 08:01:43.573864+00	account.created	01a21c06-4894-7094-99cd-b2f27c2d3fe9	1	\N	system	\N	\N	0	{"founder_id": "01a21c06-4894-7094-99cd-b2f373d115b3"}
01a21c06-4894-7094-99cd-b2f27c2d3fe9	4	782	2026-11-27 08:01:43.573864+00	queue.created	01a21c06-48da-7569-bd1d-8bb0cc3c8b5e	1	\N	system	\N	3	1	{"is_default": true}
01a21c06-4894-7094-99cd-b2f27c2d3fe9	5	782	2026-11-27 08:01:43.573864+00	membership.changed	01a21c06-4894-7094-99cd-b2f373d115b3	3	\N	system	\N	\N	0	{"after": "agent", "before": null, "queue_id": "01a21c06-48da-7569-bd1d-8bb0cc3c8b5e"}
01a21c06-4894-7094-99cd-b2f27c2d3fe9	6	786	2026-11-27 08:01:43.665488+00	queue.created	01a21c06-48f2-7224-990c-d9345bdc3e0f	1	\N	system	\N	\N	0	{"is_default": false}
01a21c06-4894-7094-99cd-b2f27c2d3fe9	7	786	2026-11-27 08:01:43.665488+00	user.created	01a21c06-4901-718b-8b2a-7a4ac253c582	1	\N	system	\N	\N	0	{"role_ids": ["01a21c06-48a2-7274-b1b7-3c3a1e882a09"], "is_seated": true}
01a21c06-4894-7094-99cd-b2f27c2d3fe9	8	786	2026-11-27 08:01:43.665488+00	seat.given	01a21c06-4901-718b-8b2a-7a4ac253c582	2	\N	system	\N	\N	0	{}
01a21c06-4894-7094-99cd-b2f27c2d3fe9	9	786	2026-11-27 08:01:43.665488+00	user.created	01a21c06-4919-7060-9702-1d63984abd1e	1	\N	system	\N	\N	0	{"role_ids": ["01a21c06-48a2-7274-b1b7-3c3858c2a2a4"], "is_seated": true}
01a21c06-4894-7094-99cd-b2f27c2d3fe9	10	786	2026-11-27 08:01:43.665488+00	seat.given	01a21c06-4919-7060-9702-1d63984abd1e	2	\N	system	\N	\N	0	{}
01a21c06-4894-7094-99cd-b2f27c2d3fe9	11	786	2026-11-27 08:01:43.665488+00	user.created	01a21c06-492f-769a-97c3-5f947b481f90	1	\N	system	\N	\N	0	{"role_ids": ["01a21c06-48a1-76b7-bc92-a9693592738d"], "is_seated": true}
01a21c06-4894-7094-99cd-b2f27c2d3fe9	12	786	2026-11-27 08:01:43.665488+00	seat.given	01a21c06-492f-769a-97c3-5f947b481f90	2	\N	system	\N	\N	0	{}
01a21c06-4894-7094-99cd-b2f27c2d3fe9	13	786	2026-11-27 08:01:43.665488+00	user.created	01a21c06-493d-70c1-a219-41816f86003b	1	\N	system	\N	\N	0	{"role_ids": ["01a21c06-48a1-76b7-bc92-a968d090ac03"], "is_seated": true}
01a21c06-4894-7094-99cd-b2f27c2d3fe9	14	786	2026-11-27 08:01:43.665488+00	seat.given	01a21c06-493d-70c1-a219-41816f86003b	2	\N	system	\N	\N	0	{}
01a21c06-4894-7094-99cd-b2f27c2d3fe9	15	786	2026-11-27 08:01:43.665488+00	membership.changed	01a21c06-493d-70c1-a219-41816f86003b	3	\N	system	\N	\N	0	{"after": "agent", "before": null, "queue_id": "01a21c06-48da-7569-bd1d-8bb0cc3c8b5e"}
01a21c06-4894-7094-99cd-b2f27c2d3fe9	16	786	2026-11-27 08:01:43.665488+00	user.created	01a21c06-4950-7366-91c1-2f5b65c2527d	1	\N	system	\N	\N	0	{"role_ids": ["01a21c06-48a1-76b7-bc92-a968d090ac03"], "is_seated": true}
01a21c06-4894-7094-99cd-b2f27c2d3fe9	17	786	2026-11-27 08:01:43.665488+00	seat.given	01a21c06-4950-7366-91c1-2f5b65c2527d	2	\N	system	\N	\N	0	{}
01a21c06-4894-7094-99cd-b2f27c2d3fe9	18	786	2026-11-27 08:01:43.665488+00	membership.changed	01a21c06-4950-7366-91c1-2f5b65c2527d	3	\N	system	\N	\N	0	{"after": "agent", "before": null, "queue_id": "01a21c06-48da-7569-bd1d-8bb0cc3c8b5e"}
01a21c06-4894-7094-99cd-b2f27c2d3fe9	19	786	2026-11-27 08:01:43.665488+00	user.created	01a21c06-4960-70e6-8aa1-a0753ace6ce0	1	\N	system	\N	\N	0	{"role_ids": ["01a21c06-489a-77c5-8276-4844b15ddac5"], "is_seated": false}
01a21c06-4894-7094-99cd-b2f27c2d3fe9	20	786	2026-11-27 08:01:43.665488+00	user.created	01a21c06-496a-7710-ae9c-9ce28c65c20e	1	\N	system	\N	\N	0	{"role_ids": ["01a21c06-48a1-76b7-bc92-a968d090ac03"], "is_seated": false}
01a21c06-4894-7094-99cd-b2f27c2d3fe9	21	786	2026-11-27 08:01:43.665488+00	membership.changed	01a21c06-496a-7710-ae9c-9ce28c65c20e	2	\N	system	\N	\N	0	{"after": "agent", "before": null, "queue_id": "01a21c06-48da-7569-bd1d-8bb0cc3c8b5e"}
01a21c06-4894-7094-99cd-b2f27c2d3fe9	22	786	2026-11-27 08:01:43.665488+00	user.created	01a21c06-4977-731e-bf7f-e6cd798faa66	1	\N	system	\N	\N	0	{"role_ids": ["01a21c06-48a1-76b7-bc92-a968d090ac03"], "is_seated": true}
01a21c06-4894-7094-99cd-b2f27c2d3fe9	23	786	2026-11-27 08:01:43.665488+00	seat.given	01a21c06-4977-731e-bf7f-e6cd798faa66	2	\N	system	\N	\N	0	{}
01a21c06-4894-7094-99cd-b2f27c2d3fe9	24	786	2026-11-27 08:01:43.665488+00	membership.changed	01a21c06-4977-731e-bf7f-e6cd798faa66	3	\N	system	\N	\N	0	{"after": "agent", "before": null, "queue_id": "01a21c06-48da-7569-bd1d-8bb0cc3c8b5e"}
01a21c06-4894-7094-99cd-b2f27c2d3fe9	25	786	2026-11-27 08:01:43.665488+00	membership.changed	01a21c06-4960-70e6-8aa1-a0753ace6ce0	2	\N	system	\N	\N	0	{"after": "viewer", "before": null, "queue_id": "01a21c06-48da-7569-bd1d-8bb0cc3c8b5e"}
01a21c06-4894-7094-99cd-b2f27c2d3fe9	26	786	2026-11-27 08:01:43.665488+00	membership.changed	01a21c06-4950-7366-91c1-2f5b65c2527d	4	\N	system	\N	\N	0	{"after": "agent", "before": null, "queue_id": "01a21c06-48f2-7224-990c-d9345bdc3e0f"}
01a21c06-4894-7094-99cd-b2f27c2d3fe9	27	786	2026-11-27 08:01:43.665488+00	carrier.added	01a21c06-49c7-74c9-b5b9-8b81810cd47a	1	\N	system	\N	\N	0	{}
01a21c06-4894-7094-99cd-b2f27c2d3fe9	28	786	2026-11-27 08:01:43.665488+00	number.added	01a21c06-49d8-7313-b11a-b5b5525eaab7	1	\N	system	\N	\N	0	{"carrier_id": "01a21c06-49c7-74c9-b5b9-8b81810cd47a"}
01a21c06-4894-7094-99cd-b2f27c2d3fe9	29	813	2026-11-27 08:01:43.906751+00	user.signed_in	01a21c06-4894-7094-99cd-b2f373d115b3	4	\N	user	01a21c06-4894-7094-99cd-b2f373d115b3	\N	0	{"method": "password"}
01a21c06-4894-7094-99cd-b2f27c2d3fe9	30	814	2026-11-27 08:01:43.921489+00	user.signed_in	01a21c06-4901-718b-8b2a-7a4ac253c582	3	\N	user	01a21c06-4901-718b-8b2a-7a4ac253c582	\N	0	{"method": "password"}
01a21c06-4894-7094-99cd-b2f27c2d3fe9	31	815	2026-11-27 08:01:43.9308+00	user.signed_in	01a21c06-4919-7060-9702-1d63984abd1e	3	\N	user	01a21c06-4919-7060-9702-1d63984abd1e	\N	0	{"method": "password"}
01a21c06-4894-7094-99cd-b2f27c2d3fe9	32	816	2026-11-27 08:01:43.935052+00	user.signed_in	01a21c06-492f-769a-97c3-5f947b481f90	3	\N	user	01a21c06-492f-769a-97c3-5f947b481f90	\N	0	{"method": "password"}
01a21c06-4894-7094-99cd-b2f27c2d3fe9	33	817	2026-11-27 08:01:43.939423+00	user.signed_in	01a21c06-493d-70c1-a219-41816f86003b	4	\N	user	01a21c06-493d-70c1-a219-41816f86003b	\N	0	{"method": "password"}
01a21c06-4894-7094-99cd-b2f27c2d3fe9	34	818	2026-11-27 08:01:43.944401+00	user.signed_in	01a21c06-4950-7366-91c1-2f5b65c2527d	5	\N	user	01a21c06-4950-7366-91c1-2f5b65c2527d	\N	0	{"method": "password"}
01a21c06-4894-7094-99cd-b2f27c2d3fe9	35	819	2026-11-27 08:01:43.950435+00	user.signed_in	01a21c06-4960-70e6-8aa1-a0753ace6ce0	3	\N	user	01a21c06-4960-70e6-8aa1-a0753ace6ce0	\N	0	{"method": "password"}
01a21c06-4894-7094-99cd-b2f27c2d3fe9	36	820	2026-11-27 08:01:43.954212+00	user.signed_in	01a21c06-496a-7710-ae9c-9ce28c65c20e	3	\N	user	01a21c06-496a-7710-ae9c-9ce28c65c20e	\N	0	{"method": "password"}
01a21c06-4894-7094-99cd-b2f27c2d3fe9	37	821	2026-11-27 08:01:43.957605+00	user.signed_in	01a21c06-4977-731e-bf7f-e6cd798faa66	4	\N	user	01a21c06-4977-731e-bf7f-e6cd798faa66	\N	0	{"method": "password"}
01a21c06-4894-7094-99cd-b2f27c2d3fe9	38	822	2026-11-27 08:01:43.960761+00	user.state_changed	01a21c06-4977-731e-bf7f-e6cd798faa66	5	\N	system	\N	\N	0	{"after": "disabled", "before": "enabled"}
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	39	824	2026-11-27 08:01:44.336992+00	user.created	01a21c06-4b8f-7635-a5ff-a9d7886c22af	1	\N	system	\N	\N	0	{"role_ids": ["01a21c06-4b93-7396-8272-17009f093d11", "01a21c06-4b93-7396-8272-1701bf5ee79f", "01a21c06-4b94-7039-8347-c96da9a980b7", "01a21c06-4b95-7798-9eb2-d41f6cce4cfe"], "is_seated": true}
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	40	824	2026-11-27 08:01:44.336992+00	seat.given	01a21c06-4b8f-7635-a5ff-a9d7886c22af	2	\N	system	\N	\N	0	{}
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	41	824	2026-11-27 08:01:44.336992+00	account.created	01a21c06-4b8f-7635-a5ff-a9d69fea59b7	1	\N	system	\N	\N	0	{"founder_id": "01a21c06-4b8f-7635-a5ff-a9d7886c22af"}
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	42	824	2026-11-27 08:01:44.336992+00	queue.created	01a21c06-4bbc-7126-a86b-ec56831b10ea	1	\N	system	\N	41	1	{"is_default": true}
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	43	824	2026-11-27 08:01:44.336992+00	membership.changed	01a21c06-4b8f-7635-a5ff-a9d7886c22af	3	\N	system	\N	\N	0	{"after": "agent", "before": null, "queue_id": "01a21c06-4bbc-7126-a86b-ec56831b10ea"}
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	44	828	2026-11-27 08:01:44.393031+00	queue.created	01a21c06-4bcb-747b-9281-4009a4f36809	1	\N	system	\N	\N	0	{"is_default": false}
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	45	828	2026-11-27 08:01:44.393031+00	user.created	01a21c06-4bd8-724d-a477-36c6e7099569	1	\N	system	\N	\N	0	{"role_ids": ["01a21c06-4b95-7798-9eb2-d41f6cce4cfe"], "is_seated": true}
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	46	828	2026-11-27 08:01:44.393031+00	seat.given	01a21c06-4bd8-724d-a477-36c6e7099569	2	\N	system	\N	\N	0	{}
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	47	828	2026-11-27 08:01:44.393031+00	user.created	01a21c06-4c05-7010-8953-1c495d2900fe	1	\N	system	\N	\N	0	{"role_ids": ["01a21c06-4b93-7396-8272-1701bf5ee79f"], "is_seated": true}
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	48	828	2026-11-27 08:01:44.393031+00	seat.given	01a21c06-4c05-7010-8953-1c495d2900fe	2	\N	system	\N	\N	0	{}
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	49	828	2026-11-27 08:01:44.393031+00	user.created	01a21c06-4c28-7245-9fe7-62763878307e	1	\N	system	\N	\N	0	{"role_ids": ["01a21c06-4b93-7396-8272-17009f093d11"], "is_seated": true}
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	50	828	2026-11-27 08:01:44.393031+00	seat.given	01a21c06-4c28-7245-9fe7-62763878307e	2	\N	system	\N	\N	0	{}
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	51	828	2026-11-27 08:01:44.393031+00	user.created	01a21c06-4c41-770b-8b13-1bd7941b534c	1	\N	system	\N	\N	0	{"role_ids": ["01a21c06-4b92-773e-8071-fdadc339ec64"], "is_seated": true}
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	52	828	2026-11-27 08:01:44.393031+00	seat.given	01a21c06-4c41-770b-8b13-1bd7941b534c	2	\N	system	\N	\N	0	{}
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	53	828	2026-11-27 08:01:44.393031+00	membership.changed	01a21c06-4c41-770b-8b13-1bd7941b534c	3	\N	system	\N	\N	0	{"after": "agent", "before": null, "queue_id": "01a21c06-4bbc-7126-a86b-ec56831b10ea"}
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	54	828	2026-11-27 08:01:44.393031+00	user.created	01a21c06-4c6e-7321-8613-f5623059c80b	1	\N	system	\N	\N	0	{"role_ids": ["01a21c06-4b92-773e-8071-fdadc339ec64"], "is_seated": true}
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	55	828	2026-11-27 08:01:44.393031+00	seat.given	01a21c06-4c6e-7321-8613-f5623059c80b	2	\N	system	\N	\N	0	{}
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	56	828	2026-11-27 08:01:44.393031+00	membership.changed	01a21c06-4c6e-7321-8613-f5623059c80b	3	\N	system	\N	\N	0	{"after": "agent", "before": null, "queue_id": "01a21c06-4bbc-7126-a86b-ec56831b10ea"}
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	57	828	2026-11-27 08:01:44.393031+00	user.created	01a21c06-4c7e-73d4-b19a-43cbc6c1fa12	1	\N	system	\N	\N	0	{"role_ids": ["01a21c06-4b91-73ee-a213-93fd98f0c8cb"], "is_seated": false}
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	58	828	2026-11-27 08:01:44.393031+00	user.created	01a21c06-4c86-72d5-87ca-e54157d1d0bc	1	\N	system	\N	\N	0	{"role_ids": ["01a21c06-4b92-773e-8071-fdadc339ec64"], "is_seated": false}
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	59	828	2026-11-27 08:01:44.393031+00	membership.changed	01a21c06-4c86-72d5-87ca-e54157d1d0bc	2	\N	system	\N	\N	0	{"after": "agent", "before": null, "queue_id": "01a21c06-4bbc-7126-a86b-ec56831b10ea"}
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	60	828	2026-11-27 08:01:44.393031+00	user.created	01a21c06-4c96-704d-9273-794f987f7cd8	1	\N	system	\N	\N	0	{"role_ids": ["01a21c06-4b92-773e-8071-fdadc339ec64"], "is_seated": true}
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	61	828	2026-11-27 08:01:44.393031+00	seat.given	01a21c06-4c96-704d-9273-794f987f7cd8	2	\N	system	\N	\N	0	{}
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	62	828	2026-11-27 08:01:44.393031+00	membership.changed	01a21c06-4c96-704d-9273-794f987f7cd8	3	\N	system	\N	\N	0	{"after": "agent", "before": null, "queue_id": "01a21c06-4bbc-7126-a86b-ec56831b10ea"}
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	63	828	2026-11-27 08:01:44.393031+00	membership.changed	01a21c06-4c7e-73d4-b19a-43cbc6c1fa12	2	\N	system	\N	\N	0	{"after": "viewer", "before": null, "queue_id": "01a21c06-4bbc-7126-a86b-ec56831b10ea"}
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	64	828	2026-11-27 08:01:44.393031+00	membership.changed	01a21c06-4c6e-7321-8613-f5623059c80b	4	\N	system	\N	\N	0	{"after": "agent", "before": null, "queue_id": "01a21c06-4bcb-747b-9281-4009a4f36809"}
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	65	828	2026-11-27 08:01:44.393031+00	carrier.added	01a21c06-4ce2-76f1-89ed-518af8f9465c	1	\N	system	\N	\N	0	{}
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	66	828	2026-11-27 08:01:44.393031+00	number.added	01a21c06-4ceb-7738-a5ba-4d44673d67f4	1	\N	system	\N	\N	0	{"carrier_id": "01a21c06-4ce2-76f1-89ed-518af8f9465c"}
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	67	855	2026-11-27 08:01:44.689385+00	user.signed_in	01a21c06-4b8f-7635-a5ff-a9d7886c22af	4	\N	user	01a21c06-4b8f-7635-a5ff-a9d7886c22af	\N	0	{"method": "password"}
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	68	856	2026-11-27 08:01:44.695331+00	user.signed_in	01a21c06-4bd8-724d-a477-36c6e7099569	3	\N	user	01a21c06-4bd8-724d-a477-36c6e7099569	\N	0	{"method": "password"}
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	69	857	2026-11-27 08:01:44.699745+00	user.signed_in	01a21c06-4c05-7010-8953-1c495d2900fe	3	\N	user	01a21c06-4c05-7010-8953-1c495d2900fe	\N	0	{"method": "password"}
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	70	858	2026-11-27 08:01:44.704472+00	user.signed_in	01a21c06-4c28-7245-9fe7-62763878307e	3	\N	user	01a21c06-4c28-7245-9fe7-62763878307e	\N	0	{"method": "password"}
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	71	859	2026-11-27 08:01:44.708618+00	user.signed_in	01a21c06-4c41-770b-8b13-1bd7941b534c	4	\N	user	01a21c06-4c41-770b-8b13-1bd7941b534c	\N	0	{"method": "password"}
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	72	860	2026-11-27 08:01:44.712701+00	user.signed_in	01a21c06-4c6e-7321-8613-f5623059c80b	5	\N	user	01a21c06-4c6e-7321-8613-f5623059c80b	\N	0	{"method": "password"}
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	73	861	2026-11-27 08:01:44.716949+00	user.signed_in	01a21c06-4c7e-73d4-b19a-43cbc6c1fa12	3	\N	user	01a21c06-4c7e-73d4-b19a-43cbc6c1fa12	\N	0	{"method": "password"}
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	74	862	2026-11-27 08:01:44.722541+00	user.signed_in	01a21c06-4c86-72d5-87ca-e54157d1d0bc	3	\N	user	01a21c06-4c86-72d5-87ca-e54157d1d0bc	\N	0	{"method": "password"}
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	75	863	2026-11-27 08:01:44.726663+00	user.signed_in	01a21c06-4c96-704d-9273-794f987f7cd8	4	\N	user	01a21c06-4c96-704d-9273-794f987f7cd8	\N	0	{"method": "password"}
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	76	864	2026-11-27 08:01:44.730561+00	user.state_changed	01a21c06-4c96-704d-9273-794f987f7cd8	5	\N	system	\N	\N	0	{"after": "disabled", "before": "enabled"}
\.
COPY public.events_2026_12 (account_id, seq, xid, at, kind, subject_id, version, within_id, actor_kind, actor_id, cause, depth, data) FROM stdin;
\.
COPY public.events_2027_01 (account_id, seq, xid, at, kind, subject_id, version, within_id, actor_kind, actor_id, cause, depth, data) FROM stdin;
\.
COPY public.events_default (account_id, seq, xid, at, kind, subject_id, version, within_id, actor_kind, actor_id, cause, depth, data) FROM stdin;
\.
COPY public.files (account_id, id, name, media_type, size, sha256, owner_kind, owner_id, created_at) FROM stdin;
01a21c06-4894-7094-99cd-b2f27c2d3fe9	0198c0de-0000-7000-8000-000000000001	x	x	0	\\x0102	x	0198c0de-0000-7000-8000-000000000001	2026-11-01 12:00:00+00
\.
COPY public.invites (account_id, id, email, role_ids, wants_seat, joins_queues, invited_by, invited_by_key, created_at, expires_at, accepted_at, revoked_at, user_id, version) FROM stdin;
01a21c06-4894-7094-99cd-b2f27c2d3fe9	0198c0de-0000-7000-8000-000000000001	new@example.com	{0198c0de-0000-7000-8000-000000000001}	t	t	\N	\N	2026-11-01 12:00:00+00	2026-11-01 12:00:00+00	\N	\N	\N	1
\.
COPY public.known_devices (account_id, user_id, device_sha256, first_seen_at, last_seen_at) FROM stdin;
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-4894-7094-99cd-b2f373d115b3	\\x0102	2026-11-01 12:00:00+00	2026-11-01 12:00:00+00
\.
COPY public.leases (name, account_id, holder, fence, until) FROM stdin;
carrier:01a21c0649c774c9b5b98b81810cd47a	01a21c06-4894-7094-99cd-b2f27c2d3fe9	\N	0	\N
carrier:01a21c064ce276f189ed518af8f9465c	01a21c06-4b8f-7635-a5ff-a9d69fea59b7	\N	0	\N
\.
COPY public.links (account_id, id, purpose, user_id, invite_id, token_sha256, created_at, expires_at, ended_at, ended) FROM stdin;
01a21c06-4894-7094-99cd-b2f27c2d3fe9	0198c0de-0000-7000-8000-000000000001	password	01a21c06-4894-7094-99cd-b2f373d115b3	\N	\\x0102	2026-11-01 12:00:00+00	2026-11-01 12:00:00+00	\N	\N
\.
COPY public.mails (account_id, id, kind, subject_id, address, state, reason, attempts, created_at, next_at, sent_at) FROM stdin;
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-48d2-730c-9561-3dd311bfe7db	welcome	01a21c06-4894-7094-99cd-b2f373d115b3	\N	queued	\N	0	2026-11-27 08:01:43.573864+00	2026-11-27 08:01:43.573864+00	\N
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-4912-74e3-9b98-fb2ad177f8fb	welcome	01a21c06-4901-718b-8b2a-7a4ac253c582	\N	queued	\N	0	2026-11-27 08:01:43.665488+00	2026-11-27 08:01:43.665488+00	\N
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-492c-7054-aa47-e206a2701782	welcome	01a21c06-4919-7060-9702-1d63984abd1e	\N	queued	\N	0	2026-11-27 08:01:43.665488+00	2026-11-27 08:01:43.665488+00	\N
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-4939-7490-9657-7c81e38d04e4	welcome	01a21c06-492f-769a-97c3-5f947b481f90	\N	queued	\N	0	2026-11-27 08:01:43.665488+00	2026-11-27 08:01:43.665488+00	\N
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-494d-7604-bf45-f0f3b4a089db	welcome	01a21c06-493d-70c1-a219-41816f86003b	\N	queued	\N	0	2026-11-27 08:01:43.665488+00	2026-11-27 08:01:43.665488+00	\N
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-495e-7044-8c1e-f2e00f3dd76e	welcome	01a21c06-4950-7366-91c1-2f5b65c2527d	\N	queued	\N	0	2026-11-27 08:01:43.665488+00	2026-11-27 08:01:43.665488+00	\N
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-4968-747b-875c-ea7d14c9ee58	welcome	01a21c06-4960-70e6-8aa1-a0753ace6ce0	\N	queued	\N	0	2026-11-27 08:01:43.665488+00	2026-11-27 08:01:43.665488+00	\N
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-4974-72c4-ae35-396368399d1c	welcome	01a21c06-496a-7710-ae9c-9ce28c65c20e	\N	queued	\N	0	2026-11-27 08:01:43.665488+00	2026-11-27 08:01:43.665488+00	\N
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-4984-7200-9548-5fca829e9ff3	welcome	01a21c06-4977-731e-bf7f-e6cd798faa66	\N	queued	\N	0	2026-11-27 08:01:43.665488+00	2026-11-27 08:01:43.665488+00	\N
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4bb4-7659-8cf1-9947c0601f3e	welcome	01a21c06-4b8f-7635-a5ff-a9d7886c22af	\N	queued	\N	0	2026-11-27 08:01:44.336992+00	2026-11-27 08:01:44.336992+00	\N
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4bfa-7513-90dc-3a5da3cfdd8e	welcome	01a21c06-4bd8-724d-a477-36c6e7099569	\N	queued	\N	0	2026-11-27 08:01:44.393031+00	2026-11-27 08:01:44.393031+00	\N
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4c21-730a-8a96-ff46d6888328	welcome	01a21c06-4c05-7010-8953-1c495d2900fe	\N	queued	\N	0	2026-11-27 08:01:44.393031+00	2026-11-27 08:01:44.393031+00	\N
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4c3d-7384-bda6-a2c2502f537b	welcome	01a21c06-4c28-7245-9fe7-62763878307e	\N	queued	\N	0	2026-11-27 08:01:44.393031+00	2026-11-27 08:01:44.393031+00	\N
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4c6c-76d1-92bb-0fb97f9f3490	welcome	01a21c06-4c41-770b-8b13-1bd7941b534c	\N	queued	\N	0	2026-11-27 08:01:44.393031+00	2026-11-27 08:01:44.393031+00	\N
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4c7a-70c9-9e20-bc94fb0d77a1	welcome	01a21c06-4c6e-7321-8613-f5623059c80b	\N	queued	\N	0	2026-11-27 08:01:44.393031+00	2026-11-27 08:01:44.393031+00	\N
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4c84-741c-a112-709a7556d7fb	welcome	01a21c06-4c7e-73d4-b19a-43cbc6c1fa12	\N	queued	\N	0	2026-11-27 08:01:44.393031+00	2026-11-27 08:01:44.393031+00	\N
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4c93-7002-a939-55ee37cda333	welcome	01a21c06-4c86-72d5-87ca-e54157d1d0bc	\N	queued	\N	0	2026-11-27 08:01:44.393031+00	2026-11-27 08:01:44.393031+00	\N
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4ca1-71c6-a43f-466158f7fa93	welcome	01a21c06-4c96-704d-9273-794f987f7cd8	\N	queued	\N	0	2026-11-27 08:01:44.393031+00	2026-11-27 08:01:44.393031+00	\N
\.
COPY public.memberships (account_id, user_id, queue_id, kind) FROM stdin;
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-4894-7094-99cd-b2f373d115b3	01a21c06-48da-7569-bd1d-8bb0cc3c8b5e	agent
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-493d-70c1-a219-41816f86003b	01a21c06-48da-7569-bd1d-8bb0cc3c8b5e	agent
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-4950-7366-91c1-2f5b65c2527d	01a21c06-48da-7569-bd1d-8bb0cc3c8b5e	agent
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-496a-7710-ae9c-9ce28c65c20e	01a21c06-48da-7569-bd1d-8bb0cc3c8b5e	agent
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-4977-731e-bf7f-e6cd798faa66	01a21c06-48da-7569-bd1d-8bb0cc3c8b5e	agent
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-4960-70e6-8aa1-a0753ace6ce0	01a21c06-48da-7569-bd1d-8bb0cc3c8b5e	viewer
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-4950-7366-91c1-2f5b65c2527d	01a21c06-48f2-7224-990c-d9345bdc3e0f	agent
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4b8f-7635-a5ff-a9d7886c22af	01a21c06-4bbc-7126-a86b-ec56831b10ea	agent
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4c41-770b-8b13-1bd7941b534c	01a21c06-4bbc-7126-a86b-ec56831b10ea	agent
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4c6e-7321-8613-f5623059c80b	01a21c06-4bbc-7126-a86b-ec56831b10ea	agent
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4c86-72d5-87ca-e54157d1d0bc	01a21c06-4bbc-7126-a86b-ec56831b10ea	agent
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4c96-704d-9273-794f987f7cd8	01a21c06-4bbc-7126-a86b-ec56831b10ea	agent
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4c7e-73d4-b19a-43cbc6c1fa12	01a21c06-4bbc-7126-a86b-ec56831b10ea	viewer
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4c6e-7321-8613-f5623059c80b	01a21c06-4bcb-747b-9281-4009a4f36809	agent
\.
COPY public.message_keys (account_id, scope, key, message_id, created_at) FROM stdin;
01a21c06-4894-7094-99cd-b2f27c2d3fe9	x	x	0198c0de-0000-7000-8000-000000000001	2026-11-01 12:00:00+00
\.
COPY public.messages (account_id, id, channel, direction, number, carrier_id, person_id, text, author_kind, author_id, client_id, status, failure_code, failure_detail, segments, attempt, version, created_at, sent_at, delivered_at) FROM stdin;
01a21c06-4894-7094-99cd-b2f27c2d3fe9	0198c0de-0000-7000-8000-000000000001	x	inbound	x	01a21c06-49c7-74c9-b5b9-8b81810cd47a	0198c0de-0000-7000-8000-000000000001	x	customer	\N	\N	received	\N	\N	1	1	1	2026-11-01 12:00:00+00	\N	\N
\.
COPY public.numbers (account_id, id, number, carrier_id, version, created_at) FROM stdin;
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-49d8-7313-b11a-b5b5525eaab7	+385910000001	01a21c06-49c7-74c9-b5b9-8b81810cd47a	1	2026-11-27 08:01:43.665488+00
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4ceb-7738-a5ba-4d44673d67f4	+436600000001	01a21c06-4ce2-76f1-89ed-518af8f9465c	1	2026-11-27 08:01:44.393031+00
\.
COPY public.once (token_sha256, purpose, data, expires_at) FROM stdin;
\\x0102	x	{}	2026-11-01 12:00:00+00
\.
COPY public.openid_links (account_id, provider_id, subject, user_id, created_at, last_used_at) FROM stdin;
01a21c06-4894-7094-99cd-b2f27c2d3fe9	0198c0de-0000-7000-8000-000000000001	x	01a21c06-4894-7094-99cd-b2f373d115b3	2026-11-01 12:00:00+00	\N
\.
COPY public.openid_providers (account_id, id, label, issuer, client_id, sealed_client_secret, domains, creates_users, role_ids, is_enabled, configured_by, version, created_at) FROM stdin;
01a21c06-4894-7094-99cd-b2f27c2d3fe9	0198c0de-0000-7000-8000-000000000001	x	x	x	\N	{x}	t	{0198c0de-0000-7000-8000-000000000001}	t	01a21c06-4894-7094-99cd-b2f373d115b3	1	2026-11-01 12:00:00+00
\.
COPY public.parked_events (consumer, account_id, subject_id, event_seq, event, error, attempts, parked_at, retry_at) FROM stdin;
x	01a21c06-4894-7094-99cd-b2f27c2d3fe9	0198c0de-0000-7000-8000-000000000001	1	{}	x	1	2026-11-01 12:00:00+00	2026-11-01 12:00:00+00
\.
COPY public.passkeys (account_id, id, user_id, name, credential_id, public_key, sign_count, relying_party, transports, is_synced, created_at, last_used_at) FROM stdin;
01a21c06-4894-7094-99cd-b2f27c2d3fe9	0198c0de-0000-7000-8000-000000000001	01a21c06-4894-7094-99cd-b2f373d115b3	x	\\x0102	\\x0102	1	x	{x}	t	2026-11-01 12:00:00+00	\N
\.
COPY public.people (account_id, id, phone, name, version, created_at) FROM stdin;
01a21c06-4894-7094-99cd-b2f27c2d3fe9	0198c0de-0000-7000-8000-000000000001	x	\N	1	2026-11-01 12:00:00+00
\.
COPY public.permission_uses (account_id, user_id, permission, first_used_at, last_used_at) FROM stdin;
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-4894-7094-99cd-b2f373d115b3	x	2026-11-01 12:00:00+00	2026-11-01 12:00:00+00
\.
COPY public.queue_scopes (account_id, id, is_joined_by_new_agents) FROM stdin;
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-48da-7569-bd1d-8bb0cc3c8b5e	t
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-48f2-7224-990c-d9345bdc3e0f	f
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4bbc-7126-a86b-ec56831b10ea	t
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4bcb-747b-9281-4009a4f36809	f
\.
COPY public.queues (account_id, id, name, is_default, is_auto_assigned, version, created_at) FROM stdin;
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-48da-7569-bd1d-8bb0cc3c8b5e	General	t	t	1	2026-11-27 08:01:43.573864+00
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-48f2-7224-990c-d9345bdc3e0f	Billing	f	t	1	2026-11-27 08:01:43.665488+00
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4bbc-7126-a86b-ec56831b10ea	General	t	t	1	2026-11-27 08:01:44.336992+00
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4bcb-747b-9281-4009a4f36809	Billing	f	t	1	2026-11-27 08:01:44.393031+00
\.
COPY public.read_markers (account_id, user_id, conversation_id, id, read_count, version) FROM stdin;
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-4894-7094-99cd-b2f373d115b3	0198c0de-0000-7000-8000-000000000001	0198c0de-0000-7000-8000-000000000001	1	1
\.
COPY public.recovery_codes (account_id, user_id, code_sha256, created_at) FROM stdin;
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-4894-7094-99cd-b2f373d115b3	\\x0102	2026-11-01 12:00:00+00
\.
COPY public.rejected_inbound (account_id, id, carrier_id, reason, bytes, received_at) FROM stdin;
01a21c06-4894-7094-99cd-b2f27c2d3fe9	0198c0de-0000-7000-8000-000000000001	01a21c06-49c7-74c9-b5b9-8b81810cd47a	x	\\x0102	2026-11-01 12:00:00+00
\.
COPY public.requests (account_id, id, kind, state, name, email, organisation, time_zone, times, note, plan, seats, user_id, agreed_at, sequence, created_at, decided_at) FROM stdin;
01a21c06-4894-7094-99cd-b2f27c2d3fe9	0198c0de-0000-7000-8000-000000000001	demo	open	x	x	\N	\N	{"2026-11-01 12:00:00+00"}	\N	\N	\N	\N	\N	1	2026-11-01 12:00:00+00	\N
\.
COPY public.roles (account_id, id, default_key, name, description, permissions, copied_from, version) FROM stdin;
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-489a-77c5-8276-4844b15ddac5	viewer	Viewer for Conversations	Reads the conversations of the queues it is added to. Needs no seat.	{}	\N	1
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-48a1-76b7-bc92-a968d090ac03	agent	Agent for Conversations	Answers the conversations that are assigned to it.	{}	\N	1
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-48a1-76b7-bc92-a9693592738d	supervisor	Supervisor for Conversations	Reads and manages every conversation, whoever works on it.	{}	\N	1
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-48a2-7274-b1b7-3c3858c2a2a4	setup	Conversations setup	Sets up queues, routes, workflows and everything else in the settings.	{}	\N	1
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-48a2-7274-b1b7-3c3927ae5fb2	analytics	Analytics for Conversations	Watches the dashboards and makes reports.	{}	\N	1
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-48a2-7274-b1b7-3c3a1e882a09	administrator	Account administrator	Manages users, roles, seats, channels, keys and sign-in of the account.	{}	\N	1
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4b91-73ee-a213-93fd98f0c8cb	viewer	Viewer for Conversations	Reads the conversations of the queues it is added to. Needs no seat.	{}	\N	1
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4b92-773e-8071-fdadc339ec64	agent	Agent for Conversations	Answers the conversations that are assigned to it.	{}	\N	1
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4b93-7396-8272-17009f093d11	supervisor	Supervisor for Conversations	Reads and manages every conversation, whoever works on it.	{}	\N	1
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4b93-7396-8272-1701bf5ee79f	setup	Conversations setup	Sets up queues, routes, workflows and everything else in the settings.	{}	\N	1
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4b94-7039-8347-c96da9a980b7	analytics	Analytics for Conversations	Watches the dashboards and makes reports.	{}	\N	1
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4b95-7798-9eb2-d41f6cce4cfe	administrator	Account administrator	Manages users, roles, seats, channels, keys and sign-in of the account.	{}	\N	1
\.
COPY public.seats (account_id, user_id, given_at, given_by) FROM stdin;
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-4894-7094-99cd-b2f373d115b3	2026-11-27 08:01:43.573864+00	\N
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-4901-718b-8b2a-7a4ac253c582	2026-11-27 08:01:43.665488+00	\N
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-4919-7060-9702-1d63984abd1e	2026-11-27 08:01:43.665488+00	\N
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-492f-769a-97c3-5f947b481f90	2026-11-27 08:01:43.665488+00	\N
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-493d-70c1-a219-41816f86003b	2026-11-27 08:01:43.665488+00	\N
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-4950-7366-91c1-2f5b65c2527d	2026-11-27 08:01:43.665488+00	\N
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-4977-731e-bf7f-e6cd798faa66	2026-11-27 08:01:43.665488+00	\N
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4b8f-7635-a5ff-a9d7886c22af	2026-11-27 08:01:44.336992+00	\N
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4bd8-724d-a477-36c6e7099569	2026-11-27 08:01:44.393031+00	\N
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4c05-7010-8953-1c495d2900fe	2026-11-27 08:01:44.393031+00	\N
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4c28-7245-9fe7-62763878307e	2026-11-27 08:01:44.393031+00	\N
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4c41-770b-8b13-1bd7941b534c	2026-11-27 08:01:44.393031+00	\N
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4c6e-7321-8613-f5623059c80b	2026-11-27 08:01:44.393031+00	\N
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4c96-704d-9273-794f987f7cd8	2026-11-27 08:01:44.393031+00	\N
\.
COPY public.sessions (account_id, id, user_id, token_sha256, created_at, seen_at, expires_at, address, browser, method, has_second_factor, confirmed_at, kind, key_id, bound_to) FROM stdin;
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-49ea-73bd-8434-97c30fd809ec	01a21c06-4894-7094-99cd-b2f373d115b3	\\xa8dec1181661afc504abd7211f5f749fda1ad9c534b0e9a411eafc324f5604ee	2026-11-27 08:01:43.906751+00	2026-11-27 08:01:43.906751+00	2026-12-27 08:01:43.906751+00	\N	\N	password	f	\N	browser	\N	\N
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-49f3-7275-b90e-c32d31d02b31	01a21c06-4901-718b-8b2a-7a4ac253c582	\\x353ac8d0f6e2ffc6bc9740208eda1587e27e39c4a5042440b67402fd9506c2c7	2026-11-27 08:01:43.921489+00	2026-11-27 08:01:43.921489+00	2026-12-27 08:01:43.921489+00	\N	\N	password	f	\N	browser	\N	\N
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-49fb-73c4-a9dc-5e9c60572c28	01a21c06-4919-7060-9702-1d63984abd1e	\\x65af485149b2e5c7194f95e714de114b759b4767156973c96b63170ef8609ce6	2026-11-27 08:01:43.9308+00	2026-11-27 08:01:43.9308+00	2026-12-27 08:01:43.9308+00	\N	\N	password	f	\N	browser	\N	\N
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-4a00-7442-8337-f8c836e6ec6b	01a21c06-492f-769a-97c3-5f947b481f90	\\x136c062c963dbeb771f952ca5699ee279ddaf6c15342bb45595f08fe18a4c82e	2026-11-27 08:01:43.935052+00	2026-11-27 08:01:43.935052+00	2026-12-27 08:01:43.935052+00	\N	\N	password	f	\N	browser	\N	\N
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-4a04-733c-b6c8-0bc0a34df318	01a21c06-493d-70c1-a219-41816f86003b	\\x7e8f06d87dcaffe59fce060ac17270c24481239f931cfa43d50a1ff9df93b917	2026-11-27 08:01:43.939423+00	2026-11-27 08:01:43.939423+00	2026-12-27 08:01:43.939423+00	\N	\N	password	f	\N	browser	\N	\N
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-4a09-7008-b68f-2eb0ed38f7ab	01a21c06-4950-7366-91c1-2f5b65c2527d	\\x4daa24e68e7acd7a92f17649021f8be86ad966a293ba268d1afad2005bcac171	2026-11-27 08:01:43.944401+00	2026-11-27 08:01:43.944401+00	2026-12-27 08:01:43.944401+00	\N	\N	password	f	\N	browser	\N	\N
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-4a0f-7704-bcc1-82fb722aaba6	01a21c06-4960-70e6-8aa1-a0753ace6ce0	\\x05cb764d2ae123aff2493c6d979b2e0f6961e34f60c12272550519896e874be3	2026-11-27 08:01:43.950435+00	2026-11-27 08:01:43.950435+00	2026-12-27 08:01:43.950435+00	\N	\N	password	f	\N	browser	\N	\N
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-4a13-748e-89b2-1a4492c86135	01a21c06-496a-7710-ae9c-9ce28c65c20e	\\xaf56523604db6d3eec4308a4ea64b580814704b3a48ecf1afd8c9ed0e6ce61da	2026-11-27 08:01:43.954212+00	2026-11-27 08:01:43.954212+00	2026-12-27 08:01:43.954212+00	\N	\N	password	f	\N	browser	\N	\N
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4cf3-7678-8347-6d71203d4b74	01a21c06-4b8f-7635-a5ff-a9d7886c22af	\\xee4dd519f18e70ee8eb866756bb5af05f5cca715a3a965126f61752f2fe9cbd7	2026-11-27 08:01:44.689385+00	2026-11-27 08:01:44.689385+00	2026-12-27 08:01:44.689385+00	\N	\N	password	f	\N	browser	\N	\N
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4cf8-75ed-a292-6516aa2e1da0	01a21c06-4bd8-724d-a477-36c6e7099569	\\xeeab6847a1e1d59acd9a8687eb3fb216a43cf5224a45ed1c7cc74eb1f519fde4	2026-11-27 08:01:44.695331+00	2026-11-27 08:01:44.695331+00	2026-12-27 08:01:44.695331+00	\N	\N	password	f	\N	browser	\N	\N
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4cfc-7158-a926-92323e47f9db	01a21c06-4c05-7010-8953-1c495d2900fe	\\x863280ab4d6ae9163f866f37b904db736cca26e7d619521302a4c6da4b1b01e0	2026-11-27 08:01:44.699745+00	2026-11-27 08:01:44.699745+00	2026-12-27 08:01:44.699745+00	\N	\N	password	f	\N	browser	\N	\N
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4d01-7041-bc10-ac6cfb6b04d2	01a21c06-4c28-7245-9fe7-62763878307e	\\x69862819cf8614ff44cacaa0af8753758801f353283a33c062d9f31400ee45da	2026-11-27 08:01:44.704472+00	2026-11-27 08:01:44.704472+00	2026-12-27 08:01:44.704472+00	\N	\N	password	f	\N	browser	\N	\N
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4d05-7569-82ed-2352687d40c6	01a21c06-4c41-770b-8b13-1bd7941b534c	\\x1feb01be3b144b2813977b9590972a535ea6fe71229dd30aaeb1b6f47d274a97	2026-11-27 08:01:44.708618+00	2026-11-27 08:01:44.708618+00	2026-12-27 08:01:44.708618+00	\N	\N	password	f	\N	browser	\N	\N
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4d09-72f2-973f-2e63d994208b	01a21c06-4c6e-7321-8613-f5623059c80b	\\x0362be56d18ce83800b620087617945649576e7aa878dde1b6971b20eb15b982	2026-11-27 08:01:44.712701+00	2026-11-27 08:01:44.712701+00	2026-12-27 08:01:44.712701+00	\N	\N	password	f	\N	browser	\N	\N
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4d0e-73cb-930d-e5cf6eb3f38b	01a21c06-4c7e-73d4-b19a-43cbc6c1fa12	\\x2d29e828a8ac0e4f3964df38ce2de2386e99796480d41380357eeaf02c9dc719	2026-11-27 08:01:44.716949+00	2026-11-27 08:01:44.716949+00	2026-12-27 08:01:44.716949+00	\N	\N	password	f	\N	browser	\N	\N
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4d13-71ac-9627-36cd6efee526	01a21c06-4c86-72d5-87ca-e54157d1d0bc	\\x4262fa5111fec5a6ff55006969769b766b944ee8ee47a2bea6da8294d61e2cef	2026-11-27 08:01:44.722541+00	2026-11-27 08:01:44.722541+00	2026-12-27 08:01:44.722541+00	\N	\N	password	f	\N	browser	\N	\N
\.
COPY public.sign_in_names (name, account_id, user_id) FROM stdin;
founder@ours.example.com	01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-4894-7094-99cd-b2f373d115b3
founder	01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-4894-7094-99cd-b2f373d115b3
administrator@ours.example.com	01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-4901-718b-8b2a-7a4ac253c582
administrator	01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-4901-718b-8b2a-7a4ac253c582
setup@ours.example.com	01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-4919-7060-9702-1d63984abd1e
setup	01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-4919-7060-9702-1d63984abd1e
supervisor@ours.example.com	01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-492f-769a-97c3-5f947b481f90
supervisor	01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-492f-769a-97c3-5f947b481f90
agent@ours.example.com	01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-493d-70c1-a219-41816f86003b
agent	01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-493d-70c1-a219-41816f86003b
colleague@ours.example.com	01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-4950-7366-91c1-2f5b65c2527d
colleague	01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-4950-7366-91c1-2f5b65c2527d
viewer@ours.example.com	01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-4960-70e6-8aa1-a0753ace6ce0
viewer	01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-4960-70e6-8aa1-a0753ace6ce0
seatless@ours.example.com	01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-496a-7710-ae9c-9ce28c65c20e
seatless	01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-496a-7710-ae9c-9ce28c65c20e
disabled@ours.example.com	01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-4977-731e-bf7f-e6cd798faa66
disabled	01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-4977-731e-bf7f-e6cd798faa66
founder@theirs.example.com	01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4b8f-7635-a5ff-a9d7886c22af
founder2	01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4b8f-7635-a5ff-a9d7886c22af
administrator@theirs.example.com	01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4bd8-724d-a477-36c6e7099569
administrator2	01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4bd8-724d-a477-36c6e7099569
setup@theirs.example.com	01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4c05-7010-8953-1c495d2900fe
setup2	01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4c05-7010-8953-1c495d2900fe
supervisor@theirs.example.com	01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4c28-7245-9fe7-62763878307e
supervisor2	01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4c28-7245-9fe7-62763878307e
agent@theirs.example.com	01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4c41-770b-8b13-1bd7941b534c
agent2	01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4c41-770b-8b13-1bd7941b534c
colleague@theirs.example.com	01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4c6e-7321-8613-f5623059c80b
colleague2	01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4c6e-7321-8613-f5623059c80b
viewer@theirs.example.com	01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4c7e-73d4-b19a-43cbc6c1fa12
viewer2	01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4c7e-73d4-b19a-43cbc6c1fa12
seatless@theirs.example.com	01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4c86-72d5-87ca-e54157d1d0bc
seatless2	01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4c86-72d5-87ca-e54157d1d0bc
disabled@theirs.example.com	01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4c96-704d-9273-794f987f7cd8
disabled2	01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4c96-704d-9273-794f987f7cd8
\.
COPY public.sign_in_settings (account_id, short_name, requires_second_factor, allows_passwords, networks, idle_minutes, absolute_minutes, version) FROM stdin;
01a21c06-4894-7094-99cd-b2f27c2d3fe9	acme	t	t	{192.0.2.0/24}	5	60	1
\.
COPY public.smpp_connections (account_id, carrier_id, host, port, system_id, sealed_password, system_type, bind, tls, tls_server_name, tls_authorities, window_size, per_second, enquire_seconds) FROM stdin;
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-49c7-74c9-b5b9-8b81810cd47a	127.0.0.1	2775	hubbub	e630dcd29.MA6W8mf6vvNXS91rzCzp6AEJt3hObiJSwjjTZUm2FDeAPQ==		transceiver	f	\N	\N	10	10	30
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4ce2-76f1-89ed-518af8f9465c	127.0.0.1	2775	hubbub	e630dcd29.7aYwp6_aOsHfDPMGWgWgrzdw0oqexztufvlF1xw9tdn-Yg==		transceiver	f	\N	\N	10	10	30
\.
COPY public.sms_answers (account_id, carrier_id, id, digest, session_id, received_at) FROM stdin;
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-49c7-74c9-b5b9-8b81810cd47a	0198c0de-0000-7000-8000-000000000001	\\x0102	\N	2026-11-01 12:00:00+00
\.
COPY public.sms_parts (account_id, message_id, attempt, part, carrier_id, state, carrier_message_id, failure_code, failure_detail, tries, next_at, created_at) FROM stdin;
01a21c06-4894-7094-99cd-b2f27c2d3fe9	0198c0de-0000-7000-8000-000000000001	1	1	01a21c06-49c7-74c9-b5b9-8b81810cd47a	queued	\N	\N	\N	1	2026-11-01 12:00:00+00	2026-11-01 12:00:00+00
\.
COPY public.sms_receipts (account_id, carrier_id, carrier_message_id, state, failure_code, received_at) FROM stdin;
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-49c7-74c9-b5b9-8b81810cd47a	x	x	\N	2026-11-01 12:00:00+00
\.
COPY public.sms_received_parts (account_id, carrier_id, source, destination, kind, reference, total, part, data, alphabet, fill_bits, received_at) FROM stdin;
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-49c7-74c9-b5b9-8b81810cd47a	x	x	x	1	1	1	\\x0102	x	1	2026-11-01 12:00:00+00
\.
COPY public.timers (account_id, id, kind, subject_id, due_at, payload, state, attempts, leased_until, error, owner_id, cursor, progress, total, result_file_id, created_at, ended_at) FROM stdin;
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-48d4-70e9-8c45-a4289a85f3c1	mail	01a21c06-48d2-730c-9561-3dd311bfe7db	2026-11-27 08:01:43.635986+00	{}	waiting	0	\N	\N	\N	\N	0	\N	\N	2026-11-27 08:01:43.573864+00	\N
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-4912-74e3-9b98-fb2bec11c1c5	mail	01a21c06-4912-74e3-9b98-fb2ad177f8fb	2026-11-27 08:01:43.698529+00	{}	waiting	0	\N	\N	\N	\N	0	\N	\N	2026-11-27 08:01:43.665488+00	\N
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-492d-719b-ba0d-55a45b9c1786	mail	01a21c06-492c-7054-aa47-e206a2701782	2026-11-27 08:01:43.725034+00	{}	waiting	0	\N	\N	\N	\N	0	\N	\N	2026-11-27 08:01:43.665488+00	\N
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-493a-7633-9d08-01749a641ef3	mail	01a21c06-4939-7490-9657-7c81e38d04e4	2026-11-27 08:01:43.738221+00	{}	waiting	0	\N	\N	\N	\N	0	\N	\N	2026-11-27 08:01:43.665488+00	\N
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-494d-7604-bf45-f0f48a67867f	mail	01a21c06-494d-7604-bf45-f0f3b4a089db	2026-11-27 08:01:43.757753+00	{}	waiting	0	\N	\N	\N	\N	0	\N	\N	2026-11-27 08:01:43.665488+00	\N
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-495e-7044-8c1e-f2e1e2fb2449	mail	01a21c06-495e-7044-8c1e-f2e00f3dd76e	2026-11-27 08:01:43.774603+00	{}	waiting	0	\N	\N	\N	\N	0	\N	\N	2026-11-27 08:01:43.665488+00	\N
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-4968-747b-875c-ea7e960b7119	mail	01a21c06-4968-747b-875c-ea7d14c9ee58	2026-11-27 08:01:43.784485+00	{}	waiting	0	\N	\N	\N	\N	0	\N	\N	2026-11-27 08:01:43.665488+00	\N
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-4974-72c4-ae35-39647c03ca12	mail	01a21c06-4974-72c4-ae35-396368399d1c	2026-11-27 08:01:43.796459+00	{}	waiting	0	\N	\N	\N	\N	0	\N	\N	2026-11-27 08:01:43.665488+00	\N
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-4984-7200-9548-5fcb113079c9	mail	01a21c06-4984-7200-9548-5fca829e9ff3	2026-11-27 08:01:43.812562+00	{}	waiting	0	\N	\N	\N	\N	0	\N	\N	2026-11-27 08:01:43.665488+00	\N
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4bb5-76ce-817d-688d21b4ec67	mail	01a21c06-4bb4-7659-8cf1-9947c0601f3e	2026-11-27 08:01:44.373012+00	{}	waiting	0	\N	\N	\N	\N	0	\N	\N	2026-11-27 08:01:44.336992+00	\N
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4bfc-73cc-aa7f-3486d16b00e5	mail	01a21c06-4bfa-7513-90dc-3a5da3cfdd8e	2026-11-27 08:01:44.444862+00	{}	waiting	0	\N	\N	\N	\N	0	\N	\N	2026-11-27 08:01:44.393031+00	\N
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4c21-730a-8a96-ff473b7a30cc	mail	01a21c06-4c21-730a-8a96-ff46d6888328	2026-11-27 08:01:44.48148+00	{}	waiting	0	\N	\N	\N	\N	0	\N	\N	2026-11-27 08:01:44.393031+00	\N
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4c3d-7384-bda6-a2c391ce1d70	mail	01a21c06-4c3d-7384-bda6-a2c2502f537b	2026-11-27 08:01:44.509603+00	{}	waiting	0	\N	\N	\N	\N	0	\N	\N	2026-11-27 08:01:44.393031+00	\N
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4c6d-729b-b346-6cbdaf39a936	mail	01a21c06-4c6c-76d1-92bb-0fb97f9f3490	2026-11-27 08:01:44.557069+00	{}	waiting	0	\N	\N	\N	\N	0	\N	\N	2026-11-27 08:01:44.393031+00	\N
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4c7a-70c9-9e20-bc955a61e1d6	mail	01a21c06-4c7a-70c9-9e20-bc94fb0d77a1	2026-11-27 08:01:44.570912+00	{}	waiting	0	\N	\N	\N	\N	0	\N	\N	2026-11-27 08:01:44.393031+00	\N
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4c84-741c-a112-709b4a8ae4c1	mail	01a21c06-4c84-741c-a112-709a7556d7fb	2026-11-27 08:01:44.58029+00	{}	waiting	0	\N	\N	\N	\N	0	\N	\N	2026-11-27 08:01:44.393031+00	\N
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4c94-71e6-8754-7ca7151841e2	mail	01a21c06-4c93-7002-a939-55ee37cda333	2026-11-27 08:01:44.596459+00	{}	waiting	0	\N	\N	\N	\N	0	\N	\N	2026-11-27 08:01:44.393031+00	\N
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4ca1-71c6-a43f-46627aba4acd	mail	01a21c06-4ca1-71c6-a43f-466158f7fa93	2026-11-27 08:01:44.60966+00	{}	waiting	0	\N	\N	\N	\N	0	\N	\N	2026-11-27 08:01:44.393031+00	\N
\.
COPY public.totp_secrets (account_id, user_id, sealed_secret, last_step, created_at) FROM stdin;
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-4894-7094-99cd-b2f373d115b3	x	1	2026-11-01 12:00:00+00
\.
COPY public.user_networks (account_id, user_id, networks, version) FROM stdin;
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-4894-7094-99cd-b2f373d115b3	{192.0.2.0/24}	1
\.
COPY public.user_roles (account_id, user_id, role_id) FROM stdin;
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-4894-7094-99cd-b2f373d115b3	01a21c06-48a2-7274-b1b7-3c3858c2a2a4
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-4894-7094-99cd-b2f373d115b3	01a21c06-48a1-76b7-bc92-a9693592738d
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-4894-7094-99cd-b2f373d115b3	01a21c06-48a2-7274-b1b7-3c3a1e882a09
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-4894-7094-99cd-b2f373d115b3	01a21c06-48a2-7274-b1b7-3c3927ae5fb2
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-4901-718b-8b2a-7a4ac253c582	01a21c06-48a2-7274-b1b7-3c3a1e882a09
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-4919-7060-9702-1d63984abd1e	01a21c06-48a2-7274-b1b7-3c3858c2a2a4
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-492f-769a-97c3-5f947b481f90	01a21c06-48a1-76b7-bc92-a9693592738d
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-493d-70c1-a219-41816f86003b	01a21c06-48a1-76b7-bc92-a968d090ac03
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-4950-7366-91c1-2f5b65c2527d	01a21c06-48a1-76b7-bc92-a968d090ac03
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-4960-70e6-8aa1-a0753ace6ce0	01a21c06-489a-77c5-8276-4844b15ddac5
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-496a-7710-ae9c-9ce28c65c20e	01a21c06-48a1-76b7-bc92-a968d090ac03
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-4977-731e-bf7f-e6cd798faa66	01a21c06-48a1-76b7-bc92-a968d090ac03
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4b8f-7635-a5ff-a9d7886c22af	01a21c06-4b93-7396-8272-1701bf5ee79f
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4b8f-7635-a5ff-a9d7886c22af	01a21c06-4b95-7798-9eb2-d41f6cce4cfe
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4b8f-7635-a5ff-a9d7886c22af	01a21c06-4b94-7039-8347-c96da9a980b7
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4b8f-7635-a5ff-a9d7886c22af	01a21c06-4b93-7396-8272-17009f093d11
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4bd8-724d-a477-36c6e7099569	01a21c06-4b95-7798-9eb2-d41f6cce4cfe
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4c05-7010-8953-1c495d2900fe	01a21c06-4b93-7396-8272-1701bf5ee79f
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4c28-7245-9fe7-62763878307e	01a21c06-4b93-7396-8272-17009f093d11
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4c41-770b-8b13-1bd7941b534c	01a21c06-4b92-773e-8071-fdadc339ec64
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4c6e-7321-8613-f5623059c80b	01a21c06-4b92-773e-8071-fdadc339ec64
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4c7e-73d4-b19a-43cbc6c1fa12	01a21c06-4b91-73ee-a213-93fd98f0c8cb
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4c86-72d5-87ca-e54157d1d0bc	01a21c06-4b92-773e-8071-fdadc339ec64
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4c96-704d-9273-794f987f7cd8	01a21c06-4b92-773e-8071-fdadc339ec64
\.
COPY public.users (account_id, id, name, email, password_hash, state, last_sign_in_at, version, created_at, username, language, time_zone, phone, pending_email, details_version, hides_first_steps) FROM stdin;
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-4894-7094-99cd-b2f373d115b3	Ours Founder	founder@ours.example.com	$argon2id$v=19$m=65536,t=3,p=4$Dsj4HBcSiAcGrBBPbSff4A$bEm9xL33ndK2G1gIf+R5j6XuF+x4LsN6hrI7iVGYGVI	enabled	2026-11-27 08:01:43.906751+00	4	2026-11-27 08:01:43.573864+00	founder	\N	\N	\N	\N	1	f
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-4901-718b-8b2a-7a4ac253c582	Ours Administrator	administrator@ours.example.com	\N	enabled	2026-11-27 08:01:43.921489+00	3	2026-11-27 08:01:43.665488+00	administrator	\N	\N	\N	\N	1	f
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-4919-7060-9702-1d63984abd1e	Ours Setup	setup@ours.example.com	\N	enabled	2026-11-27 08:01:43.9308+00	3	2026-11-27 08:01:43.665488+00	setup	\N	\N	\N	\N	1	f
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-492f-769a-97c3-5f947b481f90	Ours Supervisor	supervisor@ours.example.com	\N	enabled	2026-11-27 08:01:43.935052+00	3	2026-11-27 08:01:43.665488+00	supervisor	\N	\N	\N	\N	1	f
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-493d-70c1-a219-41816f86003b	Ours Agent	agent@ours.example.com	\N	enabled	2026-11-27 08:01:43.939423+00	4	2026-11-27 08:01:43.665488+00	agent	\N	\N	\N	\N	1	f
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-4950-7366-91c1-2f5b65c2527d	Ours Colleague	colleague@ours.example.com	\N	enabled	2026-11-27 08:01:43.944401+00	5	2026-11-27 08:01:43.665488+00	colleague	\N	\N	\N	\N	1	f
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-4960-70e6-8aa1-a0753ace6ce0	Ours Viewer	viewer@ours.example.com	\N	enabled	2026-11-27 08:01:43.950435+00	3	2026-11-27 08:01:43.665488+00	viewer	\N	\N	\N	\N	1	f
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-496a-7710-ae9c-9ce28c65c20e	Ours Seatless	seatless@ours.example.com	\N	enabled	2026-11-27 08:01:43.954212+00	3	2026-11-27 08:01:43.665488+00	seatless	\N	\N	\N	\N	1	f
01a21c06-4894-7094-99cd-b2f27c2d3fe9	01a21c06-4977-731e-bf7f-e6cd798faa66	Ours Disabled	disabled@ours.example.com	\N	disabled	2026-11-27 08:01:43.957605+00	5	2026-11-27 08:01:43.665488+00	disabled	\N	\N	\N	\N	1	f
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4b8f-7635-a5ff-a9d7886c22af	Theirs Founder	founder@theirs.example.com	$argon2id$v=19$m=65536,t=3,p=4$kmsnJOJVOgNKEaDpnPJpxA$P4srKIYRXh/3YmuMfKpK17mWKOOZQSa/36bPnKprp9o	enabled	2026-11-27 08:01:44.689385+00	4	2026-11-27 08:01:44.336992+00	founder2	\N	\N	\N	\N	1	f
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4bd8-724d-a477-36c6e7099569	Theirs Administrator	administrator@theirs.example.com	\N	enabled	2026-11-27 08:01:44.695331+00	3	2026-11-27 08:01:44.393031+00	administrator2	\N	\N	\N	\N	1	f
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4c05-7010-8953-1c495d2900fe	Theirs Setup	setup@theirs.example.com	\N	enabled	2026-11-27 08:01:44.699745+00	3	2026-11-27 08:01:44.393031+00	setup2	\N	\N	\N	\N	1	f
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4c28-7245-9fe7-62763878307e	Theirs Supervisor	supervisor@theirs.example.com	\N	enabled	2026-11-27 08:01:44.704472+00	3	2026-11-27 08:01:44.393031+00	supervisor2	\N	\N	\N	\N	1	f
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4c41-770b-8b13-1bd7941b534c	Theirs Agent	agent@theirs.example.com	\N	enabled	2026-11-27 08:01:44.708618+00	4	2026-11-27 08:01:44.393031+00	agent2	\N	\N	\N	\N	1	f
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4c6e-7321-8613-f5623059c80b	Theirs Colleague	colleague@theirs.example.com	\N	enabled	2026-11-27 08:01:44.712701+00	5	2026-11-27 08:01:44.393031+00	colleague2	\N	\N	\N	\N	1	f
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4c7e-73d4-b19a-43cbc6c1fa12	Theirs Viewer	viewer@theirs.example.com	\N	enabled	2026-11-27 08:01:44.716949+00	3	2026-11-27 08:01:44.393031+00	viewer2	\N	\N	\N	\N	1	f
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4c86-72d5-87ca-e54157d1d0bc	Theirs Seatless	seatless@theirs.example.com	\N	enabled	2026-11-27 08:01:44.722541+00	3	2026-11-27 08:01:44.393031+00	seatless2	\N	\N	\N	\N	1	f
01a21c06-4b8f-7635-a5ff-a9d69fea59b7	01a21c06-4c96-704d-9273-794f987f7cd8	Theirs Disabled	disabled@theirs.example.com	\N	disabled	2026-11-27 08:01:44.726663+00	5	2026-11-27 08:01:44.393031+00	disabled2	\N	\N	\N	\N	1	f
\.
COPY public.webhook_attempts (account_id, delivery_id, attempt, endpoint_id, at, milliseconds, status, error, answer) FROM stdin;
01a21c06-4894-7094-99cd-b2f27c2d3fe9	0198c0de-0000-7000-8000-000000000001	1	0198c0de-0000-7000-8000-000000000001	2026-11-01 12:00:00+00	1	\N	\N	\N
\.
COPY public.webhook_deliveries (account_id, id, endpoint_id, place, lane, event_seq, kind, subject_id, subject_version, conversation_id, by_kind, by_id, fact, occurred_at, state, attempts, failures, next_at, leased_until, created_at, ended_at) FROM stdin;
01a21c06-4894-7094-99cd-b2f27c2d3fe9	0198c0de-0000-7000-8000-000000000001	0198c0de-0000-7000-8000-000000000001	1	0198c0de-0000-7000-8000-000000000001	\N	x	\N	\N	\N	\N	\N	{}	2026-11-01 12:00:00+00	waiting	1	1	\N	\N	2026-11-01 12:00:00+00	\N
\.
COPY public.webhook_endpoints (account_id, id, name, url, kinds, state, reason, state_at, acts_for, scopes, sealed_secret, sealed_old_secret, old_secret_until, header_names, sealed_headers, failing_since, failures_in_row, rests_until, version, created_at) FROM stdin;
01a21c06-4894-7094-99cd-b2f27c2d3fe9	0198c0de-0000-7000-8000-000000000001	x	x	{x}	on	chosen	2026-11-01 12:00:00+00	01a21c06-4894-7094-99cd-b2f373d115b3	\N	x	\N	\N	{x}	\N	\N	1	\N	1	2026-11-01 12:00:00+00
\.
SELECT pg_catalog.setval('public.access_changes_seq_seq', 34, true);
SELECT pg_catalog.setval('public.audit_seq_seq', 76, true);
SELECT pg_catalog.setval('public.events_seq_seq', 76, true);
SELECT pg_catalog.setval('public.webhook_deliveries_place_seq', 1, true);
ALTER TABLE ONLY public.access_changes
    ADD CONSTRAINT access_changes_pkey PRIMARY KEY (account_id, version);
ALTER TABLE ONLY public.accounts
    ADD CONSTRAINT accounts_pkey PRIMARY KEY (account_id);
ALTER TABLE ONLY public.agents
    ADD CONSTRAINT agents_pkey PRIMARY KEY (account_id, user_id);
ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);
ALTER TABLE ONLY public.api_keys
    ADD CONSTRAINT api_keys_pkey PRIMARY KEY (account_id, id);
ALTER TABLE ONLY public.attempts
    ADD CONSTRAINT attempts_pkey PRIMARY KEY (key);
ALTER TABLE ONLY public.audit_checks
    ADD CONSTRAINT audit_checks_pkey PRIMARY KEY (account_id);
ALTER TABLE ONLY public.audit
    ADD CONSTRAINT audit_pkey PRIMARY KEY (account_id, seq);
ALTER TABLE ONLY public.audit_seals
    ADD CONSTRAINT audit_seals_pkey PRIMARY KEY (account_id, number);
ALTER TABLE ONLY public.audit_values
    ADD CONSTRAINT audit_values_pkey PRIMARY KEY (account_id, audit_seq, side, field);
ALTER TABLE ONLY public.avatars
    ADD CONSTRAINT avatars_pkey PRIMARY KEY (account_id, user_id);
ALTER TABLE ONLY public.carriers
    ADD CONSTRAINT carriers_pkey PRIMARY KEY (account_id, id);
ALTER TABLE ONLY public.consumers
    ADD CONSTRAINT consumers_pkey PRIMARY KEY (name);
ALTER TABLE ONLY public.conversation_messages
    ADD CONSTRAINT conversation_messages_pkey PRIMARY KEY (account_id, conversation_id, "position");
ALTER TABLE ONLY public.conversations
    ADD CONSTRAINT conversations_pkey PRIMARY KEY (account_id, id);
ALTER TABLE ONLY public.deleted_accounts
    ADD CONSTRAINT deleted_accounts_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.demos
    ADD CONSTRAINT demos_pkey PRIMARY KEY (account_id);
ALTER TABLE ONLY public.directory_errors
    ADD CONSTRAINT directory_errors_pkey PRIMARY KEY (account_id, id);
ALTER TABLE ONLY public.directory_groups
    ADD CONSTRAINT directory_groups_pkey PRIMARY KEY (account_id, role_id);
ALTER TABLE ONLY public.directory_requests
    ADD CONSTRAINT directory_requests_pkey PRIMARY KEY (account_id);
ALTER TABLE ONLY public.directory_users
    ADD CONSTRAINT directory_users_pkey PRIMARY KEY (account_id, user_id);
ALTER TABLE ONLY public.event_epochs
    ADD CONSTRAINT event_epochs_pkey PRIMARY KEY (epoch);
ALTER TABLE ONLY public.events
    ADD CONSTRAINT events_pkey PRIMARY KEY (account_id, at, seq);
ALTER TABLE ONLY public.events_2026_11
    ADD CONSTRAINT events_2026_11_pkey PRIMARY KEY (account_id, at, seq);
ALTER TABLE ONLY public.events_2026_12
    ADD CONSTRAINT events_2026_12_pkey PRIMARY KEY (account_id, at, seq);
ALTER TABLE ONLY public.events_2027_01
    ADD CONSTRAINT events_2027_01_pkey PRIMARY KEY (account_id, at, seq);
ALTER TABLE ONLY public.events_default
    ADD CONSTRAINT events_default_pkey PRIMARY KEY (account_id, at, seq);
ALTER TABLE ONLY public.files
    ADD CONSTRAINT files_pkey PRIMARY KEY (account_id, id);
ALTER TABLE ONLY public.invites
    ADD CONSTRAINT invites_pkey PRIMARY KEY (account_id, id);
ALTER TABLE ONLY public.known_devices
    ADD CONSTRAINT known_devices_pkey PRIMARY KEY (account_id, user_id, device_sha256);
ALTER TABLE ONLY public.leases
    ADD CONSTRAINT leases_pkey PRIMARY KEY (name);
ALTER TABLE ONLY public.links
    ADD CONSTRAINT links_pkey PRIMARY KEY (account_id, id);
ALTER TABLE ONLY public.mails
    ADD CONSTRAINT mails_pkey PRIMARY KEY (account_id, id);
ALTER TABLE ONLY public.memberships
    ADD CONSTRAINT memberships_pkey PRIMARY KEY (account_id, user_id, queue_id);
ALTER TABLE ONLY public.message_keys
    ADD CONSTRAINT message_keys_pkey PRIMARY KEY (account_id, scope, key);
ALTER TABLE ONLY public.messages
    ADD CONSTRAINT messages_pkey PRIMARY KEY (account_id, id);
ALTER TABLE ONLY public.numbers
    ADD CONSTRAINT numbers_pkey PRIMARY KEY (account_id, id);
ALTER TABLE ONLY public.once
    ADD CONSTRAINT once_pkey PRIMARY KEY (token_sha256);
ALTER TABLE ONLY public.openid_links
    ADD CONSTRAINT openid_links_pkey PRIMARY KEY (account_id, provider_id, subject);
ALTER TABLE ONLY public.openid_providers
    ADD CONSTRAINT openid_providers_pkey PRIMARY KEY (account_id, id);
ALTER TABLE ONLY public.parked_events
    ADD CONSTRAINT parked_events_pkey PRIMARY KEY (consumer, account_id, subject_id, event_seq);
ALTER TABLE ONLY public.passkeys
    ADD CONSTRAINT passkeys_pkey PRIMARY KEY (account_id, id);
ALTER TABLE ONLY public.people
    ADD CONSTRAINT people_pkey PRIMARY KEY (account_id, id);
ALTER TABLE ONLY public.permission_uses
    ADD CONSTRAINT permission_uses_pkey PRIMARY KEY (account_id, user_id, permission);
ALTER TABLE ONLY public.queue_scopes
    ADD CONSTRAINT queue_scopes_pkey PRIMARY KEY (account_id, id);
ALTER TABLE ONLY public.queues
    ADD CONSTRAINT queues_pkey PRIMARY KEY (account_id, id);
ALTER TABLE ONLY public.read_markers
    ADD CONSTRAINT read_markers_pkey PRIMARY KEY (account_id, user_id, conversation_id);
ALTER TABLE ONLY public.recovery_codes
    ADD CONSTRAINT recovery_codes_pkey PRIMARY KEY (account_id, user_id, code_sha256);
ALTER TABLE ONLY public.rejected_inbound
    ADD CONSTRAINT rejected_inbound_pkey PRIMARY KEY (account_id, id);
ALTER TABLE ONLY public.requests
    ADD CONSTRAINT requests_pkey PRIMARY KEY (account_id, id);
ALTER TABLE ONLY public.roles
    ADD CONSTRAINT roles_pkey PRIMARY KEY (account_id, id);
ALTER TABLE ONLY public.seats
    ADD CONSTRAINT seats_pkey PRIMARY KEY (account_id, user_id);
ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_pkey PRIMARY KEY (account_id, id);
ALTER TABLE ONLY public.sign_in_names
    ADD CONSTRAINT sign_in_names_pkey PRIMARY KEY (name);
ALTER TABLE ONLY public.sign_in_settings
    ADD CONSTRAINT sign_in_settings_pkey PRIMARY KEY (account_id);
ALTER TABLE ONLY public.smpp_connections
    ADD CONSTRAINT smpp_connections_pkey PRIMARY KEY (account_id, carrier_id);
ALTER TABLE ONLY public.sms_answers
    ADD CONSTRAINT sms_answers_pkey PRIMARY KEY (account_id, carrier_id, id);
ALTER TABLE ONLY public.sms_parts
    ADD CONSTRAINT sms_parts_pkey PRIMARY KEY (account_id, message_id, attempt, part);
ALTER TABLE ONLY public.sms_receipts
    ADD CONSTRAINT sms_receipts_pkey PRIMARY KEY (account_id, carrier_id, carrier_message_id, state);
ALTER TABLE ONLY public.sms_received_parts
    ADD CONSTRAINT sms_received_parts_pkey PRIMARY KEY (account_id, carrier_id, source, destination, kind, reference, total, part);
ALTER TABLE ONLY public.timers
    ADD CONSTRAINT timers_pkey PRIMARY KEY (account_id, id);
ALTER TABLE ONLY public.totp_secrets
    ADD CONSTRAINT totp_secrets_pkey PRIMARY KEY (account_id, user_id);
ALTER TABLE ONLY public.user_networks
    ADD CONSTRAINT user_networks_pkey PRIMARY KEY (account_id, user_id);
ALTER TABLE ONLY public.user_roles
    ADD CONSTRAINT user_roles_pkey PRIMARY KEY (account_id, user_id, role_id);
ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_pkey PRIMARY KEY (account_id, id);
ALTER TABLE ONLY public.webhook_attempts
    ADD CONSTRAINT webhook_attempts_pkey PRIMARY KEY (account_id, delivery_id, attempt);
ALTER TABLE ONLY public.webhook_deliveries
    ADD CONSTRAINT webhook_deliveries_account_id_endpoint_id_event_seq_key UNIQUE (account_id, endpoint_id, event_seq);
ALTER TABLE ONLY public.webhook_deliveries
    ADD CONSTRAINT webhook_deliveries_pkey PRIMARY KEY (account_id, id);
ALTER TABLE ONLY public.webhook_endpoints
    ADD CONSTRAINT webhook_endpoints_pkey PRIMARY KEY (account_id, id);
CREATE INDEX access_changes_tail ON public.access_changes USING btree (xid, seq);
CREATE UNIQUE INDEX api_keys_key ON public.api_keys USING btree (key_sha256);
CREATE INDEX audit_at ON public.audit USING btree (account_id, at, seq);
CREATE INDEX audit_chain ON public.audit USING btree (account_id, xid, seq);
CREATE INDEX audit_kind ON public.audit USING btree (account_id, kind, at, seq);
CREATE INDEX audit_object ON public.audit USING btree (account_id, object_id, at, seq);
CREATE INDEX audit_person ON public.audit USING btree (account_id, person_id, at, seq);
CREATE INDEX audit_tail ON public.audit USING btree (xid, seq);
CREATE INDEX audit_values_whose ON public.audit_values USING btree (account_id, whose);
CREATE INDEX avatars_hash ON public.avatars USING btree (account_id, hash);
CREATE UNIQUE INDEX carriers_name ON public.carriers USING btree (account_id, lower(name));
CREATE UNIQUE INDEX conversation_messages_message ON public.conversation_messages USING btree (account_id, message_id);
CREATE INDEX conversations_mine ON public.conversations USING btree (account_id, assignee_id, last_message_at DESC, id DESC);
CREATE UNIQUE INDEX conversations_open ON public.conversations USING btree (account_id, person_id, channel_group) WHERE (status <> 'closed'::text);
CREATE INDEX conversations_queue ON public.conversations USING btree (account_id, queue_id, last_message_at DESC, id DESC);
CREATE INDEX conversations_recent ON public.conversations USING btree (account_id, last_message_at DESC, id DESC);
CREATE INDEX conversations_unassigned ON public.conversations USING btree (account_id, queue_id, created_at) WHERE ((assignee_id IS NULL) AND (status = 'open'::text));
CREATE INDEX demos_until ON public.demos USING btree (until);
CREATE INDEX directory_errors_at ON public.directory_errors USING btree (account_id, at);
CREATE INDEX directory_users_external ON public.directory_users USING btree (account_id, external_id) WHERE (external_id IS NOT NULL);
CREATE UNIQUE INDEX directory_users_name ON public.directory_users USING btree (account_id, lower(user_name)) WHERE (NOT is_removed);
CREATE INDEX events_subject ON ONLY public.events USING btree (account_id, subject_id, version);
CREATE INDEX events_2026_11_account_id_subject_id_version_idx ON public.events_2026_11 USING btree (account_id, subject_id, version);
CREATE INDEX events_within ON ONLY public.events USING btree (account_id, within_id, seq) WHERE (within_id IS NOT NULL);
CREATE INDEX events_2026_11_account_id_within_id_seq_idx ON public.events_2026_11 USING btree (account_id, within_id, seq) WHERE (within_id IS NOT NULL);
CREATE INDEX events_tail ON ONLY public.events USING btree (xid, seq);
CREATE INDEX events_2026_11_xid_seq_idx ON public.events_2026_11 USING btree (xid, seq);
CREATE INDEX events_2026_12_account_id_subject_id_version_idx ON public.events_2026_12 USING btree (account_id, subject_id, version);
CREATE INDEX events_2026_12_account_id_within_id_seq_idx ON public.events_2026_12 USING btree (account_id, within_id, seq) WHERE (within_id IS NOT NULL);
CREATE INDEX events_2026_12_xid_seq_idx ON public.events_2026_12 USING btree (xid, seq);
CREATE INDEX events_2027_01_account_id_subject_id_version_idx ON public.events_2027_01 USING btree (account_id, subject_id, version);
CREATE INDEX events_2027_01_account_id_within_id_seq_idx ON public.events_2027_01 USING btree (account_id, within_id, seq) WHERE (within_id IS NOT NULL);
CREATE INDEX events_2027_01_xid_seq_idx ON public.events_2027_01 USING btree (xid, seq);
CREATE INDEX events_default_account_id_subject_id_version_idx ON public.events_default USING btree (account_id, subject_id, version);
CREATE INDEX events_default_account_id_within_id_seq_idx ON public.events_default USING btree (account_id, within_id, seq) WHERE (within_id IS NOT NULL);
CREATE INDEX events_default_xid_seq_idx ON public.events_default USING btree (xid, seq);
CREATE INDEX files_of_owner ON public.files USING btree (account_id, owner_kind, owner_id);
CREATE INDEX invites_newest ON public.invites USING btree (account_id, created_at, id);
CREATE UNIQUE INDEX invites_open ON public.invites USING btree (account_id, lower(email)) WHERE ((accepted_at IS NULL) AND (revoked_at IS NULL));
CREATE INDEX links_invite ON public.links USING btree (account_id, invite_id) WHERE (invite_id IS NOT NULL);
CREATE UNIQUE INDEX links_token ON public.links USING btree (token_sha256);
CREATE INDEX links_user ON public.links USING btree (account_id, user_id) WHERE (user_id IS NOT NULL);
CREATE INDEX mails_newest ON public.mails USING btree (account_id, created_at, id);
CREATE INDEX mails_subject ON public.mails USING btree (account_id, subject_id, created_at);
CREATE INDEX memberships_queue ON public.memberships USING btree (account_id, queue_id);
CREATE INDEX message_keys_age ON public.message_keys USING btree (created_at);
CREATE INDEX messages_person ON public.messages USING btree (account_id, person_id, created_at);
CREATE INDEX numbers_carrier ON public.numbers USING btree (account_id, carrier_id);
CREATE UNIQUE INDEX numbers_number ON public.numbers USING btree (account_id, number);
CREATE INDEX once_expires ON public.once USING btree (expires_at);
CREATE UNIQUE INDEX openid_links_user ON public.openid_links USING btree (account_id, provider_id, user_id);
CREATE UNIQUE INDEX passkeys_credential ON public.passkeys USING btree (credential_id);
CREATE INDEX passkeys_user ON public.passkeys USING btree (account_id, user_id);
CREATE UNIQUE INDEX people_phone ON public.people USING btree (account_id, phone);
CREATE UNIQUE INDEX queues_default ON public.queues USING btree (account_id) WHERE is_default;
CREATE UNIQUE INDEX queues_name ON public.queues USING btree (account_id, lower(name));
CREATE INDEX requests_newest ON public.requests USING btree (account_id, created_at DESC, id DESC);
CREATE UNIQUE INDEX roles_default ON public.roles USING btree (account_id, default_key) WHERE (default_key IS NOT NULL);
CREATE UNIQUE INDEX roles_name ON public.roles USING btree (account_id, lower(name));
CREATE INDEX sessions_key ON public.sessions USING btree (account_id, key_id) WHERE (key_id IS NOT NULL);
CREATE UNIQUE INDEX sessions_token ON public.sessions USING btree (token_sha256);
CREATE INDEX sessions_user ON public.sessions USING btree (account_id, user_id);
CREATE INDEX sign_in_names_user ON public.sign_in_names USING btree (account_id, user_id);
CREATE UNIQUE INDEX sign_in_settings_short_name ON public.sign_in_settings USING btree (short_name);
CREATE INDEX sms_answers_digest ON public.sms_answers USING btree (account_id, carrier_id, digest);
CREATE INDEX sms_parts_carrier_id ON public.sms_parts USING btree (account_id, carrier_id, carrier_message_id) WHERE (carrier_message_id IS NOT NULL);
CREATE INDEX sms_parts_due ON public.sms_parts USING btree (account_id, carrier_id, next_at) WHERE (state = 'queued'::text);
CREATE INDEX sms_parts_submitting ON public.sms_parts USING btree (account_id, carrier_id) WHERE (state = 'submitting'::text);
CREATE INDEX timers_due ON public.timers USING btree (due_at) WHERE (state = 'waiting'::text);
CREATE INDEX timers_ended ON public.timers USING btree (ended_at) WHERE (ended_at IS NOT NULL);
CREATE INDEX timers_of_owner ON public.timers USING btree (account_id, owner_id, created_at) WHERE (owner_id IS NOT NULL);
CREATE UNIQUE INDEX timers_once ON public.timers USING btree (account_id, kind, subject_id) WHERE ((subject_id IS NOT NULL) AND (state = 'waiting'::text));
CREATE INDEX user_roles_role ON public.user_roles USING btree (account_id, role_id);
CREATE INDEX users_by_name ON public.users USING btree (account_id, lower(name), id);
CREATE UNIQUE INDEX users_email ON public.users USING btree (account_id, lower(email));
CREATE UNIQUE INDEX users_username ON public.users USING btree (account_id, lower(username));
CREATE INDEX webhook_attempts_recent ON public.webhook_attempts USING btree (account_id, endpoint_id, at);
CREATE INDEX webhook_deliveries_due ON public.webhook_deliveries USING btree (account_id, endpoint_id, next_at) WHERE (next_at IS NOT NULL);
CREATE INDEX webhook_deliveries_failed ON public.webhook_deliveries USING btree (account_id, endpoint_id, place) WHERE (state = 'failed'::text);
CREATE INDEX webhook_deliveries_lane ON public.webhook_deliveries USING btree (account_id, endpoint_id, lane, place) WHERE (state = 'waiting'::text);
CREATE INDEX webhook_deliveries_leased ON public.webhook_deliveries USING btree (leased_until) WHERE (leased_until IS NOT NULL);
CREATE INDEX webhook_deliveries_log ON public.webhook_deliveries USING btree (account_id, endpoint_id, created_at, id);
CREATE INDEX webhook_deliveries_old ON public.webhook_deliveries USING btree (created_at);
CREATE INDEX webhook_deliveries_tests ON public.webhook_deliveries USING btree (next_at) WHERE ((next_at IS NOT NULL) AND (event_seq IS NULL));
ALTER INDEX public.events_subject ATTACH PARTITION public.events_2026_11_account_id_subject_id_version_idx;
ALTER INDEX public.events_within ATTACH PARTITION public.events_2026_11_account_id_within_id_seq_idx;
ALTER INDEX public.events_pkey ATTACH PARTITION public.events_2026_11_pkey;
ALTER INDEX public.events_tail ATTACH PARTITION public.events_2026_11_xid_seq_idx;
ALTER INDEX public.events_subject ATTACH PARTITION public.events_2026_12_account_id_subject_id_version_idx;
ALTER INDEX public.events_within ATTACH PARTITION public.events_2026_12_account_id_within_id_seq_idx;
ALTER INDEX public.events_pkey ATTACH PARTITION public.events_2026_12_pkey;
ALTER INDEX public.events_tail ATTACH PARTITION public.events_2026_12_xid_seq_idx;
ALTER INDEX public.events_subject ATTACH PARTITION public.events_2027_01_account_id_subject_id_version_idx;
ALTER INDEX public.events_within ATTACH PARTITION public.events_2027_01_account_id_within_id_seq_idx;
ALTER INDEX public.events_pkey ATTACH PARTITION public.events_2027_01_pkey;
ALTER INDEX public.events_tail ATTACH PARTITION public.events_2027_01_xid_seq_idx;
ALTER INDEX public.events_subject ATTACH PARTITION public.events_default_account_id_subject_id_version_idx;
ALTER INDEX public.events_within ATTACH PARTITION public.events_default_account_id_within_id_seq_idx;
ALTER INDEX public.events_pkey ATTACH PARTITION public.events_default_pkey;
ALTER INDEX public.events_tail ATTACH PARTITION public.events_default_xid_seq_idx;
CREATE TRIGGER keep_is_demo BEFORE UPDATE ON public.accounts FOR EACH ROW WHEN ((old.is_demo IS DISTINCT FROM new.is_demo)) EXECUTE FUNCTION public.keep_is_demo();
ALTER TABLE ONLY public.agents
    ADD CONSTRAINT agents_account_id_user_id_fkey FOREIGN KEY (account_id, user_id) REFERENCES public.users(account_id, id);
ALTER TABLE ONLY public.api_keys
    ADD CONSTRAINT api_keys_account_id_user_id_fkey FOREIGN KEY (account_id, user_id) REFERENCES public.users(account_id, id);
ALTER TABLE ONLY public.audit_values
    ADD CONSTRAINT audit_values_account_id_audit_seq_fkey FOREIGN KEY (account_id, audit_seq) REFERENCES public.audit(account_id, seq);
ALTER TABLE ONLY public.avatars
    ADD CONSTRAINT avatars_account_id_user_id_fkey FOREIGN KEY (account_id, user_id) REFERENCES public.users(account_id, id);
ALTER TABLE ONLY public.carriers
    ADD CONSTRAINT carriers_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.accounts(account_id);
ALTER TABLE ONLY public.conversation_messages
    ADD CONSTRAINT conversation_messages_account_id_conversation_id_fkey FOREIGN KEY (account_id, conversation_id) REFERENCES public.conversations(account_id, id);
ALTER TABLE ONLY public.conversation_messages
    ADD CONSTRAINT conversation_messages_account_id_message_id_fkey FOREIGN KEY (account_id, message_id) REFERENCES public.messages(account_id, id);
ALTER TABLE ONLY public.conversations
    ADD CONSTRAINT conversations_account_id_assignee_id_fkey FOREIGN KEY (account_id, assignee_id) REFERENCES public.users(account_id, id);
ALTER TABLE ONLY public.conversations
    ADD CONSTRAINT conversations_account_id_carrier_id_fkey FOREIGN KEY (account_id, carrier_id) REFERENCES public.carriers(account_id, id);
ALTER TABLE ONLY public.conversations
    ADD CONSTRAINT conversations_account_id_last_message_id_fkey FOREIGN KEY (account_id, last_message_id) REFERENCES public.messages(account_id, id);
ALTER TABLE ONLY public.conversations
    ADD CONSTRAINT conversations_account_id_person_id_fkey FOREIGN KEY (account_id, person_id) REFERENCES public.people(account_id, id);
ALTER TABLE ONLY public.conversations
    ADD CONSTRAINT conversations_account_id_queue_id_fkey FOREIGN KEY (account_id, queue_id) REFERENCES public.queues(account_id, id);
ALTER TABLE ONLY public.demos
    ADD CONSTRAINT demos_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.accounts(account_id);
ALTER TABLE ONLY public.directory_errors
    ADD CONSTRAINT directory_errors_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.accounts(account_id);
ALTER TABLE ONLY public.directory_groups
    ADD CONSTRAINT directory_groups_account_id_role_id_fkey FOREIGN KEY (account_id, role_id) REFERENCES public.roles(account_id, id) ON DELETE CASCADE;
ALTER TABLE ONLY public.directory_requests
    ADD CONSTRAINT directory_requests_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.accounts(account_id);
ALTER TABLE ONLY public.directory_users
    ADD CONSTRAINT directory_users_account_id_user_id_fkey FOREIGN KEY (account_id, user_id) REFERENCES public.users(account_id, id);
ALTER TABLE ONLY public.invites
    ADD CONSTRAINT invites_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.accounts(account_id);
ALTER TABLE ONLY public.invites
    ADD CONSTRAINT invites_account_id_invited_by_fkey FOREIGN KEY (account_id, invited_by) REFERENCES public.users(account_id, id);
ALTER TABLE ONLY public.invites
    ADD CONSTRAINT invites_account_id_user_id_fkey FOREIGN KEY (account_id, user_id) REFERENCES public.users(account_id, id);
ALTER TABLE ONLY public.known_devices
    ADD CONSTRAINT known_devices_account_id_user_id_fkey FOREIGN KEY (account_id, user_id) REFERENCES public.users(account_id, id);
ALTER TABLE ONLY public.links
    ADD CONSTRAINT links_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.accounts(account_id);
ALTER TABLE ONLY public.links
    ADD CONSTRAINT links_account_id_invite_id_fkey FOREIGN KEY (account_id, invite_id) REFERENCES public.invites(account_id, id);
ALTER TABLE ONLY public.links
    ADD CONSTRAINT links_account_id_user_id_fkey FOREIGN KEY (account_id, user_id) REFERENCES public.users(account_id, id);
ALTER TABLE ONLY public.memberships
    ADD CONSTRAINT memberships_account_id_queue_id_fkey FOREIGN KEY (account_id, queue_id) REFERENCES public.queue_scopes(account_id, id);
ALTER TABLE ONLY public.memberships
    ADD CONSTRAINT memberships_account_id_user_id_fkey FOREIGN KEY (account_id, user_id) REFERENCES public.users(account_id, id);
ALTER TABLE ONLY public.messages
    ADD CONSTRAINT messages_account_id_carrier_id_fkey FOREIGN KEY (account_id, carrier_id) REFERENCES public.carriers(account_id, id);
ALTER TABLE ONLY public.messages
    ADD CONSTRAINT messages_account_id_person_id_fkey FOREIGN KEY (account_id, person_id) REFERENCES public.people(account_id, id);
ALTER TABLE ONLY public.numbers
    ADD CONSTRAINT numbers_account_id_carrier_id_fkey FOREIGN KEY (account_id, carrier_id) REFERENCES public.carriers(account_id, id);
ALTER TABLE ONLY public.openid_links
    ADD CONSTRAINT openid_links_account_id_provider_id_fkey FOREIGN KEY (account_id, provider_id) REFERENCES public.openid_providers(account_id, id) ON DELETE CASCADE;
ALTER TABLE ONLY public.openid_links
    ADD CONSTRAINT openid_links_account_id_user_id_fkey FOREIGN KEY (account_id, user_id) REFERENCES public.users(account_id, id);
ALTER TABLE ONLY public.openid_providers
    ADD CONSTRAINT openid_providers_account_id_configured_by_fkey FOREIGN KEY (account_id, configured_by) REFERENCES public.users(account_id, id);
ALTER TABLE ONLY public.openid_providers
    ADD CONSTRAINT openid_providers_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.accounts(account_id);
ALTER TABLE ONLY public.passkeys
    ADD CONSTRAINT passkeys_account_id_user_id_fkey FOREIGN KEY (account_id, user_id) REFERENCES public.users(account_id, id);
ALTER TABLE ONLY public.people
    ADD CONSTRAINT people_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.accounts(account_id);
ALTER TABLE ONLY public.permission_uses
    ADD CONSTRAINT permission_uses_account_id_user_id_fkey FOREIGN KEY (account_id, user_id) REFERENCES public.users(account_id, id);
ALTER TABLE ONLY public.queue_scopes
    ADD CONSTRAINT queue_scopes_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.accounts(account_id);
ALTER TABLE ONLY public.queues
    ADD CONSTRAINT queues_account_id_id_fkey FOREIGN KEY (account_id, id) REFERENCES public.queue_scopes(account_id, id);
ALTER TABLE ONLY public.read_markers
    ADD CONSTRAINT read_markers_account_id_conversation_id_fkey FOREIGN KEY (account_id, conversation_id) REFERENCES public.conversations(account_id, id);
ALTER TABLE ONLY public.read_markers
    ADD CONSTRAINT read_markers_account_id_user_id_fkey FOREIGN KEY (account_id, user_id) REFERENCES public.users(account_id, id);
ALTER TABLE ONLY public.recovery_codes
    ADD CONSTRAINT recovery_codes_account_id_user_id_fkey FOREIGN KEY (account_id, user_id) REFERENCES public.users(account_id, id);
ALTER TABLE ONLY public.rejected_inbound
    ADD CONSTRAINT rejected_inbound_account_id_carrier_id_fkey FOREIGN KEY (account_id, carrier_id) REFERENCES public.carriers(account_id, id);
ALTER TABLE ONLY public.roles
    ADD CONSTRAINT roles_account_id_copied_from_fkey FOREIGN KEY (account_id, copied_from) REFERENCES public.roles(account_id, id);
ALTER TABLE ONLY public.roles
    ADD CONSTRAINT roles_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.accounts(account_id);
ALTER TABLE ONLY public.seats
    ADD CONSTRAINT seats_account_id_user_id_fkey FOREIGN KEY (account_id, user_id) REFERENCES public.users(account_id, id);
ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_account_id_key_id_fkey FOREIGN KEY (account_id, key_id) REFERENCES public.api_keys(account_id, id) ON DELETE CASCADE;
ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_account_id_user_id_fkey FOREIGN KEY (account_id, user_id) REFERENCES public.users(account_id, id);
ALTER TABLE ONLY public.sign_in_names
    ADD CONSTRAINT sign_in_names_account_id_user_id_fkey FOREIGN KEY (account_id, user_id) REFERENCES public.users(account_id, id);
ALTER TABLE ONLY public.sign_in_settings
    ADD CONSTRAINT sign_in_settings_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.accounts(account_id);
ALTER TABLE ONLY public.smpp_connections
    ADD CONSTRAINT smpp_connections_account_id_carrier_id_fkey FOREIGN KEY (account_id, carrier_id) REFERENCES public.carriers(account_id, id);
ALTER TABLE ONLY public.sms_answers
    ADD CONSTRAINT sms_answers_account_id_carrier_id_fkey FOREIGN KEY (account_id, carrier_id) REFERENCES public.carriers(account_id, id);
ALTER TABLE ONLY public.sms_parts
    ADD CONSTRAINT sms_parts_account_id_carrier_id_fkey FOREIGN KEY (account_id, carrier_id) REFERENCES public.carriers(account_id, id);
ALTER TABLE ONLY public.sms_parts
    ADD CONSTRAINT sms_parts_account_id_message_id_fkey FOREIGN KEY (account_id, message_id) REFERENCES public.messages(account_id, id);
ALTER TABLE ONLY public.sms_receipts
    ADD CONSTRAINT sms_receipts_account_id_carrier_id_fkey FOREIGN KEY (account_id, carrier_id) REFERENCES public.carriers(account_id, id);
ALTER TABLE ONLY public.sms_received_parts
    ADD CONSTRAINT sms_received_parts_account_id_carrier_id_fkey FOREIGN KEY (account_id, carrier_id) REFERENCES public.carriers(account_id, id);
ALTER TABLE ONLY public.totp_secrets
    ADD CONSTRAINT totp_secrets_account_id_user_id_fkey FOREIGN KEY (account_id, user_id) REFERENCES public.users(account_id, id);
ALTER TABLE ONLY public.user_networks
    ADD CONSTRAINT user_networks_account_id_user_id_fkey FOREIGN KEY (account_id, user_id) REFERENCES public.users(account_id, id);
ALTER TABLE ONLY public.user_roles
    ADD CONSTRAINT user_roles_account_id_role_id_fkey FOREIGN KEY (account_id, role_id) REFERENCES public.roles(account_id, id);
ALTER TABLE ONLY public.user_roles
    ADD CONSTRAINT user_roles_account_id_user_id_fkey FOREIGN KEY (account_id, user_id) REFERENCES public.users(account_id, id);
ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.accounts(account_id);
ALTER TABLE ONLY public.webhook_attempts
    ADD CONSTRAINT webhook_attempts_account_id_delivery_id_fkey FOREIGN KEY (account_id, delivery_id) REFERENCES public.webhook_deliveries(account_id, id) ON DELETE CASCADE;
ALTER TABLE ONLY public.webhook_deliveries
    ADD CONSTRAINT webhook_deliveries_account_id_endpoint_id_fkey FOREIGN KEY (account_id, endpoint_id) REFERENCES public.webhook_endpoints(account_id, id) ON DELETE CASCADE;
ALTER TABLE ONLY public.webhook_endpoints
    ADD CONSTRAINT webhook_endpoints_account_id_acts_for_fkey FOREIGN KEY (account_id, acts_for) REFERENCES public.users(account_id, id);
ALTER TABLE ONLY public.webhook_endpoints
    ADD CONSTRAINT webhook_endpoints_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.accounts(account_id);
ALTER TABLE public.access_changes ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.accounts ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.agents ENABLE ROW LEVEL SECURITY;
CREATE POLICY all_accounts ON public.access_changes TO hubbub_engine USING (true);
CREATE POLICY all_accounts ON public.accounts TO hubbub_engine USING (true);
CREATE POLICY all_accounts ON public.agents TO hubbub_engine USING (true);
CREATE POLICY all_accounts ON public.api_keys TO hubbub_engine USING (true);
CREATE POLICY all_accounts ON public.audit TO hubbub_engine USING (true);
CREATE POLICY all_accounts ON public.audit_checks TO hubbub_engine USING (true);
CREATE POLICY all_accounts ON public.audit_seals TO hubbub_engine USING (true);
CREATE POLICY all_accounts ON public.audit_values TO hubbub_engine USING (true);
CREATE POLICY all_accounts ON public.avatars TO hubbub_engine USING (true);
CREATE POLICY all_accounts ON public.carriers TO hubbub_engine USING (true);
CREATE POLICY all_accounts ON public.conversation_messages TO hubbub_engine USING (true);
CREATE POLICY all_accounts ON public.conversations TO hubbub_engine USING (true);
CREATE POLICY all_accounts ON public.demos TO hubbub_engine USING (true);
CREATE POLICY all_accounts ON public.directory_errors TO hubbub_engine USING (true);
CREATE POLICY all_accounts ON public.directory_groups TO hubbub_engine USING (true);
CREATE POLICY all_accounts ON public.directory_requests TO hubbub_engine USING (true);
CREATE POLICY all_accounts ON public.directory_users TO hubbub_engine USING (true);
CREATE POLICY all_accounts ON public.events TO hubbub_engine USING (true);
CREATE POLICY all_accounts ON public.files TO hubbub_engine USING (true);
CREATE POLICY all_accounts ON public.invites TO hubbub_engine USING (true);
CREATE POLICY all_accounts ON public.known_devices TO hubbub_engine USING (true);
CREATE POLICY all_accounts ON public.leases TO hubbub_engine USING (true);
CREATE POLICY all_accounts ON public.links TO hubbub_engine USING (true);
CREATE POLICY all_accounts ON public.mails TO hubbub_engine USING (true);
CREATE POLICY all_accounts ON public.memberships TO hubbub_engine USING (true);
CREATE POLICY all_accounts ON public.message_keys TO hubbub_engine USING (true);
CREATE POLICY all_accounts ON public.messages TO hubbub_engine USING (true);
CREATE POLICY all_accounts ON public.numbers TO hubbub_engine USING (true);
CREATE POLICY all_accounts ON public.openid_links TO hubbub_engine USING (true);
CREATE POLICY all_accounts ON public.openid_providers TO hubbub_engine USING (true);
CREATE POLICY all_accounts ON public.parked_events TO hubbub_engine USING (true);
CREATE POLICY all_accounts ON public.passkeys TO hubbub_engine USING (true);
CREATE POLICY all_accounts ON public.people TO hubbub_engine USING (true);
CREATE POLICY all_accounts ON public.permission_uses TO hubbub_engine USING (true);
CREATE POLICY all_accounts ON public.queue_scopes TO hubbub_engine USING (true);
CREATE POLICY all_accounts ON public.queues TO hubbub_engine USING (true);
CREATE POLICY all_accounts ON public.read_markers TO hubbub_engine USING (true);
CREATE POLICY all_accounts ON public.recovery_codes TO hubbub_engine USING (true);
CREATE POLICY all_accounts ON public.rejected_inbound TO hubbub_engine USING (true);
CREATE POLICY all_accounts ON public.requests TO hubbub_engine USING (true);
CREATE POLICY all_accounts ON public.roles TO hubbub_engine USING (true);
CREATE POLICY all_accounts ON public.seats TO hubbub_engine USING (true);
CREATE POLICY all_accounts ON public.sessions TO hubbub_engine USING (true);
CREATE POLICY all_accounts ON public.sign_in_names TO hubbub_engine USING (true);
CREATE POLICY all_accounts ON public.sign_in_settings TO hubbub_engine USING (true);
CREATE POLICY all_accounts ON public.smpp_connections TO hubbub_engine USING (true);
CREATE POLICY all_accounts ON public.sms_answers TO hubbub_engine USING (true);
CREATE POLICY all_accounts ON public.sms_parts TO hubbub_engine USING (true);
CREATE POLICY all_accounts ON public.sms_receipts TO hubbub_engine USING (true);
CREATE POLICY all_accounts ON public.sms_received_parts TO hubbub_engine USING (true);
CREATE POLICY all_accounts ON public.timers TO hubbub_engine USING (true);
CREATE POLICY all_accounts ON public.totp_secrets TO hubbub_engine USING (true);
CREATE POLICY all_accounts ON public.user_networks TO hubbub_engine USING (true);
CREATE POLICY all_accounts ON public.user_roles TO hubbub_engine USING (true);
CREATE POLICY all_accounts ON public.users TO hubbub_engine USING (true);
CREATE POLICY all_accounts ON public.webhook_attempts TO hubbub_engine USING (true);
CREATE POLICY all_accounts ON public.webhook_deliveries TO hubbub_engine USING (true);
CREATE POLICY all_accounts ON public.webhook_endpoints TO hubbub_engine USING (true);
ALTER TABLE public.api_keys ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.audit ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.audit_checks ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.audit_seals ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.audit_values ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.avatars ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.carriers ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.conversation_messages ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.conversations ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.demos ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.directory_errors ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.directory_groups ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.directory_requests ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.directory_users ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.events ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.files ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.invites ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.known_devices ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.leases ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.links ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.mails ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.memberships ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.message_keys ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.messages ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.numbers ENABLE ROW LEVEL SECURITY;
CREATE POLICY one_account ON public.access_changes TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));
CREATE POLICY one_account ON public.accounts TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));
CREATE POLICY one_account ON public.agents TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));
CREATE POLICY one_account ON public.api_keys TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));
CREATE POLICY one_account ON public.audit TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));
CREATE POLICY one_account ON public.audit_checks TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));
CREATE POLICY one_account ON public.audit_seals TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));
CREATE POLICY one_account ON public.audit_values TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));
CREATE POLICY one_account ON public.avatars TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));
CREATE POLICY one_account ON public.carriers TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));
CREATE POLICY one_account ON public.conversation_messages TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));
CREATE POLICY one_account ON public.conversations TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));
CREATE POLICY one_account ON public.demos TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));
CREATE POLICY one_account ON public.directory_errors TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));
CREATE POLICY one_account ON public.directory_groups TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));
CREATE POLICY one_account ON public.directory_requests TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));
CREATE POLICY one_account ON public.directory_users TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));
CREATE POLICY one_account ON public.events TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));
CREATE POLICY one_account ON public.files TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));
CREATE POLICY one_account ON public.invites TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));
CREATE POLICY one_account ON public.known_devices TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));
CREATE POLICY one_account ON public.leases TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));
CREATE POLICY one_account ON public.links TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));
CREATE POLICY one_account ON public.mails TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));
CREATE POLICY one_account ON public.memberships TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));
CREATE POLICY one_account ON public.message_keys TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));
CREATE POLICY one_account ON public.messages TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));
CREATE POLICY one_account ON public.numbers TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));
CREATE POLICY one_account ON public.openid_links TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));
CREATE POLICY one_account ON public.openid_providers TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));
CREATE POLICY one_account ON public.parked_events TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));
CREATE POLICY one_account ON public.passkeys TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));
CREATE POLICY one_account ON public.people TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));
CREATE POLICY one_account ON public.permission_uses TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));
CREATE POLICY one_account ON public.queue_scopes TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));
CREATE POLICY one_account ON public.queues TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));
CREATE POLICY one_account ON public.read_markers TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));
CREATE POLICY one_account ON public.recovery_codes TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));
CREATE POLICY one_account ON public.rejected_inbound TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));
CREATE POLICY one_account ON public.requests TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));
CREATE POLICY one_account ON public.roles TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));
CREATE POLICY one_account ON public.seats TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));
CREATE POLICY one_account ON public.sessions TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));
CREATE POLICY one_account ON public.sign_in_names TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));
CREATE POLICY one_account ON public.sign_in_settings TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));
CREATE POLICY one_account ON public.smpp_connections TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));
CREATE POLICY one_account ON public.sms_answers TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));
CREATE POLICY one_account ON public.sms_parts TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));
CREATE POLICY one_account ON public.sms_receipts TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));
CREATE POLICY one_account ON public.sms_received_parts TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));
CREATE POLICY one_account ON public.timers TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));
CREATE POLICY one_account ON public.totp_secrets TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));
CREATE POLICY one_account ON public.user_networks TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));
CREATE POLICY one_account ON public.user_roles TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));
CREATE POLICY one_account ON public.users TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));
CREATE POLICY one_account ON public.webhook_attempts TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));
CREATE POLICY one_account ON public.webhook_deliveries TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));
CREATE POLICY one_account ON public.webhook_endpoints TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));
ALTER TABLE public.openid_links ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.openid_providers ENABLE ROW LEVEL SECURITY;
CREATE POLICY owner ON public.access_changes TO hubbub_owner USING (true);
CREATE POLICY owner ON public.accounts TO hubbub_owner USING (true);
CREATE POLICY owner ON public.agents TO hubbub_owner USING (true);
CREATE POLICY owner ON public.api_keys TO hubbub_owner USING (true);
CREATE POLICY owner ON public.audit TO hubbub_owner USING (true);
CREATE POLICY owner ON public.audit_checks TO hubbub_owner USING (true);
CREATE POLICY owner ON public.audit_seals TO hubbub_owner USING (true);
CREATE POLICY owner ON public.audit_values TO hubbub_owner USING (true);
CREATE POLICY owner ON public.avatars TO hubbub_owner USING (true);
CREATE POLICY owner ON public.carriers TO hubbub_owner USING (true);
CREATE POLICY owner ON public.conversation_messages TO hubbub_owner USING (true);
CREATE POLICY owner ON public.conversations TO hubbub_owner USING (true);
CREATE POLICY owner ON public.demos TO hubbub_owner USING (true);
CREATE POLICY owner ON public.directory_errors TO hubbub_owner USING (true);
CREATE POLICY owner ON public.directory_groups TO hubbub_owner USING (true);
CREATE POLICY owner ON public.directory_requests TO hubbub_owner USING (true);
CREATE POLICY owner ON public.directory_users TO hubbub_owner USING (true);
CREATE POLICY owner ON public.events TO hubbub_owner USING (true);
CREATE POLICY owner ON public.files TO hubbub_owner USING (true);
CREATE POLICY owner ON public.invites TO hubbub_owner USING (true);
CREATE POLICY owner ON public.known_devices TO hubbub_owner USING (true);
CREATE POLICY owner ON public.leases TO hubbub_owner USING (true);
CREATE POLICY owner ON public.links TO hubbub_owner USING (true);
CREATE POLICY owner ON public.mails TO hubbub_owner USING (true);
CREATE POLICY owner ON public.memberships TO hubbub_owner USING (true);
CREATE POLICY owner ON public.message_keys TO hubbub_owner USING (true);
CREATE POLICY owner ON public.messages TO hubbub_owner USING (true);
CREATE POLICY owner ON public.numbers TO hubbub_owner USING (true);
CREATE POLICY owner ON public.openid_links TO hubbub_owner USING (true);
CREATE POLICY owner ON public.openid_providers TO hubbub_owner USING (true);
CREATE POLICY owner ON public.parked_events TO hubbub_owner USING (true);
CREATE POLICY owner ON public.passkeys TO hubbub_owner USING (true);
CREATE POLICY owner ON public.people TO hubbub_owner USING (true);
CREATE POLICY owner ON public.permission_uses TO hubbub_owner USING (true);
CREATE POLICY owner ON public.queue_scopes TO hubbub_owner USING (true);
CREATE POLICY owner ON public.queues TO hubbub_owner USING (true);
CREATE POLICY owner ON public.read_markers TO hubbub_owner USING (true);
CREATE POLICY owner ON public.recovery_codes TO hubbub_owner USING (true);
CREATE POLICY owner ON public.rejected_inbound TO hubbub_owner USING (true);
CREATE POLICY owner ON public.requests TO hubbub_owner USING (true);
CREATE POLICY owner ON public.roles TO hubbub_owner USING (true);
CREATE POLICY owner ON public.seats TO hubbub_owner USING (true);
CREATE POLICY owner ON public.sessions TO hubbub_owner USING (true);
CREATE POLICY owner ON public.sign_in_names TO hubbub_owner USING (true);
CREATE POLICY owner ON public.sign_in_settings TO hubbub_owner USING (true);
CREATE POLICY owner ON public.smpp_connections TO hubbub_owner USING (true);
CREATE POLICY owner ON public.sms_answers TO hubbub_owner USING (true);
CREATE POLICY owner ON public.sms_parts TO hubbub_owner USING (true);
CREATE POLICY owner ON public.sms_receipts TO hubbub_owner USING (true);
CREATE POLICY owner ON public.sms_received_parts TO hubbub_owner USING (true);
CREATE POLICY owner ON public.timers TO hubbub_owner USING (true);
CREATE POLICY owner ON public.totp_secrets TO hubbub_owner USING (true);
CREATE POLICY owner ON public.user_networks TO hubbub_owner USING (true);
CREATE POLICY owner ON public.user_roles TO hubbub_owner USING (true);
CREATE POLICY owner ON public.users TO hubbub_owner USING (true);
CREATE POLICY owner ON public.webhook_attempts TO hubbub_owner USING (true);
CREATE POLICY owner ON public.webhook_deliveries TO hubbub_owner USING (true);
CREATE POLICY owner ON public.webhook_endpoints TO hubbub_owner USING (true);
ALTER TABLE public.parked_events ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.passkeys ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.people ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.permission_uses ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.queue_scopes ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.queues ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.read_markers ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.recovery_codes ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.rejected_inbound ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.requests ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.roles ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.seats ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.sessions ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.sign_in_names ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.sign_in_settings ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.smpp_connections ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.sms_answers ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.sms_parts ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.sms_receipts ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.sms_received_parts ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.timers ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.totp_secrets ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.user_networks ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.user_roles ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.users ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.webhook_attempts ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.webhook_deliveries ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.webhook_endpoints ENABLE ROW LEVEL SECURITY;
GRANT USAGE ON SCHEMA public TO hubbub_app;
GRANT USAGE ON SCHEMA public TO hubbub_engine;
REVOKE ALL ON FUNCTION public.add_event_months(ahead integer, today date) FROM PUBLIC;
GRANT ALL ON FUNCTION public.add_event_months(ahead integer, today date) TO hubbub_engine;
REVOKE ALL ON FUNCTION public.delete_account_rows(wanted uuid, most bigint) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.delete_demo_rows(wanted uuid, most bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION public.delete_demo_rows(wanted uuid, most bigint) TO hubbub_engine;
REVOKE ALL ON FUNCTION public.events_outside_months() FROM PUBLIC;
GRANT ALL ON FUNCTION public.events_outside_months() TO hubbub_engine;
GRANT SELECT,INSERT ON TABLE public.access_changes TO hubbub_app;
GRANT SELECT,INSERT ON TABLE public.access_changes TO hubbub_engine;
GRANT SELECT,INSERT,UPDATE ON TABLE public.accounts TO hubbub_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.accounts TO hubbub_engine;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.agents TO hubbub_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.agents TO hubbub_engine;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.api_keys TO hubbub_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.api_keys TO hubbub_engine;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.attempts TO hubbub_engine;
GRANT SELECT,INSERT ON TABLE public.audit TO hubbub_app;
GRANT SELECT,INSERT ON TABLE public.audit TO hubbub_engine;
GRANT SELECT ON TABLE public.audit_checks TO hubbub_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.audit_checks TO hubbub_engine;
GRANT SELECT ON TABLE public.audit_seals TO hubbub_app;
GRANT SELECT,INSERT ON TABLE public.audit_seals TO hubbub_engine;
GRANT SELECT,INSERT,DELETE ON TABLE public.audit_values TO hubbub_app;
GRANT SELECT,INSERT,DELETE ON TABLE public.audit_values TO hubbub_engine;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.avatars TO hubbub_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.avatars TO hubbub_engine;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.carriers TO hubbub_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.carriers TO hubbub_engine;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.consumers TO hubbub_engine;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.conversation_messages TO hubbub_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.conversation_messages TO hubbub_engine;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.conversations TO hubbub_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.conversations TO hubbub_engine;
GRANT SELECT ON TABLE public.deleted_accounts TO hubbub_engine;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.demos TO hubbub_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.demos TO hubbub_engine;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.directory_errors TO hubbub_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.directory_errors TO hubbub_engine;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.directory_groups TO hubbub_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.directory_groups TO hubbub_engine;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.directory_requests TO hubbub_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.directory_requests TO hubbub_engine;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.directory_users TO hubbub_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.directory_users TO hubbub_engine;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.event_epochs TO hubbub_engine;
GRANT SELECT,INSERT ON TABLE public.events TO hubbub_app;
GRANT SELECT,INSERT ON TABLE public.events TO hubbub_engine;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.files TO hubbub_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.files TO hubbub_engine;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.invites TO hubbub_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.invites TO hubbub_engine;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.known_devices TO hubbub_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.known_devices TO hubbub_engine;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.leases TO hubbub_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.leases TO hubbub_engine;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.links TO hubbub_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.links TO hubbub_engine;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.mails TO hubbub_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.mails TO hubbub_engine;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.memberships TO hubbub_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.memberships TO hubbub_engine;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.message_keys TO hubbub_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.message_keys TO hubbub_engine;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.messages TO hubbub_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.messages TO hubbub_engine;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.numbers TO hubbub_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.numbers TO hubbub_engine;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.once TO hubbub_engine;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.openid_links TO hubbub_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.openid_links TO hubbub_engine;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.openid_providers TO hubbub_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.openid_providers TO hubbub_engine;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.parked_events TO hubbub_engine;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.passkeys TO hubbub_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.passkeys TO hubbub_engine;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.people TO hubbub_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.people TO hubbub_engine;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.permission_uses TO hubbub_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.permission_uses TO hubbub_engine;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.queue_scopes TO hubbub_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.queue_scopes TO hubbub_engine;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.queues TO hubbub_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.queues TO hubbub_engine;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.read_markers TO hubbub_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.read_markers TO hubbub_engine;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.recovery_codes TO hubbub_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.recovery_codes TO hubbub_engine;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.rejected_inbound TO hubbub_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.rejected_inbound TO hubbub_engine;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.requests TO hubbub_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.requests TO hubbub_engine;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.roles TO hubbub_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.roles TO hubbub_engine;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.seats TO hubbub_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.seats TO hubbub_engine;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sessions TO hubbub_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sessions TO hubbub_engine;
GRANT SELECT,INSERT,DELETE ON TABLE public.sign_in_names TO hubbub_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sign_in_names TO hubbub_engine;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sign_in_settings TO hubbub_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sign_in_settings TO hubbub_engine;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.smpp_connections TO hubbub_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.smpp_connections TO hubbub_engine;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sms_answers TO hubbub_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sms_answers TO hubbub_engine;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sms_parts TO hubbub_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sms_parts TO hubbub_engine;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sms_receipts TO hubbub_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sms_receipts TO hubbub_engine;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sms_received_parts TO hubbub_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sms_received_parts TO hubbub_engine;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.timers TO hubbub_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.timers TO hubbub_engine;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.totp_secrets TO hubbub_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.totp_secrets TO hubbub_engine;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.user_networks TO hubbub_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.user_networks TO hubbub_engine;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.user_roles TO hubbub_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.user_roles TO hubbub_engine;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.users TO hubbub_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.users TO hubbub_engine;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.webhook_attempts TO hubbub_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.webhook_attempts TO hubbub_engine;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.webhook_deliveries TO hubbub_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.webhook_deliveries TO hubbub_engine;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.webhook_endpoints TO hubbub_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.webhook_endpoints TO hubbub_engine;
