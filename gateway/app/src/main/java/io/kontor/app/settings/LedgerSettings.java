package io.kontor.app.settings;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the gateway reaches the ledger.
 *
 * @param kind what it is; a development ledger is marked on every page
 * @param peer {@code host:port} of the peer's gateway service; several, separated by commas, in the order of preference
 * @param peers the same per organisation (MSP id), where an organisation has peers of its own
 * @param tlsRoot PEM file with the root of the peers' TLS authority
 * @param tlsRoots PEM file per organisation, where it has a TLS authority of its own
 * @param channel channel
 * @param chaincode chaincode
 * @param identity identity of the wallet that the index reads with, {@code <participantId>/<keyId>}
 * @param retryMs longest pause before the index follows a broken event stream again, in milliseconds
 */
public record LedgerSettings(
        @DefaultValue("DEVELOPMENT") Kind kind,
        @DefaultValue("127.0.0.1:7051") String peer,
        @DefaultValue Map<String, String> peers,
        @NotNull Path tlsRoot,
        @DefaultValue Map<String, Path> tlsRoots,
        @DefaultValue("kontor") String channel,
        @DefaultValue("kontor") String chaincode,
        @NotBlank String identity,
        @DefaultValue("5000") @Min(100) int retryMs) {

    /** What stands behind the peer. */
    public enum Kind {
        /** The embedded dev peer: one process holds the keys of all organisations, so nothing on it is evidence. */
        DEVELOPMENT,
        /** A Fabric network. */
        FABRIC
    }
}
