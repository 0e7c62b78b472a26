package io.kontor.testkit.contract;

import static io.kontor.testkit.contract.Bed.callId;
import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.client.settlement.SettlementLedger;
import io.kontor.model.grant.Action;
import io.kontor.model.grant.Grant;
import io.kontor.model.receipt.CallReceipt;
import io.kontor.model.receipt.Claim;
import io.kontor.model.receipt.Delivery;
import io.kontor.model.receipt.UnitSource;
import io.kontor.model.settlement.DisputeOpening;
import io.kontor.model.settlement.PeriodCount;
import io.kontor.model.settlement.Settlement;
import io.kontor.testkit.fixtures.DemoRecords;
import io.kontor.testkit.fixtures.TestLog;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Calls of the insurer at both hospitals and the settlement of their periods: steps 9 to 17 and 19 of the demo. */
final class ClaimDay {

    static final Delivery HIT = new Delivery(Delivery.Hit.HIT, 24, 1, 24, 900, 0);
    static final Delivery MISS = new Delivery(Delivery.Hit.MISS, 24, 0, 0, 40, 0);
    static final String ORDER = "O-1";

    final Bed bed = new Bed();
    final TestLog log1;
    final TestLog log2;
    private final List<CallReceipt> calls = new ArrayList<>();
    private int number;

    ClaimDay() {
        bed.deal.playToGrants();
        log1 = bed.log("L-1", "F-H1");
        log2 = bed.log("L-2", "F-H2");
    }

    /** Step 10: eight calls at F-H1, one of them a miss, and five at F-H2. */
    ClaimDay callAsInTheDemo() {
        callH1(7, HIT);
        callH1(1, MISS);
        callH2(5, HIT);
        return this;
    }

    void callH1(int times, Delivery delivery) {
        call(log1, "F-H1", "G-R1", times, delivery);
    }

    void callH2(int times, Delivery delivery) {
        call(log2, "F-H2", "G-R2", times, delivery);
    }

    private void call(TestLog log, String supplier, String grantId, int times, Delivery delivery) {
        Grant grant = bed.grant(grantId);
        for (int i = 0; i < times; i++) {
            number++;
            String consentId = "C-" + number;
            bed.deal.attest(consentId, DemoRecords.digest(consentId));
            Claim claim = new Claim(
                    callId(number),
                    grantId,
                    Action.PROCESS,
                    UnitSource.LEDGER,
                    Optional.of(new Claim.ConsentClaim(consentId, DemoRecords.digest(consentId))));
            assertThat(bed.claim(log, supplier, claim).get(0).refusal()).isEmpty();
            calls.add(log.released(grant, period(), callId(number), delivery));
        }
    }

    private int period() {
        return new io.kontor.client.order.OrderLedger(bed.officer("F-OPS"))
                .order(ORDER)
                .period();
    }

    SettlementLedger buyer() {
        return new SettlementLedger(bed.officer("Q-INS"));
    }

    SettlementLedger seller() {
        return new SettlementLedger(bed.officer("F-OPS"));
    }

    SettlementLedger supplier(String participantId) {
        return new SettlementLedger(bed.officer(participantId));
    }

    /** Both parties sign, and both logs anchor the end. */
    ClaimDay closePeriod(int period) {
        buyer().close(ORDER, period);
        seller().close(ORDER, period);
        log1.closePeriod(ORDER, period).anchor();
        log2.closePeriod(ORDER, period).anchor();
        return this;
    }

    /** What the buyer's own journal says: the same as the logs. */
    List<PeriodCount> ownCounts(int period) {
        return List.of(count("G-R1", period), count("G-R2", period));
    }

    private PeriodCount count(String grantId, int period) {
        List<CallReceipt> own = calls.stream()
                .filter(call -> call.grantId().equals(grantId) && call.period() == period)
                .toList();
        long hits = own.stream()
                .filter(call -> call.delivery().hit() == Delivery.Hit.HIT)
                .count();
        long usage = own.stream().mapToLong(call -> call.delivery().usage()).sum();
        return new PeriodCount(grantId, Action.PROCESS, own.size(), hits, usage);
    }

    void count(int period, List<PeriodCount> counts) {
        new SettlementLedger(bed.connector("Q-INS")).count(ORDER, period, counts);
    }

    /** Step 14. */
    Settlement calculate(int period) {
        count(period, ownCounts(period));
        return new SettlementLedger(bed.connector("F-H1"))
                .calculate(ORDER, period)
                .record();
    }

    /** Confirmed by both and paid. */
    Settlement payPeriod(int period) {
        long charge = calculate(period).rating().orElseThrow().charge();
        buyer().confirm(ORDER, period, charge);
        seller().confirm(ORDER, period, charge);
        return seller().pay(ORDER, period, DemoRecords.digest("payment " + period))
                .record();
    }

    /** Steps 10 to 16. */
    ClaimDay share() {
        callAsInTheDemo().closePeriod(1).payPeriod(1);
        return this;
    }

    DisputeOpening dispute(String disputeId, TestLog log, long index) {
        return new DisputeOpening(
                disputeId,
                ORDER,
                Base64.getEncoder().encodeToString(log.leaf(index)),
                log.proof(index),
                "wrong patient's record");
    }
}
