package io.kontor.cli.demo;

import io.kontor.client.ledger.Recorded;
import io.kontor.client.settlement.SettlementLedger;
import io.kontor.model.merkle.InclusionProof;
import io.kontor.model.receipt.CallReceipt;
import io.kontor.model.settlement.CreditNote;
import io.kontor.model.settlement.Dispute;
import io.kontor.model.settlement.DisputeOpening;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/** Step 19: one call of F-H2 is disputed and taken back as if it had never been made. */
final class DisputeSteps {
    private final Context context;
    private final Deal deal;
    private final Proofs proofs;

    DisputeSteps(Context context, Deal deal, Proofs proofs) {
        this.context = context;
        this.deal = deal;
        this.proofs = proofs;
    }

    /** What the buyer's connector and the gateway hand out. */
    interface Proofs {
        /** Leaf bytes of a receipt. */
        byte[] leaf(CallReceipt receipt) throws Exception;

        /** Inclusion proof to the newest anchored head. */
        InclusionProof proof(CallReceipt receipt) throws Exception;

        /** Evidence bundle of a receipt. */
        String bundle(CallReceipt receipt) throws Exception;
    }

    void play(Recomputation before) {
        CallReceipt disputed = deal.receipts().stream()
                .filter(receipt -> receipt.grantId().equals(deal.grant("R2")))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Cannot dispute a call of F-H2: there is none"));
        Recomputation after = before.without("F-H2", disputed.delivery().usage());
        String disputeId = "DSP-" + context.plan().suffix();
        context.step(
                "19", "Q-INS, F-OPS", "dispute one F-H2 call, upheld by credit note", expected(before, after), () -> {
                    DisputeOpening opening = new DisputeOpening(
                            disputeId,
                            context.plan().orderId(1),
                            Base64.getEncoder().encodeToString(proofs.leaf(disputed)),
                            proofs.proof(disputed),
                            "记录属于另一患者 (wrong patient's record)");
                    Recorded<Dispute> raised = ledger("Q-INS").dispute(opening);
                    ledger("Q-INS").evidence(disputeId, DemoRecords.digest(proofs.bundle(disputed)));
                    Recorded<CreditNote> credit = ledger("F-OPS").uphold(disputeId, "confirmed by both sides");
                    return Outcome.of(got(credit.record()), credit.transactionId())
                            .with("disputed usage", raised.record().usage())
                            .with("period", credit.record().period());
                });
    }

    private static String expected(Recomputation before, Recomputation after) {
        Map<String, Long> suppliers = new TreeMap<>();
        before.suppliers()
                .forEach((supplier, amount) ->
                        suppliers.put(supplier, after.suppliers().getOrDefault(supplier, 0L) - amount));
        return line(
                after.charge() - before.charge(),
                after.units() - before.units(),
                after.operator() - before.operator(),
                suppliers);
    }

    private static String got(CreditNote note) {
        Map<String, Long> suppliers = new TreeMap<>();
        note.suppliers().forEach(difference -> suppliers.put(difference.supplier(), difference.amount()));
        return line(note.charge(), note.units(), note.operator(), suppliers);
    }

    private static String line(long charge, long units, long operator, Map<String, Long> suppliers) {
        StringBuilder text = new StringBuilder("charge " + Amounts.difference(charge) + ", units "
                + Amounts.difference(units) + ", operator " + Amounts.difference(operator));
        suppliers.forEach((supplier, amount) ->
                text.append(", ").append(supplier).append(' ').append(Amounts.difference(amount)));
        return text.toString();
    }

    private SettlementLedger ledger(String participantId) {
        return new SettlementLedger(context.ledgers().officer(participantId));
    }
}
