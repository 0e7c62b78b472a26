package io.kontor.app.wallet;

import io.kontor.app.settings.GatewaySettings;
import io.kontor.app.settings.LedgerSettings;
import io.kontor.client.fabric.FabricConnection;
import io.kontor.client.fabric.FabricLedger;
import io.kontor.client.ledger.Ledger;
import io.kontor.client.ledger.LedgerEvidence;
import io.kontor.crypto.pki.Pem;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    @PreDestroy
    void close() {
        open.values().forEach(FabricLedger::close);
    }

    private FabricLedger connect(String name) {
        WalletIdentity identity = wallet.identity(name);
        String peer = settings.peers().getOrDefault(identity.mspId(), settings.peer());
        Path root = settings.tlsRoots().getOrDefault(identity.mspId(), settings.tlsRoot());
        int colon = peer.lastIndexOf(':');
        try {
            return FabricLedger.connect(new FabricConnection(
                    peer.substring(0, colon),
                    Integer.parseInt(peer.substring(colon + 1)),
                    Pem.readCertificate(Files.readString(root)),
                    identity.mspId(),
                    identity.certificate(),
                    identity.privateKey(),
                    settings.channel(),
                    settings.chaincode(),
                    FabricConnection.Limits.DEFAULT));
        } catch (IOException e) {
            throw new WalletException("Cannot connect " + name + ": TLS root " + root + " cannot be read", e);
        } catch (NumberFormatException | StringIndexOutOfBoundsException e) {
            throw new WalletException("Cannot connect " + name + ": peer is '" + peer + "', must be host:port", e);
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
