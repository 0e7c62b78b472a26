package io.kontor.model.consent;

import java.util.List;

/**
 * The consent itself, off the ledger: held by the consumer and presented with the call. Each field must equal the call's (D-03).
 *
 * @param consentId identifier on the ledger
 * @param subject the data subject's identifier at the supplier
 * @param items data items
 * @param recipient the one recipient
 * @param resourceId the one resource
 * @param scenarioId the purpose
 * @param validFrom epoch milliseconds
 * @param validUntil epoch milliseconds, exclusive
 * @param salt 32 random bytes in hex
 */
public record ConsentDocument(
        String consentId,
        String subject,
        List<String> items,
        String recipient,
        String resourceId,
        String scenarioId,
        long validFrom,
        long validUntil,
        String salt) {}
