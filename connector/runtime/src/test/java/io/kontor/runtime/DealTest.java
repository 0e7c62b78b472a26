package io.kontor.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kontor.model.grant.Grant;
import io.kontor.model.grant.GrantStatus;
import io.kontor.model.grant.GrantTermsCodec;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.runtime.fixture.Dataspace;
import io.kontor.runtime.fixture.Terms;
import io.kontor.runtime.fixture.TestConnector;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Two real connectors on PostgreSQL, from an offer to the end of a transfer: CON-4 to CON-8, CON-10, POL-10, POL-11. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DealTest {
    private Dataspace space;

    @BeforeAll
    void start(@TempDir Path folder) {
        space = Dataspace.start(folder);
    }

    @AfterAll
    void stop() {
        space.close();
    }

    @Test
    void an_agreement_becomes_a_grant_with_the_terms_that_were_published() throws Exception {
        String agreementId = space.agree("OF-A", "RA");
        JsonNode view = space.awaitProposal(agreementId, "PROPOSED");
        Grant grant = space.ledger().grant(agreementId).orElseThrow();
        assertThat(grant.terms()).isEqualTo(Terms.process("RA"));
        assertThat(grant.orderId()).isEqualTo("ORD-1");
        assertThat(grant.termsHash()).isEqualTo(GrantTermsCodec.hash(Terms.process("RA")));
        assertThat(view.path("termsHash").asText()).isEqualTo(grant.termsHash().hex());
        assertThat(view.path("grant").path("status").asText()).isEqualTo("PROPOSED");
    }

    @Test
    void a_transfer_starts_only_under_an_active_grant_and_follows_it_to_its_end() throws Exception {
        String agreementId = space.agree("OF-B", "RB");
        space.awaitProposal(agreementId, "PROPOSED");
        int startsBefore = space.dataPlane().signals("start").size();
        space.awaitState("transfers", space.transfer(agreementId), "TERMINATED");
        assertThat(space.dataPlane().signals("start")).hasSize(startsBefore);

        space.ledger().setStatus(agreementId, GrantStatus.ACTIVE);
        String transfer = space.transfer(agreementId);
        JsonNode started = space.awaitState("transfers", transfer, "STARTED");
        assertThat(started.path("endpoint").path("endpoint").asText()).isEqualTo("http://127.0.0.1:9/v1");
        assertThat(started.path("endpoint").path("logId").asText()).isEqualTo("log-1");
        assertFlow(agreementId);

        space.ledger().setStatus(agreementId, GrantStatus.SUSPENDED);
        space.awaitState("transfers", transfer, "SUSPENDED");
        space.ledger().setStatus(agreementId, GrantStatus.ACTIVE);
        space.awaitState("transfers", transfer, "STARTED");
        space.ledger().setStatus(agreementId, GrantStatus.TERMINATED);
        space.awaitState("transfers", transfer, "TERMINATED");
        assertThat(space.dataPlane().signals("terminate")).isNotEmpty();
    }

    private void assertFlow(String agreementId) throws Exception {
        Grant grant = space.ledger().grant(agreementId).orElseThrow();
        var starts = space.dataPlane().signals("start");
        JsonNode properties = starts.get(starts.size() - 1).message().path("properties");
        String namespace = "https://kontor.io/ns/tds/";
        assertThat(properties.path(namespace + "grantId").asText()).isEqualTo(agreementId);
        assertThat(properties.path(namespace + "grantVersion").asText()).isEqualTo("1");
        assertThat(properties.path(namespace + "termsHash").asText())
                .isEqualTo(grant.termsHash().hex());
        byte[] key = Base64.getDecoder()
                .decode(properties.path(namespace + "evidenceKey").asText());
        assertThat(java.security.MessageDigest.getInstance("SHA-256").digest(key))
                .isEqualTo(grant.evidenceKeyDigest().bytes());
    }

    /** CON-11: an answer must not end a deal because it comes before its question was stored. */
    @Test
    void many_negotiations_and_transfers_at_once_all_come_to_their_end() {
        List<String> offers = IntStream.range(0, 12).mapToObj(i -> "OF-M" + i).toList();
        offers.forEach(offer -> space.publish(offer, Terms.process("RM-" + offer)));
        List<String> negotiations = offers.stream()
                .map(offer -> space.negotiate(space.insurer(), offer, "RM-" + offer))
                .map(answer -> answer.json().path("negotiationId").asText())
                .toList();
        List<String> agreements = negotiations.stream()
                .map(id -> space.awaitState("negotiations", id, "FINALIZED")
                        .path("agreementId")
                        .asText())
                .toList();
        agreements.forEach(agreement -> space.awaitProposal(agreement, "PROPOSED"));
        agreements.forEach(agreement -> space.ledger().setStatus(agreement, GrantStatus.ACTIVE));
        List<String> transfers = agreements.stream().map(space::transfer).toList();
        transfers.forEach(transfer -> space.awaitState("transfers", transfer, "STARTED"));
        agreements.forEach(agreement -> space.ledger().setStatus(agreement, GrantStatus.SUSPENDED));
        transfers.forEach(transfer -> space.awaitState("transfers", transfer, "SUSPENDED"));
        agreements.forEach(agreement -> space.ledger().setStatus(agreement, GrantStatus.ACTIVE));
        transfers.forEach(transfer -> space.awaitState("transfers", transfer, "STARTED"));
    }

    @Test
    void a_refusal_of_the_ledger_is_final_and_shown_with_its_code() {
        space.ledger().refuseGrantsOf("RC", RejectionCode.MODE);
        String agreementId = space.agree("OF-C", "RC");
        JsonNode view = space.awaitProposal(agreementId, "REFUSED");
        assertThat(view.path("proposal").path("code").asText()).isEqualTo("MODE");
        assertThat(view.path("proposal").path("text").asText()).contains("RC");
        assertThat(view.has("grant")).isFalse();
    }

    @Test
    void a_transfer_needs_the_very_terms_that_stand_on_the_ledger() {
        String agreementId = space.activate("OF-D", "RD");
        space.ledger().replaceTerms(agreementId, Terms.process("R-OTHER"));
        space.awaitState("transfers", space.transfer(agreementId), "TERMINATED");
    }

    @Test
    void publishing_again_changes_nothing_and_other_content_is_refused() {
        assertThat(space.publish("OF-E", Terms.process("RE")).status()).isEqualTo(200);
        assertThat(space.publish("OF-E", Terms.process("RE")).status()).isEqualTo(200);
        TestConnector.Answer other = space.publish("OF-E", Terms.process("RF"));
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.body()).contains("OF-E", "other terms");
        assertThat(Dataspace.sql(space.hospital(), "select count(*) from edc_asset where asset_id = 'RF'"))
                .isZero();
    }

    @Test
    void a_wrong_body_is_refused_by_name_and_leaves_nothing() {
        String body = Terms.offer("OF-G", Terms.process("RG"));
        assertRefused(body.replace("\"orderId\"", "\"order\""), "order");
        assertRefused(body.replace("PROCESS", "LOOK"), "LOOK");
        assertRefused("{", "JSON");
        assertThat(Dataspace.sql(space.hospital(), "select count(*) from edc_asset where asset_id = 'RG'"))
                .isZero();
    }

    private void assertRefused(String body, String reason) {
        TestConnector.Answer answer = space.hospital().management("/kontor/v1/offers", body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains(reason);
    }
}
