package io.kontor.model.consent;

import io.kontor.model.id.Digest32;
import io.kontor.model.merkle.HashFunction;
import java.nio.charset.StandardCharsets;

/**
 * What stands on the ledger in place of a consent document (CNS-1). Whoever does not hold the document cannot make it, and it fits one
 * recipient, one resource and one purpose only, so nobody can use up a consent that was meant for another.
 */
public final class ConsentCommitment {

    private ConsentCommitment() {}

    /**
     * The commitment to a document.
     *
     * @param documentHash SHA-256 of the canonical JSON of the document, which holds its salt
     * @param recipient the one recipient
     * @param resourceId the one resource
     * @param scenarioId the purpose
     */
    public static Digest32 of(Digest32 documentHash, String recipient, String resourceId, String scenarioId) {
        String text = "kontor-consent-v1\n" + documentHash.hex() + "\n" + recipient + "\n" + resourceId + "\n"
                + scenarioId + "\n";
        return Digest32.of(HashFunction.sha256().hash(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** The commitment to a document. */
    public static Digest32 of(ConsentDocument document) {
        return of(
                ConsentDocumentCodec.hash(document),
                document.recipient(),
                document.resourceId(),
                document.scenarioId());
    }
}
