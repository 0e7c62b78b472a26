package io.kontor.model.receipt;

import io.kontor.model.grant.Action;
import io.kontor.model.id.Checks;
import io.kontor.model.id.Digest32;
import io.kontor.model.id.Ids;
import java.util.Optional;

/**
 * One claim of a call.
 *
 * @param callId call, 32 hex characters
 * @param grantId grant
 * @param action action
 * @param unit whether a unit is claimed here or taken from a lease
 * @param consent consent to claim, where personal data is concerned
 */
public record Claim(String callId, String grantId, Action action, UnitSource unit, Optional<ConsentClaim> consent) {

    public Claim {
        Checks.hex16("call id", callId);
        Ids.require("grant id", grantId);
    }

    /**
     * Claim of a consent.
     *
     * @param consentId consent
     * @param documentHash hash of the document that the consumer presented; the ledger holds a commitment to it (CNS-1)
     */
    public record ConsentClaim(String consentId, Digest32 documentHash) {

        public ConsentClaim {
            Ids.require("consent id", consentId);
        }
    }
}
