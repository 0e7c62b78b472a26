package io.kontor.cli.demo;

import io.kontor.cli.deploy.Cast;
import io.kontor.cli.deploy.KeyStoreFolder;
import io.kontor.cli.deploy.LedgerSite;
import io.kontor.cli.patience.PatientLedger;
import io.kontor.client.fabric.FabricConnection;
import io.kontor.client.fabric.FabricLedger;
import io.kontor.client.fabric.SettledLedger;
import io.kontor.client.ledger.Ledger;
import io.kontor.client.ledger.LedgerRejectedException;
import io.kontor.crypto.pki.IssuedIdentity;
import io.kontor.model.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One ledger connection for each identity that acts. Not thread-safe. */
final class Ledgers implements AutoCloseable {
    static final String CHANNEL = "kontor";
    static final String CHAINCODE = "kontor";

    /** A member of each organisation. */
    private static final List<String> OF_EACH_PEER = List.of("F-DATA", "F-OPS", "Q-DATA", "Q-OPS");

    private final KeyStoreFolder keys;
    private final LedgerSite site;
    private final Map<String, Ledger> open = new TreeMap<>();
    private final List<FabricLedger> everywhere;

    Ledgers(KeyStoreFolder keys, LedgerSite site) {
        this.keys = keys;
        this.site = site;
        this.everywhere = OF_EACH_PEER.stream()
                .map(participantId ->
                        connect(participantId, KeyStoreFolder.member(participantId, KeyStoreFolder.OFFICER)))
                .toList();
    }

    /** Waits until the ledger and its contract answer: open ports say nothing. */
    void awaitAnswer() {
        JsonObject argument =
                JsonObject.builder().put("participantId", "F-DATA").build();
        try {
            officer("F-DATA").evaluate("member:get", argument);
        } catch (LedgerRejectedException e) {
            return; // an answer: nobody is admitted yet
        }
    }

    /** The ledger as the officer of a member sees it. */
    Ledger officer(String participantId) {
        return as(participantId, KeyStoreFolder.OFFICER);
    }

    /** The ledger as one key of a member sees it. */
    Ledger as(String participantId, String keyId) {
        return open.computeIfAbsent(KeyStoreFolder.member(participantId, keyId), name -> {
            FabricLedger own = connect(participantId, name);
            return new PatientLedger(site.kind() == LedgerSite.Kind.FABRIC ? new SettledLedger(own, everywhere) : own);
        });
    }

    private FabricLedger connect(String participantId, String name) {
        IssuedIdentity identity = keys.identity(name);
        LedgerSite.Peer peer = site.peer(Cast.actor(participantId).mspId());
        return FabricLedger.connect(new FabricConnection(
                "127.0.0.1",
                peer.port(),
                peer.tlsRootCertificate(),
                Cast.actor(participantId).mspId(),
                identity.certificate(),
                identity.privateKey(),
                CHANNEL,
                CHAINCODE,
                FabricConnection.Limits.DEFAULT));
    }

    @Override
    public void close() {
        open.values().forEach(Ledger::close);
        everywhere.forEach(FabricLedger::close);
        open.clear();
    }
}
