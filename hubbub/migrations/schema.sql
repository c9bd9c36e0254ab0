-- Generated from the migrations by `hubbub generate all`; do not edit.
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
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
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

ALTER FUNCTION public.api_key_of(key bytea) OWNER TO hubbub_engine;

CREATE FUNCTION public.carrier_of_door(wanted bytea) RETURNS TABLE(kind text, account_id uuid, carrier_id uuid, settings jsonb, sealed_secrets text, sealed_door text, per_second integer, is_simulated boolean)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT c.kind, h.account_id, h.carrier_id, h.settings, h.sealed_secrets, h.sealed_door,
           h.per_second, h.is_simulated
    FROM http_carriers h
    JOIN carriers c ON c.account_id = h.account_id AND c.id = h.carrier_id
    WHERE h.door_sha256 = wanted
$$;

ALTER FUNCTION public.carrier_of_door(wanted bytea) OWNER TO hubbub_engine;

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

CREATE FUNCTION public.sessions_of(tokens bytea[]) RETURNS TABLE(token_sha256 bytea, account_id uuid, id uuid, user_id uuid, seen_at timestamp with time zone, access_version bigint, created_at timestamp with time zone, method text, has_second_factor boolean, confirmed_at timestamp with time zone, must_set_up boolean, idle_minutes integer, networks cidr[], user_networks cidr[], kind text, key_id uuid, bound_to inet)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
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

ALTER FUNCTION public.sessions_of(tokens bytea[]) OWNER TO hubbub_engine;

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
    takes_whole_texts boolean DEFAULT false NOT NULL,
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
    held_at timestamp with time zone,
    erased_at timestamp with time zone,
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

CREATE TABLE public.http_carriers (
    account_id uuid NOT NULL,
    carrier_id uuid NOT NULL,
    settings jsonb DEFAULT '{}'::jsonb NOT NULL,
    sealed_secrets text NOT NULL,
    sealed_door text NOT NULL,
    door_sha256 bytea NOT NULL,
    per_second integer DEFAULT 10 NOT NULL,
    is_simulated boolean DEFAULT false NOT NULL,
    CONSTRAINT http_carriers_door_sha256_check CHECK ((octet_length(door_sha256) = 32)),
    CONSTRAINT http_carriers_per_second_check CHECK (((per_second >= 1) AND (per_second <= 10000)))
);

ALTER TABLE ONLY public.http_carriers FORCE ROW LEVEL SECURITY;

ALTER TABLE public.http_carriers OWNER TO hubbub_owner;

CREATE TABLE public.inbound_configurations (
    account_id uuid NOT NULL,
    id uuid NOT NULL,
    number_id uuid,
    channel text NOT NULL,
    keyword text,
    action text NOT NULL,
    target text,
    carrier_id uuid,
    sealed_secret text,
    failures_in_row integer DEFAULT 0 NOT NULL,
    rests_until timestamp with time zone,
    version bigint DEFAULT 1 NOT NULL,
    changed_at timestamp with time zone DEFAULT now() NOT NULL,
    removed_at timestamp with time zone,
    body_format text DEFAULT 'hubbub'::text NOT NULL,
    set_by uuid,
    CONSTRAINT inbound_configurations_action_check CHECK ((action = ANY (ARRAY['conversations'::text, 'url'::text, 'email'::text, 'smpp'::text, 'pull'::text, 'phone'::text, 'message'::text, 'default'::text, 'none'::text]))),
    CONSTRAINT inbound_configurations_body_format_check CHECK ((body_format = ANY (ARRAY['hubbub'::text, 'vendor'::text]))),
    CONSTRAINT inbound_configurations_channel_check CHECK ((channel = ANY (ARRAY['sms'::text, 'voice'::text]))),
    CONSTRAINT inbound_configurations_check CHECK (((keyword IS NULL) OR ((number_id IS NOT NULL) AND (channel = 'sms'::text)))),
    CONSTRAINT inbound_configurations_check1 CHECK (((number_id IS NOT NULL) OR (action <> 'default'::text))),
    CONSTRAINT inbound_configurations_check2 CHECK (((action = ANY (ARRAY['url'::text, 'email'::text, 'phone'::text, 'message'::text])) = (target IS NOT NULL))),
    CONSTRAINT inbound_configurations_check3 CHECK (((action = 'smpp'::text) = (carrier_id IS NOT NULL))),
    CONSTRAINT inbound_configurations_keyword_check CHECK (((char_length(keyword) >= 1) AND (char_length(keyword) <= 100))),
    CONSTRAINT inbound_configurations_target_check CHECK (((char_length(target) >= 1) AND (char_length(target) <= 2000)))
);

ALTER TABLE ONLY public.inbound_configurations FORCE ROW LEVEL SECURITY;

ALTER TABLE public.inbound_configurations OWNER TO hubbub_owner;

CREATE TABLE public.inbound_deliveries (
    account_id uuid NOT NULL,
    id uuid NOT NULL,
    message_id uuid NOT NULL,
    configuration_id uuid NOT NULL,
    action text NOT NULL,
    target text,
    carrier_id uuid,
    state text DEFAULT 'waiting'::text NOT NULL,
    failures integer DEFAULT 0 NOT NULL,
    next_at timestamp with time zone,
    reason text,
    sent_message_id uuid,
    mail_id uuid,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT inbound_deliveries_action_check CHECK ((action = ANY (ARRAY['url'::text, 'email'::text, 'smpp'::text]))),
    CONSTRAINT inbound_deliveries_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'handed_on'::text, 'failed'::text])))
);

ALTER TABLE ONLY public.inbound_deliveries FORCE ROW LEVEL SECURITY;

ALTER TABLE public.inbound_deliveries OWNER TO hubbub_owner;

CREATE TABLE public.inbound_tries (
    account_id uuid NOT NULL,
    delivery_id uuid NOT NULL,
    id uuid NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    milliseconds integer NOT NULL,
    status integer,
    error text,
    answer text
);

ALTER TABLE ONLY public.inbound_tries FORCE ROW LEVEL SECURITY;

ALTER TABLE public.inbound_tries OWNER TO hubbub_owner;

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
    is_bulk boolean DEFAULT false NOT NULL,
    send_at timestamp with time zone,
    expires_at timestamp with time zone,
    went_to text,
    erased_at timestamp with time zone,
    erased_by text,
    CONSTRAINT messages_author_kind_check CHECK ((author_kind = ANY (ARRAY['customer'::text, 'agent'::text, 'system'::text, 'api'::text]))),
    CONSTRAINT messages_check CHECK (((erased_at IS NULL) = (erased_by IS NULL))),
    CONSTRAINT messages_direction_check CHECK ((direction = ANY (ARRAY['inbound'::text, 'outbound'::text]))),
    CONSTRAINT messages_erased_by_check CHECK ((erased_by = ANY (ARRAY['person'::text, 'retention'::text]))),
    CONSTRAINT messages_status_check CHECK ((status = ANY (ARRAY['received'::text, 'queued'::text, 'sending'::text, 'sent'::text, 'delivered'::text, 'failed'::text, 'unknown'::text]))),
    CONSTRAINT messages_went_to_check CHECK ((went_to = ANY (ARRAY['url'::text, 'email'::text, 'smpp'::text, 'pull'::text, 'none'::text])))
);

