package io.kontor.cli.demo;

import io.kontor.client.grant.GrantLedger;
import io.kontor.client.ledger.Recorded;
import io.kontor.model.grant.Grant;
import io.kontor.model.grant.GrantStatus;
import java.util.List;

/** Step 8: supplier, seller and buyer countersign each grant. */
final class SigningSteps {
    private final Context context;
    private final Deal deal;

    SigningSteps(Context context, Deal deal) {
        this.context = context;
        this.deal = deal;
    }

    void play() {
        List<String> names = deal.granted();
        String expected = names.size() + " PROPOSED → " + names.size() + " ACTIVE, both regulators see them";
        context.step(
                "8", "officers", "supplier, seller and buyer countersign " + names.size() + " grants", expected, () -> {
                    long proposed = names.stream()
                            .filter(name -> status("F-H1", name) == GrantStatus.PROPOSED)
                            .count();
                    String transaction = "";
                    for (String name : names) {
                        transaction = sign(deal.grant(name));
                    }
                    String active = seen("F-DATA", names) + " ACTIVE, "
                            + (seen("F-DATA", names) == seen("Q-DATA", names)
                                    ? "both regulators see them"
                                    : "regulators differ");
                    return Outcome.of(proposed + " PROPOSED → " + active, transaction)
                            .with("signatures", 3 * names.size());
                });
    }

    private long seen(String regulator, List<String> names) {
        return names.stream()
                .filter(name -> status(regulator, name) == GrantStatus.ACTIVE)
                .count();
    }

    private GrantStatus status(String reader, String name) {
        return new GrantLedger(context.ledgers().officer(reader))
                .grant(deal.grant(name))
                .status();
    }

    private String sign(String grantId) {
        Grant grant = new GrantLedger(context.ledgers().officer("Q-INS")).grant(grantId);
        String transaction = "";
        for (String signer : List.of(grant.supplier(), grant.seller(), grant.buyer())) {
            Recorded<Grant> signed =
                    new GrantLedger(context.ledgers().officer(signer)).sign(grantId, grant.termsHash());
            transaction = signed.transactionId();
        }
        return transaction;
    }
}
