package io.kontor.testkit.contract;

import static io.kontor.testkit.contract.Bed.rejects;
import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.client.grant.GrantLedger;
import io.kontor.client.receipt.ReceiptLedger;
import io.kontor.model.grant.Action;
import io.kontor.model.grant.ActionTerms;
import io.kontor.model.grant.Grant;
import io.kontor.model.grant.GrantProposal;
import io.kontor.model.grant.GrantStatus;
import io.kontor.model.grant.GrantTerms;
import io.kontor.model.grant.GrantTermsCodec;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.testkit.fixtures.DemoRecords;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A suspension holds until the one who may lift it lifts it: GRT-3, GRT-5. */
class GrantSuspensionTest {

    private final Bed bed = new Bed();

    private GrantLedger officer(String participantId) {
        return new GrantLedger(bed.officer(participantId));
    }

    private GrantProposal secondVersion() {
        GrantTerms terms = bed.grant("G-R4").terms();
        GrantTerms more = new GrantTerms(
                terms.resourceId(),
                terms.scenarioId(),
                List.of(new ActionTerms(Action.DOWNLOAD, 5)),
                terms.users(),
                terms.applications(),
                terms.window(),
                terms.fields(),
                terms.duties(),
                terms.prohibitions(),
                terms.consent(),
                terms.viewing());
        return new GrantProposal("G-R4", 2, "O-1", more, GrantTermsCodec.hash(more), DemoRecords.digest("key"));
    }

    @Test
    void a_new_version_does_not_lift_the_regulators_suspension() {
        bed.deal.playToGrants();
        officer("F-DATA").suspend("G-R4", "audit");
        GrantProposal second = secondVersion();
        bed.deal.propose(second, "F-H1");
        for (String party : List.of("F-H1", "F-OPS", "Q-INS")) {
            officer(party).sign("G-R4", second.termsHash());
        }
        Grant grant = bed.grant("G-R4");
        assertThat(grant.version()).isEqualTo(2);
        assertThat(grant.status()).isEqualTo(GrantStatus.SUSPENDED);
        assertThat(grant.reason()).contains("audit");
        assertThat(new ReceiptLedger(bed.officer("Q-INS"))
                        .allowance("G-R4", Action.DOWNLOAD)
                        .limit())
                .isEqualTo(5);
        assertThat(officer("Q-INS").sign("G-R4", second.termsHash()).record()).isEqualTo(grant);
        rejects(RejectionCode.ORGANISATION, () -> officer("F-H1").resume("G-R4", "please"));
        assertThat(officer("F-DATA").resume("G-R4", "done").record().status()).isEqualTo(GrantStatus.ACTIVE);
    }

    @Test
    void the_regulators_suspension_holds_over_the_suppliers() {
        bed.deal.playToGrants();
        officer("F-H1").suspend("G-R4", "maintenance");
        assertThat(officer("F-DATA").suspend("G-R4", "audit").record().reason()).contains("audit");
        officer("F-H1").suspend("G-R4", "maintenance");
        rejects(RejectionCode.ORGANISATION, () -> officer("F-H1").resume("G-R4", "done"));
        assertThat(officer("F-DATA").resume("G-R4", "done").record().status()).isEqualTo(GrantStatus.ACTIVE);
    }
}