ALTER TABLE ONLY public.messages FORCE ROW LEVEL SECURITY;

ALTER TABLE public.messages OWNER TO hubbub_owner;

CREATE TABLE public.number_orders (
    account_id uuid NOT NULL,
    id uuid NOT NULL,
    client_id uuid NOT NULL,
    state text DEFAULT 'draft'::text NOT NULL,
    step text DEFAULT 'country'::text NOT NULL,
    country text,
    capabilities text[] DEFAULT '{}'::text[] NOT NULL,
    kind text,
    carrier_id uuid,
    offer jsonb,
    details jsonb DEFAULT '{}'::jsonb NOT NULL,
    documents jsonb DEFAULT '{}'::jsonb NOT NULL,
    reason text,
    number_id uuid,
    version bigint DEFAULT 1 NOT NULL,
    created_by uuid,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    placed_at timestamp with time zone,
    ended_at timestamp with time zone,
    CONSTRAINT number_orders_check CHECK (((state <> ALL (ARRAY['placed'::text, 'waiting'::text])) OR ((carrier_id IS NOT NULL) AND (offer IS NOT NULL)))),
    CONSTRAINT number_orders_country_check CHECK ((country ~ '^[A-Z]{2}$'::text)),
    CONSTRAINT number_orders_reason_check CHECK ((char_length(reason) <= 500)),
    CONSTRAINT number_orders_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'placed'::text, 'waiting'::text, 'done'::text, 'failed'::text, 'cancelled'::text]))),
    CONSTRAINT number_orders_step_check CHECK ((step = ANY (ARRAY['country'::text, 'capabilities'::text, 'kind'::text, 'offer'::text, 'details'::text, 'summary'::text])))
);

ALTER TABLE ONLY public.number_orders FORCE ROW LEVEL SECURITY;

ALTER TABLE public.number_orders OWNER TO hubbub_owner;

CREATE TABLE public.numbers (
    account_id uuid NOT NULL,
    id uuid NOT NULL,
    number text NOT NULL,
    carrier_id uuid NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    forward_url text,
    forward_since timestamp with time zone,
    country text,
    kind text DEFAULT 'long'::text NOT NULL,
    capabilities text[] DEFAULT '{sms}'::text[] NOT NULL,
    carrier_key text,
    setup_price numeric(12,4),
    monthly_price numeric(12,4),
    currency text,
    bought_at timestamp with time zone,
    forward_set_by uuid,
    for_every_queue boolean DEFAULT true NOT NULL,
    CONSTRAINT numbers_capabilities_check CHECK (((capabilities <@ '{sms,voice}'::text[]) AND (cardinality(capabilities) > 0))),
    CONSTRAINT numbers_carrier_key_check CHECK ((char_length(carrier_key) <= 200)),
    CONSTRAINT numbers_country_check CHECK ((country ~ '^[A-Z]{2}$'::text)),
    CONSTRAINT numbers_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT numbers_forward_url_check CHECK ((char_length(forward_url) <= 2000)),
    CONSTRAINT numbers_kind_check CHECK ((kind = ANY (ARRAY['mobile'::text, 'long'::text, 'toll_free'::text, 'short_code'::text])))
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
    vouched_for text[] NOT NULL,
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
    erased_at timestamp with time zone,
    held_at timestamp with time zone,
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

CREATE TABLE public.quotas (
    account_id uuid NOT NULL,
    stored_bytes bigint,
    users bigint,
    webhooks bigint,
    api_keys bigint,
    sent_a_day bigint,
    received_a_day bigint,
    open_orders bigint,
    CONSTRAINT quotas_api_keys_check CHECK ((api_keys >= 0)),
    CONSTRAINT quotas_open_orders_check CHECK ((open_orders >= 0)),
    CONSTRAINT quotas_received_a_day_check CHECK ((received_a_day >= 0)),
    CONSTRAINT quotas_sent_a_day_check CHECK ((sent_a_day >= 0)),
    CONSTRAINT quotas_stored_bytes_check CHECK ((stored_bytes >= 0)),
    CONSTRAINT quotas_users_check CHECK ((users >= 0)),
    CONSTRAINT quotas_webhooks_check CHECK ((webhooks >= 0))
);

ALTER TABLE ONLY public.quotas FORCE ROW LEVEL SECURITY;

ALTER TABLE public.quotas OWNER TO hubbub_owner;

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
    received_at timestamp with time zone DEFAULT now() NOT NULL,
    source text
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

CREATE TABLE public.retention_rules (
    account_id uuid NOT NULL,
    texts_days integer,
    people_days integer,
    audit_days integer,
    deliveries_days integer,
    files_days integer,
    aside_until uuid,
    version bigint DEFAULT 1 NOT NULL,
    changed_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT retention_rules_audit_days_check CHECK (((audit_days >= 30) AND (audit_days <= 36500))),
    CONSTRAINT retention_rules_deliveries_days_check CHECK (((deliveries_days >= 3) AND (deliveries_days <= 36500))),
    CONSTRAINT retention_rules_files_days_check CHECK (((files_days >= 30) AND (files_days <= 36500))),
    CONSTRAINT retention_rules_people_days_check CHECK (((people_days >= 30) AND (people_days <= 36500))),
    CONSTRAINT retention_rules_texts_days_check CHECK (((texts_days >= 7) AND (texts_days <= 36500)))
);

ALTER TABLE ONLY public.retention_rules FORCE ROW LEVEL SECURITY;

ALTER TABLE public.retention_rules OWNER TO hubbub_owner;

CREATE TABLE public.retention_runs (
    account_id uuid NOT NULL,
    kind text NOT NULL,
    began_at timestamp with time zone DEFAULT now() NOT NULL,
    ended_at timestamp with time zone,
    erased bigint DEFAULT 0 NOT NULL,
    CONSTRAINT retention_runs_kind_check CHECK ((kind = ANY (ARRAY['texts'::text, 'people'::text, 'audit'::text, 'deliveries'::text, 'files'::text])))
);

ALTER TABLE ONLY public.retention_runs FORCE ROW LEVEL SECURITY;

ALTER TABLE public.retention_runs OWNER TO hubbub_owner;

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

CREATE TABLE public.scheduled_texts (
    account_id uuid NOT NULL,
    message_id uuid NOT NULL,
    user_id uuid NOT NULL,
    key_id uuid
);

ALTER TABLE ONLY public.scheduled_texts FORCE ROW LEVEL SECURITY;

ALTER TABLE public.scheduled_texts OWNER TO hubbub_owner;

CREATE TABLE public.seats (
    account_id uuid NOT NULL,
    user_id uuid NOT NULL,
    given_at timestamp with time zone DEFAULT now() NOT NULL,
    given_by uuid
);

ALTER TABLE ONLY public.seats FORCE ROW LEVEL SECURITY;

ALTER TABLE public.seats OWNER TO hubbub_owner;

CREATE TABLE public.sender_names (
    account_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    carrier_id uuid NOT NULL,
    for_every_queue boolean DEFAULT true NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT sender_names_name_check CHECK (((name ~ '^[A-Za-z0-9 ._&-]{1,11}$'::text) AND (name ~ '[A-Za-z]'::text)))
);

ALTER TABLE ONLY public.sender_names FORCE ROW LEVEL SECURITY;

ALTER TABLE public.sender_names OWNER TO hubbub_owner;

CREATE TABLE public.sender_queues (
    account_id uuid NOT NULL,
    id uuid NOT NULL,
    queue_id uuid NOT NULL,
    number_id uuid,
    name_id uuid,
    CONSTRAINT sender_queues_check CHECK ((num_nonnulls(number_id, name_id) = 1))
);

ALTER TABLE ONLY public.sender_queues FORCE ROW LEVEL SECURITY;

ALTER TABLE public.sender_queues OWNER TO hubbub_owner;

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
    is_bulk boolean DEFAULT false NOT NULL,
    outcome text,
    reference smallint,
    CONSTRAINT sms_parts_outcome_check CHECK ((outcome = ANY (ARRAY['expired'::text, 'failed'::text, 'rejected'::text]))),
    CONSTRAINT sms_parts_reference_check CHECK (((reference >= 0) AND (reference <= 255))),
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

CREATE TABLE public.usage_days (
    account_id uuid NOT NULL,
    day date NOT NULL,
    direction text NOT NULL,
    shard smallint NOT NULL,
    count bigint NOT NULL,
    CONSTRAINT usage_days_direction_check CHECK ((direction = ANY (ARRAY['inbound'::text, 'outbound'::text])))
)
WITH (fillfactor='50');

ALTER TABLE ONLY public.usage_days FORCE ROW LEVEL SECURITY;

ALTER TABLE public.usage_days OWNER TO hubbub_owner;

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
    with_id uuid,
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
    sealed_secret text,
    sealed_old_secret text,
    old_secret_until timestamp with time zone,
    header_names text[] DEFAULT '{}'::text[] NOT NULL,
    sealed_headers text,
    failing_since timestamp with time zone,
    failures_in_row integer DEFAULT 0 NOT NULL,
    rests_until timestamp with time zone,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    wire text,
    key_id uuid,
    CONSTRAINT webhook_endpoints_check CHECK (((wire IS NOT NULL) OR ((sealed_secret IS NOT NULL) AND (cardinality(kinds) > 0)))),
    CONSTRAINT webhook_endpoints_check1 CHECK (((wire IS NOT NULL) OR (key_id IS NULL))),
    CONSTRAINT webhook_endpoints_reason_check CHECK ((reason = ANY (ARRAY['chosen'::text, 'failing'::text, 'gone'::text, 'owner'::text, 'key'::text, 'too_many'::text]))),
    CONSTRAINT webhook_endpoints_state_check CHECK ((state = ANY (ARRAY['on'::text, 'paused'::text, 'off'::text]))),
    CONSTRAINT webhook_endpoints_wire_check CHECK ((wire = 'vendor'::text))
);

