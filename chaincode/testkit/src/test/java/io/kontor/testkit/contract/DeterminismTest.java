package io.kontor.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.client.ledger.CommittedTransaction;
import io.kontor.client.ledger.EventPosition;
import io.kontor.client.ledger.Ledger;
import io.kontor.client.ledger.LedgerEvents;
import io.kontor.model.json.JsonObject;
import io.kontor.testkit.fixtures.ClaimDay;
import io.kontor.testkit.fixtures.DemoCast;
import io.kontor.testkit.fixtures.DemoDeal;
import io.kontor.testkit.ledger.InMemoryNetwork;
import io.kontor.testkit.ledger.SettableClock;
import io.kontor.testkit.ledger.TestIdentity;
import org.junit.jupiter.api.Test;

/** INV-7: two organisations that run the same transactions hold the same bytes. */
class DeterminismTest {

    @Test
    void the_same_transactions_give_the_same_answers_and_the_same_bytes() {
        SettableClock clock = new SettableClock(Bed.NOW);
        InMemoryNetwork one = new InMemoryNetwork(clock);
        InMemoryNetwork other = new InMemoryNetwork(clock);
        DemoDeal deal = new DemoDeal(
                DemoCast.create(),
                identity -> new Both(identity, one.connect(identity), other.connect(identity)),
                Bed.NOW);
        ClaimDay day =
                new ClaimDay(deal.playToGrants(), clock).callAsInTheDemo().closePeriod(1);
        day.payPeriod(1);
        assertThat(one.state().values())
                .hasSizeGreaterThan(100)
                .isEqualTo(other.state().values());
    }

    /** Hands everything to two ledgers and compares the answers. */
    private record Both(TestIdentity identity, Ledger one, Ledger other) implements Ledger {

        @Override
        public JsonObject evaluate(String function, JsonObject argument) {
            JsonObject answer = one.evaluate(function, argument);
            assertThat(other.evaluate(function, argument)).isEqualTo(answer);
            return answer;
        }

        @Override
        public CommittedTransaction submit(String function, JsonObject argument) {
            CommittedTransaction committed = one.submit(function, argument);
            assertThat(other.submit(function, argument)).isEqualTo(committed);
            return committed;
        }

        @Override
        public LedgerEvents follow(EventPosition from) {
            return one.follow(from);
        }

        @Override
        public String mspId() {
            return identity.mspId();
        }

        @Override
        public void close() {
            one.close();
            other.close();
        }
    }
}
