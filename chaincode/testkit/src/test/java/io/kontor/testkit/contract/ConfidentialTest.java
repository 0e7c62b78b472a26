package io.kontor.testkit.contract;

import static io.kontor.testkit.contract.Bed.rejects;
import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.client.authorisation.AuthorisationLedger;
import io.kontor.client.ledger.Ledger;
import io.kontor.client.member.MemberLedger;
import io.kontor.client.order.OrderLedger;
import io.kontor.model.member.KeyUse;
import io.kontor.model.member.Member;
import io.kontor.model.order.OrderProposal;
import io.kontor.model.order.TermsCommitment;
import io.kontor.model.product.NegotiatedTerms;
import io.kontor.model.product.NegotiatedTermsCodec;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.model.settlement.CreditNote;
import io.kontor.testkit.fixtures.DemoCast;
import io.kontor.testkit.fixtures.DemoRecords;
import io.kontor.testkit.fixtures.SecretDeal;
import io.kontor.testkit.fixtures.TestLog;
import io.kontor.testkit.ledger.TestIdentity;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** CNF-2 to CNF-6: who may know negotiated terms, and for how long. */
class ConfidentialTest {

    private static final String SECRET = "O-secret";

    private final Bed bed = new Bed();
    private final SecretDeal secret;

    ConfidentialTest() {
        bed.deal.playToGrants();
        secret = new SecretDeal(bed.deal, bed.clock, SECRET);
    }

    /** CNF-2, CNF-4: an order within city F. */
    @Test
    void a_member_of_another_city_is_refused_whatever_its_peer_holds() {
        TestIdentity officer = bed.cast.client(DemoCast.F_OPERATOR_MSP, "F-INS");
        Member q = bed.cast.member("Q-INS");
        new MemberLedger(bed.officer("F-DATA"))
                .admit(new Member(
                        "F-INS",
                        "F",
                        DemoCast.F_OPERATOR_MSP,
                        q.roles(),
                        q.name(),
                        Optional.empty(),
                        q.legalForm(),
                        q.status(),
                        List.of(officer.memberKey("officer-1", KeyUse.OFFICER)),
                        Optional.empty()));
        Ledger buyer = bed.deal.connect(officer);
        NegotiatedTerms terms = secret.terms("0.02");
        OrderProposal listed = secret.proposal(terms, "F");
        new OrderLedger(buyer)
                .propose(new OrderProposal(
                        SECRET,
                        listed.productId(),
                        1,
                        listed.scenarioId(),
                        "F-OPS",
                        "F-INS",
                        listed.users(),
                        listed.applications(),
                        Optional.of(new TermsCommitment(List.of("F"), NegotiatedTermsCodec.digest(terms)))));
        new OrderLedger(buyer).confide(terms);
        assertThat(secret.seenBy("F-DATA")).isEqualTo(terms);
        rejects(RejectionCode.CITY, () -> secret.seenBy("Q-DATA"));
        rejects(RejectionCode.CITY, () -> secret.settlements("Q-INS").account(SECRET));
        assertThat(bed.network.state().privateValue("terms-F/confidential/" + SECRET))
                .isPresent();
    }

    /** CNF-3: nothing that tells of money stands under a key of the channel, and all of it goes together. */
    @Test
    void all_records_of_the_money_are_one_private_value() {
        secret.order();
        secret.use("L-secret");
        long charge = secret.settlements("F-OPS")
                .calculate(SECRET, 1)
                .record()
                .rating()
                .orElseThrow()
                .charge();
        secret.settlements("Q-INS").confirm(SECRET, 1, charge);
        secret.settlements("F-OPS").confirm(SECRET, 1, charge);
        secret.settlements("F-OPS").pay(SECRET, 1, DemoRecords.digest("payment"));
        assertThat(bed.network.state().keys(""))
                .noneMatch(key -> key.matches(
                        "(terms|settlement|account|credit|difference|silence|enforced|payment|acknowledged)/" + SECRET
                                + ".*"));
        assertThat(bed.network
                        .state()
                        .privateValue("terms-F-Q/confidential/" + SECRET)
                        .orElseThrow()
                        .toStringUtf8())
                .contains(
                        "\"account/" + SECRET,
                        "\"settlement/" + SECRET + "/1",
                        "\"terms/",
                        "\"payment/",
                        secret.terms("0.05").salt().hex());
    }

    /** CNF-5: a correction is read back by the parties, and its transaction answers nothing. */
    @Test
    void a_correction_is_made_in_private() {
        secret.order();
        TestLog log = secret.use("L-secret");
        long charge = secret.settlements("F-OPS")
                .calculate(SECRET, 1)
                .record()
                .rating()
                .orElseThrow()
                .charge();
        secret.settlements("Q-INS").confirm(SECRET, 1, charge);
        secret.settlements("F-OPS").confirm(SECRET, 1, charge);
        secret.settlements("F-OPS").pay(SECRET, 1, DemoRecords.digest("payment"));
        secret.settlements("Q-INS").dispute(secret.dispute("D-secret", log, 1));
        CreditNote note =
                secret.settlements("F-OPS").uphold("D-secret", "wrong record").record();
        assertThat(note.charge()).isEqualTo(-SecretDeal.CHARGE / 2);
        assertThat(bed.network.state().keys("credit/")).isEmpty();
    }

    /** CNF-6. */
    @Test
    void terms_are_forgotten_once_the_retention_is_over() {
        secret.order();
        OrderLedger seller = new OrderLedger(bed.officer("F-OPS"));
        rejects(RejectionCode.RETENTION, () -> seller.forget(SECRET));
        new AuthorisationLedger(bed.officer("F-DATA")).close(DemoRecords.AUTHORISATION, "over");
        rejects(RejectionCode.RETENTION, () -> seller.forget(SECRET));
        bed.clock.advance(Duration.ofDays(190));
        rejects(RejectionCode.ORGANISATION, () -> new OrderLedger(bed.officer("Q-OPS")).forget(SECRET));
        seller.forget(SECRET);
        seller.forget(SECRET);
        assertThat(bed.network.state().privateValue("terms-F-Q/confidential/" + SECRET))
                .isEmpty();
        rejects(RejectionCode.NOT_FOUND, () -> secret.seenBy("F-DATA"));
        rejects(RejectionCode.WRONG_STATE, () -> secret.settlements("Q-INS").close(SECRET, 1));
        assertThat(seller.order(SECRET).confidential()).isPresent();
    }
}
