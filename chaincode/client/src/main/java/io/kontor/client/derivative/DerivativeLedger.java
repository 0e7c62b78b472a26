package io.kontor.client.derivative;

import io.kontor.client.ledger.Ledger;
import io.kontor.client.ledger.Recorded;
import io.kontor.model.derivative.Derivative;
import io.kontor.model.derivative.DerivativeCodec;
import io.kontor.model.derivative.DerivativeSubmission;
import io.kontor.model.derivative.DerivativeSubmissionCodec;
import io.kontor.model.id.Digest32;
import io.kontor.model.json.JsonObject;
import io.kontor.model.json.JsonObjectBuilder;
import java.util.List;
import java.util.Optional;

/** Derivatives on the ledger: submitted by the consumer, decided by the supplier. */
public final class DerivativeLedger {

    private final Ledger ledger;

    public DerivativeLedger(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Submits a result as the buyer, with the receipts that it was made from (DRV-1). */
    public Recorded<Derivative> submit(DerivativeSubmission submission) {
        return Recorded.of(
                ledger.submit("derivative:submit", DerivativeSubmissionCodec.toJson(submission)),
                DerivativeCodec::fromJson);
    }

    /** Approves it as the supplier's officer, by the digest of what was looked at (DRV-3). */
    public Recorded<Derivative> approve(String derivativeId, Digest32 digest, String reason) {
        return Recorded.of(
                ledger.submit("derivative:approve", decision(derivativeId, digest, reason)), DerivativeCodec::fromJson);
    }

    /** Rejects it as the supplier's officer (DRV-3). */
    public Recorded<Derivative> reject(String derivativeId, Digest32 digest, String reason) {
        return Recorded.of(
                ledger.submit("derivative:reject", decision(derivativeId, digest, reason)), DerivativeCodec::fromJson);
    }

    /** A derivative. */
    public Derivative derivative(String derivativeId) {
        return DerivativeCodec.fromJson(ledger.evaluate(
                "derivative:get",
                JsonObject.builder().put("derivativeId", derivativeId).build()));
    }

    /**
     * A page of all derivatives.
     *
     * @param derivatives in order of their keys
     * @param next key after which the next page begins; empty on the last
     */
    public record Page(List<Derivative> derivatives, Optional<String> next) {}

    /** The derivatives behind a key, or from the first. */
    public Page page(Optional<String> after) {
        JsonObjectBuilder argument = JsonObject.builder();
        after.ifPresent(key -> argument.put("after", key));
        JsonObject answer = ledger.evaluate("derivative:list", argument.build());
        return new Page(answer.array("records").objects(DerivativeCodec::fromJson), answer.optionalString("next"));
    }

    private static JsonObject decision(String derivativeId, Digest32 digest, String reason) {
        return JsonObject.builder()
                .put("derivativeId", derivativeId)
                .put("digest", digest.hex())
                .put("reason", reason)
                .build();
    }
}
