package io.kontor.runtime.config;

import java.util.Optional;

/** Every key of the connector's configuration file, with its default and its meaning. A key that is not here stops the start. */
public enum ConfigKey {
    /** Member. */
    PARTICIPANT_ID("kontor.participant-id", null, "member that this connector acts for, as on the ledger"),
    /** Bind address. */
    HOST("kontor.host", "127.0.0.1", "address that every listener binds"),
    /** Health listener. */
    PORT_HEALTH("kontor.port.health", null, "port of health and version"),
    /** Management listener. */
    PORT_MANAGEMENT("kontor.port.management", null, "port of the management API and of /kontor/v1"),
    /** Control listener. */
    PORT_CONTROL("kontor.port.control", null, "port that the data plane calls"),
    /** DSP listener. */
    PORT_PROTOCOL("kontor.port.protocol", null, "port of the Dataspace Protocol"),
    /** Public DSP address. */
    PROTOCOL_URL(
            "kontor.protocol-url",
            "",
            "address under which other connectors reach the protocol port; empty: http://<host>:<port>"),
    /** Management key. */
    KEY_MANAGEMENT(
            "kontor.key.management", null, "API key of the management and health listeners, 16 characters or more"),
    /** Control key. */
    KEY_CONTROL("kontor.key.control", null, "API key of the control listener, 16 characters or more"),
    /** Database. */
    DATABASE_URL("kontor.database.url", null, "JDBC URL of the connector's PostgreSQL database"),
    /** Database account. */
    DATABASE_USER("kontor.database.user", null, "account that owns the schema"),
    /** Database password. */
    DATABASE_PASSWORD("kontor.database.password", null, "password of the account"),
    /** Vault key. */
    VAULT_KEYSTORE("kontor.vault.keystore", null, "PKCS#12 file with the vault's key, made on the first start"),
    /** Vault password. */
    VAULT_PASSWORD("kontor.vault.keystore-password", null, "password of the vault's file"),
    /** Identity. */
    IDENTITY_KEYSTORE("kontor.identity.keystore", null, "PKCS#12 file with the connector's P-256 key and certificate"),
    /** Identity password. */
    IDENTITY_PASSWORD("kontor.identity.keystore-password", null, "password of the identity's file"),
    /** Identity entry. */
    IDENTITY_ALIAS("kontor.identity.alias", "connector", "entry of the identity's file"),
    /** Data plane. */
    DATAPLANE_URL(
            "kontor.dataplane.url", null, "signaling address of the data plane, e.g. http://127.0.0.1:19196/signaling"),
    /** Data plane key. */
    DATAPLANE_KEY("kontor.dataplane.key", null, "API key that the connector presents to its data plane"),
    /** Peer's host. */
    LEDGER_HOST("kontor.ledger.host", null, "host of the own organisation's peer"),
    /** Peer's port. */
    LEDGER_PORT("kontor.ledger.port", null, "port of the peer's gateway service"),
    /** Further peers. */
    LEDGER_OTHER_PEERS(
            "kontor.ledger.other-peers",
            "",
            "further peers of the own organisation, host:port,host:port in the order of preference"),
    /** Peer's TLS root. */
    LEDGER_TLS_ROOT("kontor.ledger.tls-root", null, "PEM file with the root of the peer's TLS authority"),
    /** Organisation. */
    LEDGER_MSP_ID("kontor.ledger.msp-id", null, "organisation of the connector's certificate"),
    /** Channel. */
    LEDGER_CHANNEL("kontor.ledger.channel", "kontor", "channel of the federation"),
    /** Chaincode. */
    LEDGER_CHAINCODE("kontor.ledger.chaincode", "kontor", "chaincode of the federation"),
    /** Polling. */
    POLLING_MS("kontor.polling-ms", "1000", "pause of the state machines when idle, milliseconds, 50 to 60000"),
    /** Log level. */
    LOG_LEVEL("kontor.log-level", "INFO", "SEVERE, WARNING, INFO or DEBUG");

    private final String key;
    private final Optional<String> fallback;
    private final String meaning;

    ConfigKey(String key, @org.jspecify.annotations.Nullable String fallback, String meaning) {
        this.key = key;
        this.fallback = Optional.ofNullable(fallback);
        this.meaning = meaning;
    }

    /**
     * The key in the file.
     *
     * @return dotted name
     */
    public String key() {
        return key;
    }

    /**
     * The value when the file has none.
     *
     * @return default, or empty when the key must be given
     */
    public Optional<String> fallback() {
        return fallback;
    }

    /**
     * What it is for.
     *
     * @return one sentence
     */
    public String meaning() {
        return meaning;
    }
}
