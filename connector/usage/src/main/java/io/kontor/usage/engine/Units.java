package io.kontor.usage.engine;

import io.kontor.client.receipt.ReceiptLedger;
import io.kontor.model.consent.ConsentDocument;
import io.kontor.model.consent.ConsentDocumentCodec;
import io.kontor.model.grant.Action;
import io.kontor.model.json.JsonObject;
import io.kontor.model.receipt.Claim;
import io.kontor.model.receipt.UnitSource;
import io.kontor.model.rejection.MalformedException;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.usage.call.CallResult;
import io.kontor.usage.call.PermittedCall;
import io.kontor.usage.engine.Admission.Arrival;
import io.kontor.usage.engine.CallPermit.PermitParts;
import io.kontor.usage.policy.CompiledPolicy;
import io.kontor.usage.policy.ConsentRules;
import io.kontor.usage.policy.GrantFacts;
import io.kontor.usage.policy.Refusal;
import io.kontor.usage.unit.AllowanceKeeper;
import io.kontor.usage.unit.ClaimBatcher;
import io.kontor.usage.unit.UnitHold;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Takes the unit and the consent of a call whose policy permits it, before anything is released. */
final class Units {

    private final EngineBase base;
    private final AllowanceKeeper keeper;
    private final ClaimBatcher batcher;
    private final ReceiptLedger ledger;

    Units(EngineBase base, AllowanceKeeper keeper, ClaimBatcher batcher) {
        this.base = base;
        this.keeper = keeper;
        this.batcher = batcher;
        this.ledger = new ReceiptLedger(base.contact());
    }

    /** A consent as presented: its claim, or why it does not fit. */
    private record Presented(Optional<Claim.ConsentClaim> claim, Optional<Refusal> refusal) {

        static Presented refused(RejectionCode code, String detail) {
            return new Presented(Optional.empty(), Optional.of(new Refusal(code, detail)));
        }
    }

    CompletionStage<CallResult> claim(Admission admission, Arrival arrival) {
        Presented consent = presented(arrival);
        String grantId = arrival.facts().grantId();
        Action action = arrival.facts().action();
        if (consent.refusal().isPresent()) {
            return anyLeft(grantId, action)
                    .thenCompose(left ->
                            admission.deny(arrival, left ? consent.refusal().get() : noUnits(arrival)));
        }
        return keeper.acquire(grantId, action).thenCompose(hold -> {
            if (hold.source() == UnitSource.LEASE && consent.claim().isEmpty()) {
                return Admission.done(permit(admission, arrival, hold, CallPermit.Claimed.UNIT));
            }
            return claim(admission, arrival, hold, consent.claim());
        });
    }

    private CompletionStage<CallResult> claim(
            Admission admission, Arrival arrival, UnitHold hold, Optional<Claim.ConsentClaim> consent) {
        Claim claim = claimOf(arrival, hold.source(), consent);
        return batcher.claim(claim)
                .thenCompose(code -> code.isPresent() && code.get() == RejectionCode.ALREADY_EXISTS_DIFFERENT
                        ? claimAgain(arrival, hold, consent)
                        : CompletableFuture.completedFuture(new Claimed(hold, code)))
                .whenComplete((claimed, failure) -> {
                    if (failure != null && hold.source() == UnitSource.LEASE) {
                        keeper.giveBack(hold);
                    }
                })
                .thenComposeAsync(
                        claimed -> decided(admission, arrival, claimed),
                        base.config().callbacks());
    }

    private record Claimed(UnitHold hold, Optional<RejectionCode> refusal) {}

    /**
     * The call had claimed before, with its unit from the other source, and its answer was lost: that claim stands. A unit that it took on
     * the ledger joins the pool in exchange for the one in hand; one that it had from the pool was put back then and is taken anew.
     */
    private CompletionStage<Claimed> claimAgain(Arrival arrival, UnitHold hold, Optional<Claim.ConsentClaim> consent) {
        if (hold.source() == UnitSource.LEASE) {
            return batcher.claim(claimOf(arrival, UnitSource.LEDGER, consent)).thenApply(code -> {
                if (code.isEmpty()) {
                    keeper.giveBack(hold);
                }
                return new Claimed(hold, code);
            });
        }
        return batcher.claim(claimOf(arrival, UnitSource.LEASE, consent)).thenApply(code -> {
            if (code.isPresent()) {
                return new Claimed(hold, code);
            }
            return keeper.takeInHand(hold.pool())
                    ? new Claimed(new UnitHold(hold.pool(), UnitSource.LEASE), code)
                    : new Claimed(hold, Optional.of(RejectionCode.BUSY));
        });
    }

