package io.kontor.testkit.contract;

import static io.kontor.testkit.contract.Bed.callId;
import static io.kontor.testkit.contract.Bed.rejects;
import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.client.authorisation.AuthorisationLedger;
import io.kontor.client.consent.ConsentLedger;
import io.kontor.client.grant.GrantLedger;
import io.kontor.client.receipt.ReceiptLedger;
import io.kontor.model.consent.Consent;
import io.kontor.model.consent.ConsentStatus;
import io.kontor.model.grant.Action;
import io.kontor.model.id.Digest32;
import io.kontor.model.receipt.Claim;
import io.kontor.model.receipt.ClaimBatch;
import io.kontor.model.receipt.ClaimResult;
import io.kontor.model.receipt.LeaseRequest;
import io.kontor.model.receipt.UnitSource;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.testkit.fixtures.DemoRecords;
import io.kontor.testkit.fixtures.TestLog;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code consent:…}, {@code receipt:lease} and {@code receipt:claim}: CLAIM-1 to CLAIM-4, LEASE-1, step 9 and N1 to N11. */
class ClaimTest {

    private static final Digest32 DOCUMENT = DemoRecords.digest("document");

    private final Bed bed = new Bed();
    private TestLog log = new TestLog("unset", bed.officer("F-DATA"), bed.clock);

    @BeforeEach
    void open() {
        bed.deal.playToGrants();
        log = bed.log("L-1", "F-H1");
    }

    private static Claim view(int call, String consentId) {
        return view(call, consentId, DOCUMENT);
    }

    private static Claim view(int call, String consentId, Digest32 document) {
        return new Claim(
                callId(call),
                "G-R3",
                Action.VIEW,
                UnitSource.LEDGER,
                Optional.of(new Claim.ConsentClaim(consentId, document)));
    }

    private static Claim download(int call) {
        return new Claim(callId(call), "G-R4", Action.DOWNLOAD, UnitSource.LEDGER, Optional.empty());
    }

    private Optional<RejectionCode> claim(Claim claim) {
        return bed.claim(log, "F-H1", claim).get(0).refusal();
    }

    private long taken(String grantId, Action action) {
        return new ReceiptLedger(bed.officer("Q-INS"))
                .allowance(grantId, action)
                .leasedTotal();
    }

    @Test
    void a_claim_takes_a_unit_and_consumes_the_consent() {
        bed.deal.attest("C-1", "R3", DOCUMENT);
        assertThat(claim(view(1, "C-1"))).isEmpty();
        assertThat(taken("G-R3", Action.VIEW)).isEqualTo(1);
        Consent consent = new ConsentLedger(bed.officer("Q-INS")).consent("C-1");
        assertThat(consent.status()).isEqualTo(ConsentStatus.CONSUMED);
        assertThat(consent.callId()).contains(callId(1));
        assertThat(consent.logId()).contains("L-1");
        assertThat(bed.network.state().keys("order-log/")).containsExactly("order-log/O-1/L-1");
        assertThat(bed.network.state().keys("held/")).containsExactly("held/L-1/G-R3/VIEW");
    }

    @Test
    void the_same_claim_stands_again_and_writes_nothing() {
        bed.deal.attest("C-1", "R3", DOCUMENT);
        claim(view(1, "C-1"));
        List<String> events = bed.network.state().keys("");
        assertThat(claim(view(1, "C-1"))).isEmpty();
        assertThat(taken("G-R3", Action.VIEW)).isEqualTo(1);
        assertThat(bed.network.state().keys("")).isEqualTo(events);
        assertThat(claim(view(1, "C-2"))).contains(RejectionCode.ALREADY_EXISTS_DIFFERENT);
        TestLog other = bed.log("L-2", "F-H1");
        assertThat(bed.claim(other, "F-H1", view(1, "C-1")).get(0).refusal())
                .contains(RejectionCode.ALREADY_EXISTS_DIFFERENT);
    }

    /** CLAIM-2: a process of the earlier epoch may still release what it claimed. */
    @Test
    void a_claim_of_an_earlier_epoch_counts_as_used_and_takes_a_unit_of_its_own() {
        assertThat(claim(download(1))).isEmpty();
        log.nextEpoch();
        assertThat(claim(download(1))).isEmpty();
        assertThat(taken("G-R4", Action.DOWNLOAD)).isEqualTo(2);
        assertThat(claim(download(1))).isEmpty();
        assertThat(taken("G-R4", Action.DOWNLOAD)).isEqualTo(2);
        log.nextEpoch();
        assertThat(claim(download(1))).contains(RejectionCode.COUNT);
    }

