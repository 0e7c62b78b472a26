package io.kontor.cli.demo;

import io.kontor.cli.deploy.KeyStoreFolder;
import io.kontor.cli.deploy.LedgerConnections;
import io.kontor.cli.deploy.LedgerSite;
import io.kontor.cli.patience.PatientLedger;
import io.kontor.client.fabric.FabricConnection;
import io.kontor.client.ledger.Ledger;
import io.kontor.client.ledger.LedgerRejectedException;
import io.kontor.model.json.JsonObject;

/** The ledger as each identity that acts sees it, asked patiently. Thread-safe. */
final class Ledgers implements AutoCloseable {
    static final String CHANNEL = "kontor";
    static final String CHAINCODE = "kontor";

    private final LedgerConnections connections;

    Ledgers(KeyStoreFolder keys, LedgerSite site) {
        this.connections = new LedgerConnections(keys, site, FabricConnection.Limits.DEFAULT);
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
        return new PatientLedger(connections.officer(participantId));
    }

    @Override
    public void close() {
        connections.close();
    }
}
