package io.kontor.model.consent;

import io.kontor.model.id.Checks;
import io.kontor.model.id.Digest32;
import io.kontor.model.id.Ids;
import io.kontor.model.rejection.MalformedException;
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
        String salt) {

    public ConsentDocument {
        Ids.require("consent id", consentId);
        Checks.text("subject", subject, 100);
        items = Checks.texts("items", Checks.list("items", items, 1, 500), 100);
        Ids.require("recipient", recipient);
        Ids.require("resource id", resourceId);
        Ids.require("scenario id", scenarioId);
        Checks.time("valid from", validFrom);
        Checks.time("valid until", validUntil);
        Digest32.fromHex(salt);
        Checks.distinct("items", items, item -> item);
        if (validUntil <= validFrom) {
            throw new MalformedException("Cannot accept consent " + consentId + ": it is valid until " + validUntil
                    + ", must end after " + validFrom);
        }
    }
}
