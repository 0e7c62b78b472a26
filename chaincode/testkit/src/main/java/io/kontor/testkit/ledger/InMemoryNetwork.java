package io.kontor.testkit.ledger;

import io.kontor.client.ledger.CommittedTransaction;
import io.kontor.client.ledger.EventPosition;
import io.kontor.client.ledger.Ledger;
import io.kontor.client.ledger.LedgerConflictException;
import io.kontor.client.ledger.LedgerEvent;
import io.kontor.client.ledger.LedgerRejectedException;
import io.kontor.client.ledger.LedgerUnavailableException;
import io.kontor.client.ledger.LedgerUnknownException;
import io.kontor.contract.KontorContract;
import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonObject;
import io.kontor.model.rejection.Rejection;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hyperledger.fabric.protos.peer.ChaincodeEvent;
import org.hyperledger.fabric.shim.Chaincode.Response;

/**
 * A ledger in this process: the real contract over a sorted map, one block a transaction. Identities connect to it by {@link #connect}.
 * Thread-safe; transactions run one after the other, so there are no conflicts but those of an {@link Outage}.
 */
public final class InMemoryNetwork {

    /** Name of the channel. */
    public static final String CHANNEL = "federation";

    /** Name of the chaincode. */
    public static final String CHAINCODE = KontorContract.CHAINCODE;

    private final Clock clock;
    private final KontorContract contract;
    private final InMemoryState state;
    private final List<LedgerEvent> events;
    private long transactions;
    private long blocks;
    private Outage outage = Outage.NONE;
    private Outage next = Outage.NONE;

    /** @param clock time of the transactions */
    public InMemoryNetwork(Clock clock) {
        this(clock, new KontorContract(), new InMemoryState(), new ArrayList<>());
    }

    private InMemoryNetwork(Clock clock, KontorContract contract, InMemoryState state, List<LedgerEvent> events) {
        this.clock = clock;
        this.contract = contract;
        this.state = state;
        this.events = events;
    }

    /** A network of its own that holds what this one holds now, and works. */
    public synchronized InMemoryNetwork copy(Clock ofTransactions) {
        InMemoryNetwork copy = new InMemoryNetwork(ofTransactions, contract, state.copy(), new ArrayList<>(events));
        copy.transactions = transactions;
        copy.blocks = blocks;
        return copy;
    }

    /** The ledger as one identity sees it. */
    public Ledger connect(TestIdentity identity) {
        return new InMemoryLedger(this, identity);
    }

    /** What stands on the ledger. */
    public InMemoryState state() {
        return state;
    }

    /** Number of committed transactions. */
    public synchronized long blockCount() {
        return blocks;
    }

    /** Makes everything fail from now on; NONE ends it. */
    public synchronized void during(Outage failure) {
        outage = failure;
        notifyAll();
    }

    /** Makes the next submission or query fail. */
    public synchronized void once(Outage failure) {
        next = failure;
    }

    synchronized JsonObject evaluate(TestIdentity identity, String function, JsonObject argument) {
        requireAvailable(function);
        InMemoryStub stub = simulate(identity, List.of(function, argument.toString()), Map.of());
        return answer(function, contract.invoke(stub));
    }

    synchronized CommittedTransaction submit(TestIdentity identity, String function, JsonObject argument) {
        return submit(identity, List.of(function, argument.toString()), Map.of());
    }

    synchronized CommittedTransaction submitConfidential(TestIdentity identity, String function, JsonObject argument) {
        return submit(identity, List.of(function), Map.of("argument", CanonicalJson.bytes(argument)));
    }

    private CommittedTransaction submit(
            TestIdentity identity, List<String> arguments, Map<String, byte[]> confidential) {
        String function = arguments.get(0);
        Outage now = requireAvailable(function);
        InMemoryStub stub = simulate(identity, arguments, confidential);
        JsonObject answer = answer(function, contract.invoke(stub));
        String transactionId = stub.getTxId();
        if (now == Outage.CONFLICT) {
            throw new LedgerConflictException("Cannot run " + function + ": every try met a conflict", null);
        }
        if (now != Outage.UNKNOWN_LOST) {
            commit(stub);
        }
        if (now == Outage.UNKNOWN_LOST || now == Outage.UNKNOWN_COMMITTED) {
            throw new LedgerUnknownException(
                    transactionId, "Cannot learn commit of " + function + " in transaction " + transactionId, null);
        }
        return new CommittedTransaction(transactionId, blocks, answer);
    }

    /** The events from a position on that stand now. */
    public synchronized List<LedgerEvent> events(EventPosition from) {
        List<LedgerEvent> found = new ArrayList<>();
        boolean passed = from.afterTransaction().isEmpty();
        for (LedgerEvent event : events) {
            if (event.blockNumber() > from.block() || (event.blockNumber() == from.block() && passed)) {
                found.add(event);
            }
            passed |= from.afterTransaction().equals(Optional.of(event.transactionId()));
        }
        return found;
    }

    /** Throws while the ledger is away. */
    synchronized void requireStream() {
        if (outage == Outage.UNAVAILABLE) {
            throw new LedgerUnavailableException("Cannot follow ledger: it is away", null);
        }
    }

    private Outage requireAvailable(String function) {
        Outage now = next == Outage.NONE ? outage : next;
        next = Outage.NONE;
        if (now == Outage.UNAVAILABLE) {
            throw new LedgerUnavailableException("Cannot run " + function + ": the ledger is away", null);
        }
        return now;
    }

    private InMemoryStub simulate(TestIdentity identity, List<String> arguments, Map<String, byte[]> confidential) {
        transactions++;
        InMemoryStub.Proposal proposal = new InMemoryStub.Proposal(
                transactionId(transactions), identity, clock.instant(), arguments, confidential);
        return new InMemoryStub(state, proposal);
    }

    private void commit(InMemoryStub stub) {
        stub.commit();
        blocks++;
        ChaincodeEvent event = stub.getEvent();
        if (event != null) {
            JsonObject payload = CanonicalJson.parse(event.getPayload().toByteArray());
            events.add(new LedgerEvent(
                    payload.string("function"),
                    payload.array("keys").strings(),
                    payload.longValue("at"),
                    stub.getTxId(),
                    blocks));
        }
        notifyAll();
    }

    private static JsonObject answer(String function, Response response) {
        if (response.getStatus() == Response.Status.SUCCESS) {
            return CanonicalJson.parse(response.getPayload());
        }
        throw Rejection.parse(response.getMessage())
                .<RuntimeException>map(LedgerRejectedException::new)
                .orElseGet(() ->
                        new LedgerUnavailableException("Cannot run " + function + ": " + response.getMessage(), null));
    }

    private static String transactionId(long number) {
        try {
            byte[] name = ("transaction " + number).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(name));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Cannot name transaction: this Java has no SHA-256", e);
        }
    }
}
