package io.kontor.app.ledger;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** UP while the index follows the ledger. */
@Component("ledgerHealthIndicator")
class IndexHealth implements HealthIndicator {

    private final LedgerIndex index;

    IndexHealth(LedgerIndex index) {
        this.index = index;
    }

    @Override
    public Health health() {
        IndexState state = index.state();
        Health.Builder health = state.connected() ? Health.up() : Health.down();
        health.withDetail("behind", state.behind());
        state.block().ifPresent(block -> health.withDetail("block", block));
        state.problem().ifPresent(problem -> health.withDetail("problem", problem));
        return health.build();
    }
}