    /** CLAIM-2, INV-9: one consent, one release. */
    @Test
    void a_consent_that_an_earlier_epoch_claimed_stays_consumed() {
        bed.deal.attest("C-1", "R3", DOCUMENT);
        assertThat(claim(view(1, "C-1"))).isEmpty();
        log.nextEpoch();
        assertThat(claim(view(1, "C-1"))).contains(RejectionCode.CONSENT_CONSUMED);
        assertThat(taken("G-R3", Action.VIEW)).isEqualTo(1);
    }

    /** N1 to N4: each refusal of a consent. */
    @Test
    void a_consent_that_is_missing_foreign_expired_used_or_revoked_is_refused_by_its_code() {
        bed.deal.attest("C-1", "R3", DOCUMENT);
        bed.deal.attest("C-2", "R3", DOCUMENT);
        assertThat(claim(new Claim(callId(1), "G-R3", Action.VIEW, UnitSource.LEDGER, Optional.empty())))
                .contains(RejectionCode.CONSENT_MISSING);
        assertThat(claim(view(2, "C-9"))).contains(RejectionCode.CONSENT_MISSING);
        assertThat(claim(view(3, "C-1", DemoRecords.digest("other")))).contains(RejectionCode.CONSENT_MISMATCH);
        assertThat(claim(view(4, "C-1"))).isEmpty();
        assertThat(claim(view(5, "C-1"))).contains(RejectionCode.CONSENT_CONSUMED);
        new ConsentLedger(bed.officer("F-EX")).revoke("C-2");
        assertThat(claim(view(6, "C-2"))).contains(RejectionCode.CONSENT_REVOKED);
        bed.deal.attest("C-3", "R3", DOCUMENT);
        bed.clock.advance(Duration.ofMinutes(30));
        assertThat(claim(view(7, "C-3"))).contains(RejectionCode.CONSENT_EXPIRED);
        assertThat(taken("G-R3", Action.VIEW)).isEqualTo(1);
    }

    /** CNS-2: whoever reads the ledger cannot use up a consent that is meant for another. */
    @Test
    void a_stranger_supplier_cannot_burn_a_consent() {
        Consent consent = bed.deal.attest("C-1", "R3", DOCUMENT);
        TestLog stranger = bed.log("L-2", "F-H2");
        for (Digest32 presented : List.of(consent.commitment(), DemoRecords.digest("guess"), DOCUMENT)) {
            Claim claim = new Claim(
                    callId(1),
                    "G-R2",
                    Action.PROCESS,
                    UnitSource.LEDGER,
                    Optional.of(new Claim.ConsentClaim("C-1", presented)));
            assertThat(bed.claim(stranger, "F-H2", claim).get(0).refusal()).contains(RejectionCode.CONSENT_MISMATCH);
        }
        assertThat(taken("G-R2", Action.PROCESS)).isZero();
        assertThat(new ConsentLedger(bed.officer("Q-INS")).consent("C-1").status())
                .isEqualTo(ConsentStatus.GIVEN);
        assertThat(claim(view(2, "C-1"))).isEmpty();
    }

    /** CNS-2: the same supplier's other resource is not what was consented to either. */
    @Test
    void a_consent_serves_no_other_resource_of_the_same_supplier() {
        bed.deal.attest("C-1", "R3", DOCUMENT);
        Claim claim = new Claim(
                callId(1),
                "G-R1",
                Action.PROCESS,
                UnitSource.LEDGER,
                Optional.of(new Claim.ConsentClaim("C-1", DOCUMENT)));
        assertThat(claim(claim)).contains(RejectionCode.CONSENT_MISMATCH);
    }

