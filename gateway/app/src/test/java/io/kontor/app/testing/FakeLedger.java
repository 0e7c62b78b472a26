package io.kontor.app.testing;

import io.kontor.client.ledger.CommittedTransaction;
import io.kontor.client.ledger.EventPosition;
import io.kontor.client.ledger.Ledger;
import io.kontor.client.ledger.LedgerEvent;
import io.kontor.client.ledger.LedgerEvents;
import io.kontor.client.ledger.LedgerEvidence;
import io.kontor.client.ledger.LedgerUnavailableException;
import io.kontor.model.json.JsonArray;
import io.kontor.model.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** A ledger that holds what a test writes; can be taken away and brought back. Any function may be submitted: a test says what it does. */
public final class FakeLedger implements Ledger, LedgerEvidence {

    private final Map<String, JsonObject> states = new TreeMap<>();
    private final List<LedgerEvent> events = new ArrayList<>();
    private final String name;
    private BiFunction<String, JsonObject, Map<String, JsonObject>> contract = (function, argument) -> Map.of();
    private boolean down;
    private int generation;

    /** @param name begins the ids of its transactions, so that two ledgers differ */
    public FakeLedger(String name) {
        this.name = name;
    }

    /** What a submitted function writes. */
    public synchronized void contract(BiFunction<String, JsonObject, Map<String, JsonObject>> rules) {
        contract = rules;
    }

    /** Commits a transaction in a block of its own and answers it. */
    public synchronized CommittedTransaction write(String function, Map<String, JsonObject> records) {
        states.putAll(records);
        long block = events.size() + 2L;
        String transaction = name + "-" + block;
        events.add(new LedgerEvent(
                function, records.keySet().stream().sorted().toList(), 1_700_000_000_000L + block, transaction, block));
        notifyAll();
        return new CommittedTransaction(
                transaction, block, JsonObject.builder().put("ok", true).build());
    }

    /** Commits a transaction that removes a record. */
    public synchronized void remove(String function, String key) {
        states.remove(key);
        long block = events.size() + 2L;
        events.add(new LedgerEvent(function, List.of(key), 1_700_000_000_000L + block, name + "-" + block, block));
        notifyAll();
    }

    /** Takes it away: streams break and questions fail. */
    public synchronized void takeAway() {
        down = true;
        generation++;
        notifyAll();
    }

    /** Brings it back. */
    public synchronized void bringBack() {
        down = false;
        notifyAll();
    }

    @Override
    public synchronized JsonObject evaluate(String function, JsonObject argument) {
        requireUp();
        if (!"supervision:state".equals(function)) {
            throw new IllegalArgumentException("this ledger does not evaluate " + function);
        }
        List<JsonObject> answers = new ArrayList<>();
        for (String key : argument.array("keys").strings()) {
            JsonObject record = states.get(key);
            answers.add(
                    record == null
                            ? JsonObject.builder().put("key", key).build()
                            : JsonObject.builder()
                                    .put("key", key)
                                    .put("record", record)
                                    .build());
        }
        return JsonObject.builder().put("states", JsonArray.of(answers)).build();
    }

    @Override
    public synchronized CommittedTransaction submit(String function, JsonObject argument) {
        requireUp();
        return write(function, contract.apply(function, argument));
    }

    @Override
    public synchronized LedgerEvents follow(EventPosition from) {
        requireUp();
        return new Stream(from, generation);
    }

    @Override
    public synchronized byte[] endorsedStatus(String transactionId, List<String> organisations) {
        requireUp();
        return ("synthetic status of " + transactionId).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String mspId() {
        return "TestMSP";
    }

    @Override
    public void close() {}

    private void requireUp() {
        if (down) {
            throw new LedgerUnavailableException("Cannot reach ledger " + name + ": it was taken away", null);
        }
    }

    private synchronized Optional<LedgerEvent> next(Stream stream) {
        while (true) {
            if (stream.generation != generation) {
                throw new LedgerUnavailableException("Cannot follow ledger " + name + ": the stream broke", null);
            }
            if (stream.closed) {
                return Optional.empty();
            }
            if (stream.index < events.size()) {
                return Optional.of(events.get(stream.index++));
            }
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        }
    }

    private synchronized void close(Stream stream) {
        stream.closed = true;
        notifyAll();
    }

    private final class Stream implements LedgerEvents {
        private final int generation;
        private int index;
        private boolean closed;

        Stream(EventPosition from, int generation) {
            this.generation = generation;
            while (index < events.size() && isBefore(events.get(index), from)) {
                index++;
            }
        }

        @Override
        public Optional<LedgerEvent> next() {
            return FakeLedger.this.next(this);
        }

        @Override
        public void close() {
            FakeLedger.this.close(this);
        }

        private static boolean isBefore(LedgerEvent event, EventPosition from) {
            return event.blockNumber() < from.block()
                    || (event.blockNumber() == from.block()
                            && from.afterTransaction().isPresent());
        }
    }
}
