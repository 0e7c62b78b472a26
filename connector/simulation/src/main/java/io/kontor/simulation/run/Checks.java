package io.kontor.simulation.run;

import io.kontor.client.ledger.Ledger;
import io.kontor.client.receipt.ReceiptLedger;
import io.kontor.model.grant.Grant;
import io.kontor.model.receipt.Allowance;
import io.kontor.simulation.deal.Deal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What must hold after a run (docs/invariants.md). */
final class Checks {

    private final Stage stage;
    private final Plan plan;
    private final List<String> violations = new ArrayList<>();

    Checks(Stage stage, Plan plan) {
        this.stage = stage;
        this.plan = plan;
    }

    List<String> run() {
        delivered();
        Ledger ledger = stage.network().connect(stage.deal().parties().cast().connector(Deal.SUPPLIER));
        Map<String, LogReading> logs = new HashMap<>();
        for (Machine machine : plan.machines()) {
            if (stage.book().writtenOff().containsKey(machine.logId())) {
                continue;
            }
            machine.desk().ifPresent(desk -> {
                LogReading log = LogReading.of(desk.engine());
                logs.put(machine.logId(), log);
                violations.addAll(log.against(ledger, stage.network()));
            });
        }
        allowances(logs);
        stage.network().state().keys("breach/").forEach(key -> violations.add("INV-1: on record is " + key));
        receipts(logs);
        violations.addAll(new EndChecks(stage, plan).run());
        violations.addAll(new CountChecks(stage, plan, logs).run());
        return violations;
    }

    /** INV-1, INV-9: delivered ≤ limit over all instances; a consent releases once. */
    private void delivered() {
        Map<String, Set<String>> calls = new HashMap<>();
        Map<String, Set<String>> consents = new HashMap<>();
        for (Book.Delivered delivered : stage.book().delivered()) {
            String call = delivered.execution();
            calls.computeIfAbsent(delivered.grantId(), id -> new HashSet<>()).add(call);
            delivered
                    .consentId()
                    .ifPresent(id -> consents.computeIfAbsent(id, none -> new HashSet<>())
                            .add(call));
        }
        for (Grant grant : stage.deal().grants()) {
            long limit = Deal.terms(grant).limit();
            int count = calls.getOrDefault(grant.grantId(), Set.of()).size();
            if (count > limit) {
                violations.add("INV-1: " + count + " calls of " + grant.grantId() + " were delivered, limit " + limit);
            }
        }
        consents.forEach((id, released) -> {
            if (released.size() > 1) {
                violations.add("INV-9: consent " + id + " released " + released.size() + " times: " + released);
            }
        });
    }

    /** INV-1: used + reserved ≤ leased ≤ limit. */
    private void allowances(Map<String, LogReading> logs) {
        Ledger ledger = stage.network().connect(stage.deal().parties().cast().connector(Deal.SUPPLIER));
        for (Grant grant : stage.deal().grants()) {
            Allowance allowance = new ReceiptLedger(ledger)
                    .allowance(grant.grantId(), Deal.terms(grant).action());
            String key = grant.grantId() + "/" + Deal.terms(grant).action();
            long delivered = stage.book().delivered().stream()
                    .filter(delivery -> delivery.grantId().equals(grant.grantId()))
                    .map(Book.Delivered::execution)
                    .distinct()
                    .count();
            if (delivered + allowance.free() > allowance.limit()) {
                violations.add("INV-1: " + delivered + " calls of " + grant.grantId() + " were delivered and "
                        + allowance.free() + " of " + allowance.limit() + " units are free");
            }
            long used = logs.values().stream().mapToLong(log -> log.units(key)).sum();
            long given = allowance.leasedTotal() - allowance.returnedTotal();
            if (used > given || allowance.free() < 0) {
                violations.add("INV-1: " + used + " units of " + grant.grantId() + " are used, the ledger gave " + given
                        + " and has " + allowance.free());
            }
        }
    }

    /** INV-2: each delivered answer has its durable receipt; a log that two disks wrote, or that lost one, may lack some. */
    private void receipts(Map<String, LogReading> logs) {
        for (Book.Delivered delivered : stage.book().delivered()) {
            LogReading log = logs.get(delivered.logId());
            boolean found = log != null && log.holds(delivered.index(), delivered.leaf());
            if (!found && !stage.book().broken(delivered.logId())) {
                violations.add("INV-2: call " + delivered.callId() + " was delivered by " + delivered.machine()
                        + " and its receipt " + delivered.index() + " is not in log " + delivered.logId());
            }
        }
        if (stage.book().admittedCalls() < stage.book().answeredCalls()) {
            violations.add("more calls were answered than came");
        }
    }
}
