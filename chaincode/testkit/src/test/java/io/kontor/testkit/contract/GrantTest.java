package io.kontor.testkit.contract;

import static io.kontor.testkit.contract.Bed.rejects;
import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.client.authorisation.AuthorisationLedger;
import io.kontor.client.grant.GrantLedger;
import io.kontor.client.ledger.Ledger;
import io.kontor.client.member.MemberLedger;
import io.kontor.client.receipt.ReceiptLedger;
import io.kontor.client.resource.ResourceLedger;
import io.kontor.model.grant.Action;
import io.kontor.model.grant.ActionTerms;
import io.kontor.model.grant.ConsentRule;
import io.kontor.model.grant.DayHours;
import io.kontor.model.grant.DeletionTask;
import io.kontor.model.grant.Grant;
import io.kontor.model.grant.GrantProposal;
import io.kontor.model.grant.GrantStatus;
import io.kontor.model.grant.GrantTerms;
import io.kontor.model.grant.GrantTermsCodec;
import io.kontor.model.grant.TimeWindow;
import io.kontor.model.grant.UsageBounds;
import io.kontor.model.id.Digest32;
import io.kontor.model.member.MemberStatus;
import io.kontor.model.order.Credential;
import io.kontor.model.receipt.Allowance;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.model.resource.DataClass;
import io.kontor.model.resource.Resource;
import io.kontor.testkit.fixtures.DemoRecords;
import io.kontor.testkit.fixtures.NamedCredential;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code grant:…}: proposal, three countersignatures, end: GRT-1 to GRT-6. */
class GrantTest {

    private static final Resource R1 = DemoRecords.resources().get(0);
    private static final Resource R3 = DemoRecords.resources().get(2);
    private static final Resource R4 = DemoRecords.resources().get(3);

    private final Bed bed = new Bed();

    @BeforeEach
    void order() {
        bed.deal.foundCities().registerResources().authorise().order();
    }

    private static GrantTerms with(GrantTerms t, List<ActionTerms> actions, List<Credential> users, ConsentRule rule) {
        return new GrantTerms(
                t.resourceId(),
                t.scenarioId(),
                actions,
                users,
                t.applications(),
                t.window(),
                t.fields(),
                t.duties(),
                t.prohibitions(),
                rule,
                t.viewing());
    }

    private GrantTerms action(Resource resource, Action action, long limit) {
        GrantTerms terms = bed.deal.terms(resource);
        return with(terms, List.of(new ActionTerms(action, limit)), terms.users(), terms.consent());
    }

    private GrantProposal proposal(GrantTerms terms) {
        return bed.deal.proposal("G-1", "O-1", terms);
    }

    private GrantLedger grants(Ledger ledger) {
        return new GrantLedger(ledger);
    }

    private Grant active() {
        bed.deal.propose(proposal(bed.deal.terms(R1)), "F-H1");
        return bed.deal.sign("G-1");
    }

    @Test
    void a_grant_that_contradicts_the_class_of_the_data_is_refused() {
        rejects(RejectionCode.MODE, () -> bed.deal.propose(proposal(action(R1, Action.DOWNLOAD, 1)), "F-H1"));
        rejects(RejectionCode.MODE, () -> bed.deal.propose(proposal(action(R1, Action.VIEW, 1)), "F-H1"));
        rejects(RejectionCode.MODE, () -> bed.deal.propose(proposal(action(R3, Action.PROCESS, 1)), "F-H1"));
        rejects(RejectionCode.GRADE, () -> bed.deal.propose(proposal(action(R3, Action.DOWNLOAD, 1)), "F-H1"));
        assertThat(bed.deal
                        .propose(proposal(action(R4, Action.VIEW, 1)), "F-H1")
                        .status())
                .isEqualTo(GrantStatus.PROPOSED);
    }

