package io.kontor.testkit.contract;

import static io.kontor.testkit.contract.Bed.callId;
import static io.kontor.testkit.contract.Bed.rejects;
import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.client.city.CityLedger;
import io.kontor.client.consent.ConsentLedger;
import io.kontor.client.member.MemberLedger;
import io.kontor.client.receipt.ReceiptLedger;
import io.kontor.client.supervision.SupervisionLedger;
import io.kontor.model.city.CityProfile;
import io.kontor.model.consent.Consent;
import io.kontor.model.consent.ConsentCommitment;
import io.kontor.model.consent.ConsentStatus;
import io.kontor.model.grant.Action;
import io.kontor.model.id.Digest32;
import io.kontor.model.member.KeyUse;
import io.kontor.model.member.LegalForm;
import io.kontor.model.member.Member;
import io.kontor.model.member.MemberRole;
import io.kontor.model.member.MemberStatus;
import io.kontor.model.receipt.Claim;
import io.kontor.model.receipt.Lease;
import io.kontor.model.receipt.LeaseCodec;
import io.kontor.model.receipt.LeaseRequest;
import io.kontor.model.receipt.LeaseStatus;
import io.kontor.model.receipt.UnitSource;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.testkit.fixtures.DemoCast;
import io.kontor.testkit.fixtures.DemoRecords;
import io.kontor.testkit.fixtures.TestLog;
import io.kontor.testkit.ledger.TestIdentity;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a log may claim, leave open and leave behind: LEASE-1, CLAIM-3, RET-1, CALL-4. */
class LogBoundsTest {

    private static final Digest32 DOCUMENT = DemoRecords.digest("document");

    private final Bed bed = new Bed();
    private final ReceiptLedger h1 = new ReceiptLedger(bed.connector("F-H1"));
    private TestLog log = new TestLog("unset", bed.officer("F-DATA"), bed.clock);

    @BeforeEach
    void open() {
        bed.deal.playToGrants();
        log = bed.log("L-1", "F-H1");
    }

    private Optional<RejectionCode> process(int call, UnitSource unit, String consentId) {
        Claim claim = new Claim(
                callId(call), "G-R1", Action.PROCESS, unit, Optional.of(new Claim.ConsentClaim(consentId, DOCUMENT)));
        return bed.claim(log, "F-H1", claim).get(0).refusal();
    }

    @Test
    void a_log_that_never_took_a_unit_has_none_from_a_lease() {
        bed.deal.attest("C-1", "R1", DOCUMENT);
        assertThat(process(1, UnitSource.LEASE, "C-1")).contains(RejectionCode.COUNT);
        h1.lease(new LeaseRequest("B-1", "L-1", 1, "G-R1", Action.PROCESS, 1));
        assertThat(process(1, UnitSource.LEASE, "C-1")).isEmpty();
    }

    /** However many leases are open, the next epoch can be claimed; all of them are used. */
    @Test
    void an_epoch_ends_every_earlier_lease_and_writes_a_bounded_number() {
        for (int i = 1; i <= 501; i++) {
            h1.lease(new LeaseRequest(String.format("B-%03d", i), "L-1", 1, "G-R1", Action.PROCESS, 1));
        }
        h1.claimEpoch("L-1", 2, callId(2));
        assertThat(bed.network.state().keys("open-lease/")).containsExactly("open-lease/L-1/B-501");
        for (String leaseId : List.of("B-001", "B-501")) {
            Lease lease = LeaseCodec.fromJson(bed.officer("Q-INS")
                    .evaluate("receipt:lease-get", Bed.json("{'logId':'L-1','leaseId':'" + leaseId + "'}")));
            assertThat(lease.status()).isEqualTo(LeaseStatus.CLOSED);
            assertThat(lease.used()).isEqualTo(1);
        }
        h1.claimEpoch("L-1", 3, callId(3));
        assertThat(bed.network.state().keys("open-lease/")).isEmpty();
    }

    @Test
    void a_log_that_took_units_is_kept_even_when_it_anchored_no_total() {
        bed.claim(log, "F-H1", log.claim(callId(1), bed.grant("G-R4")));
        rejects(RejectionCode.RETENTION, () -> new SupervisionLedger(bed.officer("F-H1")).purge("L-1"));
    }

    /** CALL-4: an attester is of a city that the supplier's city recognises. */
    @Test
    void a_consent_attested_in_a_city_that_is_not_recognised_is_none() {
        TestIdentity exchange = bed.cast.client(DemoCast.Q_OPERATOR_MSP, "Q-EX");
        new MemberLedger(bed.officer("Q-DATA"))
                .admit(new Member(
                        "Q-EX",
                        "Q",
                        DemoCast.Q_OPERATOR_MSP,
                        List.of(MemberRole.EXCHANGE),
                        "Q 市数据交易所",
                        Optional.empty(),
                        LegalForm.PRIVATE,
                        MemberStatus.ACTIVE,
                        List.of(exchange.memberKey("officer-1", KeyUse.OFFICER)),
                        Optional.empty()));
        ConsentLedger consents = new ConsentLedger(bed.network.connect(exchange));
        consents.attest(consent("C-1"));
        consents.attest(consent("C-2"));
        assertThat(process(1, UnitSource.LEDGER, "C-1")).isEmpty();
        CityLedger city = new CityLedger(bed.officer("F-DATA"));
        CityProfile f = city.profile("F");
        city.publish(new CityProfile(
                f.cityId(),
                f.version() + 1,
                f.name(),
                f.regulatorMsp(),
                f.operatorMsp(),
                f.limits(),
                f.priceCaps(),
                f.splitPlan(),
                f.registration(),
                f.settlement(),
                f.utcOffsetMinutes(),
                List.of()));
        assertThat(process(2, UnitSource.LEDGER, "C-2")).contains(RejectionCode.CONSENT_MISSING);
        assertThat(consents.consent("C-2").status()).isEqualTo(ConsentStatus.GIVEN);
    }

    private static Consent consent(String consentId) {
        long now = Bed.NOW.toEpochMilli();
        return new Consent(
                consentId,
                "Q-EX",
                ConsentCommitment.of(DOCUMENT, "Q-INS", "R1", DemoRecords.SCENARIO),
                now,
                now + 60_000,
                ConsentStatus.GIVEN,
                Optional.empty(),
                Optional.empty());
    }
}
