package io.kontor.testkit.contract;

import static io.kontor.testkit.contract.Bed.callId;
import static io.kontor.testkit.contract.Bed.rejects;
import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.client.authorisation.AuthorisationLedger;
import io.kontor.client.city.CityLedger;
import io.kontor.client.grant.GrantLedger;
import io.kontor.client.member.MemberLedger;
import io.kontor.client.product.ProductLedger;
import io.kontor.client.receipt.ReceiptLedger;
import io.kontor.client.scenario.ScenarioLedger;
import io.kontor.model.city.CityLimits;
import io.kontor.model.city.CityProfile;
import io.kontor.model.grant.Action;
import io.kontor.model.grant.DeletionStatus;
import io.kontor.model.grant.DeletionTask;
import io.kontor.model.grant.GrantStanding;
import io.kontor.model.member.MemberStatus;
import io.kontor.model.receipt.Claim;
import io.kontor.model.receipt.LeaseRequest;
import io.kontor.model.receipt.UnitSource;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.testkit.fixtures.DemoRecords;
import io.kontor.testkit.fixtures.TestLog;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The end of a grant by its parents, and of its deletion: CLAIM-3, LEASE-1, GRT-7, GRT-8. */
class GrantEndTest {

    private final Bed bed = new Bed();
    private final ReceiptLedger h1 = new ReceiptLedger(bed.connector("F-H1"));
    private final GrantLedger grants = new GrantLedger(bed.connector("F-H1"));
    private TestLog log = new TestLog("unset", bed.officer("F-DATA"), bed.clock);

    @BeforeEach
    void open() {
        bed.deal.playToGrants();
        log = bed.log("L-1", "F-H1");
    }

    private GrantStanding standing(String grantId) {
        return grants.standings(List.of(grantId)).get(0);
    }

    /** A lease, a claim and the standing give the same answer. */
    private void refusedWith(RejectionCode code, String reason) {
        rejects(code, () -> h1.lease(new LeaseRequest("B-1", "L-1", 1, "G-R4", Action.DOWNLOAD, 1)));
        Claim claim = new Claim(callId(1), "G-R4", Action.DOWNLOAD, UnitSource.LEDGER, Optional.empty());
        assertThat(bed.claim(log, "F-H1", claim).get(0).refusal()).contains(code);
        GrantStanding standing = standing("G-R4");
        assertThat(standing.refusal()).contains(code);
        assertThat(standing.reason().orElseThrow()).contains(reason);
    }

    @Test
    void a_live_grant_stands_and_names_what_to_watch() {
        GrantStanding live = standing("G-R4");
        assertThat(live.servable()).isTrue();
        assertThat(live.changesAt()).contains(bed.grant("G-R4").terms().window().endsAt());
        assertThat(live.watch())
                .containsExactly(
                        "grant/G-R4",
                        "member/F-H1",
                        "member/F-OPS",
                        "member/Q-INS",
                        "order/O-1",
                        "product/" + DemoRecords.PRODUCT,
                        "scenario/" + DemoRecords.SCENARIO,
                        "authorisation/" + DemoRecords.AUTHORISATION);
        assertThat(grants.standings(List.of("G-R1", "G-R4")))
                .extracting(GrantStanding::grantId)
                .containsExactly("G-R1", "G-R4");
        rejects(RejectionCode.NOT_FOUND, () -> grants.standings(List.of("G-9")));
        rejects(RejectionCode.BOUNDS, () -> grants.standings(List.of()));
    }

    @Test
    void a_grant_of_a_closed_authorisation_is_not_served() {
        new AuthorisationLedger(bed.officer("F-DATA")).close(DemoRecords.AUTHORISATION, "over");
        refusedWith(RejectionCode.NO_AUTHORISATION, "authorisation");
        assertThat(standing("G-R4").status().ended()).isFalse();
    }

