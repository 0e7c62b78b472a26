package io.kontor.contract.receipt;

import io.kontor.contract.call.Call;
import io.kontor.contract.call.Checks;
import io.kontor.contract.grant.Grants;
import io.kontor.contract.rejection.ContractRejection;
import io.kontor.contract.state.Entries.Mark;
import io.kontor.contract.state.Keys;
import io.kontor.model.grant.Grant;
import io.kontor.model.json.JsonObject;
import io.kontor.model.receipt.Lease;
import io.kontor.model.receipt.LeaseCodec;
import io.kontor.model.receipt.LeaseRequest;
import io.kontor.model.receipt.LeaseRequestCodec;
import io.kontor.model.receipt.LeaseStatus;
import io.kontor.model.rejection.RejectionCode;
import java.util.Optional;

/** Blocks of units for one instance: all or none (LEASE-1). */
final class Leasing {

    private Leasing() {}

    static JsonObject lease(Call call) {
        LeaseRequest request = LeaseRequestCodec.fromJson(call.argument());
        String what = "Cannot lease " + request.units() + " units of " + request.grantId() + " " + request.action()
                + " to log " + request.logId();
        Logs.ownInEpoch(call, request.logId(), request.epoch(), what);
        Lease lease = new Lease(request, LeaseStatus.OPEN, 0);
        Optional<Lease> stored = call.state()
                .existing(
                        Keys.lease(request.logId(), request.leaseId()),
                        lease,
                        before -> new Lease(before.request(), LeaseStatus.OPEN, 0));
        if (stored.isPresent()) {
            return LeaseCodec.toJson(stored.get());
        }
        Grant grant = call.state().require(Keys.grant(request.grantId()));
        Checks.isMember(call, grant.supplier(), what);
        Grants.refusal(call.state(), grant, call.at()).ifPresent(code -> {
            throw new ContractRejection(
                    code, what + ": the grant is " + grant.status() + ", it and its parents must be live");
        });
        Grants.windowRefusal(grant, call.at()).ifPresent(code -> {
            throw new ContractRejection(
                    code, what + ": its window is " + grant.terms().window() + ", the time is " + call.at());
        });
        ContractRejection.unless(
                Units.hasAction(grant, request.action()),
                RejectionCode.ACTION,
                what + ": the grant does not hold this action");
        Units.take(call.state(), request.logId(), grant, request.action(), request.units());
        call.state().put(Keys.lease(request.logId(), request.leaseId()), lease);
        call.state().put(Keys.openLease(request.logId(), request.leaseId()), Mark.SET);
        Units.open(call.state(), request, request.units());
        return LeaseCodec.toJson(lease);
    }

    /** The lease as the log's present epoch leaves it. */
    static JsonObject get(Call call) {
        String logId = call.argument().requireOnly("logId", "leaseId").string("logId");
        Lease lease = call.state().require(Keys.lease(logId, call.argument().string("leaseId")));
        long epoch = call.state().require(Keys.log(logId)).epoch();
        return LeaseCodec.toJson(Logs.asOfEpoch(lease, epoch));
    }
}
