package io.kontor.cli.demo;

import io.kontor.model.consent.ConsentDocument;
import io.kontor.model.consent.ConsentStatus;
import io.kontor.model.receipt.CallReceipt;
import io.kontor.model.receipt.LeafKind;
import java.util.Arrays;
import java.util.Optional;

/** N1 to N13: each is refused with its code and changes no counter. */
final class NegativeSteps {
    private static final String OWN_USER = "claims01";
    private static final String OWN_APPLICATION = "claim-core-2.1";

    private final Context context;
    private final Deal deal;
    private final Insurer insurer;
    private final CallSteps calls;
    private final ConsentSteps consents;

    NegativeSteps(Context context, Deal deal, Insurer insurer, CallSteps calls, ConsentSteps consents) {
        this.context = context;
        this.deal = deal;
        this.insurer = insurer;
        this.calls = calls;
        this.consents = consents;
    }

    /**
     * Plays them.
     *
     * @param material patients and consents that were used
     */
    void play(Material material) {
        consentNegatives(material);
        personNegatives(material);
        limitNegatives(material);
        protocolNegatives(material);
    }

    /**
     * What the negatives are tried with.
     *
     * @param usedConsent a consent of R1 that was consumed
     * @param otherPatient another patient of F-H1
     * @param report a report and its patient
     * @param priceObject the price catalogue
     * @param answered a call that was answered a moment ago
     */
    record Material(
            ConsentDocument usedConsent,
            String otherPatient,
            Report report,
            String priceObject,
            CallSteps.Answered answered) {
        /**
         * A report.
         *
         * @param document its id
         * @param patient whose it is
         */
        record Report(String document, String patient) {}
    }

    private void consentNegatives(Material material) {
        String patient = material.usedConsent().subject();
        denied(
                "N1",
                "same consent twice",
                "CONSENT_CONSUMED",
                () -> insurer.process(calls.request("R1", material.usedConsent())));
        denied("N2", "another patient's consent", "CONSENT_MISMATCH", () -> {
            ConsentDocument other = consents.further("R1", material.otherPatient());
            Insurer.Request request = calls.request("R1", other);
            return insurer.process(new Insurer.Request(
                    request.grantId(), request.purpose(), Optional.of(patient), request.consent(), Optional.empty()));
        });
        denied(
                "N3",
                "no consent",
                "CONSENT_MISSING",
                () -> insurer.process(
                        calls.request("R1", material.usedConsent()).with(Optional.empty())));
        denied("N4", "revoked consent", "CONSENT_REVOKED", () -> {
            ConsentDocument revoked = consents.further("R1", patient);
            consents.revoke(revoked);
            return insurer.process(calls.request("R1", revoked));
        });
    }

    private void personNegatives(Material material) {
        opening("N5", "user claims02", "USER", new Insurer.Person("claims02", "claims02"), own(OWN_APPLICATION));
        opening(
                "N6",
                "claims01's name without its key",
                "USER",
                new Insurer.Person(OWN_USER, "claims02"),
                own(OWN_APPLICATION));
        opening("N7", "another application", "APP", own(OWN_USER), own("other-app-1.0"));
        denied(
                "N8",
                "purpose marketing",
                "PURPOSE",
                () -> insurer.process(calls.request(
                                "R1",
                                consents.further("R1", material.usedConsent().subject()))
                        .forPurpose("SC-MARKETING")));
    }

    private void limitNegatives(Material material) {
        context.step("N9", "Q-INS claims01", "4th view with a consent", "DENIED COUNT, usage 0, consent GIVEN", () -> {
            ConsentDocument fresh = consents.further("R3", material.report().patient());
            CallAnswer answer =
                    insurer.view(calls.request("R3", fresh), material.report().document());
            ConsentStatus after = consents.status(fresh);
            Outcome outcome = denial(answer);
            return Outcome.of(outcome.got() + ", consent " + after).with("log", logOf(answer));
        });
        denied(
                "N10",
                "grant whose window is tomorrow's",
                "BEFORE_WINDOW",
                () -> insurer.download(calls.plain(Deal.TOMORROW), material.priceObject()));
        denied(
                "N11",
                "grant whose window was yesterday's",
                "AFTER_WINDOW",
                () -> insurer.download(calls.plain(Deal.YESTERDAY), material.priceObject()));
    }

    private void protocolNegatives(Material material) {
        context.step("N12", "stranger", "forged MAC", "NOT_AUTHENTICATED, no receipt", () -> {
            CallAnswer answer = insurer.forgedMac(calls.request("R1", material.usedConsent()));
            return Outcome.of(answer.outcome() + (answer.receipt().isPresent() ? ", with a receipt" : ", no receipt"));
        });
        context.step("N13", "Q-INS claims01", "same call id again", "same bytes, counted once", () -> {
            CallReceipt receipt = material.answered().answer().requireReceipt();
            CallAnswer second = insurer.process(material.answered().request().again(receipt.callId()));
            boolean same = Arrays.equals(material.answered().answer().body(), second.body());
            boolean once = second.replayed() == CallAnswer.Replayed.YES
                    && second.requireReceipt().index() == receipt.index();
            return Outcome.of((same ? "same bytes" : "other bytes") + ", counted " + (once ? "once" : "twice"))
                    .with("log", receipt.logId() + "#" + receipt.index());
        });
    }

    private static Insurer.Person own(String name) {
        return new Insurer.Person(name, name);
    }

    private void opening(String step, String what, String code, Insurer.Person user, Insurer.Person application) {
        context.step(step, "Q-INS " + user.name(), what, "DENIED " + code, () -> {
            String refusal = insurer.openAs(deal.grant("R1"), user, application);
            deal.refused(refusal);
            return Outcome.of("DENIED " + refusal);
        });
    }

    /** A call that must be denied. */
    private interface Call {
        CallAnswer run() throws Exception;
    }

    private void denied(String step, String what, String code, Call call) {
        context.step(step, "Q-INS claims01", what, "DENIED " + code + ", usage 0", () -> {
            CallAnswer answer = call.run();
            return denial(answer).with("log", logOf(answer));
        });
    }

    private Outcome denial(CallAnswer answer) {
        deal.refused(answer.outcome());
        CallReceipt receipt = answer.requireReceipt();
        String kind =
                receipt.kind() == LeafKind.DENIED ? "DENIED" : receipt.kind().name();
        String counters = deal.unchangedBy(receipt) ? "" : ", counters changed";
        return Outcome.of(
                kind + " " + answer.outcome() + ", usage " + receipt.delivery().usage() + counters);
    }

    private static String logOf(CallAnswer answer) {
        return answer.receipt()
                .map(receipt -> receipt.logId() + "#" + receipt.index())
                .orElse("-");
    }
}