ALTER TABLE ONLY public.webhook_endpoints FORCE ROW LEVEL SECURITY;

ALTER TABLE public.webhook_endpoints OWNER TO hubbub_owner;

CREATE TABLE public.wire_inboxes (
    account_id uuid NOT NULL,
    low uuid NOT NULL
);

ALTER TABLE ONLY public.wire_inboxes FORCE ROW LEVEL SECURITY;

ALTER TABLE public.wire_inboxes OWNER TO hubbub_owner;

CREATE TABLE public.wire_profiles (
    account_id uuid NOT NULL,
    id uuid NOT NULL,
    profile_id text NOT NULL,
    url text NOT NULL,
    security_id uuid,
    settings jsonb NOT NULL,
    header_names text[] DEFAULT '{}'::text[] NOT NULL,
    sealed_headers text,
    slot_at timestamp with time zone,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY public.wire_profiles FORCE ROW LEVEL SECURITY;

ALTER TABLE public.wire_profiles OWNER TO hubbub_owner;

CREATE TABLE public.wire_pulled (
    account_id uuid NOT NULL,
    message_id uuid NOT NULL
);

ALTER TABLE ONLY public.wire_pulled FORCE ROW LEVEL SECURITY;

ALTER TABLE public.wire_pulled OWNER TO hubbub_owner;

CREATE TABLE public.wire_pushes (
    account_id uuid NOT NULL,
    kind text NOT NULL,
    message_id uuid NOT NULL,
    url text NOT NULL,
    api smallint NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    state text DEFAULT 'waiting'::text NOT NULL,
    next_at timestamp with time zone DEFAULT now() NOT NULL,
    failures integer DEFAULT 0 NOT NULL,
    CONSTRAINT wire_pushes_kind_check CHECK ((kind = ANY (ARRAY['report'::text, 'inbound'::text]))),
    CONSTRAINT wire_pushes_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'given_up'::text])))
);

ALTER TABLE ONLY public.wire_pushes FORCE ROW LEVEL SECURITY;

ALTER TABLE public.wire_pushes OWNER TO hubbub_owner;

CREATE TABLE public.wire_securities (
    account_id uuid NOT NULL,
    id uuid NOT NULL,
    auth_id text NOT NULL,
    kind text NOT NULL,
    sealed_credentials text NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT wire_securities_kind_check CHECK ((kind = ANY (ARRAY['BASIC'::text, 'HMAC'::text, 'OAUTH'::text])))
);

ALTER TABLE ONLY public.wire_securities FORCE ROW LEVEL SECURITY;

ALTER TABLE public.wire_securities OWNER TO hubbub_owner;

CREATE TABLE public.wire_subscriptions (
    account_id uuid NOT NULL,
    endpoint_id uuid NOT NULL,
    channel text NOT NULL,
    subscription_id text NOT NULL,
    profile_id uuid NOT NULL,
    name text,
    events text[] NOT NULL,
    criteria jsonb DEFAULT '[]'::jsonb NOT NULL,
    resources text[] DEFAULT '{}'::text[] NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT wire_subscriptions_channel_check CHECK ((channel = ANY (ARRAY['AGENT_OS'::text, 'CUSTOMER_ENGAGEMENT'::text, 'SMS'::text])))
);

ALTER TABLE ONLY public.wire_subscriptions FORCE ROW LEVEL SECURITY;

