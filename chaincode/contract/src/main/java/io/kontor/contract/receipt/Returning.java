package io.kontor.contract.receipt;

import io.kontor.contract.call.Call;
import io.kontor.contract.consent.Consents;
import io.kontor.contract.receipt.Units.Hands;
import io.kontor.contract.rejection.ContractRejection;
import io.kontor.contract.state.Entries.StandingClaim;
import io.kontor.contract.state.Keys;
import io.kontor.contract.state.LedgerState;
import io.kontor.model.json.JsonObject;
import io.kontor.model.receipt.CallReceipt;
import io.kontor.model.receipt.GiveBack;
import io.kontor.model.receipt.GiveBackCodec;
import io.kontor.model.receipt.GivenBack;
import io.kontor.model.receipt.GivenBackCodec;
import io.kontor.model.receipt.LeafCodec;
import io.kontor.model.receipt.LeafKind;
import io.kontor.model.receipt.Lease;
import io.kontor.model.receipt.LeaseClosedLeaf;
import io.kontor.model.receipt.LeaseCodec;
import io.kontor.model.receipt.LeaseStatus;
import io.kontor.model.receipt.LogLeaf;
import io.kontor.model.receipt.ProvenLeaf;
import io.kontor.model.receipt.ProvenLeafCodec;
import io.kontor.model.receipt.ReceiptLog;
import io.kontor.model.receipt.UnitReturn;
import io.kontor.model.receipt.UnitSource;
import io.kontor.model.rejection.MalformedException;
import io.kontor.model.rejection.RejectionCode;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Gives blocks, units and consents back, each with the proof of the leaf that closes it (LEASE-2, CLAIM-5). */
final class Returning {

    private Returning() {}

    static JsonObject returnLease(Call call) {
        LedgerState state = call.state();
        ProvenLeaf proven = ProvenLeafCodec.fromJson(call.argument());
        LogLeaf leaf = LeafCodec.decode(proven.bytes());
        if (!(leaf instanceof LeaseClosedLeaf closed)) {
            throw new MalformedException("Cannot return a lease: the leaf is of kind " + leaf.kind());
        }
        String what = "Cannot return lease " + closed.leaseId() + " of log " + closed.logId();
        ReceiptLog log = Logs.own(call, closed.logId(), what);
        Lease lease = Logs.asOfEpoch(state.require(Keys.lease(log.logId(), closed.leaseId())), log.epoch());
        if (lease.status() == LeaseStatus.CLOSED) {
            ContractRejection.unless(
                    lease.used() == closed.used(),
                    RejectionCode.WRONG_STATE,
                    what + ": it is closed with " + lease.used() + " used, the leaf says " + closed.used());
            return LeaseCodec.toJson(lease);
        }
        long units = lease.request().units();
        ContractRejection.unless(
                closed.epoch() == log.epoch(),
                RejectionCode.EPOCH,
                what + ": its leaf is of epoch " + closed.epoch() + ", the log's is " + log.epoch());
        ContractRejection.unless(
                closed.used() <= units,
                RejectionCode.BOUNDS,
                what + ": it has " + units + " units, the leaf says that " + closed.used() + " were used");
        Leaves.requireProven(state, log, closed, proven, what);
        Hands hands = new Hands(
                log.logId(), lease.request().grantId(), lease.request().action());
        Units.giveBack(state, hands, units - closed.used(), what);
        Units.open(state, lease.request(), -units);
        Lease returned = new Lease(lease.request(), LeaseStatus.CLOSED, closed.used());
        state.put(Keys.lease(log.logId(), closed.leaseId()), returned);
        state.delete(Keys.openLease(log.logId(), closed.leaseId()));
        return LeaseCodec.toJson(returned);
    }

    static JsonObject giveBack(Call call) {
        LedgerState state = call.state();
        GiveBack request = GiveBackCodec.fromJson(call.argument());
        CallReceipt receipt = LeafCodec.decodeReceipt(request.closing().bytes());
        String what = "Cannot give back what call " + receipt.callId() + " claimed";
        ReceiptLog log = Logs.own(call, receipt.logId(), what);
        GivenBack given = new GivenBack(receipt.callId(), log.logId(), receipt.index(), request.unit());
        Optional<GivenBack> stored = state.existing(Keys.givenBack(receipt.callId()), given, UnaryOperator.identity());
        if (stored.isPresent()) {
            return GivenBackCodec.toJson(stored.get());
        }
        StandingClaim claim = requireOwnClaim(state, receipt, what);
        boolean nothing = (receipt.kind() == LeafKind.ABORTED || receipt.kind() == LeafKind.FAILED)
                && receipt.delivery().bytes() == 0;
        ContractRejection.unless(
                nothing,
                RejectionCode.WRONG_STATE,
                what + ": its receipt is " + receipt.kind() + " with "
                        + receipt.delivery().bytes() + " bytes, must be ABORTED or FAILED with none");
        Leaves.requireProven(state, log, receipt, request.closing(), what);
        claim.claim().consent().ifPresent(consent -> Consents.giveBack(state, consent.consentId(), receipt.callId()));
        if (request.unit() == UnitReturn.RETURNED) {
            ContractRejection.unless(
                    claim.claim().unit() == UnitSource.LEDGER,
                    RejectionCode.WRONG_STATE,
                    what + ": its unit is of a lease and goes back with it");
            Units.giveBack(state, new Hands(log.logId(), receipt.grantId(), receipt.action()), 1, what);
        }
        state.put(Keys.givenBack(receipt.callId()), given);
        return GivenBackCodec.toJson(given);
    }

    private static StandingClaim requireOwnClaim(LedgerState state, CallReceipt receipt, String what) {
        StandingClaim claim = state.require(Keys.claim(receipt.callId()));
        boolean own = claim.logId().equals(receipt.logId())
                && claim.claim().grantId().equals(receipt.grantId())
                && claim.claim().action() == receipt.action();
        ContractRejection.unless(
                own,
                RejectionCode.LOG,
                what + ": log " + claim.logId() + " claimed for "
                        + claim.claim().grantId() + " "
                        + claim.claim().action() + ", the leaf is of log " + receipt.logId() + " and "
                        + receipt.grantId() + " " + receipt.action());
        return claim;
    }
}
