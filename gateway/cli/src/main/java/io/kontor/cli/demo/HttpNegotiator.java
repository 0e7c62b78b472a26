package io.kontor.cli.demo;

import io.kontor.cli.deploy.Cast;
import io.kontor.cli.deploy.Ports;
import io.kontor.cli.patience.Patience;
import io.kontor.model.grant.GrantTermsCodec;
import io.kontor.model.json.JsonArray;
import io.kontor.model.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The connectors' management APIs (docs/spec/connector-api.md). */
final class HttpNegotiator implements Negotiator {
    private static final Duration PATIENCE = Patience.RESTART;
    private static final String BUYER = "Q-INS";

    private final JsonHttp http;
    private final Ports ports;
    private final Map<String, String> resourceOfOffer = new HashMap<>();

    HttpNegotiator(Ports ports, String managementKey) {
        this.ports = ports;
        this.http = new JsonHttp(Map.of("x-api-key", managementKey));
    }

    @Override
    public Published publish(Offer offer) throws Exception {
        JsonObject body = JsonObject.builder()
                .put("offerId", offer.offerId())
                .put("orderId", offer.orderId())
                .put("buyer", BUYER)
                .put("terms", GrantTermsCodec.toJson(offer.terms()))
                .put(
                        "dataAddress",
                        JsonObject.builder().put("type", "KontorData").build())
                .build();
        resourceOfOffer.put(offer.offerId(), offer.terms().resourceId());
        return published(http.post(management(offer.supplier()) + "/kontor/v1/offers", body));
    }

    @Override
    public Published publishUnknownOperand(String supplier, String resourceId) throws Exception {
        JsonObject constraint = JsonObject.builder()
                .put("leftOperand", "https://kontor.io/ns/tds/moonPhase")
                .put("operator", "eq")
                .put("rightOperand", "full")
                .build();
        JsonObject permission = JsonObject.builder()
                .put("action", "https://kontor.io/ns/tds/process")
                .put("constraint", JsonArray.of(List.of(constraint)))
                .build();
        JsonObject policy = JsonObject.builder()
                .put("@context", "http://www.w3.org/ns/odrl.jsonld")
                .put("@type", "Set")
                .put("target", resourceId)
                .put("assigner", supplier)
                .put("assignee", BUYER)
                .put("permission", JsonArray.of(List.of(permission)))
                .build();
        JsonObject context = JsonObject.builder()
                .put("@vocab", "https://w3id.org/edc/v0.0.1/ns/")
                .build();
        JsonObject body = JsonObject.builder()
                .put("@context", context)
                .put("@type", "PolicyDefinition")
                .put("@id", "unknown-operand-of-" + resourceId)
                .put("policy", policy)
                .build();
        return published(http.post(management(supplier) + "/v3/policydefinitions", body));
    }

    private static Published published(JsonHttp.Answer answer) {
        return new Published(
                answer.good()
                        ? Optional.empty()
                        : Optional.of(answer.status() + " "
                                + answer.body().lines().findFirst().orElse("")));
    }

    @Override
    public String negotiate(String supplier, String offerId) throws Exception {
        JsonObject body = JsonObject.builder()
                .put("counterPartyId", supplier)
                .put(
                        "counterPartyAddress",
                        "http://127.0.0.1:" + connector(supplier).protocol() + "/dsp/2025-1")
                .put("resourceId", String.valueOf(resourceOfOffer.get(offerId)))
                .put("offerId", offerId)
                .build();
        String base = management(BUYER) + "/kontor/v1/negotiations";
        String id = http.postOnce(base, body).required("negotiate " + offerId).string("negotiationId");
        return Polling.until("negotiate " + offerId, PATIENCE, () -> {
            JsonObject state = http.get(base + "/" + id).required("read negotiation " + id);
            if (state.string("state").equals("TERMINATED")) {
                throw new IOException("Cannot negotiate " + offerId + ": TERMINATED, "
                        + state.optionalString("reason").orElse("no reason given"));
            }
            return state.string("state").equals("FINALIZED") ? state.optionalString("agreementId") : Optional.empty();
        });
    }

    @Override
    public Proposed proposed(String supplier, String agreementId) throws Exception {
        String url = management(supplier) + "/kontor/v1/agreements/" + agreementId;
        return Polling.until("see agreement " + agreementId + " proposed", PATIENCE, () -> {
            JsonObject proposal = http.get(url)
                    .required("read agreement " + agreementId)
                    .optionalObject("proposal")
                    .orElse(JsonObject.builder().put("state", "PENDING").build());
            return switch (proposal.string("state")) {
                case "PROPOSED" -> Optional.of(new Proposed(Optional.empty()));
                case "REFUSED" -> Optional.of(new Proposed(proposal.optionalString("code")));
                default -> Optional.<Proposed>empty();
            };
        });
    }

    private String management(String participantId) {
        return "http://127.0.0.1:" + connector(participantId).management() + "/management";
    }

    private Ports.ConnectorPorts connector(String participantId) {
        return ports.connector(Cast.CONNECTORS.indexOf(participantId));
    }
}