ALTER TABLE public.wire_subscriptions OWNER TO hubbub_owner;

CREATE TABLE public.wire_texts (
    account_id uuid NOT NULL,
    message_id uuid NOT NULL,
    place bigint NOT NULL,
    wire_id text NOT NULL,
    bulk_id text NOT NULL,
    api smallint NOT NULL,
    callback_data text,
    entity_id text,
    application_id text,
    campaign_id text,
    wants_report boolean DEFAULT true NOT NULL,
    notify_url text,
    report_at timestamp with time zone,
    done_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT wire_texts_api_check CHECK ((api = ANY (ARRAY[1, 3]))),
    CONSTRAINT wire_texts_bulk_id_check CHECK ((char_length(bulk_id) <= 100)),
    CONSTRAINT wire_texts_callback_data_check CHECK ((char_length(callback_data) <= 4000)),
    CONSTRAINT wire_texts_notify_url_check CHECK ((char_length(notify_url) <= 2000)),
    CONSTRAINT wire_texts_wire_id_check CHECK ((char_length(wire_id) <= 200))
);

ALTER TABLE ONLY public.wire_texts FORCE ROW LEVEL SECURITY;

ALTER TABLE public.wire_texts OWNER TO hubbub_owner;

ALTER TABLE public.wire_texts ALTER COLUMN place ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.wire_texts_place_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE ONLY public.events ATTACH PARTITION public.events_default DEFAULT;

ALTER TABLE ONLY public.access_changes
    ADD CONSTRAINT access_changes_pkey PRIMARY KEY (account_id, version);

ALTER TABLE ONLY public.accounts
    ADD CONSTRAINT accounts_pkey PRIMARY KEY (account_id);

ALTER TABLE ONLY public.agents
    ADD CONSTRAINT agents_pkey PRIMARY KEY (account_id, user_id);

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

ALTER TABLE ONLY public.events_default
    ADD CONSTRAINT events_default_pkey PRIMARY KEY (account_id, at, seq);

ALTER TABLE ONLY public.files
    ADD CONSTRAINT files_pkey PRIMARY KEY (account_id, id);

ALTER TABLE ONLY public.http_carriers
    ADD CONSTRAINT http_carriers_door_sha256_key UNIQUE (door_sha256);

ALTER TABLE ONLY public.http_carriers
    ADD CONSTRAINT http_carriers_pkey PRIMARY KEY (account_id, carrier_id);

ALTER TABLE ONLY public.inbound_configurations
    ADD CONSTRAINT inbound_configurations_pkey PRIMARY KEY (account_id, id);

ALTER TABLE ONLY public.inbound_deliveries
    ADD CONSTRAINT inbound_deliveries_pkey PRIMARY KEY (account_id, id);

ALTER TABLE ONLY public.inbound_tries
    ADD CONSTRAINT inbound_tries_pkey PRIMARY KEY (account_id, delivery_id, id);

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

ALTER TABLE ONLY public.number_orders
    ADD CONSTRAINT number_orders_account_id_client_id_key UNIQUE (account_id, client_id);

ALTER TABLE ONLY public.number_orders
    ADD CONSTRAINT number_orders_pkey PRIMARY KEY (account_id, id);

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

ALTER TABLE ONLY public.quotas
    ADD CONSTRAINT quotas_pkey PRIMARY KEY (account_id);

ALTER TABLE ONLY public.read_markers
    ADD CONSTRAINT read_markers_pkey PRIMARY KEY (account_id, user_id, conversation_id);

ALTER TABLE ONLY public.recovery_codes
    ADD CONSTRAINT recovery_codes_pkey PRIMARY KEY (account_id, user_id, code_sha256);

ALTER TABLE ONLY public.rejected_inbound
    ADD CONSTRAINT rejected_inbound_pkey PRIMARY KEY (account_id, id);

ALTER TABLE ONLY public.requests
    ADD CONSTRAINT requests_pkey PRIMARY KEY (account_id, id);

ALTER TABLE ONLY public.retention_rules
    ADD CONSTRAINT retention_rules_pkey PRIMARY KEY (account_id);

ALTER TABLE ONLY public.retention_runs
    ADD CONSTRAINT retention_runs_pkey PRIMARY KEY (account_id, kind);

ALTER TABLE ONLY public.roles
    ADD CONSTRAINT roles_pkey PRIMARY KEY (account_id, id);

ALTER TABLE ONLY public.scheduled_texts
    ADD CONSTRAINT scheduled_texts_pkey PRIMARY KEY (account_id, message_id);

ALTER TABLE ONLY public.seats
    ADD CONSTRAINT seats_pkey PRIMARY KEY (account_id, user_id);

ALTER TABLE ONLY public.sender_names
    ADD CONSTRAINT sender_names_pkey PRIMARY KEY (account_id, id);

ALTER TABLE ONLY public.sender_queues
    ADD CONSTRAINT sender_queues_pkey PRIMARY KEY (account_id, id);

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

ALTER TABLE ONLY public.usage_days
    ADD CONSTRAINT usage_days_pkey PRIMARY KEY (account_id, day, direction, shard);

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

ALTER TABLE ONLY public.wire_inboxes
    ADD CONSTRAINT wire_inboxes_pkey PRIMARY KEY (account_id);

ALTER TABLE ONLY public.wire_profiles
    ADD CONSTRAINT wire_profiles_account_id_profile_id_key UNIQUE (account_id, profile_id);

ALTER TABLE ONLY public.wire_profiles
    ADD CONSTRAINT wire_profiles_pkey PRIMARY KEY (account_id, id);

ALTER TABLE ONLY public.wire_pulled
    ADD CONSTRAINT wire_pulled_pkey PRIMARY KEY (account_id, message_id);

ALTER TABLE ONLY public.wire_pushes
    ADD CONSTRAINT wire_pushes_pkey PRIMARY KEY (account_id, kind, message_id);

ALTER TABLE ONLY public.wire_securities
    ADD CONSTRAINT wire_securities_account_id_auth_id_key UNIQUE (account_id, auth_id);

ALTER TABLE ONLY public.wire_securities
    ADD CONSTRAINT wire_securities_pkey PRIMARY KEY (account_id, id);

ALTER TABLE ONLY public.wire_subscriptions
    ADD CONSTRAINT wire_subscriptions_account_id_channel_subscription_id_key UNIQUE (account_id, channel, subscription_id);

ALTER TABLE ONLY public.wire_subscriptions
    ADD CONSTRAINT wire_subscriptions_pkey PRIMARY KEY (account_id, endpoint_id);

ALTER TABLE ONLY public.wire_texts
    ADD CONSTRAINT wire_texts_account_id_wire_id_key UNIQUE (account_id, wire_id);

ALTER TABLE ONLY public.wire_texts
    ADD CONSTRAINT wire_texts_pkey PRIMARY KEY (account_id, message_id);

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

