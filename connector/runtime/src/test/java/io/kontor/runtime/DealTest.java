package io.kontor.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.kontor.model.grant.GrantStatus;
import io.kontor.model.grant.GrantTermsCodec;
import io.kontor.runtime.fixture.FakeDataPlane;
import io.kontor.runtime.fixture.FakeLedger;
import io.kontor.runtime.fixture.Terms;
import io.kontor.runtime.fixture.TestConnector;
import io.kontor.runtime.fixture.TestIdentity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Two real connectors on PostgreSQL: from an offer to the end of a transfer. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DealTest {
    private static final Duration WAIT = Duration.ofSeconds(20);

    private final FakeLedger ledger = new FakeLedger();
    private final FakeDataPlane dataPlane = FakeDataPlane.start();
    private TestConnector hospital;
    private TestConnector insurer;

    @BeforeAll
    void start(@TempDir Path folder) {
        hospital = connector("F-H1", folder);
        insurer = connector("Q-INS", folder);
    }

    @AfterAll
    void stop() {
        insurer.close();
        hospital.close();
        dataPlane.close();
    }

    private TestConnector connector(String participantId, Path folder) {
        TestIdentity identity = TestIdentity.create(participantId);
        ledger.admit(identity);
        return TestConnector.prepare(identity, ledger, folder, dataPlane.url()).start();
    }

    @Test
    void an_agreement_becomes_a_grant_and_a_transfer_that_follows_it() {
        publish("OFFER-1", "R1");
        String agreementId = agree("OFFER-1", "R1");
        await().atMost(WAIT).until(() -> ledger.grant(agreementId).isPresent());
        var grant = ledger.grant(agreementId).orElseThrow();
        assertThat(grant.terms()).isEqualTo(Terms.process("R1"));
        assertThat(grant.orderId()).isEqualTo("ORD-1");
        assertThat(grant.termsHash()).isEqualTo(GrantTermsCodec.hash(Terms.process("R1")));

        String early = transfer(agreementId);
        awaitState("transfers", early, "TERMINATED");
        assertThat(dataPlane.signals("start")).isEmpty();

        ledger.setStatus(agreementId, GrantStatus.ACTIVE);
        String transfer = transfer(agreementId);
        JsonNode started = awaitState("transfers", transfer, "STARTED");
        assertThat(started.path("endpoint").path("endpoint").asText()).isEqualTo("http://127.0.0.1:9/v1");
        assertThat(started.path("endpoint").path("logId").asText()).isEqualTo("log-1");
        JsonNode message = dataPlane.signals("start").get(0).message();
        assertThat(message.toString()).contains(agreementId, grant.termsHash().hex());

        ledger.setStatus(agreementId, GrantStatus.SUSPENDED);
        awaitState("transfers", transfer, "SUSPENDED");
        ledger.setStatus(agreementId, GrantStatus.ACTIVE);
        awaitState("transfers", transfer, "STARTED");
        ledger.setStatus(agreementId, GrantStatus.TERMINATED);
        awaitState("transfers", transfer, "TERMINATED");
        await().atMost(WAIT).until(() -> !dataPlane.signals("terminate").isEmpty());
    }

    private void publish(String offerId, String resourceId) {
        TestConnector.Answer answer =
                hospital.management("/kontor/v1/offers", Terms.offer(offerId, Terms.process(resourceId)));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private String agree(String offerId, String resourceId) {
        TestConnector.Answer answer = insurer.management(
                "/kontor/v1/negotiations",
                Map.of(
                        "counterPartyId",
                        "F-H1",
                        "counterPartyAddress",
                        hospital.protocolUrl(),
                        "resourceId",
                        resourceId,
                        "offerId",
                        offerId));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return awaitState("negotiations", answer.json().path("negotiationId").asText(), "FINALIZED")
                .path("agreementId")
                .asText();
    }

    private String transfer(String agreementId) {
        TestConnector.Answer answer = insurer.management("/kontor/v1/transfers", Map.of("agreementId", agreementId));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().path("transferId").asText();
    }

    private JsonNode awaitState(String kind, String id, String state) {
        return await().atMost(WAIT)
                .until(
                        () -> insurer.management("/kontor/v1/" + kind + "/" + id, null)
                                .json(),
                        view -> view.path("state").asText().equals(state));
    }
}
