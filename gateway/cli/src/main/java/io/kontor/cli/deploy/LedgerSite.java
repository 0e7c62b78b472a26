package io.kontor.cli.deploy;

import static java.util.Objects.requireNonNull;

import io.kontor.crypto.pki.OrganisationAuthority;
import io.kontor.crypto.pki.Pem;
import io.kontor.network.fabric.FabricNetwork;
import io.kontor.network.fabric.Organisation;
import io.kontor.network.fabric.OrganisationFolder;
import io.kontor.network.process.NetworkFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Where each organisation's identities reach the ledger, and who certifies them.
 *
 * @param kind what the ledger is
 * @param name name of this ledger; keys made for another are made anew
 * @param peers the peer of each organisation by MSP id
 * @param authorities the authority of an organisation, for certifying its members
 * @param played file that says that a demonstration was played on a ledger that stays
 */
public record LedgerSite(
        Kind kind,
        String name,
        Map<String, Peer> peers,
        Function<String, OrganisationAuthority> authorities,
        Optional<Path> played) {

    /** What the ledger is. */
    public enum Kind {
        /** The development ledger of this deployment. */
        DEVELOPMENT,
        /** A network that {@code kontor network up} started. */
        FABRIC
    }

    /**
     * A peer on this machine.
     *
     * @param port port of its gateway service
     * @param tlsRoot PEM of its TLS authority
     */
    public record Peer(int port, Path tlsRoot) {
        /** Root of its TLS authority. */
        public X509Certificate tlsRootCertificate() {
            try {
                return Pem.readCertificate(Files.readString(tlsRoot));
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot read " + tlsRoot + ": " + e.getMessage(), e);
            }
        }
    }

    /** The development ledger of a deployment, with authorities of its own. */
    public static LedgerSite development(Layout layout, Ports ports) {
        Peer peer = new Peer(ports.devPeer(), KeyStoreFolder.certificateFile(layout.keys(), KeyStoreFolder.tlsRoot()));
        Map<String, Peer> peers = new TreeMap<>();
        Cast.ORGANISATIONS.forEach(organisation -> peers.put(organisation.mspId(), peer));
        return new LedgerSite(
                Kind.DEVELOPMENT,
                "development",
                peers,
                mspId -> OrganisationAuthority.create(mspId, mspId),
                Optional.empty());
    }

    /**
     * A network that runs and holds nothing yet.
     *
     * @throws NetworkFailure when it was not made, does not run whole or was played on
     */
    public static LedgerSite fabric(FabricNetwork network) {
        LedgerSite site = played(network);
        if (Files.exists(site.played().orElseThrow())) {
            throw new NetworkFailure(
                    "Cannot play on the network in " + network.folder().root()
                            + ": its ledger holds a demonstration and forgets nothing; make it anew with kontor"
                            + " network down and kontor network up --fresh");
        }
        return site;
    }

    /**
     * A network that runs, whatever its ledger holds.
     *
     * @throws NetworkFailure when it was not made or does not run whole
     */
    public static LedgerSite played(FabricNetwork network) {
        network.requireUp();
        Path played = network.folder().run().resolve("demo.played");
        Map<String, Peer> peers = new TreeMap<>();
        Map<String, OrganisationFolder> folders = new TreeMap<>();
        for (Organisation organisation : network.organisations()) {
            OrganisationFolder folder = network.folder().organisation(organisation);
            peers.put(organisation.mspId(), new Peer(network.ports(organisation).peer(), folder.tlsRoot()));
            folders.put(organisation.mspId(), folder);
        }
        String name =
                folders.values().iterator().next().authority().enrolmentRoot().fingerprint();
        return new LedgerSite(
                Kind.FABRIC,
                "fabric " + name,
                peers,
                mspId -> requireNonNull(folders.get(mspId)).authority(),
                Optional.of(played));
    }

    /** Says that a demonstration is played on this ledger: what it writes stays. */
    public void markPlayed() throws IOException {
        if (played.isPresent()) {
            Files.writeString(played.get(), "A demonstration was played on this network.\n");
        }
    }

    /** The own peer of an organisation. */
    public Peer peer(String mspId) {
        Peer peer = peers.get(mspId);
        if (peer == null) {
            throw new IllegalArgumentException("Cannot find peer of " + mspId + ": the ledger has " + peers.keySet());
        }
        return peer;
    }
}
