package io.kontor.testkit.fabric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.client.authorisation.AuthorisationLedger;
import io.kontor.client.ledger.LedgerException;
import io.kontor.client.ledger.LedgerRejectedException;
import io.kontor.client.order.OrderLedger;
import io.kontor.client.product.ProductLedger;
import io.kontor.client.scenario.ScenarioLedger;
import io.kontor.client.settlement.SettlementLedger;
import io.kontor.model.authorisation.AuthorisationOpening;
import io.kontor.model.json.JsonObject;
import io.kontor.model.order.OrderProposal;
import io.kontor.model.order.TermsCommitment;
import io.kontor.model.product.NegotiatedTerms;
import io.kontor.model.product.NegotiatedTermsCodec;
import io.kontor.model.product.Product;
import io.kontor.model.product.ProductTariff;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.model.scenario.Scenario;
import io.kontor.testkit.fixtures.DemoDeal;
import io.kontor.testkit.fixtures.DemoRecords;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * CNF-6 on a real network: negotiated terms are purged at every peer, half a year after their authorisation was closed. Transactions of that
 * time are endorsed by peers whose window was widened; the contract knows no other time than that of the transaction.
 */
@Tag("fabric")
@ExtendWith(WhereFabricIsFound.class)
class FabricPurgeTest {

    private static final String ORDER = "O-purge";
    private static final String AUTHORISATION = "AU-F-purge";
    private static final String SCENARIO = "SC-F-purge";
    private static final String PRODUCT = "purge-product";
    private static final List<String> CONCERNED = List.of("F-DATA", "F-OPS", "Q-DATA", "Q-INS");
    private static final Duration RETENTION = Duration.ofDays(190);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @RegisterExtension
    static final FabricExtension FABRIC = new FabricExtension();

    private final FabricBed bed = FABRIC.bed();
    private final DemoDeal deal = bed.deal();
    private final Instant now = Instant.now();

    @Test
    void terms_are_purged_at_every_peer_when_their_retention_is_over() throws Exception {
        confide();
        for (String member : CONCERNED) {
            assertThat(new OrderLedger(deal.officer(member)).terms(ORDER)).isEqualTo(terms());
        }
        new AuthorisationLedger(deal.officer("F-DATA")).close(AUTHORISATION, "over");
        rejects(RejectionCode.RETENTION, () -> new OrderLedger(deal.officer("F-OPS")).forget(ORDER));
        List<String> endorsers = List.of("FDataMSP", "FOpsMSP", "QDataMSP");
        endorsers.forEach(bed::widenTimeWindow);

        assertThat(forgetLater(endorsers)).isEqualTo(TxValidationCode.VALID);

        for (String member : CONCERNED) {
            Awaitility.await(member + " finds no terms")
                    .atMost(PATIENCE)
                    .untilAsserted(() ->
                            rejects(RejectionCode.NOT_FOUND, () -> new OrderLedger(deal.officer(member)).terms(ORDER)));
        }
        assertThat(forgetLater(endorsers)).as("again").isEqualTo(TxValidationCode.VALID);
        rejects(RejectionCode.WRONG_STATE, () -> new SettlementLedger(deal.officer("Q-INS")).close(ORDER, 1));
        assertThat(new OrderLedger(deal.officer("F-OPS")).order(ORDER).confidential())
                .as("the commitment stays")
                .isPresent();
    }

    /** An order with negotiated terms under an authorisation of its own, so that no other test's is closed. */
    private void confide() {
        long startsAt = DemoRecords.window(now).startsAt();
        new AuthorisationLedger(deal.officer("F-DATA"))
                .open(new AuthorisationOpening(AUTHORISATION, "F", "F-OPS", "F 2026-purge", startsAt, 24));
        new AuthorisationLedger(deal.officer("F-OPS")).accept(AUTHORISATION);
        Scenario listed = DemoRecords.scenario();
        new ScenarioLedger(deal.officer("F-OPS"))
                .propose(new Scenario(
                        SCENARIO,
                        AUTHORISATION,
                        "F",
                        "F-OPS",
                        listed.title(),
                        listed.purpose(),
                        listed.items(),
                        listed.resources(),
                        listed.planDigest(),
                        listed.status(),
                        Optional.empty()));
        new ScenarioLedger(deal.officer("F-DATA")).approve(SCENARIO, "F 2026-purge");
        Product product = DemoRecords.product(1);
        new ProductLedger(deal.officer("F-OPS"))
                .list(
                        new Product(PRODUCT, "F-OPS", "F", SCENARIO, product.title(), 1, product.status()),
                        tariff(startsAt));
        NegotiatedTerms terms = terms();
        new OrderLedger(deal.officer("Q-INS"))
                .propose(new OrderProposal(
                        ORDER,
                        PRODUCT,
                        1,
                        SCENARIO,
                        "F-OPS",
                        "Q-INS",
                        List.of(deal.user().credential()),
                        List.of(deal.application().credential()),
                        Optional.of(new TermsCommitment(List.of("F", "Q"), NegotiatedTermsCodec.digest(terms)))));
        new OrderLedger(deal.officer("Q-INS")).confide(terms);
        new OrderLedger(deal.officer("F-OPS")).sign(ORDER);
    }

    private ProductTariff tariff(long startsAt) {
        ProductTariff demo = DemoRecords.tariff(1, now);
        return new ProductTariff(PRODUCT, 1, demo.tariff(), demo.pricedActions(), demo.basis(), startsAt);
    }

    private NegotiatedTerms terms() {
        return new NegotiatedTerms(
                ORDER, tariff(DemoRecords.window(now).startsAt()), DemoRecords.digest("salt of " + ORDER));
    }

    /** Peers that started again a moment ago may not know each other yet. */
    private TxValidationCode forgetLater(List<String> endorsers) {
        LaterCall later = new LaterCall(bed.connection(deal.cast().officer("F-OPS")));
        return Awaitility.await()
                .atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(org.hyperledger.fabric.client.EndorseException.class)
                .until(
                        () -> later.submit(
                                now.plus(RETENTION),
                                "order:forget",
                                JsonObject.builder().put("orderId", ORDER).build(),
                                endorsers.toArray(String[]::new)),
                        code -> code != null);
    }

    private static void rejects(RejectionCode code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(LedgerException.class)
                .isInstanceOfSatisfying(
                        LedgerRejectedException.class,
                        e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code));
    }
}
