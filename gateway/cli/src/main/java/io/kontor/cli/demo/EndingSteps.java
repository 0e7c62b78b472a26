package io.kontor.cli.demo;

import static java.util.Objects.requireNonNull;

import io.kontor.client.authorisation.AuthorisationLedger;
import io.kontor.client.grant.GrantLedger;
import io.kontor.client.ledger.LedgerRejectedException;
import io.kontor.client.ledger.Recorded;
import io.kontor.client.supervision.SupervisionLedger;
import io.kontor.model.authorisation.Authorisation;
import io.kontor.model.grant.DeletionTask;
import io.kontor.model.grant.Grant;
import io.kontor.model.id.Digest32;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Steps 20 and 21: early termination while data flows, and the end of the authorisation. */
final class EndingSteps {
    /** In contact with the ledger, serving ends within two seconds of the close. */
    private static final Duration IN_CONTACT = Duration.ofSeconds(2);

    private static final String REASON = "数据目录更换 (catalogue replaced)";

    private final Context context;
    private final Deal deal;
    private final Insurer insurer;
    private final CallSteps calls;
    private final ConsentSteps consents;

    EndingSteps(Context context, Deal deal, Insurer insurer, CallSteps calls, ConsentSteps consents) {
        this.context = context;
        this.deal = deal;
        this.insurer = insurer;
        this.calls = calls;
        this.consents = consents;
    }

    /**
     * Plays them.
     *
     * @param suppliers the suppliers' staff
     * @param priceObject the price catalogue
     * @param patient a patient of F-H2
     */
    void play(Suppliers suppliers, String priceObject, String patient) {
        terminate(suppliers, priceObject);
        close(suppliers, patient);
    }

    private void terminate(Suppliers suppliers, String priceObject) {
        String expected = "stream CUT, next call TERMINATED, keys destroyed, deletion stated";
        context.step("20", "F-H1 officer-1", "terminate R4 while its second download runs", expected, () -> {
            String grantId = deal.grant("R4");
            AtomicReference<@Nullable Recorded<Grant>> ended = new AtomicReference<>();
            AtomicReference<String> statement = new AtomicReference<>("");
            Insurer.Interrupted second = insurer.downloadWhile(calls.plain("R4"), priceObject, () -> {
                statement.set(suppliers.stop("F-H1", grantId, REASON));
                ended.set(grants("F-H1").terminate(grantId, REASON));
            });
            String next = insurer.download(calls.plain("R4"), priceObject).outcome();
            DeletionTask keys = grants("F-H1")
                    .keysDestroyed(grantId, Digest32.fromHex(requireNonNull(statement.get())))
                    .record();
            insurer.delete(grantId);
            DeletionTask task = grants("F-DATA").deletionTask(grantId);
            String got = "stream " + second.end() + ", next call " + next + ", keys "
                    + (keys.keysDestroyedDigest().isPresent() ? "destroyed" : "kept") + ", deletion "
                    + (task.statementDigest().isPresent() ? "stated" : "not stated");
            return Outcome.of(got, requireNonNull(ended.get()).transactionId())
                    .with("bytes before the cut", second.bytes());
        });
    }

    private void close(Suppliers suppliers, String patient) {
        context.step(
                "21",
                "F-DATA officer-1",
                "close the authorisation",
                "CLOSED, next call NO_AUTHORISATION, purge RETENTION",
                () -> {
                    Recorded<Authorisation> closed = new AuthorisationLedger(
                                    context.ledgers().officer("F-DATA"))
                            .close(context.plan().authorisationId(), "end of the demonstration");
                    String next = Polling.until("be refused after the close", IN_CONTACT, () -> {
                        String outcome = insurer.process(calls.request("R2", consents.further("R2", patient)))
                                .outcome();
                        return outcome.equals("RELEASED") ? Optional.empty() : Optional.of(outcome);
                    });
                    String purge = purge(suppliers.logId("F-H2"));
                    return Outcome.of(
                            closed.record().status() + ", next call " + next + ", purge " + purge,
                            closed.transactionId());
                });
    }

    private String purge(String logId) {
        try {
            new SupervisionLedger(context.ledgers().officer("F-H2")).purge(logId);
            return "allowed";
        } catch (LedgerRejectedException e) {
            return e.code().name();
        }
    }

    private GrantLedger grants(String participantId) {
        return new GrantLedger(context.ledgers().officer(participantId));
    }
}
