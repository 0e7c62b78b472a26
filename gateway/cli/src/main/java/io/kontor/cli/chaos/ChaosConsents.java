package io.kontor.cli.chaos;

import io.kontor.client.consent.ConsentLedger;
import io.kontor.client.ledger.Ledger;
import io.kontor.crypto.suite.CryptoSuites;
import io.kontor.model.consent.Consent;
import io.kontor.model.consent.ConsentCommitment;
import io.kontor.model.consent.ConsentDocument;
import io.kontor.model.consent.ConsentDocumentCodec;
import io.kontor.model.consent.ConsentStatus;
import io.kontor.model.json.JsonObject;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Fresh consents of a synthetic person, attested on the ledger. */
final class ChaosConsents {

    static final String SUBJECT = "synthetic-subject";

    private static final int BATCH = 50;
    private static final long VALID_MS = 7_200_000;
    private static final String ATTESTER = "F-EX";

    private ChaosConsents() {}

    /** So many documents, each attested. */
    static List<JsonObject> attested(Ledger attester, int count) {
        List<ConsentDocument> documents = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            documents.add(document());
        }
        for (int from = 0; from < count; from += BATCH) {
            List<ConsentDocument> batch = documents.subList(from, Math.min(count, from + BATCH));
            new ConsentLedger(attester)
                    .attestAll(batch.stream().map(ChaosConsents::consent).toList());
        }
        return documents.stream().map(ConsentDocumentCodec::toJson).toList();
    }

    private static Consent consent(ConsentDocument document) {
        return new Consent(
                document.consentId(),
                ATTESTER,
                ConsentCommitment.of(document),
                document.validFrom(),
                document.validUntil(),
                ConsentStatus.GIVEN,
                Optional.empty(),
                Optional.empty());
    }

    private static ConsentDocument document() {
        long now = System.currentTimeMillis();
        return new ConsentDocument(
                "CNS-" + hex(16),
                SUBJECT,
                ChaosRecords.scenario().items(),
                ChaosRecords.BUYER,
                ChaosGrant.Kind.PERSONAL.resource(),
                ChaosRecords.SCENARIO,
                now - VALID_MS,
                now + VALID_MS,
                hex(32));
    }

    private static String hex(int bytes) {
        return HexFormat.of().formatHex(CryptoSuites.intl().random(bytes));
    }
}