CREATE INDEX conversations_person ON public.conversations USING btree (account_id, person_id);

CREATE INDEX conversations_queue ON public.conversations USING btree (account_id, queue_id, last_message_at DESC, id DESC);

CREATE INDEX conversations_recent ON public.conversations USING btree (account_id, last_message_at DESC, id DESC);

CREATE INDEX conversations_to_erase ON public.conversations USING btree (account_id, closed_at) WHERE ((status = 'closed'::text) AND (erased_at IS NULL));

CREATE INDEX conversations_unassigned ON public.conversations USING btree (account_id, queue_id, created_at) WHERE ((assignee_id IS NULL) AND (status = 'open'::text));

CREATE INDEX demos_until ON public.demos USING btree (until);

CREATE INDEX directory_errors_at ON public.directory_errors USING btree (account_id, at);

CREATE INDEX directory_users_external ON public.directory_users USING btree (account_id, external_id) WHERE (external_id IS NOT NULL);

CREATE UNIQUE INDEX directory_users_name ON public.directory_users USING btree (account_id, lower(user_name)) WHERE (NOT is_removed);

CREATE INDEX events_subject ON ONLY public.events USING btree (account_id, subject_id, version);

CREATE INDEX events_default_account_id_subject_id_version_idx ON public.events_default USING btree (account_id, subject_id, version);

CREATE INDEX events_within ON ONLY public.events USING btree (account_id, within_id, seq) WHERE (within_id IS NOT NULL);

CREATE INDEX events_default_account_id_within_id_seq_idx ON public.events_default USING btree (account_id, within_id, seq) WHERE (within_id IS NOT NULL);

CREATE INDEX events_tail ON ONLY public.events USING btree (xid, seq);

CREATE INDEX events_default_xid_seq_idx ON public.events_default USING btree (xid, seq);

CREATE INDEX files_of_owner ON public.files USING btree (account_id, owner_kind, owner_id);

CREATE INDEX inbound_configurations_carrier ON public.inbound_configurations USING btree (account_id, carrier_id) WHERE (carrier_id IS NOT NULL);

CREATE UNIQUE INDEX inbound_configurations_one ON public.inbound_configurations USING btree (account_id, number_id, channel, keyword) NULLS NOT DISTINCT WHERE (removed_at IS NULL);

CREATE UNIQUE INDEX inbound_deliveries_message ON public.inbound_deliveries USING btree (account_id, message_id);

CREATE INDEX invites_newest ON public.invites USING btree (account_id, created_at, id);

CREATE UNIQUE INDEX invites_open ON public.invites USING btree (account_id, lower(email)) WHERE ((accepted_at IS NULL) AND (revoked_at IS NULL));

CREATE INDEX links_invite ON public.links USING btree (account_id, invite_id) WHERE (invite_id IS NOT NULL);

CREATE UNIQUE INDEX links_token ON public.links USING btree (token_sha256);

CREATE INDEX links_user ON public.links USING btree (account_id, user_id) WHERE (user_id IS NOT NULL);

CREATE INDEX mails_newest ON public.mails USING btree (account_id, created_at, id);

CREATE INDEX mails_subject ON public.mails USING btree (account_id, subject_id, created_at);

CREATE INDEX memberships_queue ON public.memberships USING btree (account_id, queue_id);

CREATE INDEX message_keys_age ON public.message_keys USING btree (created_at);

CREATE INDEX messages_aside ON public.messages USING btree (account_id, number, created_at) WHERE (went_to IS NOT NULL);

CREATE INDEX messages_person ON public.messages USING btree (account_id, person_id, created_at);

CREATE INDEX number_orders_carrier ON public.number_orders USING btree (account_id, carrier_id);

CREATE INDEX number_orders_open ON public.number_orders USING btree (account_id, created_at) WHERE (state = ANY (ARRAY['draft'::text, 'placed'::text, 'waiting'::text, 'failed'::text]));

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

CREATE INDEX sender_names_carrier ON public.sender_names USING btree (account_id, carrier_id);

CREATE UNIQUE INDEX sender_names_one ON public.sender_names USING btree (account_id, lower(name));

CREATE UNIQUE INDEX sender_queues_name ON public.sender_queues USING btree (account_id, name_id, queue_id) WHERE (name_id IS NOT NULL);

CREATE UNIQUE INDEX sender_queues_number ON public.sender_queues USING btree (account_id, number_id, queue_id) WHERE (number_id IS NOT NULL);

CREATE INDEX sender_queues_queue ON public.sender_queues USING btree (account_id, queue_id);

CREATE INDEX sessions_key ON public.sessions USING btree (account_id, key_id) WHERE (key_id IS NOT NULL);

CREATE UNIQUE INDEX sessions_token ON public.sessions USING btree (token_sha256);

CREATE INDEX sessions_user ON public.sessions USING btree (account_id, user_id);

CREATE INDEX sign_in_names_user ON public.sign_in_names USING btree (account_id, user_id);

CREATE UNIQUE INDEX sign_in_settings_short_name ON public.sign_in_settings USING btree (short_name);

CREATE INDEX sms_answers_digest ON public.sms_answers USING btree (account_id, carrier_id, digest);

CREATE INDEX sms_parts_carrier_id ON public.sms_parts USING btree (account_id, carrier_id, carrier_message_id) WHERE (carrier_message_id IS NOT NULL);

CREATE INDEX sms_parts_due ON public.sms_parts USING btree (account_id, carrier_id, is_bulk, next_at, message_id, part) WHERE (state = 'queued'::text);

CREATE INDEX sms_parts_submitting ON public.sms_parts USING btree (account_id, carrier_id) WHERE (state = 'submitting'::text);

CREATE INDEX timers_about ON public.timers USING btree (account_id, subject_id) WHERE ((subject_id IS NOT NULL) AND (ended_at IS NOT NULL));

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

CREATE INDEX wire_profiles_of_security ON public.wire_profiles USING btree (account_id, security_id) WHERE (security_id IS NOT NULL);

CREATE INDEX wire_pushes_due ON public.wire_pushes USING btree (account_id, kind, url, at) WHERE (state = 'waiting'::text);

CREATE INDEX wire_pushes_given_up ON public.wire_pushes USING btree (account_id, at) WHERE (state = 'given_up'::text);

CREATE INDEX wire_subscriptions_of_profile ON public.wire_subscriptions USING btree (account_id, profile_id);

CREATE INDEX wire_texts_bulk ON public.wire_texts USING btree (account_id, bulk_id);

CREATE INDEX wire_texts_recent ON public.wire_texts USING btree (account_id, created_at, place);

CREATE INDEX wire_texts_reports ON public.wire_texts USING btree (account_id, report_at) WHERE (report_at IS NOT NULL);

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