    /** N9: the fourth view is refused and its consent stays GIVEN. */
    @Test
    void units_come_before_consents() {
        for (int i = 1; i <= 4; i++) {
            bed.deal.attest("C-" + i, "R3", DOCUMENT);
        }
        List<ClaimResult> results =
                bed.claim(log, "F-H1", view(1, "C-1"), view(2, "C-2"), view(3, "C-3"), view(4, "C-4"), download(5));
        assertThat(results)
                .extracting(ClaimResult::refusal)
                .containsExactly(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(RejectionCode.COUNT),
                        Optional.empty());
        assertThat(new ConsentLedger(bed.officer("Q-INS")).consent("C-4").status())
                .isEqualTo(ConsentStatus.GIVEN);
    }

    /** N10 and N11: windows of tomorrow and yesterday. */
    @Test
    void a_claim_outside_the_window_is_refused() {
        bed.clock.set(Bed.NOW.minus(Duration.ofHours(11)));
        new AuthorisationLedger(bed.officer("F-DATA")).authorisation(DemoRecords.AUTHORISATION);
        assertThat(claim(download(1))).contains(RejectionCode.NO_AUTHORISATION);
        bed.clock.set(Bed.NOW.plus(Duration.ofDays(120)));
        assertThat(claim(download(2))).contains(RejectionCode.AFTER_WINDOW);
    }

    @Test
    void the_state_of_the_grant_and_of_its_parents_is_checked_first() {
        GrantLedger supplier = new GrantLedger(bed.officer("F-H1"));
        supplier.suspend("G-R4", "audit");
        assertThat(claim(download(1))).contains(RejectionCode.SUSPENDED);
        supplier.terminate("G-R4", "misuse");
        assertThat(claim(download(2))).contains(RejectionCode.TERMINATED);
        new AuthorisationLedger(bed.officer("F-DATA")).close(DemoRecords.AUTHORISATION, "over");
        assertThat(claim(download(3))).contains(RejectionCode.NO_AUTHORISATION);
    }

    @Test
    void a_claim_for_no_grant_another_supplier_or_another_action_is_refused() {
        assertThat(claim(new Claim(callId(1), "G-9", Action.VIEW, UnitSource.LEDGER, Optional.empty())))
                .contains(RejectionCode.NO_AGREEMENT);
        assertThat(claim(new Claim(callId(2), "G-R2", Action.PROCESS, UnitSource.LEDGER, Optional.empty())))
                .contains(RejectionCode.NO_AGREEMENT);
        assertThat(claim(new Claim(callId(3), "G-R4", Action.VIEW, UnitSource.LEDGER, Optional.empty())))
                .contains(RejectionCode.ACTION);
        bed.deal.order("O-2");
        bed.deal.propose(
                bed.deal.proposal(
                        "G-NEW", "O-2", bed.deal.terms(DemoRecords.resources().get(3))),
                "F-H1");
        assertThat(claim(new Claim(callId(4), "G-NEW", Action.DOWNLOAD, UnitSource.LEDGER, Optional.empty())))
                .contains(RejectionCode.NO_AGREEMENT);
    }

    @Test
    void a_batch_is_refused_whole_for_its_log_or_epoch() {
        ReceiptLedger h1 = new ReceiptLedger(bed.connector("F-H1"));
        rejects(RejectionCode.EPOCH, () -> h1.claim(new ClaimBatch("L-1", 2, List.of(download(1)))));
        rejects(RejectionCode.LOG, () -> h1.claim(new ClaimBatch("L-9", 1, List.of(download(1)))));
        rejects(
                RejectionCode.ORGANISATION,
                () -> new ReceiptLedger(bed.connector("F-H2")).claim(new ClaimBatch("L-1", 1, List.of(download(1)))));
        h1.registerLog(new TestLog("L-3", bed.connector("F-H1"), bed.clock).record("F-H1", "F"));
        rejects(RejectionCode.EPOCH, () -> h1.claim(new ClaimBatch("L-3", 0, List.of(download(1)))));
    }

    @Test
    void a_consent_may_be_claimed_beside_a_unit_from_a_lease() {
        ReceiptLedger h1 = new ReceiptLedger(bed.connector("F-H1"));
        h1.lease(new LeaseRequest("B-1", "L-1", 1, "G-R1", Action.PROCESS, 64));
        bed.deal.attest("C-1", "R1", DOCUMENT);
        Claim claim = new Claim(
                callId(1),
                "G-R1",
                Action.PROCESS,
                UnitSource.LEASE,
                Optional.of(new Claim.ConsentClaim("C-1", DOCUMENT)));
        assertThat(claim(claim)).isEmpty();
        assertThat(taken("G-R1", Action.PROCESS)).isEqualTo(64);
    }

