package io.kontor.contract.settlement;

import io.kontor.contract.call.Call;
import io.kontor.contract.call.Checks;
import io.kontor.contract.receipt.Leaves;
import io.kontor.contract.rejection.ContractRejection;
import io.kontor.contract.state.Found;
import io.kontor.contract.state.Key;
import io.kontor.contract.state.Keys;
import io.kontor.contract.state.LedgerState;
import io.kontor.crypto.suite.CryptoException;
import io.kontor.crypto.suite.CryptoSuite;
import io.kontor.crypto.suite.CryptoSuites;
import io.kontor.model.grant.Grant;
import io.kontor.model.json.JsonObject;
import io.kontor.model.member.KeyUse;
import io.kontor.model.member.MemberKey;
import io.kontor.model.merkle.TreeHead;
import io.kontor.model.receipt.CallReceipt;
import io.kontor.model.receipt.ConsumerHeadLeaf;
import io.kontor.model.receipt.LeafCodec;
import io.kontor.model.receipt.LogLeaf;
import io.kontor.model.receipt.ReceiptLog;
import io.kontor.model.receipt.SignedTreeHead;
import io.kontor.model.receipt.UsageCounts;
import io.kontor.model.rejection.MalformedException;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.model.settlement.AcknowledgedUsage;
import io.kontor.model.settlement.AcknowledgedUsageCodec;
import io.kontor.model.settlement.PeriodCount;
import io.kontor.model.settlement.Settlement;
import io.kontor.model.settlement.SignedUsage;
import io.kontor.model.settlement.SignedUsageCodec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** What a buyer acknowledged by its own signed heads (SET-7). */
final class Acknowledgement {

    private final LedgerState state;
    private final SignedUsage usage;
    private final ConsumerHeadLeaf head;
    private final CallReceipt receipt;
    private final ReceiptLog log;
    private final String what;

    private Acknowledgement(Call call) {
        this.state = call.state();
        this.usage = SignedUsageCodec.fromJson(call.argument());
        this.head = head(LeafCodec.decode(usage.head().bytes()));
        this.receipt = LeafCodec.decodeReceipt(usage.receipt().bytes());
        this.log = state.require(Keys.log(receipt.logId()));
        this.what = "Cannot record what the buyer acknowledged of log " + receipt.logId() + " and " + receipt.grantId()
                + " " + receipt.action() + " in period " + usage.period();
        Checks.isMember(call, log.participantId(), what);
    }

    private static ConsumerHeadLeaf head(LogLeaf leaf) {
        if (leaf instanceof ConsumerHeadLeaf consumers) {
            return consumers;
        }
        throw new MalformedException("Cannot read the buyer's head: the leaf is of kind " + leaf.kind());
    }

    static JsonObject acknowledge(Call call) {
        return AcknowledgedUsageCodec.toJson(new Acknowledgement(call).run());
    }

    private AcknowledgedUsage run() {
        Grant grant = state.require(Keys.grant(receipt.grantId()));
        requireOne(grant);
        UsageCounts totals = receipt.totals();
        AcknowledgedUsage acknowledged = new AcknowledgedUsage(
                usage.orderId(),
                usage.period(),
                log.logId(),
                head.treeSize(),
                head.index(),
                receipt.index(),
                new PeriodCount(grant.grantId(), receipt.action(), totals.calls(), totals.hits(), totals.usage()));
        Key<AcknowledgedUsage> key =
                Keys.acknowledged(usage.orderId(), usage.period(), grant.grantId(), receipt.action(), log.logId());
        Optional<AcknowledgedUsage> before = state.find(key);
        if (before.isPresent() && before.get().receiptIndex() >= receipt.index()) {
            return before.get();
        }
        ContractRejection.unless(
                state.find(Keys.settlement(usage.orderId(), usage.period()))
                        .flatMap(Settlement::rating)
                        .isEmpty(),
                RejectionCode.WRONG_STATE,
                what + ": the period has been calculated");
        Leaves.requireProven(state, log, head, usage.head(), what);
        Leaves.requireProven(state, log, receipt, usage.receipt(), what);
        requireSigned(grant);
        state.put(key, acknowledged);
        requireCovered(grant);
        return acknowledged;
    }

