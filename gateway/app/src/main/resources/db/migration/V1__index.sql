-- The queryable index of the ledger (a convenience: the ledger is the truth) and the mirrors of receipt logs.

-- Records as the ledger holds them, one row a key.
create table record (
    key text primary key,
    type text not null,
    body text not null,
    doc jsonb generated always as (body::jsonb) stored,
    -- Whose record it is: see scope_party; OPEN is the members' directory.
    scope_kind text not null,
    scope_id text not null,
    -- SHA-256 of the id of a consent, as receipts name it.
    consent_digest text,
    transaction_id text not null,
    block bigint not null,
    at bigint not null
);
create index record_type on record (type, key);
create index record_scope on record (scope_kind, scope_id);
create index record_consent on record (consent_digest) where consent_digest is not null;
create index record_allowance on record ((doc ->> 'grantId')) where type in ('allowance', 'deletion', 'total', 'dispute');
create index record_order on record ((doc ->> 'orderId')) where type in ('grant', 'settlement', 'credit', 'dispute');
create index record_city on record ((doc ->> 'cityId')) where type = 'member';

-- Members that may read what belongs to a grant, an order or a log.
create table scope_party (
    kind text not null,
    id text not null,
    participant text not null,
    primary key (kind, id, participant)
);
create index scope_party_participant on scope_party (participant, kind, id);

-- Committed transactions in order; the history of each key.
create table ledger_event (
    block bigint not null,
    position int not null,
    transaction_id text not null unique,
    function text not null,
    keys text[] not null,
    at bigint not null,
    primary key (block, position)
);
create index ledger_event_keys on ledger_event using gin (keys);

-- Where the index stands; written in the transaction that writes the records.
create table checkpoint (
    id int primary key check (id = 1),
    first_transaction_id text not null,
    block bigint not null,
    transaction_id text not null,
    at bigint not null
);

-- Actions that people asked for and what became of them.
create table submission (
    id uuid primary key,
    username text not null,
    idempotency_key text not null,
    request_digest text not null,
    function text not null,
    target text not null,
    argument text not null,
    state text not null,
    transaction_id text,
    block bigint,
    code text,
    detail text,
    created_at bigint not null,
    ended_at bigint,
    unique (username, idempotency_key)
);

-- One mirror of one log; a mirror is named by the member that pulls.
create table mirror_log (
    mirror text not null,
    log_id text not null,
    size bigint not null default 0,
    state text not null default 'PENDING',
    -- The anchored head that the root was last recomputed for.
    checked_size bigint,
    checked_root text,
    own_root text,
    head_transaction_id text,
    detail text,
    pulled_at bigint,
    checked_at bigint,
    primary key (mirror, log_id)
);

-- Hashes of the full subtrees of a mirrored log; level 0 holds the leaf hashes.
create table tree_node (
    mirror text not null,
    log_id text not null,
    level int not null,
    idx bigint not null,
    hash bytea not null,
    primary key (mirror, log_id, level, idx)
);

-- Leaves that were received in full, and what they say.
create table receipt (
    log_id text not null,
    idx bigint not null,
    kind text not null,
    leaf bytea not null,
    epoch bigint not null,
    time bigint not null,
    session text,
    sequence bigint,
    call_id text,
    grant_id text,
    grant_version int,
    action text,
    resource_id text,
    scenario_id text,
    order_id text,
    period int,
    user_key text,
    application_key text,
    consent text,
    refusal text,
    hit text,
    items int,
    records bigint,
    usage bigint,
    bytes bigint,
    pages int,
    units_ever bigint,
    -- The leaf that ended this reservation.
    ended_by bigint,
    primary key (log_id, idx)
);
create index receipt_time on receipt (time, log_id, idx);
create index receipt_grant on receipt (grant_id, action, period);
create index receipt_call on receipt (log_id, call_id);
create index receipt_refusal on receipt (refusal) where refusal is not null;
