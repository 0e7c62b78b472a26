package io.kontor.devpeer;

import io.kontor.crypto.pki.IssuedIdentity;
import io.kontor.crypto.pki.Pem;
import io.kontor.crypto.pki.PkiException;
import io.kontor.devpeer.config.DevPeerConfig;
import io.kontor.devpeer.config.StartFailure;
import io.kontor.devpeer.contract.ContractServer;
import io.kontor.devpeer.gateway.GatewayServer;
import io.kontor.devpeer.identity.Organisation;
import io.kontor.devpeer.identity.Organisations;
import io.kontor.devpeer.identity.SigningIdentity;
import io.kontor.devpeer.ledger.ChannelDefinition;
import io.kontor.devpeer.ledger.Collections;
import io.kontor.devpeer.ledger.Ledger;
import io.kontor.devpeer.ledger.Orderer;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A running dev peer: ledger, orderer, connections to contract servers and the gateway that clients see. It holds the
 * keys of all organisations, so it is a development ledger and never a production ledger.
 */
public final class DevPeer implements Closeable {
    private final Ledger ledger;
    private final Orderer orderer;
    private final List<ContractServer> contracts;
    private final GatewayServer server;

    private DevPeer(
            final Ledger ledger,
            final Orderer orderer,
            final List<ContractServer> contracts,
            final GatewayServer server) {
        this.ledger = ledger;
        this.orderer = orderer;
        this.contracts = contracts;
        this.server = server;
    }

    /** Opens the ledger and listens. Contract servers need not be there yet. */
    public static DevPeer start(final DevPeerConfig config) throws StartFailure {
        return start(config, Clock.systemUTC());
    }

    static DevPeer start(final DevPeerConfig config, final Clock clock) throws StartFailure {
        final ChannelDefinition definition = new ChannelDefinition(
                config.channel(), config.chaincode(), organisations(config), new Collections(config.collections()));
        final Ledger ledger = Ledger.open(definition, config.dataDir(), clock.instant());
        final Orderer orderer = new Orderer(ledger, config.blocks());
        final Map<String, ContractServer> byAddress = new HashMap<>();
        try {
            final Map<String, ContractServer> byOrganisation = contractServers(config, byAddress);
            final GatewayServer server = GatewayServer.start(config, ledger, orderer, byOrganisation, clock);
            return new DevPeer(ledger, orderer, List.copyOf(byAddress.values()), server);
        } catch (StartFailure e) {
            closeAll(orderer, ledger, List.copyOf(byAddress.values()));
            throw e;
        }
    }

    /** Where clients connect, {@code host:port}. */
    public String address() {
        return server.address();
    }

    /** Number of blocks. */
    public long height() {
        return ledger.height();
    }

    /** Waits until the peer has been closed. */
    void awaitEnd() throws InterruptedException {
        server.awaitEnd();
    }

    /** Stops listening, commits what is being committed and gives the folder back. */
    @Override
    public void close() {
        server.close();
        closeAll(orderer, ledger, contracts);
    }

    private static void closeAll(final Orderer orderer, final Ledger ledger, final List<ContractServer> contracts) {
        orderer.close();
        contracts.forEach(ContractServer::close);
        try {
            ledger.close();
        } catch (IOException e) {
            System.getLogger(DevPeer.class.getName())
                    .log(System.Logger.Level.WARNING, "Cannot close the block files: " + e.getMessage(), e);
        }
    }

    private static Map<String, ContractServer> contractServers(
            final DevPeerConfig config, final Map<String, ContractServer> byAddress) throws StartFailure {
        final Map<String, ContractServer> byOrganisation = new HashMap<>();
        for (final DevPeerConfig.Organisation organisation : config.organisations()) {
            final String address = organisation.contractAddress();
            ContractServer server = byAddress.get(address);
            if (server == null) {
                server = ContractServer.at(address, config.contract());
                byAddress.put(address, server);
            }
            byOrganisation.put(organisation.mspId(), server);
        }
        return byOrganisation;
    }

    private static Organisations organisations(final DevPeerConfig config) throws StartFailure {
        final List<Organisation> organisations = new ArrayList<>();
        for (final DevPeerConfig.Organisation organisation : config.organisations()) {
            try {
                final IssuedIdentity peer = new IssuedIdentity(
                        Pem.readCertificate(Files.readString(organisation.peerCertificate())),
                        Pem.readPrivateKey(Files.readString(organisation.peerKey())));
                organisations.add(new Organisation(
                        organisation.mspId(),
                        certificates(organisation.root()),
                        organisation.tlsRoot().isPresent()
                                ? certificates(organisation.tlsRoot().get())
                                : List.of(),
                        new SigningIdentity(organisation.mspId(), peer)));
            } catch (IOException | PkiException | IllegalArgumentException e) {
                throw new StartFailure(
                        "Cannot use material of organisation " + organisation.mspId() + ": " + e.getMessage(), e);
            }
        }
        return new Organisations(organisations);
    }

    private static List<X509Certificate> certificates(final Path file) throws IOException {
        return Pem.readCertificates(Files.readString(file));
    }
}
