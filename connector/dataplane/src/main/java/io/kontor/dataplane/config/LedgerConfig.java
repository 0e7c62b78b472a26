package io.kontor.dataplane.config;

import io.kontor.client.fabric.FabricConnection;
import io.kontor.crypto.pki.Pem;
import io.kontor.crypto.pki.PkiException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * How the member's connector reaches the ledger. Its key also signs session openings, heads and statements.
 *
 * @param host {@code ledger.host} (127.0.0.1)
 * @param port {@code ledger.port}
 * @param otherPeers {@code ledger.other-peers}: further peers of the own organisation, tried when one is lost
 * @param tlsRoot {@code ledger.tls-root}: PEM
 * @param mspId {@code ledger.msp-id}
 * @param certificate {@code ledger.certificate}: PEM
 * @param privateKey {@code ledger.private-key}: PEM, PKCS#8
 * @param channel {@code ledger.channel} (kontor)
 * @param chaincode {@code ledger.chaincode} (kontor)
 */
public record LedgerConfig(
        String host,
        int port,
        List<FabricConnection.Peer> otherPeers,
        X509Certificate tlsRoot,
        String mspId,
        X509Certificate certificate,
        PrivateKey privateKey,
        String channel,
        String chaincode) {

    public LedgerConfig {
        otherPeers = List.copyOf(otherPeers);
    }

    static LedgerConfig read(ConfigFile config) {
        try {
            return new LedgerConfig(
                    config.text("ledger.host", "127.0.0.1"),
                    config.port("ledger.port"),
                    FabricConnection.Peer.list(config.text("ledger.other-peers", "")),
                    Pem.readCertificate(text(config, "ledger.tls-root")),
                    config.required("ledger.msp-id"),
                    Pem.readCertificate(text(config, "ledger.certificate")),
                    Pem.readPrivateKey(text(config, "ledger.private-key")),
                    config.text("ledger.channel", "kontor"),
                    config.text("ledger.chaincode", "kontor"));
        } catch (PkiException | IllegalArgumentException e) {
            throw new ConfigException("Cannot start: " + e.getMessage() + " (keys 'ledger.…')", e);
        }
    }

    private static String text(ConfigFile config, String key) {
        Path file = config.path(key);
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new ConfigException("Cannot start: file " + file + " of key '" + key + "' cannot be read", e);
        }
    }

    /** The connection to the ledger. */
    public FabricConnection connection() {
        return new FabricConnection(
                host,
                port,
                tlsRoot,
                mspId,
                certificate,
                privateKey,
                channel,
                chaincode,
                FabricConnection.Limits.DEFAULT);
    }
}
