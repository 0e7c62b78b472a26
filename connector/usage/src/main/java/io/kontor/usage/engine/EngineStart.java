package io.kontor.usage.engine;

import io.kontor.client.ledger.LedgerException;
import io.kontor.client.ledger.LedgerRejectedException;
import io.kontor.client.ledger.Recorded;
import io.kontor.client.receipt.ReceiptLedger;
import io.kontor.crypto.suite.SigningKey;
import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonObject;
import io.kontor.model.receipt.EpochOpenedLeaf;
import io.kontor.model.receipt.LogHead;
import io.kontor.model.receipt.ReceiptLog;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.usage.journal.Durability;
import io.kontor.usage.receiptlog.LocalRecord;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/** Makes this instance the one that serves its log: registration, the checks of LOG-3, the next epoch, its first leaf. Blocks. */
final class EngineStart {

    private static final Logger LOG = System.getLogger(EngineStart.class.getName());

    private final EngineBase base;
    private final SigningKey key;
    private final String bootId;
    private final ReceiptLedger ledger;

    EngineStart(EngineBase base, SigningKey key, String bootId) {
        this.base = base;
        this.key = key;
        this.bootId = bootId;
        this.ledger = new ReceiptLedger(base.contact());
    }

    /**
     * What the ledger says after the start.
     *
     * @param anchored newest anchored head
     * @param block block in which the epoch was claimed
     * @param lastEnd how the last run ended
     */
    record Started(Optional<LogHead> anchored, long block, LastEnd lastEnd) {}

    Started run() {
        String logId = base.config().logId();
        try {
            ReceiptLog log = registered();
            requireSameHistory(Heads.read(ledger, logId));
            String instance = HexFormat.of().formatHex(base.suite().random(16));
            Recorded<ReceiptLog> claimed = ledger.claimEpoch(logId, log.epoch() + 1, instance);
            base.log().setEpoch(claimed.record().epoch());
            Optional<LogHead> anchored = Heads.read(ledger, logId);
            requireSameHistory(anchored);
            LastEnd lastEnd = lastEnd();
            byte[] run = CanonicalJson.bytes(JsonObject.builder()
                    .put("bootId", bootId)
                    .put("durability", base.config().durability())
                    .put("lastEnd", lastEnd)
                    .put("at", base.clock().millis())
                    .build());
            base.log()
                    .sequence(sink -> {
                        sink.local(LocalRecord.STARTED, run);
                        return sink.leaf(at -> new EpochOpenedLeaf(at, instance));
                    })
                    .join();
            return new Started(anchored, claimed.blockNumber(), lastEnd);
        } catch (LedgerException e) {
            throw new EngineStartException("Cannot start log " + logId + ": " + e.getMessage(), e);
        } catch (CompletionException e) {
            throw new EngineStartException(
                    "Cannot start log " + logId + ": " + Failures.cause(e).getMessage(), e);
        }
    }

    /** The claim of the epoch counts all open blocks as used; here it is only told what the disk may have lost (JNL-11). */
    private LastEnd lastEnd() {
        LastEnd last = base.state().lastEnd(bootId);
        if (last == LastEnd.MACHINE_STOPPED
                && base.state().lastDurability().filter(Durability.OS::equals).isPresent()) {
            LOG.log(
                    Level.WARNING,
                    "The operating system has restarted since log {0} last ran, in the durability class OS: receipts"
                            + " that were not anchored may be lost; open blocks count as used",
                    base.config().logId());
        }
        return last;
    }

    private ReceiptLog registered() {
        UsageEngineConfig config = base.config();
        String publicKey = Base64.getEncoder().encodeToString(key.verifyingKey().spki());
        Optional<ReceiptLog> known = find(config.logId());
        if (known.isEmpty() && base.log().size() > 0) {
            throw new EngineStartException(
                    "Cannot start log " + config.logId() + ": its journal has "
                            + base.log().size()
                            + " leaves and the ledger does not know the log; this folder belongs to another ledger",
                    null);
        }
        ReceiptLog log = known.orElseGet(() -> ledger.registerLog(new ReceiptLog(
                        config.logId(),
                        config.participantId(),
                        config.cityId(),
                        base.suite().name(),
                        publicKey,
                        config.address(),
                        0,
                        ""))
                .record());
        if (!log.suite().equals(base.suite().name())) {
            throw new EngineStartException(
                    "Cannot start log " + config.logId() + ": the ledger has it with suite " + log.suite()
                            + ", configured is " + base.suite().name(),
                    null);
        }
        if (!log.publicKey().equals(publicKey) || !log.participantId().equals(config.participantId())) {
            throw new EngineStartException(
                    "Cannot start log " + config.logId() + ": the ledger has it under member " + log.participantId()
                            + " with another key than this folder's; name another log-id",
                    null);
        }
        return log;
    }

    private Optional<ReceiptLog> find(String logId) {
        try {
            return Optional.of(ledger.log(logId));
        } catch (LedgerRejectedException e) {
            if (e.code() == RejectionCode.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Asked again under the new epoch: until then a process of the earlier one may have anchored what is not here. */
    private void requireSameHistory(Optional<LogHead> anchored) {
        if (anchored.isPresent() && !Heads.continues(base.log(), anchored.get())) {
            long size = anchored.get().head().treeSize();
            String found = base.log().size() < size
                    ? "it has only " + base.log().size() + " leaves"
                    : "its root at that size is " + base.log().head(size).rootHash();
            throw new EngineStartException(
                    "Cannot start log " + base.config().logId() + ": the anchored head has size " + size + " and root "
                            + anchored.get().head().rootHash() + ", " + found
                            + "; this folder was restored from an old copy or changed, register a new log",
                    null);
        }
    }
}
