package io.kontor.simulation.run;

import io.kontor.client.ledger.CommittedTransaction;
import io.kontor.client.ledger.Ledger;
import io.kontor.model.json.JsonArray;
import io.kontor.model.json.JsonObject;
import io.kontor.model.receipt.AnchorRequest;
import io.kontor.model.receipt.AnchorRequestCodec;
import io.kontor.model.receipt.Claim;
import io.kontor.model.receipt.ClaimBatchCodec;
import io.kontor.model.receipt.ClaimResult;
import io.kontor.model.receipt.ClaimResultCodec;
import io.kontor.model.receipt.Lease;
import io.kontor.model.receipt.LeaseCodec;
import io.kontor.model.receipt.LeaseRequestCodec;
import io.kontor.model.receipt.LeaseStatus;
import io.kontor.simulation.world.LedgerRewrite;
import io.kontor.simulation.world.VirtualDisk.Honesty;
import java.util.List;
import java.util.Optional;

/** What is broken on purpose, to show that the checks see it. NONE is the system as it is. */
public enum Mutation {
    /** Nothing. */
    NONE("", Honesty.HONEST, LedgerRewrite.HONEST),
    /** A receipt counts as durable before it is on the disk. */
    RELEASE_BEFORE_FORCE("INV-2", Honesty.FORGETS_SYNC, LedgerRewrite.HONEST),
    /** A failed sync is taken for a good one. */
    FAILED_FORCE_IGNORED("INV-2", Honesty.HIDES_FAILURE, LedgerRewrite.HONEST),
    /** Bytes leave although the audit write failed. */
    RELEASE_WITHOUT_RECEIPT("INV-2", Honesty.HONEST, LedgerRewrite.HONEST),
    /** The ledger forgets the leases that it gives. */
    LEASE_TWICE("INV-1", Honesty.HONEST, Mutation::forgetLeases),
    /** The ledger lets a consent be used again. */
    CONSENT_TWICE("INV-9", Honesty.HONEST, Mutation::forgetClaims),
    /** Anchors leave totals out. */
    TOTALS_LEFT_OUT("INV-5", Honesty.HONEST, Mutation::noTotals);

    private final String breaks;
    private final Honesty honesty;

    @SuppressWarnings("ImmutableEnumChecker") // functions without state
    private final LedgerRewrite rewrite;

    Mutation(String breaks, Honesty honesty, LedgerRewrite rewrite) {
        this.breaks = breaks;
        this.honesty = honesty;
        this.rewrite = rewrite;
    }

    /** The invariant that it breaks. */
    String breaks() {
        return breaks;
    }

    Honesty honesty() {
        return honesty;
    }

    LedgerRewrite rewrite() {
        return rewrite;
    }

    private static CommittedTransaction forgetLeases(Ledger ledger, String function, JsonObject argument) {
        if (!function.equals("receipt:lease")) {
            return ledger.submit(function, argument);
        }
        Lease lease = new Lease(LeaseRequestCodec.fromJson(argument), LeaseStatus.OPEN, 0);
        return new CommittedTransaction("forgotten", 1, LeaseCodec.toJson(lease));
    }

    private static CommittedTransaction forgetClaims(Ledger ledger, String function, JsonObject argument) {
        if (!function.equals("receipt:claim")) {
            return ledger.submit(function, argument);
        }
        List<Claim> claims = ClaimBatchCodec.fromJson(argument).claims();
        if (claims.stream().anyMatch(claim -> claim.consent().isEmpty())) {
            return ledger.submit(function, argument);
        }
        JsonArray results = JsonArray.ofObjects(
                claims.stream()
                        .map(claim -> new ClaimResult(claim.callId(), Optional.empty()))
                        .toList(),
                ClaimResultCodec::toJson);
        return new CommittedTransaction(
                "forgotten", 1, JsonObject.builder().put("results", results).build());
    }

    private static CommittedTransaction noTotals(Ledger ledger, String function, JsonObject argument) {
        if (!function.equals("receipt:anchor")) {
            return ledger.submit(function, argument);
        }
        AnchorRequest asked = AnchorRequestCodec.fromJson(argument);
        return ledger.submit(
                function,
                AnchorRequestCodec.toJson(
                        new AnchorRequest(asked.head(), asked.consistency(), List.of(), asked.closedPeriods())));
    }
}
