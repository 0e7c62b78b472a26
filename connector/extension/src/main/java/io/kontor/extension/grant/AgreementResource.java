package io.kontor.extension.grant;

import io.kontor.client.ledger.LedgerException;
import io.kontor.extension.ledger.GrantBook;
import io.kontor.extension.policy.OdrlTermsCompiler;
import io.kontor.extension.policy.OfferedTerms;
import io.kontor.extension.policy.TermsRefusedException;
import io.kontor.model.grant.Grant;
import io.kontor.model.grant.GrantTermsCodec;
import io.kontor.model.json.JsonObject;
import io.kontor.model.json.JsonObjectBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.edc.connector.controlplane.contract.spi.types.agreement.ContractAgreement;
import org.eclipse.edc.web.spi.exception.ObjectNotFoundException;

/** {@code GET /kontor/v1/agreements/{agreementId}}: an agreement, how far its proposal is, and its grant (docs/spec/connector-api.md). */
@Path("/kontor/v1/agreements")
public final class AgreementResource {
    private final LiveTransfers agreements;
    private final GrantOutbox outbox;
    private final GrantBook grants;

    AgreementResource(LiveTransfers agreements, GrantOutbox outbox, GrantBook grants) {
        this.agreements = agreements;
        this.outbox = outbox;
        this.grants = grants;
    }

    /**
     * Shows an agreement.
     *
     * @param agreementId shared agreement id
     * @return JSON
     */
    @GET
    @Path("/{agreementId}")
    @Produces(MediaType.APPLICATION_JSON)
    public String get(@PathParam("agreementId") String agreementId) {
        ContractAgreement agreement = agreements
                .agreement(agreementId)
                .orElseThrow(() -> new ObjectNotFoundException(ContractAgreement.class, agreementId));
        JsonObjectBuilder answer = JsonObject.builder()
                .put("agreementId", agreementId)
                .put("contractId", agreement.getId())
                .put("resourceId", agreement.getAssetId())
                .put("supplier", agreement.getProviderId())
                .put("buyer", agreement.getConsumerId())
                .put("signedAt", agreement.getContractSigningDate());
        putTerms(answer, agreement);
        outbox.find(agreementId).ifPresent(row -> answer.put("proposal", proposal(row)));
        putGrant(answer, agreementId);
        return answer.build().toString();
    }

    private static void putTerms(JsonObjectBuilder answer, ContractAgreement agreement) {
        try {
            OfferedTerms offered = OdrlTermsCompiler.compile(agreement.getPolicy());
            answer.put("orderId", offered.orderId());
            answer.put("termsHash", GrantTermsCodec.hash(offered.terms()).hex());
        } catch (TermsRefusedException e) {
            answer.put("termsRefused", String.valueOf(e.getMessage()));
        }
    }

    private static JsonObject proposal(OutboxRow row) {
        return JsonObject.builder()
                .put("state", row.state())
                .put("attempts", row.attempts())
                .putIfPresent("code", row.code())
                .putIfPresent("text", row.text())
                .build();
    }

    private void putGrant(JsonObjectBuilder answer, String agreementId) {
        try {
            grants.find(agreementId).ifPresent(grant -> answer.put("grant", grant(grant)));
        } catch (LedgerException e) {
            answer.put("ledger", String.valueOf(e.getMessage()));
        }
    }

    private static JsonObject grant(Grant grant) {
        return JsonObject.builder()
                .put("status", grant.status())
                .put("version", grant.version())
                .put("signatures", grant.signatures().size())
                .putIfPresent("reason", grant.reason())
                .build();
    }
}
