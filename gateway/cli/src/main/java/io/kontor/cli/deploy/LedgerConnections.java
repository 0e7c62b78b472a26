package io.kontor.cli.deploy;

import io.kontor.client.fabric.FabricConnection;
import io.kontor.client.fabric.FabricLedger;
import io.kontor.client.fabric.SettledLedger;
import io.kontor.client.ledger.Ledger;
import io.kontor.crypto.pki.IssuedIdentity;
import io.kontor.network.fabric.FabricNetwork;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Connections of the cast to one ledger, one for each key that acts, made when it first acts. Thread-safe. */
public final class LedgerConnections implements AutoCloseable {
    /** A member of each organisation. */
    private static final List<String> OF_EACH_PEER = List.of("F-DATA", "F-OPS", "Q-DATA", "Q-OPS");

    private final KeyStoreFolder keys;
    private final LedgerSite site;
    private final FabricConnection.Limits limits;
    private final Map<String, FabricLedger> open = new ConcurrentHashMap<>();

    /**
     * @param keys keys of everybody, as this ledger knows them
     * @param site where each organisation reaches it
     * @param limits bounds of each connection
     */
    public LedgerConnections(KeyStoreFolder keys, LedgerSite site, FabricConnection.Limits limits) {
        this.keys = keys;
        this.site = site;
        this.limits = limits;
    }

    /** Keys of everybody. */
    public KeyStoreFolder keys() {
        return keys;
    }

    /** The ledger as the officer of a member sees it; what it commits is at every peer before it is answered. */
    public Ledger officer(String participantId) {
        return settled(participantId, KeyStoreFolder.OFFICER);
    }

    /** The ledger as the connector of a member sees it; what it commits is at every peer before it is answered. */
    public Ledger connector(String participantId) {
        return settled(participantId, KeyStoreFolder.CONNECTOR);
    }

    /** All organisations have the one peer of a development ledger. */
    private Ledger settled(String participantId, String keyId) {
        FabricLedger own = own(participantId, keyId);
        return site.kind() == LedgerSite.Kind.DEVELOPMENT ? own : new SettledLedger(own, ofEachPeer());
    }

    /** The ledger as one key of a member sees it by its own peer. */
    public FabricLedger own(String participantId, String keyId) {
        return open.computeIfAbsent(KeyStoreFolder.member(participantId, keyId), name -> connect(participantId, name));
    }

    /** A connection to each organisation's peer. */
    public List<FabricLedger> ofEachPeer() {
        return OF_EACH_PEER.stream()
                .map(participantId -> own(participantId, KeyStoreFolder.OFFICER))
                .toList();
    }

    private FabricLedger connect(String participantId, String name) {
        IssuedIdentity identity = keys.identity(name);
        String mspId = Cast.actor(participantId).mspId();
        LedgerSite.Peer peer = site.peer(mspId);
        return FabricLedger.connect(new FabricConnection(
                "127.0.0.1",
                peer.port(),
                peer.tlsRootCertificate(),
                mspId,
                identity.certificate(),
                identity.privateKey(),
                FabricNetwork.CHANNEL,
                FabricNetwork.CHAINCODE,
                limits));
    }

    @Override
    public void close() {
        open.values().forEach(FabricLedger::close);
        open.clear();
    }
}
