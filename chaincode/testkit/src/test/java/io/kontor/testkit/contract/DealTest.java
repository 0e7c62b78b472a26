package io.kontor.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.client.grant.GrantLedger;
import io.kontor.client.order.OrderLedger;
import io.kontor.client.resource.ResourceLedger;
import io.kontor.model.grant.Grant;
import io.kontor.model.grant.GrantStatus;
import io.kontor.model.order.OrderStatus;
import io.kontor.testkit.fixtures.DemoCast;
import io.kontor.testkit.fixtures.DemoDeal;
import io.kontor.testkit.ledger.InMemoryNetwork;
import io.kontor.testkit.ledger.SettableClock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The deal of the demo, steps 1 to 8. */
class DealTest {

    private static final Instant NOW = Instant.parse("2026-09-17T02:00:00Z");

    @Test
    void the_deal_reaches_four_active_grants() {
        InMemoryNetwork network = new InMemoryNetwork(new SettableClock(NOW));
        DemoDeal deal = new DemoDeal(DemoCast.create(), network::connect, NOW).playToGrants();

        GrantLedger grants = new GrantLedger(deal.officer("Q-INS"));
        for (String grantId : java.util.List.of("G-R1", "G-R2", "G-R3", "G-R4")) {
            Grant grant = grants.grant(grantId);
            assertThat(grant.status()).isEqualTo(GrantStatus.ACTIVE);
            assertThat(grant.signatures()).hasSize(3);
        }
        assertThat(new OrderLedger(deal.officer("F-OPS")).order("O-1").status()).isEqualTo(OrderStatus.ACTIVE);
        assertThat(new ResourceLedger(deal.officer("F-OPS"))
                        .resource("R1")
                        .code()
                        .orElseThrow())
                .matches("F-S000001-[0-9A-Z]");
    }
}