    private static Claim claimOf(Arrival arrival, UnitSource source, Optional<Claim.ConsentClaim> consent) {
        return new Claim(
                arrival.call().callId(),
                arrival.facts().grantId(),
                arrival.facts().action(),
                source,
                consent);
    }

    private CompletionStage<CallResult> decided(Admission admission, Arrival arrival, Claimed claimed) {
        UnitHold hold = claimed.hold();
        if (claimed.refusal().isEmpty()) {
            if (hold.source() == UnitSource.LEDGER) {
                hold.pool().claimed();
            }
            boolean consented = arrival.entry().view().policy().consentNeeded();
            return Admission.done(permit(
                    admission,
                    arrival,
                    hold,
                    consented ? CallPermit.Claimed.UNIT_AND_CONSENT : CallPermit.Claimed.UNIT));
        }
        if (hold.source() == UnitSource.LEASE) {
            keeper.giveBack(hold);
        }
        RejectionCode code = claimed.refusal().get();
        if (code == RejectionCode.COUNT) {
            hold.pool().exhausted();
            return admission.deny(arrival, noUnits(arrival));
        }
        if (code == RejectionCode.LEASED_ELSEWHERE) {
            return Admission.done(Admission.leasedElsewhere(arrival.facts()));
        }
        if (code == RejectionCode.BUSY) {
            return Admission.done(Admission.busy("the earlier claim of the call cannot be continued"));
        }
        return admission.deny(
                arrival,
                new Refusal(code, "Cannot take call " + arrival.call().callId() + ": the ledger refuses its claim"));
    }

    private Refusal noUnits(Arrival arrival) {
        long limit = arrival.entry().view().policy().limit(arrival.facts().action());
        return new Refusal(
                RejectionCode.COUNT,
                "Cannot " + arrival.facts().action() + " under grant "
                        + arrival.facts().grantId() + ": all " + limit + " units are used");
    }

    private CompletionStage<Boolean> anyLeft(String grantId, Action action) {
        if (keeper.pool(grantId, action).inHand() > 0) {
            return CompletableFuture.completedFuture(true);
        }
        return base.tasks().run(() -> ledger.allowance(grantId, action).free() > 0);
    }

    private Presented presented(Arrival arrival) {
        CompiledPolicy policy = arrival.entry().view().policy();
        if (!policy.consentNeeded()) {
            return new Presented(Optional.empty(), Optional.empty());
        }
        Optional<JsonObject> json = arrival.call().body().consent();
        if (json.isEmpty()) {
            return Presented.refused(
                    RejectionCode.CONSENT_MISSING,
                    "Cannot take call " + arrival.call().callId() + ": grant "
                            + arrival.facts().grantId() + " needs a consent and none is presented");
        }
        try {
            ConsentDocument document = ConsentDocumentCodec.fromJson(json.get());
            Optional<Refusal> refusal = ConsentRules.refusal(
                    policy.facts().grant(),
                    document,
                    arrival.call().body().subject(),
                    base.clock().millis());
            return new Presented(
                    Optional.of(new Claim.ConsentClaim(document.consentId(), ConsentDocumentCodec.hash(document))),
                    refusal);
        } catch (MalformedException e) {
            return Presented.refused(
                    RejectionCode.CONSENT_MISMATCH,
                    "Cannot take call " + arrival.call().callId() + ": " + e.getMessage());
        }
    }

    private CallResult permit(Admission admission, Arrival arrival, UnitHold hold, CallPermit.Claimed claimed) {
        GrantFacts facts = arrival.entry().view().policy().facts();
        PermittedCall call = new PermittedCall(
                arrival.call().session(),
                arrival.call().sequence(),
                arrival.call().callId(),
                arrival.call().body(),
                facts.grant().terms(),
                facts.resource(),
                facts.scenario().items().size(),
                arrival.session().userName(),
                arrival.session().applicationName(),
                arrival.session().buyer(),
                hold.pool().left());
        PermitParts parts = new PermitParts(
                admission,
                arrival.facts(),
                arrival.entry(),
                hold,
                claimed,
                arrival.key().mac(),
                arrival.bounds());
        return new CallResult.Admitted(new CallPermit(parts, call));
    }
}
