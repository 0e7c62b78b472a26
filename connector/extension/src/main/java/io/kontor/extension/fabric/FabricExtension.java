package io.kontor.extension.fabric;

import io.kontor.client.fabric.FabricConnection;
import io.kontor.client.fabric.FabricLedger;
import io.kontor.client.ledger.Ledger;
import io.kontor.extension.identity.ConnectorIdentity;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import org.eclipse.edc.runtime.metamodel.annotation.Extension;
import org.eclipse.edc.runtime.metamodel.annotation.Inject;
import org.eclipse.edc.runtime.metamodel.annotation.Provider;
import org.eclipse.edc.runtime.metamodel.annotation.Setting;
import org.eclipse.edc.spi.EdcException;
import org.eclipse.edc.spi.system.ServiceExtension;
import org.jspecify.annotations.Nullable;

/** Reaches the ledger through the organisation's own peer, as the member's connector. */
@Extension("Kontor ledger connection")
public final class FabricExtension implements ServiceExtension {
    @Setting(key = "kontor.ledger.host", description = "host of the own organisation's peer")
    private String host;

    @Setting(key = "kontor.ledger.port", description = "port of the peer's gateway service")
    private int port;

    @Setting(
            key = "kontor.ledger.other-peers",
            description = "further peers of the own organisation, host:port,host:port in the order of preference",
            defaultValue = "")
    private String otherPeers;

    @Setting(key = "kontor.ledger.tls-root", description = "PEM file with the root of the peer's TLS authority")
    private String tlsRoot;

    @Setting(key = "kontor.ledger.msp-id", description = "organisation of the connector's certificate")
    private String mspId;

    @Setting(key = "kontor.ledger.channel", description = "channel", defaultValue = "kontor")
    private String channel;

    @Setting(key = "kontor.ledger.chaincode", description = "chaincode", defaultValue = "kontor")
    private String chaincode;

    @Inject
    private ConnectorIdentity identity;

    private @Nullable FabricLedger ledger;

    @Override
    public String name() {
        return "Kontor ledger connection";
    }

    /**
     * The ledger.
     *
     * @return connection; nothing is sent before the first call
     */
    @Provider
    public Ledger ledger() {
        FabricConnection connection = new FabricConnection(
                host,
                port,
                certificate(Path.of(tlsRoot)),
                mspId,
                identity.certificate(),
                identity.key(),
                channel,
                chaincode,
                FabricConnection.Limits.DEFAULT);
        FabricLedger connected = FabricLedger.connect(connection, peers(otherPeers));
        ledger = connected;
        return connected;
    }

    @Override
    public void cleanup() {
        if (ledger != null) {
            ledger.close();
        }
    }

    private static List<FabricConnection.Peer> peers(String text) {
        try {
            return FabricConnection.Peer.list(text);
        } catch (IllegalArgumentException e) {
            throw new EdcException(e.getMessage() + " (key kontor.ledger.other-peers)", e);
        }
    }

    private static X509Certificate certificate(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            if (CertificateFactory.getInstance("X.509").generateCertificate(in)
                    instanceof X509Certificate certificate) {
                return certificate;
            }
            throw new EdcException("Cannot read " + file + ": it holds no X.509 certificate");
        } catch (IOException | CertificateException e) {
            throw new EdcException("Cannot read " + file + ": " + e.getMessage(), e);
        }
    }
}
