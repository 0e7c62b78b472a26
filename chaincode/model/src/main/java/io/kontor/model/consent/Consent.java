package io.kontor.model.consent;

import io.kontor.model.id.Checks;
import io.kontor.model.id.Digest32;
import io.kontor.model.id.Ids;
import io.kontor.model.rejection.MalformedException;
import java.util.Optional;

/**
 * A data subject's one-shot consent on the ledger: a commitment to a salted document, no identity (INV-7).
 *
 * @param consentId identifier, unguessable
 * @param attester neutral member that attests it
 * @param commitment to the {@link ConsentDocument} and whom it is for, see {@link ConsentCommitment}
 * @param validFrom epoch milliseconds
 * @param validUntil epoch milliseconds, exclusive
 * @param status state
 * @param callId call that claimed it
 * @param logId log of that call
 */
public record Consent(
        String consentId,
        String attester,
        Digest32 commitment,
        long validFrom,
        long validUntil,
        ConsentStatus status,
        Optional<String> callId,
        Optional<String> logId) {

    public Consent {
        Ids.require("consent id", consentId);
        Ids.require("attester", attester);
        Checks.time("valid from", validFrom);
        Checks.time("valid until", validUntil);
        callId.ifPresent(value -> Checks.hex16("call id", value));
        logId.ifPresent(value -> Ids.require("log id", value));
        if (validUntil <= validFrom) {
            throw new MalformedException("Cannot accept consent " + consentId + ": it is valid until " + validUntil
                    + ", must end after " + validFrom);
        }
        boolean claimed = status == ConsentStatus.CONSUMED;
        if (callId.isPresent() != claimed || logId.isPresent() != claimed) {
            throw new MalformedException("Cannot accept consent " + consentId + ": it is " + status
                    + ", claimed by call " + callId.orElse("none") + " of log " + logId.orElse("none"));
        }
    }
}
