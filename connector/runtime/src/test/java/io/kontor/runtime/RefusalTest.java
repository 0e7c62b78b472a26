package io.kontor.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kontor.extension.identity.ConnectorIdentity;
import io.kontor.extension.identity.MemberIdentityService;
import io.kontor.model.member.MemberStatus;
import io.kontor.runtime.fixture.Dataspace;
import io.kontor.runtime.fixture.FakeMembers;
import io.kontor.runtime.fixture.Terms;
import io.kontor.runtime.fixture.TestConnector;
import io.kontor.runtime.fixture.TestIdentity;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.eclipse.edc.spi.iam.TokenParameters;
import org.eclipse.edc.spi.monitor.Monitor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What two real connectors refuse: POL-8 and POL-9 at every entrance, and members that may not speak. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusalTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String EDC = "https://w3id.org/edc/connector/management/v0.0.1";

    private Dataspace space;

    @BeforeAll
    void start(@TempDir Path folder) {
        space = Dataspace.start(folder);
        assertThat(space.publish("OF-1", Terms.process("R1")).status()).isEqualTo(200);
    }

    @AfterAll
    void stop() {
        space.close();
    }

    @Test
    void a_policy_definition_with_an_unknown_operand_is_not_created() {
        ObjectNode policy = offer();
        constraint(policy, 0).put("leftOperand", "https://kontor.io/ns/tds/colour");
        assertPolicyRefused(policy, "unknown operand https://kontor.io/ns/tds/colour");
    }

    @Test
    void a_policy_definition_with_a_misspelt_constraint_is_not_created() {
        ObjectNode policy = offer();
        ObjectNode permission = permission(policy);
        permission.set("constraints", permission.remove("constraint"));
        assertPolicyRefused(policy, "lacks");
    }

    @Test
    void a_policy_definition_with_properties_that_edc_reads_over_is_not_created() {
        ObjectNode unit = offer();
        constraint(unit, 0).put("http://www.w3.org/ns/odrl/2/unit", "calls");
        assertPolicyRefused(unit, "unknown property http://www.w3.org/ns/odrl/2/unit");
        ObjectNode foreign = offer();
        foreign.put("https://example.org/limit", "3");
        assertPolicyRefused(foreign, "unknown property https://example.org/limit");
        ObjectNode typed = offer();
        constraint(typed, 0)
                .set(
                        "rightOperand",
                        JSON.valueToTree(Map.of("@value", "3", "@type", "http://www.w3.org/2001/XMLSchema#int")));
        assertPolicyRefused(typed, "unknown property @type");
    }

    private void assertPolicyRefused(ObjectNode policy, String reason) {
        Map<String, Object> definition =
                Map.of("@context", EDC, "@type", "PolicyDefinition", "@id", "P-BAD", "policy", policy);
        TestConnector.Answer answer = space.hospital().management("/v3/policydefinitions", definition);
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains(reason);
        assertThat(Dataspace.sql(
                        space.hospital(), "select count(*) from edc_policydefinitions where policy_id = 'P-BAD'"))
                .isZero();
    }

    @Test
    void the_consumer_refuses_to_request_an_offer_with_an_unknown_operand() {
        ObjectNode policy = offer();
        constraint(policy, 0).put("leftOperand", "https://kontor.io/ns/tds/colour");
        policy.put("@type", "http://www.w3.org/ns/odrl/2/Offer");
        Map<String, Object> request = Map.of(
                "@context",
                EDC,
                "@type",
                "ContractRequest",
                "counterPartyAddress",
                space.hospital().protocolUrl(),
                "counterPartyId",
                "F-H1",
                "protocol",
                "dataspace-protocol-http:2025-1",
                "policy",
                policy);
        TestConnector.Answer answer = space.insurer().management("/v3/contractnegotiations", request);
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("unknown operand");
        assertThat(negotiations(space.insurer())).isZero();
    }

    @Test
    void the_supplier_refuses_a_request_with_an_unknown_operand() {
        long before = negotiations(space.hospital());
        ObjectNode policy = offer();
        constraint(policy, 0).put("leftOperand", "https://kontor.io/ns/tds/colour");
        assertThat(dsp("/negotiations/request", request(policy))).isEqualTo(400);
        assertThat(negotiations(space.hospital())).isEqualTo(before);
        assertThat(dsp("/negotiations/request", request(offer()))).isEqualTo(200);
    }

    @Test
    void an_unsolicited_offer_is_refused() {
        long before = negotiations(space.hospital());
        assertThat(dsp("/negotiations/offers", message("ContractOfferMessage", "providerPid", offer())))
                .isEqualTo(400);
        assertThat(negotiations(space.hospital())).isEqualTo(before);
    }

    @Test
    void the_supplier_refuses_a_token_of_a_key_that_nobody_pinned() {
        String token = token(TestIdentity.create("Q-INS"));
        assertThat(dsp("/negotiations/request", request(offer()), token)).isEqualTo(401);
        assertThat(dsp("/catalog/request", catalogueRequest(), token)).isEqualTo(401);
    }

    @Test
    void con_2_a_message_that_cannot_be_checked_while_the_ledger_is_away_may_come_again() {
        TestIdentity late = TestIdentity.create("Q-LATE");
        space.ledger().admit(late);
        String token = token(late);
        Map<String, Object> request = request(offer());
        space.ledger().silenceMembers();
        try {
            assertThat(dsp("/catalog/request", catalogueRequest(), token)).isEqualTo(503);
            assertThat(dsp("/negotiations/request", request, token)).isEqualTo(503);
        } finally {
            space.ledger().answer();
        }
        assertThat(dsp("/catalog/request", catalogueRequest(), token)).isEqualTo(200);
    }

    private static Map<String, Object> catalogueRequest() {
        return Map.of(
                "@context",
                new String[] {"https://w3id.org/dspace/2025/1/context.jsonld"},
                "@type",
                "CatalogRequestMessage");
    }

    @Test
    void a_revoked_member_finds_nothing() {
        space.ledger().setStatus(space.insurerIdentity(), MemberStatus.REVOKED);
        try {
            assertThat(space.negotiate(space.insurer(), "OF-1", "R1").status()).isEqualTo(502);
        } finally {
            space.ledger().setStatus(space.insurerIdentity(), MemberStatus.ACTIVE);
        }
    }

    @Test
    void another_member_does_not_see_the_offer() {
        try (TestConnector other = space.connector(TestIdentity.create("Q-OTHER"))) {
            TestConnector.Answer answer = space.negotiate(other, "OF-1", "R1");
            assertThat(answer.status()).isIn(404, 502);
            assertThat(negotiations(other)).isZero();
        }
    }

    /** The offer as the buyer's connector gets it from the catalogue. */
    private ObjectNode offer() {
        Map<String, Object> request = Map.of(
                "@context", EDC,
                "@type", "DatasetRequest",
                "@id", "R1",
                "counterPartyAddress", space.hospital().protocolUrl(),
                "counterPartyId", "F-H1",
                "protocol", "dataspace-protocol-http:2025-1");
        JsonNode dataset = space.insurer()
                .management("/v3/catalog/dataset/request", request)
                .json();
        JsonNode policy = dataset.path("hasPolicy");
        ObjectNode offer = (ObjectNode) (policy.isArray() ? policy.get(0) : policy).deepCopy();
        offer.put("@context", "http://www.w3.org/ns/odrl.jsonld");
        offer.put("assigner", "F-H1");
        offer.put("target", "R1");
        return offer;
    }

    private static ObjectNode permission(ObjectNode policy) {
        JsonNode permission = policy.path("permission");
        return (ObjectNode) (permission.isArray() ? permission.get(0) : permission);
    }

    private static ObjectNode constraint(ObjectNode policy, int index) {
        return (ObjectNode) ((ArrayNode) permission(policy).path("constraint")).get(index);
    }

    private Map<String, Object> request(ObjectNode offer) {
        return message("ContractRequestMessage", "consumerPid", offer);
    }

    private Map<String, Object> message(String type, String pid, ObjectNode offer) {
        offer.remove("@context");
        offer.put("@type", "Offer");
        return Map.of(
                "@context",
                new String[] {"https://w3id.org/dspace/2025/1/context.jsonld"},
                "@type",
                type,
                pid,
                "urn:uuid:" + java.util.UUID.randomUUID(),
                "callbackAddress",
                space.insurer().protocolUrl(),
                "offer",
                offer);
    }

    private int dsp(String path, Object message) {
        return dsp(path, message, token(space.insurerIdentity()));
    }

    private int dsp(String path, Object message, String token) {
        try {
            return space.insurer()
                    .send(HttpRequest.newBuilder(URI.create(space.hospital().protocolUrl() + path))
                            .header("authorization", token)
                            .header("content-type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(message))))
                    .status();
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String token(TestIdentity identity) {
        return new MemberIdentityService(
                        new ConnectorIdentity(identity.participantId(), identity.key(), identity.certificate()),
                        new FakeMembers(),
                        Clock.systemUTC(),
                        new Monitor() {})
                .obtainClientCredentials(
                        identity.participantId(),
                        TokenParameters.Builder.newInstance()
                                .claims("aud", "F-H1")
                                .build())
                .getContent()
                .getToken();
    }

    private static long negotiations(TestConnector connector) {
        return Dataspace.sql(connector, "select count(*) from edc_contract_negotiation");
    }
}