    private void requireOne(Grant grant) {
        boolean one = receipt.orderId().equals(usage.orderId())
                && grant.orderId().equals(usage.orderId())
                && grant.supplier().equals(log.participantId())
                && receipt.period() == usage.period()
                && head.logId().equals(receipt.logId())
                && head.grantId().equals(receipt.grantId());
        ContractRejection.unless(
                one,
                RejectionCode.ORDER,
                what + ": the receipt is of order " + receipt.orderId() + " period " + receipt.period()
                        + ", the head of log " + head.logId() + " and grant " + head.grantId());
        ContractRejection.unless(
                receipt.index() < head.index(),
                RejectionCode.BOUNDS,
                what + ": leaf " + receipt.index() + " stands behind the head at leaf " + head.index());
    }

    private void requireSigned(Grant grant) {
        CryptoSuite suite = CryptoSuites.named(log.suite());
        byte[] signature = Base64.getDecoder().decode(head.signature());
        byte[] message = SignedTreeHead.message(
                "consumer:" + grant.grantId(), 0, new TreeHead(head.treeSize(), head.rootHash()), head.headTime());
        boolean signed = state.require(Keys.member(grant.buyer())).keys().stream()
                .filter(key -> key.use() == KeyUse.CONNECTOR)
                .anyMatch(key -> signed(suite, key, signature, message));
        ContractRejection.unless(
                signed,
                RejectionCode.HEAD_SIGNATURE,
                what + ": no connector key of " + grant.buyer() + " signed the head of " + head.treeSize() + " calls");
    }

    /** A member of a federation with the suite sm also pins the P-256 key of its Fabric identity: that one signs no head. */
    private static boolean signed(CryptoSuite suite, MemberKey key, byte[] signature, byte[] message) {
        try {
            return suite.verifyingKey(Base64.getDecoder().decode(key.publicKey()))
                    .verify(signature, message);
        } catch (CryptoException e) {
            return false;
        }
    }

    /** The buyer cannot have acknowledged more calls than its journal has, over all logs, actions and periods of the grant. */
    private void requireCovered(Grant grant) {
        long calls = 0;
        long covered = 0;
        for (Found<AcknowledgedUsage> found : state.all(Keys.acknowledgedOf(usage.orderId(), usage.period()))) {
            if (found.record().count().grantId().equals(grant.grantId())) {
                calls = Math.addExact(calls, found.record().count().calls());
                covered = Math.max(covered, found.record().treeSize());
            }
        }
        for (int period = 1; period < usage.period(); period++) {
            List<PeriodCount> counts = state.find(Keys.settlement(usage.orderId(), period))
                    .map(Settlement::supplierCounts)
                    .orElse(List.of());
            calls = Math.addExact(
                    calls,
                    counts.stream()
                            .filter(count -> count.grantId().equals(grant.grantId()))
                            .mapToLong(PeriodCount::calls)
                            .sum());
        }
        ContractRejection.unless(
                calls <= covered,
                RejectionCode.BOUNDS,
                what + ": the buyer's head covers " + covered + " answered calls, the receipts say " + calls);
    }

    /** The counts of a silent buyer: what it acknowledged, over all logs. */
    static List<PeriodCount> counts(LedgerState state, String orderId, int period) {
        List<PeriodCount> counts = new ArrayList<>();
        for (Found<AcknowledgedUsage> found : state.all(Keys.acknowledgedOf(orderId, period))) {
            PeriodCount count = found.record().count();
            int last = counts.size() - 1;
            if (last >= 0 && PeriodUsage.isSameKey(counts.get(last), count)) {
                counts.set(last, PeriodUsage.plus(counts.get(last), count));
            } else {
                counts.add(count);
            }
        }
        return counts;
    }
}
