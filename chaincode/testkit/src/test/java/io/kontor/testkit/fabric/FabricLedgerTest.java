package io.kontor.testkit.fabric;

import io.kontor.testkit.fixtures.DemoCast;
import io.kontor.testkit.fixtures.LedgerProvider;
import io.kontor.testkit.suite.AbstractLedgerTest;
import io.kontor.testkit.suite.NamedEndorsers;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The suite on a real network: four peers, four BFT orderers, four contract servers (NET-4, NET-7). */
@Tag("fabric")
@ExtendWith(WhereFabricIsFound.class)
class FabricLedgerTest extends AbstractLedgerTest {

    @RegisterExtension
    static final FabricExtension FABRIC = new FabricExtension();

    @Override
    protected DemoCast newCast() {
        return FABRIC.bed().newCast();
    }

    @Override
    protected LedgerProvider open(DemoCast cast) {
        return FABRIC.bed()::connect;
    }

    @Override
    protected Optional<NamedEndorsers> endorsers() {
        return Optional.of(new NamedEndorsers(FABRIC.bed()::connection));
    }
}
