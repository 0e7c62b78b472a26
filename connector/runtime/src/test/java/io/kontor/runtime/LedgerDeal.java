package io.kontor.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.kontor.client.grant.GrantLedger;
import io.kontor.client.ledger.LedgerRejectedException;
import io.kontor.model.grant.Action;
import io.kontor.model.grant.ActionTerms;
import io.kontor.model.grant.Grant;
import io.kontor.model.grant.GrantStatus;
import io.kontor.model.grant.GrantTerms;
import io.kontor.model.grant.GrantTermsCodec;
import io.kontor.model.json.JsonObject;
import io.kontor.model.resource.Resource;
import io.kontor.runtime.fixture.FakeDataPlane;
import io.kontor.runtime.fixture.TestConnector;
import io.kontor.runtime.fixture.TestIdentity;
import io.kontor.testkit.fixtures.DemoCast;
import io.kontor.testkit.fixtures.DemoDeal;
import io.kontor.testkit.fixtures.DemoRecords;
import io.kontor.testkit.fixtures.LedgerProvider;
import java.nio.file.Path;
import java.security.interfaces.ECPrivateKey;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Two real connectors on the real contract, whichever ledger runs it: the deal of the two cities from the offer to the end of a grant. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class LedgerDeal {
    private static final Duration WAIT = Duration.ofSeconds(60);

    private final FakeDataPlane dataPlane = FakeDataPlane.start();
    private DemoDeal deal;
    private TestConnector hospital;
    private TestConnector insurer;

    /** The ledger of the test. */
    abstract LedgerProvider ledger(DemoCast cast, Path folder) throws Exception;

    /** A member's connector on that ledger, not yet started. */
    abstract TestConnector prepare(TestIdentity identity, DemoDeal onLedger, Path folder);

    /** Ends the ledger. */
    abstract void end() throws Exception;

    /** Address of the hospital's data plane. */
    String dataPlaneUrl() {
        return dataPlane.url();
    }

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        DemoCast cast = DemoCast.create();
        deal = new DemoDeal(cast, ledger(cast, folder), Clock.systemUTC().instant());
        deal.foundCities().registerResources().authorise().order();
        hospital = connector("F-H1", folder);
        insurer = connector("Q-INS", folder);
    }

    private TestConnector connector(String participantId, Path folder) {
        var issued = deal.cast().connector(participantId).issued();
        TestIdentity identity =
                new TestIdentity(participantId, (ECPrivateKey) issued.privateKey(), issued.certificate());
        return prepare(identity, deal, folder).start();
    }

    @AfterAll
    void stop() throws Exception {
        insurer.close();
        hospital.close();
        dataPlane.close();
        end();
    }

    @Test
    void three_signatures_open_the_transfer_and_a_termination_ends_it() {
        GrantTerms terms = deal.terms(resource("R3"));
        String agreementId = agree("OF-R3", terms);
        awaitProposal(agreementId, "PROPOSED");
        Grant grant = deal.sign(agreementId);
        assertThat(grant.status()).isEqualTo(GrantStatus.ACTIVE);
        assertThat(grant.terms()).isEqualTo(terms);

        String transfer = post(insurer, "/kontor/v1/transfers", Map.of("agreementId", agreementId))
                .path("transferId")
                .asText();
        awaitTransfer(transfer, "STARTED");
        new GrantLedger(deal.connector("F-H1")).terminate(agreementId, "end of the test");
        awaitTransfer(transfer, "TERMINATED");
    }

    @Test
    void a_download_of_sensitive_data_is_refused_by_its_mode() {
        GrantTerms process = deal.terms(resource("R1"));
        GrantTerms download = new GrantTerms(
                process.resourceId(),
                process.scenarioId(),
                List.of(new ActionTerms(Action.DOWNLOAD, 2)),
                process.users(),
                process.applications(),
                process.window(),
                process.fields(),
                process.duties(),
                process.prohibitions(),
                process.consent(),
                process.viewing());
        String agreementId = agree("OF-R1-DOWNLOAD", download);
        JsonNode view = awaitProposal(agreementId, "REFUSED");
        assertThat(view.path("proposal").path("code").asText()).isEqualTo("MODE");
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> new GrantLedger(deal.officer("F-DATA")).grant(agreementId))
                .isInstanceOf(LedgerRejectedException.class);
    }

    private static Resource resource(String resourceId) {
        return DemoRecords.resources().stream()
                .filter(resource -> resource.resourceId().equals(resourceId))
                .findFirst()
                .orElseThrow();
    }

    private String agree(String offerId, GrantTerms terms) {
        JsonObject offer = JsonObject.builder()
                .put("offerId", offerId)
                .put("orderId", DemoDeal.ORDER)
                .put("buyer", "Q-INS")
                .put("terms", GrantTermsCodec.toJson(terms))
                .put(
                        "dataAddress",
                        JsonObject.builder().put("type", "KontorData").build())
                .build();
        post(hospital, "/kontor/v1/offers", offer.toString());
        String negotiation = post(
                        insurer,
                        "/kontor/v1/negotiations",
                        Map.of(
                                "counterPartyId",
                                "F-H1",
                                "counterPartyAddress",
                                hospital.protocolUrl(),
                                "resourceId",
                                terms.resourceId(),
                                "offerId",
                                offerId))
                .path("negotiationId")
                .asText();
        return awaitView(insurer, "/kontor/v1/negotiations/" + negotiation, "/state", "FINALIZED")
                .path("agreementId")
                .asText();
    }

    private JsonNode awaitProposal(String agreementId, String state) {
        return awaitView(hospital, "/kontor/v1/agreements/" + agreementId, "/proposal/state", state);
    }

    private void awaitTransfer(String transfer, String state) {
        awaitView(insurer, "/kontor/v1/transfers/" + transfer, "/state", state);
    }

    private static JsonNode awaitView(TestConnector connector, String path, String field, String value) {
        return await().atMost(WAIT)
                .until(
                        () -> connector.management(path, null).json(),
                        view -> view.at(field).asText().equals(value));
    }

    private static JsonNode post(TestConnector connector, String path, Object body) {
        TestConnector.Answer answer = connector.management(path, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }
}
