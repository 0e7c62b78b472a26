package io.kontor.usage.engine;

import io.kontor.client.ledger.LedgerException;
import io.kontor.client.ledger.LedgerRejectedException;
import io.kontor.client.settlement.SettlementLedger;
import io.kontor.client.supervision.SupervisionLedger;
import io.kontor.model.json.JsonObject;
import io.kontor.model.receipt.CallReceipt;
import io.kontor.model.receipt.LeafCodec;
import io.kontor.model.receipt.PeriodClosed;
import io.kontor.model.receipt.ProvenLeaf;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.model.settlement.SignedUsage;
import io.kontor.usage.metering.MeterKey;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Puts on the ledger, once a period is closed, what buyers acknowledged by their own signed heads: the count of a buyer that stays silent
 * (LOG-10, SET-7). One transaction a second at most. Thread-safe.
 */
final class Acknowledgements {

    private static final Logger LOG = System.getLogger(Acknowledgements.class.getName());

    private final EngineBase base;
    private final Anchorer anchorer;
    private final SettlementLedger settlements;
    private final SupervisionLedger states;
    /** Leaf index of the receipt up to which the ledger knows, or will never know more. */
    private final Map<MeterKey, Long> told = new ConcurrentHashMap<>();

    private final AtomicBoolean telling = new AtomicBoolean();

    Acknowledgements(EngineBase base, Anchorer anchorer) {
        this.base = base;
        this.anchorer = anchorer;
        this.settlements = new SettlementLedger(base.contact());
        this.states = new SupervisionLedger(base.contact());
    }

    /** A receipt that the buyer's head covers, and the leaf of that head. */
    private record Item(PeriodClosed period, MeterKey key, long receipt, long head) {}

    /** Tells the ledger something that it does not know; to be called every second. */
    void tick() {
        Optional<Item> next = base.contact().ended().isPresent() ? Optional.empty() : next();
        if (next.isPresent() && telling.compareAndSet(false, true)) {
            base.tasks().run(() -> tell(next.get())).whenComplete((done, failure) -> {
                telling.set(false);
                if (failure == null && done) {
                    told.put(next.get().key(), next.get().receipt());
                }
            });
        }
    }

    private Optional<Item> next() {
        return base.state().closed().stream()
                .filter(period -> period.index() < anchorer.anchoredSize())
                .flatMap(period -> base.state().signed().values().stream()
                        .filter(signed -> signed.head() < anchorer.anchoredSize())
                        .flatMap(signed -> signed.receipts().entrySet().stream()
                                .filter(entry -> entry.getKey().period() == period.period())
                                .map(entry -> new Item(period, entry.getKey(), entry.getValue(), signed.head()))))
                .filter(item -> told.getOrDefault(item.key(), -1L) < item.receipt())
                .findFirst();
    }

    /** Blocks; whether it need not be told again. */
    private boolean tell(Item item) {
        Optional<byte[]> head = base.log().find(item.head());
        Optional<byte[]> receipt = base.log().find(item.receipt());
        if (head.isEmpty() || receipt.isEmpty()) {
            return true;
        }
        CallReceipt call = LeafCodec.decodeReceipt(receipt.get());
        if (!call.orderId().equals(item.period().orderId()) || known(item)) {
            return call.orderId().equals(item.period().orderId());
        }
        long size = anchorer.anchoredSize();
        try {
            settlements.acknowledge(new SignedUsage(
                    item.period().orderId(),
                    item.period().period(),
                    ProvenLeaf.of(head.get(), base.log().tree().inclusion(item.head(), size)),
                    ProvenLeaf.of(receipt.get(), base.log().tree().inclusion(item.receipt(), size))));
            return true;
        } catch (LedgerRejectedException e) {
            boolean newerHead = e.code() == RejectionCode.PROOF;
            if (!newerHead) {
                LOG.log(Level.WARNING, "What a buyer acknowledged is not taken by the ledger: {0}", e.getMessage());
            }
            return !newerHead;
        } catch (LedgerException e) {
            LOG.log(Level.DEBUG, "What a buyer acknowledged is told later: {0}", e.getMessage());
            return false;
        }
    }

    /** Whether the ledger has it already, or has calculated the period. */
    private boolean known(Item item) {
        String period = item.period().orderId() + "/" + item.period().period();
        String acknowledged = "acknowledged/" + period + "/" + item.key().grantId() + "/"
                + item.key().action() + "/" + base.log().logId();
        Map<String, Optional<JsonObject>> found = states.states(List.of(acknowledged, "settlement/" + period));
        boolean told = found.getOrDefault(acknowledged, Optional.empty())
                .filter(record -> record.longValue("receiptIndex") >= item.receipt())
                .isPresent();
        boolean calculated = found.getOrDefault("settlement/" + period, Optional.empty())
                .flatMap(record -> record.optionalObject("rating"))
                .isPresent();
        return told || calculated;
    }
}
