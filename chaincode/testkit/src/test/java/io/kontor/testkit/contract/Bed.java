package io.kontor.testkit.contract;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.client.grant.GrantLedger;
import io.kontor.client.ledger.Ledger;
import io.kontor.client.ledger.LedgerRejectedException;
import io.kontor.client.receipt.ReceiptLedger;
import io.kontor.model.grant.Grant;
import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonObject;
import io.kontor.model.receipt.Claim;
import io.kontor.model.receipt.ClaimBatch;
import io.kontor.model.receipt.ClaimResult;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.testkit.fixtures.DemoCast;
import io.kontor.testkit.fixtures.DemoDeal;
import io.kontor.testkit.fixtures.TestLog;
import io.kontor.testkit.ledger.InMemoryNetwork;
import io.kontor.testkit.ledger.SettableClock;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A fresh ledger in memory with the demo's cast; its clock stands at ten o'clock of a day in Shanghai. */
final class Bed {

    static final Instant NOW = Instant.parse("2026-09-17T02:00:00Z");

    /** Making keys is slow, and members do not change: all tests share one cast. */
    private static final DemoCast CAST = DemoCast.create();

    final SettableClock clock = new SettableClock(NOW);
    final InMemoryNetwork network = new InMemoryNetwork(clock);
    final DemoCast cast = CAST;
    final DemoDeal deal = new DemoDeal(CAST, network::connect, NOW);

    Ledger officer(String participantId) {
        return deal.officer(participantId);
    }

    Ledger connector(String participantId) {
        return deal.connector(participantId);
    }

    Grant grant(String grantId) {
        return new GrantLedger(officer("F-OPS")).grant(grantId);
    }

    /** A log of a hospital, opened under its first epoch. */
    TestLog log(String logId, String participantId) {
        return new TestLog(logId, connector(participantId), clock).open(participantId, "F");
    }

    List<ClaimResult> claim(TestLog log, String participantId, Claim... claims) {
        return new ReceiptLedger(connector(participantId))
                .claim(new ClaimBatch(log.logId(), log.epoch(), List.of(claims)))
                .record();
    }

    static void rejects(RejectionCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        LedgerRejectedException.class,
                        e -> org.assertj.core.api.Assertions.assertThat(e.code())
                                .as(e.getMessage())
                                .isEqualTo(code));
    }

    /** Nothing is written by a refused call. */
    void rejectsAndWritesNothing(RejectionCode code, ThrowingCallable call) {
        long before = network.blockCount();
        rejects(code, call);
        org.assertj.core.api.Assertions.assertThat(network.blockCount()).isEqualTo(before);
    }

    /** JSON with single quotes for double ones. */
    static JsonObject json(String text) {
        return CanonicalJson.parse(text.replace('\'', '"'));
    }

    static String callId(int number) {
        return String.format("%032x", number);
    }
}
