package io.kontor.app.testing;

import static io.kontor.app.testing.TestRecords.MIDNIGHT;
import static io.kontor.app.testing.TestRecords.digest;

import io.kontor.model.grant.Action;
import io.kontor.model.id.Digest32;
import io.kontor.model.receipt.CallReceipt;
import io.kontor.model.receipt.Delivery;
import io.kontor.model.receipt.Delivery.Hit;
import io.kontor.model.receipt.EpochOpenedLeaf;
import io.kontor.model.receipt.LeafKind;
import io.kontor.model.receipt.LeafPosition;
import io.kontor.model.receipt.UsageCounts;
import io.kontor.model.rejection.RejectionCode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Plays the calls of the demonstration into the logs: 13 processed, 3 viewed, the refused fourth view and other refusals. */
final class TestCalls {

    private final TestDeal deal;
    private final Map<String, UsageCounts> totals = new HashMap<>();
    private int number;

    TestCalls(TestDeal deal) {
        this.deal = deal;
    }

    void play() {
        deal.first().append(new EpochOpenedLeaf(position(deal.first()), "ab".repeat(16)));
        deal.second().append(new EpochOpenedLeaf(position(deal.second()), "cd".repeat(16)));
        for (int i = 0; i < 8; i++) {
            processed(deal.first(), TestDeal.GRANT_R1, "R1", i == 7 ? Hit.MISS : Hit.HIT);
        }
        for (int i = 0; i < 5; i++) {
            processed(deal.second(), TestDeal.GRANT_R2, "R2", Hit.HIT);
        }
        for (int i = 0; i < 3; i++) {
            viewed();
        }
        denied(TestDeal.GRANT_R1, "R1", Action.PROCESS, RejectionCode.CONSENT_CONSUMED);
        denied(TestDeal.GRANT_R1, "R1", Action.PROCESS, RejectionCode.USER);
        denied(TestDeal.GRANT_R1, "R1", Action.PROCESS, RejectionCode.PURPOSE);
        denied(TestDeal.GRANT_R3, "R3", Action.VIEW, RejectionCode.COUNT);
    }

    private void processed(TestLog log, String grantId, String resourceId, Hit hit) {
        boolean found = hit == Hit.HIT;
        Delivery delivery = new Delivery(hit, 24, found ? 1 : 0, found ? 24 : 0, found ? 812 : 96, 0);
        released(log, new Call(grantId, resourceId, Action.PROCESS, LeafKind.RELEASED), delivery);
    }

    private void viewed() {
        Call call = new Call(TestDeal.GRANT_R3, "R3", Action.VIEW, LeafKind.RESERVED);
        String callId = callId();
        append(deal.first(), call, callId, Optional.empty(), Delivery.NOTHING);
        released(deal.first(), call.as(LeafKind.RELEASED), callId, new Delivery(Hit.HIT, 24, 1, 24, 48_200, 2));
    }

    private void released(TestLog log, Call call, Delivery delivery) {
        released(log, call, callId(), delivery);
    }

    private void released(TestLog log, Call call, String callId, Delivery delivery) {
        deal.consent(
                "consent-" + callId, Optional.of(callId), log.registration().logId());
        UsageCounts before = totals.getOrDefault(call.grantId, UsageCounts.ZERO);
        totals.put(
                call.grantId,
                new UsageCounts(
                        before.unitsEver() + 1,
                        before.calls() + 1,
                        before.hits() + (delivery.hit() == Hit.HIT ? 1 : 0),
                        before.usage() + delivery.usage(),
                        before.bytes() + delivery.bytes(),
                        before.denied()));
        append(log, call, callId, Optional.empty(), delivery);
    }

    private void denied(String grantId, String resourceId, Action action, RejectionCode code) {
        Call call = new Call(grantId, resourceId, action, LeafKind.DENIED);
        String callId = callId();
        deal.consent("consent-" + callId, Optional.empty(), "");
        append(deal.first(), call, callId, Optional.of(code), Delivery.NOTHING);
    }

    private void append(TestLog log, Call call, String callId, Optional<RejectionCode> refusal, Delivery delivery) {
        LeafPosition at = position(log);
        boolean nothing = call.kind != LeafKind.RELEASED;
        log.append(new CallReceipt(
                call.kind,
                at.logId(),
                at.epoch(),
                at.index(),
                at.time(),
                "5e".repeat(16),
                number,
                callId,
                call.grantId,
                1,
                call.action,
                call.resourceId,
                refusal.equals(Optional.of(RejectionCode.PURPOSE)) ? "SC-F-marketing" : "SC-F-0001",
                TestDeal.ORDER,
                1,
                TestRecords.USER.fingerprint(),
                TestRecords.APPLICATION.fingerprint(),
                Optional.of(digest("consent-" + callId)),
                refusal,
                delivery,
                digest("request " + callId),
                nothing ? Digest32.of(new byte[32]) : digest("result " + callId),
                totals.getOrDefault(call.grantId, UsageCounts.ZERO)));
    }

    private String callId() {
        number++;
        return String.format("%032x", 0xc0ffee00L + number);
    }

    private LeafPosition position(TestLog log) {
        return new LeafPosition(
                log.registration().logId(), 1, log.size(), MIDNIGHT + 9 * 3_600_000L + (number + log.size()) * 61_000L);
    }

    private record Call(String grantId, String resourceId, Action action, LeafKind kind) {
        Call as(LeafKind other) {
            return new Call(grantId, resourceId, action, other);
        }
    }
}
