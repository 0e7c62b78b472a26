package io.kontor.usage.policy;

import io.kontor.model.consent.ConsentDocument;
import io.kontor.model.grant.Grant;
import io.kontor.model.rejection.RejectionCode;
import java.util.HashSet;
import java.util.Optional;

/** Whether a consent document says exactly what the call does (D-03). The ledger says whether it is real, unused and not revoked. */
public final class ConsentRules {

    private ConsentRules() {}

    /**
     * The first reason for which the document does not cover the call.
     *
     * @param grant grant of the call
     * @param document presented document
     * @param subject data subject that the call names
     * @param now epoch milliseconds
     */
    public static Optional<Refusal> refusal(Grant grant, ConsentDocument document, Optional<String> subject, long now) {
        Optional<String> mismatch = mismatch(grant, document, subject);
        if (mismatch.isPresent()) {
            return Optional.of(new Refusal(
                    RejectionCode.CONSENT_MISMATCH,
                    "Cannot use consent " + document.consentId() + ": " + mismatch.get()));
        }
        if (now < document.validFrom() || now >= document.validUntil()) {
            return Optional.of(new Refusal(
                    RejectionCode.CONSENT_EXPIRED,
                    "Cannot use consent " + document.consentId() + ": it is valid from " + document.validFrom() + " to "
                            + document.validUntil() + ", the time is " + now));
        }
        return Optional.empty();
    }

    private static Optional<String> mismatch(Grant grant, ConsentDocument document, Optional<String> subject) {
        if (!document.subject().equals(subject.orElse(""))) {
            return Optional.of("it is another subject's than the call's");
        }
        if (!document.recipient().equals(grant.buyer())) {
            return Optional.of("its recipient is " + document.recipient() + ", the caller is " + grant.buyer());
        }
        if (!document.resourceId().equals(grant.resourceId())) {
            return Optional.of("its resource is " + document.resourceId() + ", the call's is " + grant.resourceId());
        }
        String scenario = grant.terms().scenarioId();
        if (!document.scenarioId().equals(scenario)) {
            return Optional.of("its purpose is " + document.scenarioId() + ", the call's is " + scenario);
        }
        HashSet<String> uncovered = new HashSet<>(grant.terms().fields());
        uncovered.removeAll(new HashSet<>(document.items()));
        return uncovered.isEmpty() ? Optional.empty() : Optional.of("it does not cover the items " + uncovered);
    }
}
