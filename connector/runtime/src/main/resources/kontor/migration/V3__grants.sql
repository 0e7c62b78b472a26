-- Agreements that this connector, as supplier, proposes as grants on the ledger.
create table kontor_grant_outbox (
    agreement_id    text        not null primary key,
    contract_id     text        not null,
    state           text        not null default 'PENDING' check (state in ('PENDING', 'PROPOSED', 'REFUSED')),
    attempts        integer     not null default 0,
    code            text,
    text            text,
    created_at      timestamptz not null default now(),
    next_attempt_at timestamptz not null default now()
);
create index kontor_grant_outbox_due on kontor_grant_outbox (next_attempt_at) where state = 'PENDING';

-- In the transaction that finalises a negotiation (1200 is FINALIZED), so that no crash comes between the two.
create function kontor_grant_outbox_add() returns trigger language plpgsql as $$
begin
    insert into kontor_grant_outbox (agreement_id, contract_id)
    select a.agr_agreement_id, a.agr_id from edc_contract_agreement a where a.agr_id = new.agreement_id
    on conflict (agreement_id) do nothing;
    return null;
end $$;
create trigger kontor_grant_outbox_finalized
    after insert or update of state on edc_contract_negotiation
    for each row when (new.state = 1200 and new.type = 'PROVIDER')
    execute function kontor_grant_outbox_add();

-- Stops of flows that the data plane has not confirmed.
create table kontor_flow_stop (
    process_id text        not null primary key,
    action     text        not null check (action in ('SUSPEND', 'TERMINATE')),
    created_at timestamptz not null default now()
);

-- Where following the ledger's events stopped; one row.
create table kontor_ledger_position (
    one            boolean not null primary key check (one),
    block          bigint  not null,
    transaction_id text
);
