package io.kontor.app.wallet;

import io.kontor.app.settings.GatewaySettings;
import io.kontor.app.settings.LedgerSettings;
import io.kontor.client.fabric.FabricConnection;
import io.kontor.client.fabric.FabricLedger;
import io.kontor.client.ledger.Ledger;
import io.kontor.client.ledger.LedgerBlocks;
import io.kontor.client.ledger.LedgerEvidence;
import io.kontor.crypto.pki.Pem;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Connections over the Fabric Gateway protocol, one for each identity in use. Thread-safe. */
final class FabricConnections implements LedgerConnections {

    private final Wallet wallet;
    private final LedgerSettings settings;
    private final Map<String, FabricLedger> open = new ConcurrentHashMap<>();

    FabricConnections(Wallet wallet, LedgerSettings settings) {
        this.wallet = wallet;
        this.settings = settings;
    }

    @Override
    public Ledger ledger(String identity) {
        return open.computeIfAbsent(identity, this::connect);
    }

    @Override
    public LedgerEvidence evidence(String identity) {
        return open.computeIfAbsent(identity, this::connect);
    }

    @Override
    public LedgerBlocks blocks(String identity) {
        return open.computeIfAbsent(identity, this::connect);
    }

    @PreDestroy
    void close() {
        open.values().forEach(FabricLedger::close);
    }

    private FabricLedger connect(String name) {
        WalletIdentity identity = wallet.identity(name);
        List<FabricConnection.Peer> peers = peers(name, identity.mspId());
        Path root = settings.tlsRoots().getOrDefault(identity.mspId(), settings.tlsRoot());
        try {
            FabricConnection connection = new FabricConnection(
                    peers.get(0).host(),
                    peers.get(0).port(),
                    Pem.readCertificate(Files.readString(root)),
                    identity.mspId(),
                    identity.certificate(),
                    identity.privateKey(),
                    settings.channel(),
                    settings.chaincode(),
                    FabricConnection.Limits.DEFAULT);
            return FabricLedger.connect(connection, peers.subList(1, peers.size()));
        } catch (IOException e) {
            throw new WalletException("Cannot connect " + name + ": TLS root " + root + " cannot be read", e);
        }
    }

    /** The peers of an organisation, at least one, in the order of preference (NET-9). */
    private List<FabricConnection.Peer> peers(String name, String mspId) {
        String text = settings.peers().getOrDefault(mspId, settings.peer());
        try {
            List<FabricConnection.Peer> peers = FabricConnection.Peer.list(text);
            if (peers.isEmpty()) {
                throw new WalletException("Cannot connect " + name + ": there is no peer of " + mspId, null);
            }
            return peers;
        } catch (IllegalArgumentException e) {
            throw new WalletException("Cannot connect " + name + ": " + e.getMessage(), e);
        }
    }

    /** Makes them unless a test brought its own. */
    @Configuration(proxyBeanMethods = false)
    static class Wiring {

        @Bean
        @ConditionalOnMissingBean(LedgerConnections.class)
        FabricConnections fabricConnections(Wallet wallet, GatewaySettings settings) {
            return new FabricConnections(wallet, settings.ledger());
        }
    }
}
