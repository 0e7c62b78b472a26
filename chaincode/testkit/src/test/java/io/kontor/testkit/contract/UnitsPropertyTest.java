package io.kontor.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.client.ledger.LedgerRejectedException;
import io.kontor.client.receipt.ReceiptLedger;
import io.kontor.client.supervision.SupervisionLedger;
import io.kontor.model.grant.Action;
import io.kontor.model.grant.ActionTerms;
import io.kontor.model.grant.Grant;
import io.kontor.model.grant.GrantTerms;
import io.kontor.model.receipt.Allowance;
import io.kontor.model.receipt.LeaseRequest;
import io.kontor.testkit.fixtures.DemoRecords;
import io.kontor.testkit.fixtures.TestLog;
import io.kontor.testkit.property.ForAll;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** INV-1: whatever two logs do, the units in their hands are never more than the limit. */
class UnitsPropertyTest {

    private static final int STEPS = 12;

    /** What is tried, in order. */
    private enum Step {
        CLAIM,
        LEASE,
        SAME_LEASE_AGAIN,
        RETURN,
        NEXT_EPOCH
    }

    private record Plan(long limit, List<Step> steps, List<Integer> units) {}

    private static Plan plan(Random random) {
        List<Step> steps = new ArrayList<>();
        List<Integer> units = new ArrayList<>();
        for (int i = 0; i < STEPS; i++) {
            steps.add(Step.values()[random.nextInt(Step.values().length)]);
            units.add(1 + random.nextInt(6));
        }
        return new Plan(1 + random.nextInt(12), steps, units);
    }

    @Test
    void units_held_by_all_logs_equal_what_was_taken_and_stay_within_the_limit() {
        Bed bed = new Bed();
        bed.deal.foundCities().registerResources().authorise().order();
        List<TestLog> logs = List.of(bed.log("L-1", "F-H1"), bed.log("L-2", "F-H1"));
        ReceiptLedger h1 = new ReceiptLedger(bed.connector("F-H1"));
        int[] number = {0};
        ForAll.forAll(25, UnitsPropertyTest::plan, plan -> {
            number[0]++;
            Grant grant = grant(bed, "P-" + number[0], plan.limit());
            long taken = 0;
            for (int i = 0; i < STEPS; i++) {
                TestLog log = logs.get(i % 2);
                int id = number[0] * STEPS + i;
                taken += run(
                        bed,
                        h1,
                        log,
                        grant,
                        new Try(plan.steps().get(i), plan.units().get(i), id));
                Allowance allowance = h1.allowance(grant.grantId(), Action.DOWNLOAD);
                assertThat(allowance.leasedTotal() - allowance.returnedTotal())
                        .isEqualTo(taken)
                        .isLessThanOrEqualTo(plan.limit());
                assertThat(allowance.free()).isEqualTo(plan.limit() - taken);
                assertThat(held(bed, grant.grantId())).isEqualTo(taken);
            }
        });
    }

    /** Units in the hands of all logs. */
    private static long held(Bed bed, String grantId) {
        List<String> keys = bed.network.state().keys("held/").stream()
                .filter(key -> key.contains("/" + grantId + "/"))
                .toList();
        return keys.isEmpty()
                ? 0
                : new SupervisionLedger(bed.officer("F-DATA"))
                        .states(keys).values().stream()
                                .mapToLong(record -> record.orElseThrow().longValue("units"))
                                .sum();
    }

    private record Try(Step step, int units, int id) {}

    /** Units that the step took, negative for units that it gave back. */
    private static long run(Bed bed, ReceiptLedger h1, TestLog log, Grant grant, Try tried) {
        switch (tried.step()) {
            case CLAIM -> {
                boolean stands = bed.claim(log, "F-H1", log.claim(Bed.callId(tried.id()), grant))
                        .get(0)
                        .refusal()
                        .isEmpty();
                return stands ? 1 : 0;
            }
            case NEXT_EPOCH -> {
                log.nextEpoch();
                return 0;
            }
            case RETURN -> {
                return giveBack(bed, h1, log, grant);
            }
            case LEASE, SAME_LEASE_AGAIN -> {
                LeaseRequest request = new LeaseRequest(
                        "B-" + tried.id(), log.logId(), log.epoch(), grant.grantId(), Action.DOWNLOAD, tried.units());
                long before = h1.allowance(grant.grantId(), Action.DOWNLOAD).free();
                try {
                    h1.lease(request);
                    h1.lease(request);
                    return tried.units();
                } catch (LedgerRejectedException e) {
                    assertThat(before).isLessThan(tried.units());
                    return 0;
                }
            }
        }
        throw new IllegalStateException("Cannot run " + tried);
    }

    /** Gives half of the log's first open block back. */
    private static long giveBack(Bed bed, ReceiptLedger h1, TestLog log, Grant grant) {
        List<String> open = bed.network.state().keys("open-lease/" + log.logId() + "/");
        if (open.isEmpty()) {
            return 0;
        }
        String leaseId = open.get(0).substring(open.get(0).lastIndexOf('/') + 1);
        LeaseRequest request = h1.lease(log.logId(), leaseId).request();
        long closing = log.closeLease(leaseId, request.units() / 2);
        log.anchor();
        h1.returnLease(log.proven(closing));
        h1.returnLease(log.proven(closing));
        return request.grantId().equals(grant.grantId()) ? request.units() / 2 - request.units() : 0;
    }

    private static Grant grant(Bed bed, String name, long limit) {
        bed.deal.order("O-" + name);
        GrantTerms t = bed.deal.terms(DemoRecords.resources().get(3));
        GrantTerms terms = new GrantTerms(
                t.resourceId(),
                t.scenarioId(),
                List.of(new ActionTerms(Action.DOWNLOAD, limit)),
                t.users(),
                t.applications(),
                t.window(),
                t.fields(),
                t.duties(),
                t.prohibitions(),
                t.consent(),
                t.viewing());
        bed.deal.propose(bed.deal.proposal("G-" + name, "O-" + name, terms), "F-H1");
        return bed.deal.sign("G-" + name);
    }
}