    @Test
    void a_grant_of_a_revoked_member_is_not_served() {
        new MemberLedger(bed.officer("Q-DATA")).setStatus("Q-INS", MemberStatus.REVOKED, "left");
        refusedWith(RejectionCode.NO_AUTHORISATION, "member Q-INS is REVOKED");
    }

    @Test
    void a_grant_of_a_suspended_product_is_not_served() {
        new ProductLedger(bed.officer("F-DATA")).suspend(DemoRecords.PRODUCT, "audit");
        refusedWith(RejectionCode.NO_AUTHORISATION, "is SUSPENDED");
    }

    @Test
    void a_grant_of_an_ended_scenario_is_not_served() {
        new ScenarioLedger(bed.officer("F-DATA")).end(DemoRecords.SCENARIO, "over");
        refusedWith(RejectionCode.NO_AUTHORISATION, "is ENDED");
    }

    @Test
    void a_suspended_and_a_terminated_grant_are_not_served() {
        grants.suspend("G-R4", "audit");
        refusedWith(RejectionCode.SUSPENDED, "the grant is SUSPENDED");
        grants.terminate("G-R4", "misuse");
        refusedWith(RejectionCode.TERMINATED, "the grant is TERMINATED");
    }

    /** LEASE-1: a block is no way around the window. */
    @Test
    void nothing_is_leased_outside_the_window() {
        bed.clock.advance(Duration.ofDays(120));
        refusedWith(RejectionCode.AFTER_WINDOW, "its window is from");
    }

    /** GRT-8. */
    @Test
    void a_sweep_finds_overdue_deletions_once() {
        grants.terminate("G-R4", "misuse");
        grants.terminate("G-R3", "misuse");
        new GrantLedger(bed.connector("Q-INS")).deleted("G-R3", DemoRecords.digest("deleted"));
        GrantLedger anyone = new GrantLedger(bed.officer("Q-DATA"));
        bed.clock.advance(Duration.ofDays(30).minusMillis(1));
        assertThat(anyone.sweep().record()).isEmpty();
        bed.clock.advance(Duration.ofMillis(1));
        List<DeletionTask> overdue = anyone.sweep().record();
        assertThat(overdue).extracting(DeletionTask::grantId).containsExactly("G-R4");
        assertThat(overdue.get(0).status()).isEqualTo(DeletionStatus.OVERDUE);
        assertThat(grants.deletionTask("G-R4")).isEqualTo(overdue.get(0));
        assertThat(anyone.sweep().record()).isEmpty();
        bed.clock.advance(Duration.ofDays(1));
        DeletionTask late = new GrantLedger(bed.connector("Q-INS"))
                .deleted("G-R4", DemoRecords.digest("deleted"))
                .record();
        assertThat(late.status()).isEqualTo(DeletionStatus.DONE);
        assertThat(late.overdueAt()).isEqualTo(overdue.get(0).overdueAt());
        assertThat(bed.network.state().keys("due/")).isEmpty();
    }

    /** GRT-6: the days to delete are the city's. */
    @Test
    void the_days_to_delete_stand_in_the_citys_profile() {
        CityProfile f = bed.cast.cityF();
        CityLimits l = f.limits();
        CityLedger cities = new CityLedger(bed.officer("F-DATA"));
        cities.publish(new CityProfile(
                "F",
                cities.profile("F").version() + 1,
                f.name(),
                f.regulatorMsp(),
                f.operatorMsp(),
                new CityLimits(
                        l.maxTermMonths(),
                        l.maxTrialMonths(),
                        l.downloadGradeMax(),
                        l.maxStalenessSeconds(),
                        l.disputeWindowDays(),
                        l.logRetentionMonths(),
                        l.countDays(),
                        10),
                f.priceCaps(),
                f.splitPlan(),
                f.registration(),
                f.settlement(),
                f.utcOffsetMinutes(),
                cities.profile("F").recognisedCities()));
        grants.terminate("G-R4", "misuse");
        DeletionTask task = grants.deletionTask("G-R4");
        assertThat(task.dueAt() - task.openedAt()).isEqualTo(Duration.ofDays(10).toMillis());
    }
}
