package io.kontor.runtime;

import io.kontor.runtime.fixture.TestConnector;
import io.kontor.runtime.fixture.TestIdentity;
import io.kontor.testkit.fixtures.DemoCast;
import io.kontor.testkit.fixtures.DemoDeal;
import io.kontor.testkit.fixtures.LedgerProvider;
import io.kontor.testkit.ledger.InMemoryNetwork;
import java.nio.file.Path;
import java.time.Clock;

/** The deal with the contract in this process. */
class ContractDealTest extends LedgerDeal {
    @Override
    LedgerProvider ledger(DemoCast cast, Path folder) {
        return new InMemoryNetwork(Clock.systemUTC())::connect;
    }

    @Override
    TestConnector prepare(TestIdentity identity, DemoDeal onLedger, Path folder) {
        return TestConnector.prepare(identity, onLedger.connector(identity.participantId()), folder, dataPlaneUrl());
    }

    @Override
    void end() {}
}
