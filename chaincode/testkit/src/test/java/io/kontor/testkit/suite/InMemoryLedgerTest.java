package io.kontor.testkit.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.client.ledger.EventPosition;
import io.kontor.client.ledger.LedgerConflictException;
import io.kontor.client.ledger.LedgerEvents;
import io.kontor.client.ledger.LedgerUnavailableException;
import io.kontor.client.ledger.LedgerUnknownException;
import io.kontor.client.member.MemberLedger;
import io.kontor.client.order.OrderLedger;
import io.kontor.testkit.fixtures.DemoCast;
import io.kontor.testkit.fixtures.LedgerProvider;
import io.kontor.testkit.ledger.InMemoryNetwork;
import io.kontor.testkit.ledger.Outage;
import io.kontor.testkit.ledger.SettableClock;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The suite on the ledger in memory, and how that ledger fails when it is told to. */
class InMemoryLedgerTest extends AbstractLedgerTest {

    private final SettableClock clock = new SettableClock(Instant.parse("2026-09-17T02:00:00Z"));
    private final InMemoryNetwork network = new InMemoryNetwork(clock);

    @Override
    protected LedgerProvider open(DemoCast cast) {
        return network::connect;
    }

    @Override
    protected Clock clock() {
        return clock;
    }

    @Override
    protected boolean supportsConcurrency() {
        return false;
    }

    @Test
    void an_outage_refuses_everything_until_it_ends() {
        MemberLedger members = new MemberLedger(deal().officer("F-OPS"));
        try (LedgerEvents events = deal().officer("F-OPS").follow(EventPosition.START)) {
            network.during(Outage.UNAVAILABLE);
            assertThatThrownBy(() -> members.member("F-H1")).isInstanceOf(LedgerUnavailableException.class);
            assertThatThrownBy(() -> deal().order("O-x")).isInstanceOf(LedgerUnavailableException.class);
            assertThatThrownBy(events::next).isInstanceOf(LedgerUnavailableException.class);
        } finally {
            network.during(Outage.NONE);
        }
        assertThat(members.member("F-H1").participantId()).isEqualTo("F-H1");
    }

    @Test
    void an_unknown_outcome_may_be_committed_or_lost() {
        network.once(Outage.UNKNOWN_COMMITTED);
        assertThatThrownBy(() -> deal().order("O-committed")).isInstanceOf(LedgerUnknownException.class);
        network.once(Outage.UNKNOWN_LOST);
        assertThatThrownBy(() -> deal().order("O-lost")).isInstanceOf(LedgerUnknownException.class);
        assertThat(new OrderLedger(deal().officer("F-OPS")).order("O-committed").orderId())
                .isEqualTo("O-committed");
        assertThat(network.state().keys("order/")).doesNotContain("order/O-lost");
    }

    @Test
    void a_conflict_writes_nothing() {
        network.once(Outage.CONFLICT);
        assertThatThrownBy(() -> deal().order("O-conflict")).isInstanceOf(LedgerConflictException.class);
        assertThat(network.state().keys("order/")).doesNotContain("order/O-conflict");
    }
}
