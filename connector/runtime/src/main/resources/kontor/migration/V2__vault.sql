-- Secrets of the control plane, each sealed by AES-GCM under the key of the vault's PKCS#12 file.
create table kontor_vault (
    name       text        not null primary key,
    nonce      bytea       not null,
    sealed     bytea       not null,
    updated_at timestamptz not null
);
