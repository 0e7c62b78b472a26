package io.kontor.usage.engine;

import io.kontor.model.id.Checks;
import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonObject;
import io.kontor.model.receipt.CallReceipt;
import io.kontor.model.receipt.ConsumerHeadLeaf;
import io.kontor.model.receipt.LogLeaf;
import io.kontor.model.receipt.PeriodClosed;
import io.kontor.model.receipt.PeriodClosedLeaf;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.usage.journal.Durability;
import io.kontor.usage.metering.GrantUses;
import io.kontor.usage.metering.Meter;
import io.kontor.usage.metering.MeterKey;
import io.kontor.usage.policy.Refusal;
import io.kontor.usage.receiptlog.CallIndex;
import io.kontor.usage.receiptlog.LocalRecord;
import io.kontor.usage.receiptlog.LogObserver;
import io.kontor.usage.session.HeadDuty;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What the log says so far, rebuilt from it at every start. Changed on the journal's sequencer only; the concurrent parts may be read by
 * any thread.
 */
final class LogState implements LogObserver {

    private final Meter meter = new Meter();
    private final GrantUses uses = new GrantUses();
    private final CallIndex calls;
    private final Map<String, String> terminated = new ConcurrentHashMap<>();
    private final Map<String, String> keysDestroyed = new ConcurrentHashMap<>();
    private final Map<String, HeadDuty> duties = new ConcurrentHashMap<>();
    private final Map<String, Integer> periods = new ConcurrentHashMap<>();
    private final List<PeriodClosed> closed = new CopyOnWriteArrayList<>();
    private final Map<String, Signed> signed = new ConcurrentHashMap<>();
    private final Set<String> grants = new TreeSet<>();
    private Optional<JsonObject> started = Optional.empty();
    private boolean closedInOrder;

    LogState() {
        this(CallIndex.GENERATION);
    }

    /** @param generation call ids that are known at least */
    LogState(int generation) {
        calls = new CallIndex(generation);
    }

    Meter meter() {
        return meter;
    }

    GrantUses uses() {
        return uses;
    }

    CallIndex calls() {
        return calls;
    }

    /** Grants that were stopped here for good, with the reason. */
    Map<String, String> terminated() {
        return terminated;
    }

    /** Why calls of a grant are refused that was stopped here. */
    Optional<Refusal> termination(String grantId) {
        return Optional.ofNullable(terminated.get(grantId)).map(reason -> terminated(grantId, reason));
    }

    /** Grants whose content keys are destroyed, with the statement. */
    Map<String, String> keysDestroyed() {
        return keysDestroyed;
    }

    HeadDuty duty(String grantId) {
        return duties.computeIfAbsent(grantId, id -> new HeadDuty());
    }

    /** Period of an order in force in this log; 1 when none was closed. */
    int period(String orderId) {
        return periods.getOrDefault(orderId, 1);
    }

    /** Grants with receipts, at start. */
    Set<String> grants() {
        return grants;
    }

    /** Period closures whose leaf has an index of at least {@code from} and below {@code to}. */
    List<PeriodClosed> closedBetween(long from, long to) {
        return closed.stream()
                .filter(period -> period.index() >= from && period.index() < to)
                .toList();
    }

    /** How the last run ended, at start (JNL-11). */
    LastEnd lastEnd(String bootId) {
        if (started.isEmpty()) {
            return LastEnd.NONE;
        }
        if (closedInOrder) {
            return LastEnd.CLOSED;
        }
        return started.get().string("bootId").equals(bootId) ? LastEnd.KILLED : LastEnd.MACHINE_STOPPED;
    }

    /** The last run's own note, which is synced before anything behind it is written, tells its class and its machine's run. */
    @Override
    public boolean mayLackWrites(String bootId, Durability now) {
        return lastDurability().equals(Optional.of(Durability.OS)) && lastEnd(bootId) == LastEnd.MACHINE_STOPPED;
    }

    /** Durability class of the last run, at start. */
    Optional<Durability> lastDurability() {
        return started.map(json -> json.constant("durability", Durability.class));
    }

    void take(CallReceipt receipt) {
        uses.take(receipt, meter.take(receipt));
        calls.put(receipt.callId(), receipt.index());
    }

    void take(PeriodClosedLeaf leaf) {
        closed.add(new PeriodClosed(leaf.logId(), leaf.orderId(), leaf.period(), leaf.index()));
        periods.merge(leaf.orderId(), leaf.period() + 1, Math::max);
    }

    /** The buyer signed for what it had received: the newest receipts before this leaf. */
    void take(ConsumerHeadLeaf leaf) {
        signed.put(leaf.grantId(), new Signed(leaf.index(), meter.newest(leaf.grantId())));
    }

    /** What the newest head of each buyer covers, by grant. */
    Map<String, Signed> signed() {
        return signed;
    }

    /** Periods that were closed in this log. */
    List<PeriodClosed> closed() {
        return List.copyOf(closed);
    }

    /**
     * What a buyer's head covers in this log.
     *
     * @param head index of its leaf
     * @param receipts leaf index of the newest receipt before it, by action and period
     */
    record Signed(long head, Map<MeterKey, Long> receipts) {}

    static Refusal terminated(String grantId, String reason) {
        return new Refusal(
                RejectionCode.TERMINATED, "Cannot serve grant " + grantId + ": its supplier ended it (" + reason + ")");
    }

    @Override
    public void leaf(LogLeaf leaf) {
        if (leaf instanceof CallReceipt receipt) {
            take(receipt);
            grants.add(receipt.grantId());
        } else if (leaf instanceof PeriodClosedLeaf period) {
            take(period);
        } else if (leaf instanceof ConsumerHeadLeaf head) {
            duty(head.grantId()).taken(head.treeSize(), head.rootHash(), head.headTime());
            take(head);
        }
    }

    @Override
    public void local(LocalRecord type, byte[] payload) {
        JsonObject json = CanonicalJson.parse(payload);
        if (type == LocalRecord.GRANT_TERMINATED) {
            terminated.put(json.string("grantId"), json.string("reason"));
        } else if (type == LocalRecord.KEYS_DESTROYED) {
            keysDestroyed.put(json.string("grantId"), json.string("statement"));
        } else if (type == LocalRecord.BYTES_HELD) {
            long bytes = Checks.range("bytes held", json.longValue("bytes"), 0, Long.MAX_VALUE);
            uses.of(json.string("grantId")).hold(json.string("callId"), bytes);
        } else if (type == LocalRecord.STARTED) {
            started = Optional.of(json);
            closedInOrder = false;
        } else if (type == LocalRecord.CLOSED) {
            closedInOrder = true;
        }
    }
}
