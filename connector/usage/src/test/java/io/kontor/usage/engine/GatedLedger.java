package io.kontor.usage.engine;

import io.kontor.client.ledger.CommittedTransaction;
import io.kontor.client.ledger.ForwardingLedger;
import io.kontor.client.ledger.Ledger;
import io.kontor.model.json.JsonObject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A ledger whose submissions of one function wait at a gate, and are counted. */
final class GatedLedger extends ForwardingLedger {

    private final String function;
    private final Semaphore gate = new Semaphore(0);
    private final AtomicInteger waiting = new AtomicInteger();
    private final Map<String, Integer> submitted = new ConcurrentHashMap<>();

    GatedLedger(Ledger ledger, String function) {
        super(ledger);
        this.function = function;
    }

    /** Lets everything pass from now on. */
    void open() {
        gate.release(1_000_000);
    }

    /** Lets so many pass. */
    void pass(int submissions) {
        gate.release(submissions);
    }

    /** Submissions that wait at the gate. */
    int waiting() {
        return waiting.get();
    }

    int submitted(String name) {
        return submitted.getOrDefault(name, 0);
    }

    @Override
    public CommittedTransaction submit(String name, JsonObject argument) {
        if (name.equals(function)) {
            waiting.incrementAndGet();
            try {
                if (!gate.tryAcquire(30, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("the gate stayed shut");
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            } finally {
                waiting.decrementAndGet();
            }
        }
        submitted.merge(name, 1, Integer::sum);
        return super.submit(name, argument);
    }
}
