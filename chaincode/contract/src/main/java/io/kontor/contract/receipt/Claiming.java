package io.kontor.contract.receipt;

import io.kontor.contract.call.Call;
import io.kontor.contract.consent.Consents;
import io.kontor.contract.grant.Grants;
import io.kontor.contract.state.Entries.StandingClaim;
import io.kontor.contract.state.Keys;
import io.kontor.contract.state.LedgerState;
import io.kontor.model.grant.ConsentRule;
import io.kontor.model.grant.Grant;
import io.kontor.model.json.JsonArray;
import io.kontor.model.json.JsonObject;
import io.kontor.model.receipt.Claim;
import io.kontor.model.receipt.ClaimBatch;
import io.kontor.model.receipt.ClaimBatchCodec;
import io.kontor.model.receipt.ClaimResult;
import io.kontor.model.receipt.ClaimResultCodec;
import io.kontor.model.receipt.ReceiptLog;
import io.kontor.model.receipt.UnitSource;
import io.kontor.model.rejection.RejectionCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Claims of units and consents by call id, many in one transaction (CLAIM-1 … CLAIM-4). */
final class Claiming {

    private final LedgerState state;
    private final ReceiptLog log;
    private final long at;

    private Claiming(LedgerState state, ReceiptLog log, long at) {
        this.state = state;
        this.log = log;
        this.at = at;
    }

    static JsonObject claim(Call call) {
        ClaimBatch batch = ClaimBatchCodec.fromJson(call.argument());
        ReceiptLog log = Logs.ownInEpoch(call, batch.logId(), batch.epoch(), "Cannot claim for log " + batch.logId());
        Claiming claiming = new Claiming(call.state(), log, call.at());
        List<ClaimResult> results = new ArrayList<>();
        for (Claim claim : batch.claims()) {
            results.add(new ClaimResult(claim.callId(), claiming.claim(claim)));
        }
        return JsonObject.builder()
                .put("results", JsonArray.ofObjects(results, ClaimResultCodec::toJson))
                .build();
    }

    /** The refusal, or empty when the claim stands. */
    private Optional<RejectionCode> claim(Claim claim) {
        StandingClaim standing = new StandingClaim(log.logId(), log.epoch(), claim);
        Optional<StandingClaim> before = state.find(Keys.claim(claim.callId()));
        if (before.isPresent() && !isSame(before.get(), claim)) {
            return Optional.of(RejectionCode.ALREADY_EXISTS_DIFFERENT);
        }
        if (before.equals(Optional.of(standing))) {
            return Optional.empty();
        }
        Optional<Grant> grant = state.find(Keys.grant(claim.grantId()))
                .filter(found -> found.supplier().equals(log.participantId()));
        if (grant.isEmpty()) {
            return Optional.of(RejectionCode.NO_AGREEMENT);
        }
        Optional<RejectionCode> refusal = refusal(claim, grant.get());
        if (refusal.isEmpty()) {
            take(claim, grant.get());
            state.put(Keys.claim(claim.callId()), standing);
        }
        return refusal;
    }

    /** What an earlier epoch claimed may be released by a disk that still runs in it: it is used, the call claims anew (CLAIM-2). */
    private boolean isSame(StandingClaim before, Claim claim) {
        return before.logId().equals(log.logId())
                && before.claim().equals(claim)
                && !state.exists(Keys.givenBack(claim.callId()));
    }

    private Optional<RejectionCode> refusal(Claim claim, Grant grant) {
        Optional<RejectionCode> byState = Grants.refusal(state, grant, at);
        if (byState.isPresent()) {
            return byState;
        }
        Optional<RejectionCode> byWindow = Grants.windowRefusal(grant, at);
        if (byWindow.isPresent()) {
            return byWindow;
        }
        if (!Units.hasAction(grant, claim.action())) {
            return Optional.of(RejectionCode.ACTION);
        }
        Optional<RejectionCode> unit = unitRefusal(claim, grant);
        if (unit.equals(Optional.of(RejectionCode.COUNT))) {
            return unit;
        }
        Optional<RejectionCode> consent = demandsConsent(grant)
                ? Consents.refusal(state, claim.consent(), grant, log.cityId(), at)
                : Optional.empty();
        return consent.isPresent() ? consent : unit;
    }

    /** A unit of a lease is the log's own business, but a log that holds none has none. */
    private Optional<RejectionCode> unitRefusal(Claim claim, Grant grant) {
        if (claim.unit() == UnitSource.LEASE) {
            return Units.held(state, log.logId(), grant.grantId(), claim.action()) >= 1
                    ? Optional.empty()
                    : Optional.of(RejectionCode.COUNT);
        }
        return Units.free(state, grant, claim.action()) >= 1
                ? Optional.empty()
                : Optional.of(Units.shortage(state, log.logId(), grant, claim.action()));
    }

    private void take(Claim claim, Grant grant) {
        if (claim.unit() == UnitSource.LEDGER) {
            Units.take(state, log.logId(), grant, claim.action(), 1);
        }
        if (demandsConsent(grant)) {
            String consentId = claim.consent().orElseThrow().consentId();
            Consents.consume(state, consentId, claim.callId(), log.logId());
        }
    }

    private static boolean demandsConsent(Grant grant) {
        return grant.terms().consent() == ConsentRule.ONE_SHOT;
    }
}
