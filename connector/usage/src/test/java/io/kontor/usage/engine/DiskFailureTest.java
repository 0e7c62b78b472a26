package io.kontor.usage.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.client.ledger.CommittedTransaction;
import io.kontor.client.ledger.ForwardingLedger;
import io.kontor.client.ledger.Ledger;
import io.kontor.model.grant.Grant;
import io.kontor.model.json.JsonObject;
import io.kontor.usage.call.CallResult;
import io.kontor.usage.journal.FaultyFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that fails at the start and under a release: JNL-6, JNL-9. */
class DiskFailureTest {

    @TempDir
    private Path folder = Path.of("unset");

    private final Scene scene = new Scene();

    @AfterEach
    void strike() {
        scene.close();
    }

    /** A ledger at which something else happens when an epoch is claimed. */
    private static final class AtClaim extends ForwardingLedger {

        private final Runnable action;

        AtClaim(Ledger ledger, Runnable action) {
            super(ledger);
            this.action = action;
        }

        @Override
        public CommittedTransaction submit(String function, JsonObject argument) {
            if (function.equals("receipt:claimEpoch")) {
                action.run();
            }
            return super.submit(function, argument);
        }
    }

    /** The epoch is claimed and its first leaf cannot be written. */
    @Test
    void a_journal_that_fails_at_the_start_is_told_as_such() {
        FaultyFiles disk = new FaultyFiles();
        Ledger ledger = new AtClaim(scene.ledger(), () -> disk.set(FaultyFiles.Fault.FORCE_FAILS));
        UsageEngineConfig config = scene.config(folder, "L1");
        assertThatThrownBy(() -> UsageEngines.start(config, ledger, scene.clock, disk))
                .isInstanceOf(EngineStartException.class)
                .hasMessageStartingWith("Cannot start log L1: Cannot journal record")
                .hasCauseInstanceOf(CompletionException.class);
    }

    /** The key under which an answer would be kept cannot be used: the call is released all the same, and nothing of it stays behind. */
    @Test
    void a_release_does_not_fail_because_its_answer_cannot_be_kept() throws IOException {
        Grant grant = scene.grant("R4", 10);
        UsageEngine engine = scene.serving(folder, "L1", grant);
        Buyer buyer = scene.buyer(engine, grant);
        CallResult admitted = buyer.call();
        Files.createDirectories(folder.resolve("keys").resolve("content." + grant.grantId() + ".key"));
        Buyer.release(admitted);
        assertThat(engine.state().inFlight()).isZero();
    }
}
