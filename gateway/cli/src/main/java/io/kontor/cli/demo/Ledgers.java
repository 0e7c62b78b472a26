package io.kontor.cli.demo;

import io.kontor.cli.deploy.Cast;
import io.kontor.cli.deploy.KeyStoreFolder;
import io.kontor.client.fabric.FabricConnection;
import io.kontor.client.fabric.FabricLedger;
import io.kontor.client.ledger.LedgerRejectedException;
import io.kontor.client.ledger.LedgerUnavailableException;
import io.kontor.crypto.pki.IssuedIdentity;
import io.kontor.model.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One ledger connection for each identity that acts. Not thread-safe. */
final class Ledgers implements AutoCloseable {
    static final String CHANNEL = "kontor";
    static final String CHAINCODE = "kontor";

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final KeyStoreFolder keys;
    private final int port;
    private final Map<String, FabricLedger> open = new TreeMap<>();

    Ledgers(KeyStoreFolder keys, int port) {
        this.keys = keys;
        this.port = port;
    }

    /** Waits until the ledger and its contract answer: open ports say nothing. */
    void awaitAnswer() throws Exception {
        FabricLedger ledger = officer("F-DATA");
        JsonObject argument =
                JsonObject.builder().put("participantId", "F-DATA").build();
        Polling.until("reach the contract through the ledger", PATIENCE, () -> {
            try {
                return Optional.of(
                        ledger.evaluate("member:get", argument).fields().size());
            } catch (LedgerRejectedException e) {
                return Optional.of(0); // an answer: nobody is admitted yet
            } catch (LedgerUnavailableException e) {
                return Optional.empty();
            }
        });
    }

    /** The ledger as the officer of a member sees it. */
    FabricLedger officer(String participantId) {
        return as(participantId, KeyStoreFolder.OFFICER);
    }

    /** The ledger as one key of a member sees it. */
    FabricLedger as(String participantId, String keyId) {
        return open.computeIfAbsent(KeyStoreFolder.member(participantId, keyId), name -> connect(participantId, name));
    }

    private FabricLedger connect(String participantId, String name) {
        IssuedIdentity identity = keys.identity(name);
        return FabricLedger.connect(new FabricConnection(
                "127.0.0.1",
                port,
                keys.identity(KeyStoreFolder.tlsRoot()).certificate(),
                Cast.actor(participantId).mspId(),
                identity.certificate(),
                identity.privateKey(),
                CHANNEL,
                CHAINCODE,
                FabricConnection.Limits.DEFAULT));
    }

    @Override
    public void close() {
        open.values().forEach(FabricLedger::close);
        open.clear();
    }
}
