package io.kontor.cli.demo;

import io.kontor.client.consent.ConsentLedger;
import io.kontor.client.ledger.CommittedTransaction;
import io.kontor.dataplane.sample.ClaimItem;
import io.kontor.model.consent.Consent;
import io.kontor.model.consent.ConsentCommitment;
import io.kontor.model.consent.ConsentDocument;
import io.kontor.model.consent.ConsentStatus;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Step 9: patients consent, the exchange attests their consents as salted hashes. */
final class ConsentSteps {
    private static final Duration VALIDITY = Duration.ofMinutes(30);

    private final Context context;
    private final Deal deal;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    ConsentSteps(Context context, Deal deal, Clock clock) {
        this.context = context;
        this.deal = deal;
        this.clock = clock;
    }

    /**
     * Plays the step.
     *
     * @param subjects for R1, R2 and R3, in the order of the calls
     */
    void play(Subjects subjects) {
        List<ConsentDocument> documents = new ArrayList<>();
        subjects.ofR1().forEach(subject -> documents.add(document("R1", subject, ClaimItem.titles())));
        subjects.ofR2().forEach(subject -> documents.add(document("R2", subject, ClaimItem.titles())));
        subjects.ofR3().forEach(subject -> documents.add(document("R3", subject, List.of("检验报告"))));
        String expected = documents.size() + " GIVEN";
        context.step("9", "patients, F-EX", documents.size() + " consents attested, 30 minutes", expected, () -> {
            CommittedTransaction transaction = attest(documents);
            ConsentLedger buyer = new ConsentLedger(context.ledgers().officer("Q-INS"));
            long given = documents.stream()
                    .map(document -> buyer.consent(document.consentId()))
                    .filter(consent -> consent.status() == ConsentStatus.GIVEN)
                    .count();
            documents.forEach(document -> deal.consented(resourceName(document), document));
            return Outcome.of(given + " GIVEN", transaction.transactionId());
        });
    }

    /** Attests one more consent, for a negative. */
    ConsentDocument further(String name, String subject) {
        ConsentDocument document = document(name, subject, name.equals("R3") ? List.of("检验报告") : ClaimItem.titles());
        attest(List.of(document));
        return document;
    }

    /** Revokes a consent. */
    void revoke(ConsentDocument document) {
        new ConsentLedger(context.ledgers().officer("F-EX")).revoke(document.consentId());
    }

    /** State of a consent on the ledger. */
    ConsentStatus status(ConsentDocument document) {
        return new ConsentLedger(context.ledgers().officer("F-DATA"))
                .consent(document.consentId())
                .status();
    }

    private String resourceName(ConsentDocument document) {
        String resource = document.resourceId();
        return resource.substring(0, resource.indexOf('-'));
    }

    private CommittedTransaction attest(List<ConsentDocument> documents) {
        List<Consent> consents = documents.stream()
                .map(document -> new Consent(
                        document.consentId(),
                        "F-EX",
                        ConsentCommitment.of(document),
                        document.validFrom(),
                        document.validUntil(),
                        ConsentStatus.GIVEN,
                        Optional.empty(),
                        Optional.empty()))
                .toList();
        return new ConsentLedger(context.ledgers().officer("F-EX")).attestAll(consents);
    }

    private ConsentDocument document(String name, String subject, List<String> items) {
        long now = clock.millis();
        return new ConsentDocument(
                "CNS-" + hex(16),
                subject,
                items,
                "Q-INS",
                context.plan().resourceId(name),
                context.plan().scenarioId(),
                now,
                now + VALIDITY.toMillis(),
                hex(32));
    }

    private String hex(int bytes) {
        byte[] value = new byte[bytes];
        random.nextBytes(value);
        return HexFormat.of().formatHex(value);
    }

    /**
     * Data subjects of the calls, in order.
     *
     * @param ofR1 patients of F-H1; the last one is unknown there
     * @param ofR2 patients of F-H2
     * @param ofR3 patients whose reports are viewed
     */
    record Subjects(List<String> ofR1, List<String> ofR2, List<String> ofR3) {
        Subjects {
            ofR1 = List.copyOf(ofR1);
            ofR2 = List.copyOf(ofR2);
            ofR3 = List.copyOf(ofR3);
        }
    }
}