ALTER TABLE ONLY public.http_carriers
    ADD CONSTRAINT http_carriers_account_id_carrier_id_fkey FOREIGN KEY (account_id, carrier_id) REFERENCES public.carriers(account_id, id);

ALTER TABLE ONLY public.inbound_configurations
    ADD CONSTRAINT inbound_configurations_account_id_carrier_id_fkey FOREIGN KEY (account_id, carrier_id) REFERENCES public.carriers(account_id, id);

ALTER TABLE ONLY public.inbound_configurations
    ADD CONSTRAINT inbound_configurations_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.accounts(account_id);

ALTER TABLE ONLY public.inbound_configurations
    ADD CONSTRAINT inbound_configurations_account_id_number_id_fkey FOREIGN KEY (account_id, number_id) REFERENCES public.numbers(account_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.inbound_deliveries
    ADD CONSTRAINT inbound_deliveries_account_id_message_id_fkey FOREIGN KEY (account_id, message_id) REFERENCES public.messages(account_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.inbound_tries
    ADD CONSTRAINT inbound_tries_account_id_delivery_id_fkey FOREIGN KEY (account_id, delivery_id) REFERENCES public.inbound_deliveries(account_id, id) ON DELETE CASCADE;

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

ALTER TABLE ONLY public.number_orders
    ADD CONSTRAINT number_orders_account_id_carrier_id_fkey FOREIGN KEY (account_id, carrier_id) REFERENCES public.carriers(account_id, id);

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

ALTER TABLE ONLY public.quotas
    ADD CONSTRAINT quotas_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.accounts(account_id);

ALTER TABLE ONLY public.read_markers
    ADD CONSTRAINT read_markers_account_id_conversation_id_fkey FOREIGN KEY (account_id, conversation_id) REFERENCES public.conversations(account_id, id);

ALTER TABLE ONLY public.read_markers
    ADD CONSTRAINT read_markers_account_id_user_id_fkey FOREIGN KEY (account_id, user_id) REFERENCES public.users(account_id, id);

ALTER TABLE ONLY public.recovery_codes
    ADD CONSTRAINT recovery_codes_account_id_user_id_fkey FOREIGN KEY (account_id, user_id) REFERENCES public.users(account_id, id);

ALTER TABLE ONLY public.rejected_inbound
    ADD CONSTRAINT rejected_inbound_account_id_carrier_id_fkey FOREIGN KEY (account_id, carrier_id) REFERENCES public.carriers(account_id, id);

ALTER TABLE ONLY public.retention_rules
    ADD CONSTRAINT retention_rules_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.accounts(account_id);

ALTER TABLE ONLY public.retention_runs
    ADD CONSTRAINT retention_runs_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.accounts(account_id);

ALTER TABLE ONLY public.roles
    ADD CONSTRAINT roles_account_id_copied_from_fkey FOREIGN KEY (account_id, copied_from) REFERENCES public.roles(account_id, id);

ALTER TABLE ONLY public.roles
    ADD CONSTRAINT roles_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.accounts(account_id);

ALTER TABLE ONLY public.scheduled_texts
    ADD CONSTRAINT scheduled_texts_account_id_message_id_fkey FOREIGN KEY (account_id, message_id) REFERENCES public.messages(account_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.seats
    ADD CONSTRAINT seats_account_id_user_id_fkey FOREIGN KEY (account_id, user_id) REFERENCES public.users(account_id, id);

ALTER TABLE ONLY public.sender_names
    ADD CONSTRAINT sender_names_account_id_carrier_id_fkey FOREIGN KEY (account_id, carrier_id) REFERENCES public.carriers(account_id, id);

ALTER TABLE ONLY public.sender_names
    ADD CONSTRAINT sender_names_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.accounts(account_id);

ALTER TABLE ONLY public.sender_queues
    ADD CONSTRAINT sender_queues_account_id_name_id_fkey FOREIGN KEY (account_id, name_id) REFERENCES public.sender_names(account_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.sender_queues
    ADD CONSTRAINT sender_queues_account_id_number_id_fkey FOREIGN KEY (account_id, number_id) REFERENCES public.numbers(account_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.sender_queues
    ADD CONSTRAINT sender_queues_account_id_queue_id_fkey FOREIGN KEY (account_id, queue_id) REFERENCES public.queues(account_id, id) ON DELETE CASCADE;

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

ALTER TABLE ONLY public.wire_inboxes
    ADD CONSTRAINT wire_inboxes_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.accounts(account_id);

ALTER TABLE ONLY public.wire_profiles
    ADD CONSTRAINT wire_profiles_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.accounts(account_id);

ALTER TABLE ONLY public.wire_profiles
    ADD CONSTRAINT wire_profiles_account_id_security_id_fkey FOREIGN KEY (account_id, security_id) REFERENCES public.wire_securities(account_id, id);

ALTER TABLE ONLY public.wire_pushes
    ADD CONSTRAINT wire_pushes_account_id_message_id_fkey FOREIGN KEY (account_id, message_id) REFERENCES public.messages(account_id, id);

ALTER TABLE ONLY public.wire_securities
    ADD CONSTRAINT wire_securities_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.accounts(account_id);

ALTER TABLE ONLY public.wire_subscriptions
    ADD CONSTRAINT wire_subscriptions_account_id_endpoint_id_fkey FOREIGN KEY (account_id, endpoint_id) REFERENCES public.webhook_endpoints(account_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.wire_subscriptions
    ADD CONSTRAINT wire_subscriptions_account_id_profile_id_fkey FOREIGN KEY (account_id, profile_id) REFERENCES public.wire_profiles(account_id, id);

ALTER TABLE ONLY public.wire_texts
    ADD CONSTRAINT wire_texts_account_id_message_id_fkey FOREIGN KEY (account_id, message_id) REFERENCES public.messages(account_id, id) DEFERRABLE INITIALLY DEFERRED;

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

CREATE POLICY all_accounts ON public.http_carriers TO hubbub_engine USING (true);

CREATE POLICY all_accounts ON public.inbound_configurations TO hubbub_engine USING (true);

CREATE POLICY all_accounts ON public.inbound_deliveries TO hubbub_engine USING (true);

CREATE POLICY all_accounts ON public.inbound_tries TO hubbub_engine USING (true);

CREATE POLICY all_accounts ON public.invites TO hubbub_engine USING (true);

CREATE POLICY all_accounts ON public.known_devices TO hubbub_engine USING (true);

CREATE POLICY all_accounts ON public.leases TO hubbub_engine USING (true);

CREATE POLICY all_accounts ON public.links TO hubbub_engine USING (true);

CREATE POLICY all_accounts ON public.mails TO hubbub_engine USING (true);

CREATE POLICY all_accounts ON public.memberships TO hubbub_engine USING (true);

CREATE POLICY all_accounts ON public.message_keys TO hubbub_engine USING (true);

CREATE POLICY all_accounts ON public.messages TO hubbub_engine USING (true);

CREATE POLICY all_accounts ON public.number_orders TO hubbub_engine USING (true);

CREATE POLICY all_accounts ON public.numbers TO hubbub_engine USING (true);

CREATE POLICY all_accounts ON public.openid_links TO hubbub_engine USING (true);

CREATE POLICY all_accounts ON public.openid_providers TO hubbub_engine USING (true);

CREATE POLICY all_accounts ON public.parked_events TO hubbub_engine USING (true);

CREATE POLICY all_accounts ON public.passkeys TO hubbub_engine USING (true);

CREATE POLICY all_accounts ON public.people TO hubbub_engine USING (true);

CREATE POLICY all_accounts ON public.permission_uses TO hubbub_engine USING (true);

CREATE POLICY all_accounts ON public.queue_scopes TO hubbub_engine USING (true);

CREATE POLICY all_accounts ON public.queues TO hubbub_engine USING (true);

CREATE POLICY all_accounts ON public.quotas TO hubbub_engine USING (true);

CREATE POLICY all_accounts ON public.read_markers TO hubbub_engine USING (true);

CREATE POLICY all_accounts ON public.recovery_codes TO hubbub_engine USING (true);

CREATE POLICY all_accounts ON public.rejected_inbound TO hubbub_engine USING (true);

CREATE POLICY all_accounts ON public.requests TO hubbub_engine USING (true);

CREATE POLICY all_accounts ON public.retention_rules TO hubbub_engine USING (true);

CREATE POLICY all_accounts ON public.retention_runs TO hubbub_engine USING (true);

CREATE POLICY all_accounts ON public.roles TO hubbub_engine USING (true);

CREATE POLICY all_accounts ON public.scheduled_texts TO hubbub_engine USING (true);

CREATE POLICY all_accounts ON public.seats TO hubbub_engine USING (true);

CREATE POLICY all_accounts ON public.sender_names TO hubbub_engine USING (true);

CREATE POLICY all_accounts ON public.sender_queues TO hubbub_engine USING (true);

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

CREATE POLICY all_accounts ON public.usage_days TO hubbub_engine USING (true);

CREATE POLICY all_accounts ON public.user_networks TO hubbub_engine USING (true);

CREATE POLICY all_accounts ON public.user_roles TO hubbub_engine USING (true);

CREATE POLICY all_accounts ON public.users TO hubbub_engine USING (true);

CREATE POLICY all_accounts ON public.webhook_attempts TO hubbub_engine USING (true);

CREATE POLICY all_accounts ON public.webhook_deliveries TO hubbub_engine USING (true);

CREATE POLICY all_accounts ON public.webhook_endpoints TO hubbub_engine USING (true);

CREATE POLICY all_accounts ON public.wire_inboxes TO hubbub_engine USING (true);

CREATE POLICY all_accounts ON public.wire_profiles TO hubbub_engine USING (true);

CREATE POLICY all_accounts ON public.wire_pulled TO hubbub_engine USING (true);

CREATE POLICY all_accounts ON public.wire_pushes TO hubbub_engine USING (true);

CREATE POLICY all_accounts ON public.wire_securities TO hubbub_engine USING (true);

CREATE POLICY all_accounts ON public.wire_subscriptions TO hubbub_engine USING (true);

CREATE POLICY all_accounts ON public.wire_texts TO hubbub_engine USING (true);

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

ALTER TABLE public.http_carriers ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.inbound_configurations ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.inbound_deliveries ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.inbound_tries ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.invites ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.known_devices ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.leases ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.links ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.mails ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.memberships ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.message_keys ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.messages ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.number_orders ENABLE ROW LEVEL SECURITY;

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

CREATE POLICY one_account ON public.http_carriers TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));

CREATE POLICY one_account ON public.inbound_configurations TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));

CREATE POLICY one_account ON public.inbound_deliveries TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));

