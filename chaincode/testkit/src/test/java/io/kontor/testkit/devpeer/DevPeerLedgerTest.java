package io.kontor.testkit.devpeer;

import io.kontor.client.fabric.FabricLedger;
import io.kontor.client.ledger.LedgerBlocks;
import io.kontor.testkit.fixtures.DemoCast;
import io.kontor.testkit.fixtures.LedgerProvider;
import io.kontor.testkit.suite.AbstractLedgerTest;
import io.kontor.testkit.suite.NamedEndorsers;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;

/** The suite on the dev peer: contract server over mutual TLS, dev peer, client. */
class DevPeerLedgerTest extends AbstractLedgerTest {

    @TempDir
    static Path folder = Path.of("");

    private Optional<DevPeerBed> bed = Optional.empty();

    @Override
    protected LedgerProvider open(DemoCast cast) throws Exception {
        DevPeerBed opened = new DevPeerBed(folder, cast);
        bed = Optional.of(opened);
        opened.startPeer(opened.startContract(), Map.of());
        return opened::connect;
    }

    @Override
    protected Optional<NamedEndorsers> endorsers() {
        return bed.map(opened -> new NamedEndorsers(opened::connection));
    }

    @Override
    protected Optional<LedgerBlocks> blocks() {
        return Optional.of((FabricLedger) deal().officer("F-DATA"));
    }

    @AfterAll
    void close() {
        if (bed.isPresent()) {
            bed.get().close();
        }
    }
}
