package io.kontor.testkit.fuzz;

import io.kontor.client.ledger.CommittedTransaction;
import io.kontor.client.ledger.ForwardingLedger;
import io.kontor.client.ledger.Ledger;
import io.kontor.model.json.JsonObject;
import io.kontor.testkit.fixtures.LedgerProvider;
import io.kontor.testkit.ledger.InMemoryNetwork;
import io.kontor.testkit.ledger.SettableClock;
import io.kontor.testkit.ledger.TestIdentity;
import java.util.Map;
import java.util.TreeMap;

/** A ledger that keeps the first call of each function that it accepted, and what stood on it before. Not thread-safe. */
final class RecordedCalls implements LedgerProvider {

    private final SettableClock clock;
    private final InMemoryNetwork network;
    private final TreeMap<String, Sample> samples = new TreeMap<>();

    RecordedCalls(SettableClock clock) {
        this.clock = clock;
        this.network = new InMemoryNetwork(clock);
    }

    /**
     * A call that is accepted.
     *
     * @param function function
     * @param argument its argument
     * @param before a ledger as its caller saw it
     */
    record Sample(String function, JsonObject argument, Ledger before) {}

    /** The calls, by function. */
    Map<String, Sample> samples() {
        return samples;
    }

    @Override
    public Ledger connect(TestIdentity identity) {
        return new Recorded(identity, network.connect(identity));
    }

    private final class Recorded extends ForwardingLedger {

        private final TestIdentity identity;

        Recorded(TestIdentity identity, Ledger ledger) {
            super(ledger);
            this.identity = identity;
        }

        private Sample before(String function, JsonObject argument) {
            Sample known = samples.get(function);
            return known == null
                    ? new Sample(
                            function,
                            argument,
                            network.copy(new SettableClock(clock.instant())).connect(identity))
                    : known;
        }

        @Override
        public JsonObject evaluate(String function, JsonObject argument) {
            Sample sample = before(function, argument);
            JsonObject answer = super.evaluate(function, argument);
            samples.put(function, sample);
            return answer;
        }

        @Override
        public CommittedTransaction submit(String function, JsonObject argument) {
            Sample sample = before(function, argument);
            CommittedTransaction committed = super.submit(function, argument);
            samples.put(function, sample);
            return committed;
        }

        @Override
        public CommittedTransaction submitConfidential(String function, JsonObject argument) {
            Sample sample = before(function, argument);
            CommittedTransaction committed = super.submitConfidential(function, argument);
            samples.put(function, sample);
            return committed;
        }
    }
}