CREATE POLICY one_account ON public.inbound_tries TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));

CREATE POLICY one_account ON public.invites TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));

CREATE POLICY one_account ON public.known_devices TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));

CREATE POLICY one_account ON public.leases TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));

CREATE POLICY one_account ON public.links TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));

CREATE POLICY one_account ON public.mails TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));

CREATE POLICY one_account ON public.memberships TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));

CREATE POLICY one_account ON public.message_keys TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));

CREATE POLICY one_account ON public.messages TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));

CREATE POLICY one_account ON public.number_orders TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));

CREATE POLICY one_account ON public.numbers TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));

CREATE POLICY one_account ON public.openid_links TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));

CREATE POLICY one_account ON public.openid_providers TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));

CREATE POLICY one_account ON public.parked_events TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));

CREATE POLICY one_account ON public.passkeys TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));

CREATE POLICY one_account ON public.people TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));

CREATE POLICY one_account ON public.permission_uses TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));

CREATE POLICY one_account ON public.queue_scopes TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));

CREATE POLICY one_account ON public.queues TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));

CREATE POLICY one_account ON public.quotas TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));

CREATE POLICY one_account ON public.read_markers TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));

CREATE POLICY one_account ON public.recovery_codes TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));

CREATE POLICY one_account ON public.rejected_inbound TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));

CREATE POLICY one_account ON public.requests TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));

CREATE POLICY one_account ON public.retention_rules TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));

CREATE POLICY one_account ON public.retention_runs TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));

CREATE POLICY one_account ON public.roles TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));

CREATE POLICY one_account ON public.scheduled_texts TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));

CREATE POLICY one_account ON public.seats TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));

CREATE POLICY one_account ON public.sender_names TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));

CREATE POLICY one_account ON public.sender_queues TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));

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

CREATE POLICY one_account ON public.usage_days TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));

CREATE POLICY one_account ON public.user_networks TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));

CREATE POLICY one_account ON public.user_roles TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));

CREATE POLICY one_account ON public.users TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));

CREATE POLICY one_account ON public.webhook_attempts TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));

CREATE POLICY one_account ON public.webhook_deliveries TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));

CREATE POLICY one_account ON public.webhook_endpoints TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));

CREATE POLICY one_account ON public.wire_inboxes TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));

CREATE POLICY one_account ON public.wire_profiles TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));

CREATE POLICY one_account ON public.wire_pulled TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));

CREATE POLICY one_account ON public.wire_pushes TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));

CREATE POLICY one_account ON public.wire_securities TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));

CREATE POLICY one_account ON public.wire_subscriptions TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));

CREATE POLICY one_account ON public.wire_texts TO hubbub_app USING ((account_id = (NULLIF(current_setting('hubbub.account'::text, true), ''::text))::uuid));

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

CREATE POLICY owner ON public.http_carriers TO hubbub_owner USING (true);

CREATE POLICY owner ON public.inbound_configurations TO hubbub_owner USING (true);

CREATE POLICY owner ON public.inbound_deliveries TO hubbub_owner USING (true);

