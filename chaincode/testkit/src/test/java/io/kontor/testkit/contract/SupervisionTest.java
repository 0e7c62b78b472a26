package io.kontor.testkit.contract;

import static io.kontor.testkit.contract.Bed.callId;
import static io.kontor.testkit.contract.Bed.json;
import static io.kontor.testkit.contract.Bed.rejects;
import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.client.authorisation.AuthorisationLedger;
import io.kontor.client.ledger.CommittedTransaction;
import io.kontor.client.receipt.ReceiptLedger;
import io.kontor.client.supervision.SupervisionLedger;
import io.kontor.model.grant.Grant;
import io.kontor.model.json.JsonObject;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.testkit.fixtures.ClaimDay;
import io.kontor.testkit.fixtures.DemoRecords;
import io.kontor.testkit.fixtures.TestLog;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** {@code supervision:…}: asking for any key, and retention (RET-1, step 21, INT-21). */
class SupervisionTest {

    private final Bed bed = new Bed();

    /** CALL-5 */
    @Test
    void a_stranger_may_probe_the_ledger_and_writes_nothing() {
        CommittedTransaction probe =
                bed.deal.connect(bed.cast.client("FOpsMSP", "stranger")).submit("supervision:probe", json("{}"));
        assertThat(probe.answer()).hasToString("{}");
        assertThat(bed.network.state().values()).isEmpty();
    }

    @Test
    void any_key_is_answered_and_a_missing_one_has_no_record() {
        bed.deal.playToGrants();
        Map<String, Optional<JsonObject>> states =
                new SupervisionLedger(bed.officer("F-DATA")).states(List.of("grant/G-R1", "live/O-1/R1", "grant/G-9"));
        assertThat(record(states, "grant/G-9")).isEmpty();
        assertThat(record(states, "grant/G-R1").orElseThrow().string("status")).isEqualTo("ACTIVE");
        assertThat(record(states, "live/O-1/R1").orElseThrow()).hasToString("{\"grantId\":\"G-R1\"}");
        rejects(
                RejectionCode.MALFORMED,
                () -> bed.officer("F-DATA").evaluate("supervision:state", json("{'keys':['no key']}")));
        rejects(RejectionCode.BOUNDS, () -> bed.officer("F-DATA").evaluate("supervision:state", json("{'keys':[]}")));
    }

    @Test
    void a_log_is_kept_until_six_calendar_months_after_its_authorisation_closed() {
        bed.deal.playToGrants();
        TestLog log = bed.log("L-1", "F-H1");
        Grant grant = bed.grant("G-R4");
        bed.claim(log, "F-H1", log.claim(callId(1), grant));
        log.released(grant, 1, callId(1), ClaimDay.HIT);
        log.anchor();
        SupervisionLedger h1 = new SupervisionLedger(bed.officer("F-H1"));
        rejects(RejectionCode.RETENTION, () -> h1.purge("L-1"));
        new AuthorisationLedger(bed.officer("F-DATA")).close(DemoRecords.AUTHORISATION, "over");
        rejects(RejectionCode.RETENTION, () -> h1.purge("L-1"));
        rejects(RejectionCode.ORGANISATION, () -> new SupervisionLedger(bed.officer("F-H2")).purge("L-1"));
        bed.clock.set(Instant.parse("2027-03-17T15:59:59.999Z"));
        rejects(RejectionCode.RETENTION, () -> h1.purge("L-1"));
        bed.clock.set(Instant.parse("2027-03-17T16:00:00Z"));
        assertThat(h1.purge("L-1").answer().longValue("at")).isEqualTo(bed.clock.millis());
        h1.purge("L-1");
        rejects(RejectionCode.LOG, () -> new ReceiptLedger(bed.connector("F-H1")).claimEpoch("L-1", 2, callId(2)));
    }

    private static Optional<JsonObject> record(Map<String, Optional<JsonObject>> states, String key) {
        return Objects.requireNonNull(states.get(key));
    }
}
