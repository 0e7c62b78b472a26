package io.kontor.cli.bench;

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

/** Fresh synthetic consents, attested on the ledger, each in the body of a call. */
final class BenchConsents {

    private static final int BATCH = 50;
    private static final long VALID_MS = 3_600_000;
    private static final String SUBJECT = "synthetic-subject";
    private static final String ATTESTER = "F-EX";

    private BenchConsents() {}

    static List<JsonObject> bodies(BenchDeal deal, String grantId, int count) {
        List<JsonObject> bodies = new ArrayList<>();
        List<Consent> batch = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ConsentDocument document = document();
            batch.add(new Consent(
                    document.consentId(),
                    ATTESTER,
                    ConsentCommitment.of(document),
                    document.validFrom(),
                    document.validUntil(),
                    ConsentStatus.GIVEN,
                    Optional.empty(),
                    Optional.empty()));
            bodies.add(CallBodies.personal(grantId, SUBJECT, ConsentDocumentCodec.toJson(document)));
            if (batch.size() == BATCH || i == count - 1) {
                deal.attest(List.copyOf(batch));
                batch.clear();
            }
        }
        return bodies;
    }

    private static ConsentDocument document() {
        long now = System.currentTimeMillis();
        return new ConsentDocument(
                "CNS-" + hex(16),
                SUBJECT,
                BenchRecords.scenario().items(),
                BenchCast.BUYER,
                BenchRecords.PERSONAL,
                BenchRecords.SCENARIO,
                now - 1_000,
                now + VALID_MS,
                hex(32));
    }

    private static String hex(int bytes) {
        return HexFormat.of().formatHex(CryptoSuites.intl().random(bytes));
    }
}