    /** POL-13. */
    @Test
    void a_grant_that_data_or_calendar_make_impossible_is_refused() {
        GrantTerms terms = bed.deal.terms(R4);
        rejects(RejectionCode.BOUNDS, () -> bed.deal.propose(proposal(action(R4, Action.PROCESS, 1)), "F-H1"));
        TimeWindow hour =
                new TimeWindow(terms.window().startsAt(), terms.window().startsAt() + 3_600_000);
        UsageBounds noon = new UsageBounds(
                Optional.of(new DayHours(720, 780)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        rejects(RejectionCode.BOUNDS, () -> bed.deal.propose(proposal(bounded(terms, hour, noon)), "F-H1"));
        assertThat(bed.deal
                        .propose(proposal(bounded(terms, terms.window(), noon)), "F-H1")
                        .terms()
                        .bounds())
                .contains(noon);
    }

    private static GrantTerms bounded(GrantTerms terms, TimeWindow window, UsageBounds bounds) {
        return new GrantTerms(
                terms.resourceId(),
                terms.scenarioId(),
                terms.actions(),
                terms.users(),
                terms.applications(),
                window,
                terms.fields(),
                terms.duties(),
                terms.prohibitions(),
                terms.consent(),
                terms.viewing(),
                Optional.of(bounds));
    }

    @Test
    void a_grant_is_proposed_by_the_suppliers_connector_under_an_active_order() {
        GrantProposal good = proposal(bed.deal.terms(R1));
        rejects(RejectionCode.ORGANISATION, () -> bed.deal.propose(good, "F-H2"));
        rejects(
                RejectionCode.NOT_FOUND,
                () -> bed.deal.propose(bed.deal.proposal("G-1", "O-9", bed.deal.terms(R1)), "F-H1"));
        new io.kontor.client.order.OrderLedger(bed.officer("Q-INS"))
                .propose(DemoRecords.order(
                        "O-2",
                        List.of(bed.deal.user().credential()),
                        List.of(bed.deal.application().credential())));
        rejects(
                RejectionCode.ORDER,
                () -> bed.deal.propose(bed.deal.proposal("G-1", "O-2", bed.deal.terms(R1)), "F-H1"));
    }

    @Test
    void the_terms_must_have_the_hash_and_name_only_what_the_order_names() {
        GrantTerms terms = bed.deal.terms(R1);
        rejects(
                RejectionCode.TERMS_HASH,
                () -> bed.deal.propose(
                        new GrantProposal(
                                "G-1", 1, "O-1", terms, DemoRecords.digest("other"), DemoRecords.digest("key")),
                        "F-H1"));
        Credential other = NamedCredential.create("claims02").credential();
        GrantTerms foreign = with(terms, terms.actions(), List.of(other), terms.consent());
        rejects(RejectionCode.ORDER, () -> bed.deal.propose(proposal(foreign), "F-H1"));
        GrantTerms open = with(terms, terms.actions(), terms.users(), ConsentRule.NONE);
        rejects(RejectionCode.CONSENT_MISSING, () -> bed.deal.propose(proposal(open), "F-H1"));
    }

    @Test
    void a_resource_must_be_registered_and_bound_by_the_scenario() {
        Resource r5 = DemoRecords.resource("R5", "F-H1", "处方", DataClass.STRUCTURED_SENSITIVE);
        new ResourceLedger(bed.officer("F-H1")).register(r5);
        rejects(RejectionCode.SCENARIO, () -> bed.deal.propose(proposal(bed.deal.terms(r5)), "F-H1"));
        Resource gone = DemoRecords.resource("R9", "F-H1", "无", DataClass.DOCUMENT);
        rejects(RejectionCode.NOT_FOUND, () -> bed.deal.propose(proposal(bed.deal.terms(gone)), "F-H1"));
        GrantTerms t = bed.deal.terms(R1);
        GrantTerms unknownField = new GrantTerms(
                t.resourceId(),
                t.scenarioId(),
                t.actions(),
                t.users(),
                t.applications(),
                t.window(),
                List.of("血型"),
                t.duties(),
                t.prohibitions(),
                t.consent(),
                t.viewing());
        rejects(RejectionCode.REGISTRATION, () -> bed.deal.propose(proposal(unknownField), "F-H1"));
    }

    @Test
    void an_order_has_one_live_grant_a_resource() {
        bed.deal.propose(proposal(bed.deal.terms(R1)), "F-H1");
        rejects(
                RejectionCode.WRONG_STATE,
                () -> bed.deal.propose(bed.deal.proposal("G-2", "O-1", bed.deal.terms(R1)), "F-H1"));
        Grant first = bed.grant("G-1");
        grants(bed.officer("Q-INS")).refuse("G-1", first.termsHash(), "too dear");
        assertThat(bed.grant("G-1").status()).isEqualTo(GrantStatus.REFUSED);
        bed.deal.propose(bed.deal.proposal("G-2", "O-1", bed.deal.terms(R1)), "F-H1");
        assertThat(bed.network.state().keys("live/")).containsExactly("live/O-1/R1");
    }

    @Test
    void a_proposal_is_idempotent_and_another_content_is_refused() {
        Grant first = bed.deal.propose(proposal(bed.deal.terms(R1)), "F-H1");
        bed.clock.advance(Duration.ofMinutes(1));
        assertThat(bed.deal.propose(proposal(bed.deal.terms(R1)), "F-H1")).isEqualTo(first);
        bed.deal.sign("G-1");
        assertThat(bed.deal.propose(proposal(bed.deal.terms(R1)), "F-H1").status())
                .isEqualTo(GrantStatus.ACTIVE);
        rejects(
                RejectionCode.ALREADY_EXISTS_DIFFERENT,
                () -> bed.deal.propose(proposal(action(R1, Action.PROCESS, 2_000)), "F-H1"));
    }

    @Test
    void a_grant_is_active_with_the_third_signature_on_the_same_hash() {
        Grant proposed = bed.deal.propose(proposal(bed.deal.terms(R1)), "F-H1");
        Digest32 hash = proposed.termsHash();
        rejects(RejectionCode.TERMS_HASH, () -> grants(bed.officer("F-H1")).sign("G-1", DemoRecords.digest("x")));
        rejects(RejectionCode.ORGANISATION, () -> grants(bed.officer("F-H2")).sign("G-1", hash));
        assertThat(grants(bed.officer("F-H1")).sign("G-1", hash).record().status())
                .isEqualTo(GrantStatus.PROPOSED);
        assertThat(grants(bed.officer("F-H1")).sign("G-1", hash).record().signatures())
                .hasSize(1);
        grants(bed.officer("F-OPS")).sign("G-1", hash);
        assertThat(grants(bed.officer("Q-INS")).sign("G-1", hash).record().status())
                .isEqualTo(GrantStatus.ACTIVE);
        rejects(RejectionCode.WRONG_STATE, () -> grants(bed.officer("F-H1")).refuse("G-1", hash, "late"));
        assertThat(new ReceiptLedger(bed.officer("Q-INS")).allowance("G-1", Action.PROCESS))
                .isEqualTo(new Allowance("G-1", Action.PROCESS, 1_000, 0, 0));
    }

    @Test
    void a_new_version_waits_beside_the_one_in_force_and_never_resets_what_was_used() {
        active();
        var log = bed.log("L-1", "F-H1");
        new ReceiptLedger(bed.connector("F-H1"))
                .lease(new io.kontor.model.receipt.LeaseRequest("B-1", "L-1", 1, "G-1", Action.PROCESS, 400));
        assertThat(log.epoch()).isEqualTo(1);
        GrantTerms more = action(R1, Action.PROCESS, 2_000);
        GrantProposal second = version(more, 2);
        rejects(RejectionCode.WRONG_STATE, () -> bed.deal.propose(version(more, 3), "F-H1"));
        rejects(RejectionCode.BOUNDS, () -> bed.deal.propose(version(action(R1, Action.PROCESS, 399), 2), "F-H1"));
        bed.deal.propose(second, "F-H1");
        assertThat(bed.grant("G-1").version()).isEqualTo(1);
        rejects(RejectionCode.WRONG_STATE, () -> bed.deal.propose(version(more, 3), "F-H1"));
        for (String party : List.of("F-H1", "F-OPS", "Q-INS")) {
            grants(bed.officer(party)).sign("G-1", second.termsHash());
        }
        assertThat(bed.grant("G-1").version()).isEqualTo(2);
        assertThat(new ReceiptLedger(bed.officer("Q-INS")).allowance("G-1", Action.PROCESS))
                .isEqualTo(new Allowance("G-1", Action.PROCESS, 2_000, 400, 0));
    }

    @Test
    void a_refused_new_version_leaves_the_one_in_force() {
        active();
        GrantProposal second = version(action(R1, Action.PROCESS, 2_000), 2);
        bed.deal.propose(second, "F-H1");
        grants(bed.officer("Q-INS")).refuse("G-1", second.termsHash(), "no");
        assertThat(bed.grant("G-1").status()).isEqualTo(GrantStatus.ACTIVE);
        assertThat(bed.grant("G-1").version()).isEqualTo(1);
        assertThat(bed.deal
                        .propose(version(action(R1, Action.PROCESS, 1_500), 3), "F-H1")
                        .version())
                .isEqualTo(3);
    }

    private GrantProposal version(GrantTerms terms, int version) {
        return new GrantProposal(
                "G-1", version, "O-1", terms, GrantTermsCodec.hash(terms), DemoRecords.digest("evidence key G-1"));
    }

    @Test
    void supplier_or_regulator_suspend_and_the_one_who_did_resumes() {
        active();
        rejects(RejectionCode.ORGANISATION, () -> grants(bed.officer("Q-DATA")).suspend("G-1", "no"));
        rejects(RejectionCode.ORGANISATION, () -> grants(bed.connector("F-H2")).suspend("G-1", "no"));
        assertThat(grants(bed.connector("F-H1")).suspend("G-1", "leak").record().status())
                .isEqualTo(GrantStatus.SUSPENDED);
        grants(bed.officer("F-H1")).resume("G-1", "done");
        grants(bed.officer("F-DATA")).suspend("G-1", "audit");
        rejects(RejectionCode.ORGANISATION, () -> grants(bed.officer("F-H1")).resume("G-1", "please"));
        assertThat(grants(bed.officer("F-DATA")).resume("G-1", "done").record().status())
                .isEqualTo(GrantStatus.ACTIVE);
    }

    @Test
    void a_terminated_grant_opens_the_deletion_task_and_closes_after_both_statements() {
        active();
        Digest32 keys = DemoRecords.digest("keys destroyed");
        Digest32 deleted = DemoRecords.digest("deleted");
        rejects(RejectionCode.WRONG_STATE, () -> grants(bed.connector("F-H1")).keysDestroyed("G-1", keys));
        rejects(RejectionCode.WRONG_STATE, () -> grants(bed.officer("Q-INS")).deleted("G-1", deleted));
        rejects(RejectionCode.ORGANISATION, () -> grants(bed.officer("F-H2")).terminate("G-1", "mine"));
        Grant ended = grants(bed.officer("F-H1")).terminate("G-1", "misuse").record();
        assertThat(ended.status()).isEqualTo(GrantStatus.TERMINATED);
        assertThat(ended.reason()).contains("misuse");
        assertThat(ended.endedAt()).contains(Bed.NOW.toEpochMilli());
        assertThat(bed.network.state().keys("live/")).isEmpty();
        rejects(RejectionCode.WRONG_STATE, () -> grants(bed.officer("Q-INS")).close("G-1", "over"));
        rejects(RejectionCode.ORGANISATION, () -> grants(bed.connector("F-H2")).keysDestroyed("G-1", keys));
        grants(bed.connector("F-H1")).keysDestroyed("G-1", keys);
        rejects(
                RejectionCode.ALREADY_EXISTS_DIFFERENT,
                () -> grants(bed.connector("F-H1")).keysDestroyed("G-1", deleted));
        DeletionTask task =
                grants(bed.connector("Q-INS")).deleted("G-1", deleted).record();
        assertThat(task.statementDigest()).contains(deleted);
        assertThat(task.keysDestroyedDigest()).contains(keys);
        assertThat(task.dueAt() - task.openedAt()).isEqualTo(Duration.ofDays(30).toMillis());
        assertThat(grants(bed.officer("Q-INS")).close("G-1", "over").record().status())
                .isEqualTo(GrantStatus.CLOSED);
    }

    @Test
    void a_grant_expires_after_its_window_and_ends_with_its_parents_only() {
        active();
        rejects(RejectionCode.WRONG_STATE, () -> grants(bed.connector("F-H1")).close("G-1", "early"));
        rejects(RejectionCode.ORGANISATION, () -> grants(bed.connector("F-H2")).close("G-1", "mine"));
        bed.clock.advance(Duration.ofDays(120));
        assertThat(grants(bed.connector("Q-INS"))
                        .close("G-1", "window over")
                        .record()
                        .status())
                .isEqualTo(GrantStatus.EXPIRED);
    }

    @Test
    void a_grant_ends_when_its_authorisation_is_closed_or_a_member_revoked() {
        active();
        bed.deal.propose(bed.deal.proposal("G-4", "O-1", bed.deal.terms(R4)), "F-H1");
        new MemberLedger(bed.officer("Q-DATA")).setStatus("Q-INS", MemberStatus.REVOKED, "left");
        assertThat(grants(bed.officer("F-OPS")).close("G-1", "revoked").record().status())
                .isEqualTo(GrantStatus.TERMINATED);
        new AuthorisationLedger(bed.officer("F-DATA")).close(DemoRecords.AUTHORISATION, "over");
        assertThat(grants(bed.officer("F-OPS")).close("G-4", "closed").record().status())
                .isEqualTo(GrantStatus.TERMINATED);
    }

    @Test
    void a_waiting_version_cannot_revive_an_ended_grant() {
        active();
        GrantProposal second = version(action(R1, Action.PROCESS, 2_000), 2);
        bed.deal.propose(second, "F-H1");
        grants(bed.officer("F-H1")).terminate("G-1", "misuse");
        rejects(RejectionCode.TERMS_HASH, () -> grants(bed.officer("F-H1")).sign("G-1", second.termsHash()));
        rejects(
                RejectionCode.WRONG_STATE,
                () -> grants(bed.officer("F-H1")).sign("G-1", bed.grant("G-1").termsHash()));
    }
}