CREATE POLICY owner ON public.inbound_tries TO hubbub_owner USING (true);

CREATE POLICY owner ON public.invites TO hubbub_owner USING (true);

CREATE POLICY owner ON public.known_devices TO hubbub_owner USING (true);

CREATE POLICY owner ON public.leases TO hubbub_owner USING (true);

CREATE POLICY owner ON public.links TO hubbub_owner USING (true);

CREATE POLICY owner ON public.mails TO hubbub_owner USING (true);

CREATE POLICY owner ON public.memberships TO hubbub_owner USING (true);

CREATE POLICY owner ON public.message_keys TO hubbub_owner USING (true);

CREATE POLICY owner ON public.messages TO hubbub_owner USING (true);

CREATE POLICY owner ON public.number_orders TO hubbub_owner USING (true);

CREATE POLICY owner ON public.numbers TO hubbub_owner USING (true);

CREATE POLICY owner ON public.openid_links TO hubbub_owner USING (true);

CREATE POLICY owner ON public.openid_providers TO hubbub_owner USING (true);

CREATE POLICY owner ON public.parked_events TO hubbub_owner USING (true);

CREATE POLICY owner ON public.passkeys TO hubbub_owner USING (true);

CREATE POLICY owner ON public.people TO hubbub_owner USING (true);

CREATE POLICY owner ON public.permission_uses TO hubbub_owner USING (true);

CREATE POLICY owner ON public.queue_scopes TO hubbub_owner USING (true);

CREATE POLICY owner ON public.queues TO hubbub_owner USING (true);

CREATE POLICY owner ON public.quotas TO hubbub_owner USING (true);

CREATE POLICY owner ON public.read_markers TO hubbub_owner USING (true);

CREATE POLICY owner ON public.recovery_codes TO hubbub_owner USING (true);

CREATE POLICY owner ON public.rejected_inbound TO hubbub_owner USING (true);

CREATE POLICY owner ON public.requests TO hubbub_owner USING (true);

CREATE POLICY owner ON public.retention_rules TO hubbub_owner USING (true);

CREATE POLICY owner ON public.retention_runs TO hubbub_owner USING (true);

CREATE POLICY owner ON public.roles TO hubbub_owner USING (true);

CREATE POLICY owner ON public.scheduled_texts TO hubbub_owner USING (true);

CREATE POLICY owner ON public.seats TO hubbub_owner USING (true);

CREATE POLICY owner ON public.sender_names TO hubbub_owner USING (true);

CREATE POLICY owner ON public.sender_queues TO hubbub_owner USING (true);

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

CREATE POLICY owner ON public.usage_days TO hubbub_owner USING (true);

CREATE POLICY owner ON public.user_networks TO hubbub_owner USING (true);

CREATE POLICY owner ON public.user_roles TO hubbub_owner USING (true);

CREATE POLICY owner ON public.users TO hubbub_owner USING (true);

CREATE POLICY owner ON public.webhook_attempts TO hubbub_owner USING (true);

CREATE POLICY owner ON public.webhook_deliveries TO hubbub_owner USING (true);

CREATE POLICY owner ON public.webhook_endpoints TO hubbub_owner USING (true);

CREATE POLICY owner ON public.wire_inboxes TO hubbub_owner USING (true);

CREATE POLICY owner ON public.wire_profiles TO hubbub_owner USING (true);

CREATE POLICY owner ON public.wire_pulled TO hubbub_owner USING (true);

CREATE POLICY owner ON public.wire_pushes TO hubbub_owner USING (true);

CREATE POLICY owner ON public.wire_securities TO hubbub_owner USING (true);

CREATE POLICY owner ON public.wire_subscriptions TO hubbub_owner USING (true);

CREATE POLICY owner ON public.wire_texts TO hubbub_owner USING (true);

ALTER TABLE public.parked_events ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.passkeys ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.people ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.permission_uses ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.queue_scopes ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.queues ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.quotas ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.read_markers ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.recovery_codes ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.rejected_inbound ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.requests ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.retention_rules ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.retention_runs ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.roles ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.scheduled_texts ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.seats ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.sender_names ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.sender_queues ENABLE ROW LEVEL SECURITY;

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

ALTER TABLE public.usage_days ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.user_networks ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.user_roles ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.users ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.webhook_attempts ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.webhook_deliveries ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.webhook_endpoints ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.wire_inboxes ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.wire_profiles ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.wire_pulled ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.wire_pushes ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.wire_securities ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.wire_subscriptions ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.wire_texts ENABLE ROW LEVEL SECURITY;

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

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.http_carriers TO hubbub_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.http_carriers TO hubbub_engine;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.inbound_configurations TO hubbub_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.inbound_configurations TO hubbub_engine;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.inbound_deliveries TO hubbub_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.inbound_deliveries TO hubbub_engine;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.inbound_tries TO hubbub_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.inbound_tries TO hubbub_engine;

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

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.number_orders TO hubbub_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.number_orders TO hubbub_engine;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.numbers TO hubbub_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.numbers TO hubbub_engine;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.once TO hubbub_engine;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.openid_links TO hubbub_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.openid_links TO hubbub_engine;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.openid_providers TO hubbub_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.openid_providers TO hubbub_engine;

GRANT SELECT,DELETE,UPDATE ON TABLE public.parked_events TO hubbub_app;
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

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.quotas TO hubbub_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.quotas TO hubbub_engine;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.read_markers TO hubbub_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.read_markers TO hubbub_engine;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.recovery_codes TO hubbub_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.recovery_codes TO hubbub_engine;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.rejected_inbound TO hubbub_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.rejected_inbound TO hubbub_engine;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.requests TO hubbub_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.requests TO hubbub_engine;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.retention_rules TO hubbub_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.retention_rules TO hubbub_engine;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.retention_runs TO hubbub_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.retention_runs TO hubbub_engine;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.roles TO hubbub_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.roles TO hubbub_engine;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.scheduled_texts TO hubbub_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.scheduled_texts TO hubbub_engine;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.seats TO hubbub_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.seats TO hubbub_engine;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sender_names TO hubbub_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sender_names TO hubbub_engine;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sender_queues TO hubbub_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sender_queues TO hubbub_engine;

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

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.usage_days TO hubbub_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.usage_days TO hubbub_engine;

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

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.wire_inboxes TO hubbub_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.wire_inboxes TO hubbub_engine;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.wire_profiles TO hubbub_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.wire_profiles TO hubbub_engine;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.wire_pulled TO hubbub_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.wire_pulled TO hubbub_engine;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.wire_pushes TO hubbub_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.wire_pushes TO hubbub_engine;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.wire_securities TO hubbub_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.wire_securities TO hubbub_engine;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.wire_subscriptions TO hubbub_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.wire_subscriptions TO hubbub_engine;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.wire_texts TO hubbub_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.wire_texts TO hubbub_engine;
