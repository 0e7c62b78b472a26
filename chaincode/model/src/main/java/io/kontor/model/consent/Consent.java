package io.kontor.model.consent;

import io.kontor.model.id.Digest32;
import java.util.Optional;

/**
 * A data subject's one-shot consent on the ledger: a salted hash, no identity (INV-7).
 *
 * @param consentId identifier, unguessable
 * @param attester neutral member that attests it
 * @param documentHash SHA-256 of the canonical JSON of the {@link ConsentDocument}
 * @param validFrom epoch milliseconds
 * @param validUntil epoch milliseconds, exclusive
 * @param status state
 * @param callId call that claimed it
 * @param logId log of that call
 */
public record Consent(
        String consentId,
        String attester,
        Digest32 documentHash,
        long validFrom,
        long validUntil,
        ConsentStatus status,
        Optional<String> callId,
        Optional<String> logId) {}
