package io.kontor.cli.synthetic;

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
import java.util.stream.Stream;

/** Fresh consents of a synthetic person, attested on the ledger. */
final class ConsentMaker {

    private static final int BATCH = 50;

    private final DealPlan plan;

    ConsentMaker(DealPlan plan) {
        this.plan = plan;
    }

    /** So many documents, each attested. */
    List<JsonObject> attested(Ledger attester, int count) {
        List<JsonObject> attested = new ArrayList<>();
        for (int left = count; left > 0; left -= BATCH) {
            List<ConsentDocument> batch =
                    Stream.generate(this::document).limit(Math.min(left, BATCH)).toList();
            new ConsentLedger(attester)
                    .attestAll(batch.stream().map(ConsentMaker::consent).toList());
            batch.stream().map(ConsentDocumentCodec::toJson).forEach(attested::add);
        }
        return attested;
    }

    private static Consent consent(ConsentDocument document) {
        return new Consent(
                document.consentId(),
                Parties.ATTESTER,
                ConsentCommitment.of(document),
                document.validFrom(),
                document.validUntil(),
                ConsentStatus.GIVEN,
                Optional.empty(),
                Optional.empty());
    }

    private ConsentDocument document() {
        long now = System.currentTimeMillis();
        return new ConsentDocument(
                "CNS-" + hex(16),
                Parties.SUBJECT,
                List.of(DealRecords.ITEM),
                Parties.BUYER,
                plan.personalResourceId(),
                plan.scenarioId(),
                now - plan.consents().before().toMillis(),
                now + plan.consents().after().toMillis(),
                hex(32));
    }

    private static String hex(int bytes) {
        return HexFormat.of().formatHex(CryptoSuites.intl().random(bytes));
    }
}