    @Test
    void a_lease_gives_all_units_or_none() {
        ReceiptLedger h1 = new ReceiptLedger(bed.connector("F-H1"));
        LeaseRequest block = new LeaseRequest("B-1", "L-1", 1, "G-R1", Action.PROCESS, 600);
        h1.lease(block);
        h1.lease(block);
        assertThat(taken("G-R1", Action.PROCESS)).isEqualTo(600);
        rejects(
                RejectionCode.ALREADY_EXISTS_DIFFERENT,
                () -> h1.lease(new LeaseRequest("B-1", "L-1", 1, "G-R1", Action.PROCESS, 601)));
        rejects(RejectionCode.COUNT, () -> h1.lease(new LeaseRequest("B-2", "L-1", 1, "G-R1", Action.PROCESS, 401)));
        rejects(RejectionCode.EPOCH, () -> h1.lease(new LeaseRequest("B-2", "L-1", 2, "G-R1", Action.PROCESS, 1)));
        rejects(RejectionCode.ACTION, () -> h1.lease(new LeaseRequest("B-2", "L-1", 1, "G-R1", Action.VIEW, 1)));
        rejects(
                RejectionCode.ORGANISATION,
                () -> h1.lease(new LeaseRequest("B-2", "L-1", 1, "G-R2", Action.PROCESS, 1)));
        new GrantLedger(bed.officer("F-H1")).suspend("G-R1", "audit");
        rejects(RejectionCode.SUSPENDED, () -> h1.lease(new LeaseRequest("B-2", "L-1", 1, "G-R1", Action.PROCESS, 1)));
    }

    /** INV-1 over two logs: no more units than the limit, however they are taken. */
    @Test
    void two_logs_never_take_more_than_the_limit() {
        TestLog other = bed.log("L-2", "F-H1");
        int standing = IntStream.rangeClosed(1, 6)
                .map(i -> bed.claim(i % 2 == 0 ? log : other, "F-H1", download(i))
                                .get(0)
                                .refusal()
                                .isEmpty()
                        ? 1
                        : 0)
                .sum();
        assertThat(standing).isEqualTo(2);
        assertThat(taken("G-R4", Action.DOWNLOAD)).isEqualTo(2);
    }

    @Test
    void consents_are_attested_by_the_neutral_exchange_in_batches() {
        ConsentLedger exchange = new ConsentLedger(bed.officer("F-EX"));
        Consent consent = bed.deal.attest("C-1", "R3", DOCUMENT);
        assertThat(bed.deal.attest("C-1", "R3", DOCUMENT)).isEqualTo(consent);
        rejects(
                RejectionCode.ALREADY_EXISTS_DIFFERENT,
                () -> bed.deal.attest("C-1", "R3", DemoRecords.digest("other")));
        claim(view(1, "C-1"));
        assertThat(bed.deal.attest("C-1", "R3", DOCUMENT).status()).isEqualTo(ConsentStatus.CONSUMED);
        rejects(RejectionCode.WRONG_STATE, () -> exchange.revoke("C-1"));
        rejects(RejectionCode.NOT_FOUND, () -> exchange.revoke("C-9"));
        List<Consent> many =
                IntStream.range(0, 256).mapToObj(i -> given("M-" + i, "F-EX")).toList();
        exchange.attestAll(many);
        assertThat(exchange.consent("M-255").status()).isEqualTo(ConsentStatus.GIVEN);
        rejects(RejectionCode.BOUNDS, () -> exchange.attestAll(List.of()));
        rejects(RejectionCode.ORGANISATION, () -> exchange.attest(given("C-2", "F-OPS")));
        Consent used =
                new Consent("C-3", "F-EX", DOCUMENT, 1, 2, ConsentStatus.REVOKED, Optional.empty(), Optional.empty());
        rejects(RejectionCode.WRONG_STATE, () -> exchange.attest(used));
    }

    private static Consent given(String consentId, String attester) {
        return new Consent(
                consentId, attester, DOCUMENT, 1, 2, ConsentStatus.GIVEN, Optional.empty(), Optional.empty());
    }
}
