package io.kontor.model.receipt;

import io.kontor.model.grant.Action;
import io.kontor.model.id.Checks;
import io.kontor.model.id.Digest32;
import io.kontor.model.id.Ids;
import io.kontor.model.rejection.MalformedException;
import io.kontor.model.rejection.RejectionCode;
import java.util.Optional;

/**
 * The receipt of one call (kinds RELEASED, RESERVED, ABORTED, DENIED, FAILED); its binary form is the leaf of the log (docs/spec/receipt.md).
 * It holds no personal datum: users, applications and consents stand in it as digests (INV-7).
 *
 * @param kind what the leaf records
 * @param logId log
 * @param epoch epoch of the instance
 * @param index leaf index
 * @param time epoch milliseconds, never going back within a log
 * @param session session identifier, 32 hex characters
 * @param sequence sequence number within the session, from 1
 * @param callId call identifier, 32 hex characters
 * @param grantId grant
 * @param grantVersion version of the grant
 * @param action action
 * @param resourceId resource
 * @param scenarioId purpose that the call named
 * @param orderId order
 * @param period settlement period of the order
 * @param user fingerprint of the user's key
 * @param application fingerprint of the application's key
 * @param consent SHA-256 of the consent identifier, where one was presented
 * @param refusal code of a DENIED or FAILED call
 * @param delivery what was released
 * @param requestDigest HMAC of the request body under the evidence key
 * @param resultDigest HMAC of the result under the evidence key, all zero when nothing was released
 * @param totals running totals of (grant, action, period) in this log after this leaf
 */
public record CallReceipt(
        LeafKind kind,
        String logId,
        long epoch,
        long index,
        long time,
        String session,
        long sequence,
        String callId,
        String grantId,
        int grantVersion,
        Action action,
        String resourceId,
        String scenarioId,
        String orderId,
        int period,
        Digest32 user,
        Digest32 application,
        Optional<Digest32> consent,
        Optional<RejectionCode> refusal,
        Delivery delivery,
        Digest32 requestDigest,
        Digest32 resultDigest,
        UsageCounts totals)
        implements LogLeaf {

    public CallReceipt {
        new LeafPosition(logId, epoch, index, time);
        Checks.hex16("session", session);
        Checks.range("sequence", sequence, 1, Checks.MAX);
        Checks.hex16("call id", callId);
        Ids.require("grant id", grantId);
        Checks.range("grant version", grantVersion, 1, 1_000_000);
        Ids.require("resource id", resourceId);
        Ids.require("scenario id", scenarioId);
        Ids.require("order id", orderId);
        Checks.range("period", period, 1, 1_000_000);
        requireOutcome(kind, callId, refusal, delivery);
        boolean nothing = kind != LeafKind.RELEASED && delivery.bytes() == 0;
        if (nothing && !resultDigest.equals(Digest32.ZERO)) {
            throw new MalformedException("Cannot accept receipt of call " + callId + ": it is " + kind
                    + " with nothing released and result digest " + resultDigest + ", must be zero");
        }
    }

    private static void requireOutcome(
            LeafKind kind, String callId, Optional<RejectionCode> refusal, Delivery delivery) {
        boolean refusalFits =
                kind == LeafKind.DENIED ? refusal.isPresent() : kind == LeafKind.FAILED || refusal.isEmpty();
        if (!kind.isCall() || !refusalFits) {
            throw new MalformedException("Cannot accept receipt of call " + callId + ": kind " + kind + " with refusal "
                    + refusal.map(Enum::name).orElse("none"));
        }
        boolean released = kind == LeafKind.RELEASED;
        if (released == (delivery.hit() == Delivery.Hit.NONE)) {
            throw new MalformedException(
                    "Cannot accept receipt of call " + callId + ": kind " + kind + " with hit " + delivery.hit());
        }
        boolean mayHoldBytes = kind != LeafKind.DENIED && kind != LeafKind.RESERVED;
        if (delivery.bytes() > 0 && !mayHoldBytes) {
            throw new MalformedException("Cannot accept receipt of call " + callId + ": kind " + kind + " with "
                    + delivery.bytes() + " bytes");
        }
    }

    @Override
    public Optional<String> concernedGrant() {
        return Optional.of(grantId);
    }
}
