package io.kontor.contract.receipt;

import io.kontor.contract.call.Call;
import io.kontor.contract.call.Checks;
import io.kontor.contract.rejection.ContractRejection;
import io.kontor.contract.state.Entries.Beat;
import io.kontor.contract.state.Entries.Mark;
import io.kontor.contract.state.Found;
import io.kontor.contract.state.Keys;
import io.kontor.contract.state.LedgerState;
import io.kontor.crypto.suite.CryptoException;
import io.kontor.crypto.suite.CryptoSuites;
import io.kontor.model.json.JsonObject;
import io.kontor.model.receipt.Lease;
import io.kontor.model.receipt.LeaseStatus;
import io.kontor.model.receipt.ReceiptLog;
import io.kontor.model.receipt.ReceiptLogCodec;
import io.kontor.model.receipt.WriteOff;
import io.kontor.model.receipt.WriteOffCodec;
import io.kontor.model.rejection.RejectionCode;
import java.util.Base64;
import java.util.Optional;

/** Registration of logs, their epochs and heartbeats. */
final class Logs {

    /** The most leases whose records one claim of an epoch closes; see {@link Leasing#get}. */
    private static final int CLOSED_AT_ONCE = 500;

    private Logs() {}

    static JsonObject register(Call call) {
        ReceiptLog log = ReceiptLogCodec.fromJson(call.argument());
        String what = "Cannot register log " + log.logId();
        Checks.isMember(call, log.participantId(), what);
        Checks.isOfCity(call, log.cityId(), what);
        ContractRejection.unless(
                log.epoch() == 0, RejectionCode.EPOCH, what + ": its epoch is " + log.epoch() + ", must be 0");
        Optional<ReceiptLog> stored =
                call.state().existing(Keys.log(log.logId()), log, before -> with(before, 0, log.instance()));
        if (stored.isPresent()) {
            return ReceiptLogCodec.toJson(stored.get());
        }
        requireKey(log, what);
        return store(call.state(), log);
    }

    private static void requireKey(ReceiptLog log, String what) {
        try {
            CryptoSuites.named(log.suite()).verifyingKey(Base64.getDecoder().decode(log.publicKey()));
        } catch (CryptoException | IllegalArgumentException e) {
            throw new ContractRejection(RejectionCode.LOG, what + ": " + e.getMessage());
        }
    }

    static JsonObject claimEpoch(Call call) {
        call.argument().requireOnly("logId", "epoch", "instance");
        String logId = call.argument().string("logId");
        long epoch = call.argument().longValue("epoch");
        String instance = call.argument().string("instance");
        ReceiptLog log = own(call, logId, "Cannot claim epoch " + epoch + " of log " + logId);
        if (epoch == log.epoch() && instance.equals(log.instance())) {
            return ReceiptLogCodec.toJson(log);
        }
        ContractRejection.unless(
                epoch == log.epoch() + 1,
                RejectionCode.EPOCH,
                "Cannot claim epoch " + epoch + " of log " + logId + ": the next epoch is " + (log.epoch() + 1));
        closeAsUsed(call.state(), logId);
        return store(call.state(), with(log, epoch, instance));
    }

    /** A lease of an earlier epoch is closed as used, also while its record waits to say so (LEASE-1). */
    static Lease asOfEpoch(Lease lease, long epoch) {
        boolean over = lease.status() == LeaseStatus.OPEN && lease.request().epoch() < epoch;
        return over ? usedUp(lease) : lease;
    }

    private static Lease usedUp(Lease lease) {
        return new Lease(lease.request(), LeaseStatus.CLOSED, lease.request().units());
    }

    private static void closeAsUsed(LedgerState state, String logId) {
        for (Found<Mark> open : state.first(Keys.openLeasesOf(logId), CLOSED_AT_ONCE)) {
            String leaseId = open.key().lastPart();
            state.put(Keys.lease(logId, leaseId), usedUp(state.require(Keys.lease(logId, leaseId))));
            state.delete(Keys.openLease(logId, leaseId));
        }
    }

    /** LEASE-3: what the instance had leased is used, and nobody acts for the log any more. */
    static JsonObject writeOff(Call call) {
        call.argument().requireOnly("logId", "reason");
        String logId = call.argument().string("logId");
        String reason = Checks.text(call, "reason");
        String what = "Cannot write off log " + logId;
        Optional<WriteOff> stored = call.state().find(Keys.writeOff(logId));
        if (stored.isPresent()) {
            Checks.isMember(call, stored.get().signature().participantId(), what);
            ContractRejection.unless(
                    stored.get().reason().equals(reason),
                    RejectionCode.ALREADY_EXISTS_DIFFERENT,
                    what + ": it was written off, and its field 'reason' differs");
            closeAsUsed(call.state(), logId);
            return WriteOffCodec.toJson(stored.get());
        }
        ReceiptLog log = own(call, logId, what);
        ContractRejection.unless(log.epoch() > 0, RejectionCode.EPOCH, what + ": its epoch is 0, it has never served");
        WriteOff writeOff = new WriteOff(logId, log.epoch(), reason, call.signature());
        closeAsUsed(call.state(), logId);
        store(call.state(), with(log, log.epoch() + 1, log.instance()));
        call.state().put(Keys.writeOff(logId), writeOff);
        return WriteOffCodec.toJson(writeOff);
    }

    static JsonObject heartbeat(Call call) {
        call.argument().requireOnly("logId", "epoch", "time");
        String logId = call.argument().string("logId");
        ownInEpoch(call, logId, call.argument().longValue("epoch"), "Cannot beat for log " + logId);
        call.state().put(Keys.beat(logId), new Beat(call.argument().longValue("time"), call.at()));
        return JsonObject.builder().put("at", call.at()).build();
    }

    /**
     * The caller's log.
     *
     * @throws ContractRejection LOG when it is unknown or purged, ORGANISATION when it is another member's
     */
    static ReceiptLog own(Call call, String logId, String what) {
        ReceiptLog log = call.state()
                .find(Keys.log(logId))
                .orElseThrow(
                        () -> new ContractRejection(RejectionCode.LOG, what + ": no log is registered under this id"));
        Checks.isMember(call, log.participantId(), what);
        ContractRejection.unless(
                !call.state().exists(Keys.purged(logId)), RejectionCode.LOG, what + ": the log has been purged");
        ContractRejection.unless(
                !call.state().exists(Keys.writeOff(logId)), RejectionCode.LOG, what + ": the log has been written off");
        return log;
    }

    /**
     * The caller's log, in its present epoch.
     *
     * @throws ContractRejection EPOCH also before the first epoch is claimed
     */
    static ReceiptLog ownInEpoch(Call call, String logId, long epoch, String what) {
        ReceiptLog log = own(call, logId, what);
        ContractRejection.unless(
                epoch == log.epoch() && epoch > 0,
                RejectionCode.EPOCH,
                what + ": epoch is " + epoch + ", the log's is " + log.epoch());
        return log;
    }

    private static JsonObject store(LedgerState state, ReceiptLog log) {
        state.put(Keys.log(log.logId()), log);
        return ReceiptLogCodec.toJson(log);
    }

    private static ReceiptLog with(ReceiptLog log, long epoch, String instance) {
        return new ReceiptLog(
                log.logId(),
                log.participantId(),
                log.cityId(),
                log.suite(),
                log.publicKey(),
                log.address(),
                epoch,
                instance);
    }
}
