package io.kontor.testkit.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.client.ledger.CommittedTransaction;
import io.kontor.client.ledger.LedgerBlocks;
import io.kontor.client.ledger.LedgerRejectedException;
import io.kontor.client.ledger.Recorded;
import io.kontor.client.order.OrderLedger;
import io.kontor.client.settlement.SettlementLedger;
import io.kontor.client.supervision.SupervisionLedger;
import io.kontor.model.json.JsonObject;
import io.kontor.model.product.NegotiatedTerms;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.model.settlement.Settlement;
import io.kontor.testkit.fixtures.DemoCast;
import io.kontor.testkit.fixtures.DemoDeal;
import io.kontor.testkit.fixtures.DemoRecords;
import io.kontor.testkit.fixtures.SecretDeal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** CNF-1 to CNF-6 and END-6 on every ledger: negotiated prices are rated for the cities concerned, and no block holds them. */
abstract class AbstractConfidentialTest {

    /** The deal, played to its grants. */
    protected abstract DemoDeal deal();

    /** Time of the ledger's transactions. */
    protected abstract Clock clock();

    /** The ledger's blocks as city F's regulator reads them; empty where there are none. */
    protected Optional<LedgerBlocks> blocks() {
        return Optional.empty();
    }

    @Test
    void negotiated_prices_are_rated_for_the_cities_concerned_and_stand_in_no_block() {
        SecretDeal secret = new SecretDeal(deal(), clock(), "O-secret");
        CommittedTransaction confided = secret.order();
        assertThat(confided.answer()).hasToString("{\"confidential\":true}");
        secret.use("L-secret");
        Recorded<Settlement> calculated = secret.settlements("F-OPS").calculate("O-secret", 1);
        long charge = calculated.record().rating().orElseThrow().charge();
        assertThat(charge).isEqualTo(SecretDeal.CHARGE);
        secret.settlements("Q-INS").confirm("O-secret", 1, charge);
        secret.settlements("F-OPS").confirm("O-secret", 1, charge);
        Recorded<Settlement> paid =
                secret.settlements("F-OPS").pay("O-secret", 1, DemoRecords.digest("secret payment"));
        assertThat(paid.record().shares().orElseThrow().units()).isEqualTo(CHARGE_OF_UNITS);
        for (String member : List.of("F-DATA", "F-H1", "Q-DATA", "Q-INS")) {
            assertThat(secret.seenBy(member)).isEqualTo(secret.terms("0.05"));
            assertThat(secret.settlements(member).account("O-secret").charged()).isEqualTo(charge);
        }
        assertThat(new SupervisionLedger(deal().officer("F-DATA")).states(List.of("confidential/O-secret")))
                .hasEntrySatisfying(
                        "confidential/O-secret", state -> assertThat(state).isEmpty());
        noBlockTells(secret.terms("0.05"), confided.blockNumber(), paid.blockNumber());
    }

    /** Half of it, by the split plan of the first 20.00 yuan. */
    private static final long CHARGE_OF_UNITS = SecretDeal.CHARGE / 2;

    private void noBlockTells(NegotiatedTerms terms, long from, long to) {
        if (blocks().isEmpty()) {
            System.out.printf(
                    "%s does not check: that no block tells of money, it has none%n",
                    getClass().getSimpleName());
            return;
        }
        for (long number = from; number <= to; number++) {
            byte[] block = blocks().get()
                    .copies(number, List.of(DemoCast.F_REGULATOR_MSP))
                    .get(0);
            assertThat(new String(block, StandardCharsets.ISO_8859_1))
                    .as("block " + number)
                    .doesNotContain(terms.salt().hex(), "\"charge\"", "\"charged\"", "\"prices\"", "\"rating\"");
        }
    }

    /** CNF-1: in the order of its page. */
    @Test
    void terms_are_confided_before_the_seller_signs_and_are_those_committed_to() {
        SecretDeal secret = new SecretDeal(deal(), clock(), "O-secret-2");
        OrderLedger buyer = new OrderLedger(deal().officer("Q-INS"));
        OrderLedger seller = new OrderLedger(deal().officer("F-OPS"));
        NegotiatedTerms terms = secret.terms("0.04");
        rejects(RejectionCode.ORDER, () -> buyer.propose(secret.proposal(terms, "F")));
        buyer.propose(secret.proposal(terms, "F", "Q"));
        rejects(RejectionCode.WRONG_STATE, () -> seller.sign("O-secret-2"));
        rejects(RejectionCode.ORGANISATION, () -> new OrderLedger(deal().officer("Q-OPS")).confide(terms));
        rejects(RejectionCode.TERMS_HASH, () -> buyer.confide(secret.terms("0.03")));
        rejects(RejectionCode.WRONG_STATE, () -> new SettlementLedger(deal().officer("Q-INS")).close("O-secret-2", 1));
        rejects(RejectionCode.RETENTION, () -> seller.forget("O-secret-2"));
        buyer.confide(terms);
        buyer.confide(terms);
        seller.sign("O-secret-2");
        assertThat(seller.terms("O-secret-2")).isEqualTo(terms);
        rejects(
                RejectionCode.WRONG_STATE,
                () -> new OrderLedger(deal().officer("Q-INS"))
                        .confide(new SecretDeal(deal(), clock(), "O-1").terms("0.04")));
    }

    /** CNF-5: one argument, in the proposal or beside it. */
    @Test
    void an_argument_is_open_or_confidential_and_never_both() {
        JsonObject argument =
                JsonObject.builder().put("orderId", DemoDeal.ORDER).build();
        assertThat(deal().officer("F-OPS")
                        .submitConfidential("order:get", argument)
                        .answer()
                        .string("orderId"))
                .isEqualTo(DemoDeal.ORDER);
    }

    private static void rejects(RejectionCode code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        LedgerRejectedException.class,
                        e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code));
    }
}
