package io.kontor.usage.engine;

import io.kontor.client.receipt.ReceiptLedger;
import io.kontor.client.supervision.SupervisionLedger;
import io.kontor.model.grant.Action;
import io.kontor.model.grant.GrantTerms;
import io.kontor.model.grant.UsageBounds;
import io.kontor.model.receipt.ReceiptLog;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.usage.policy.GrantFacts;
import io.kontor.usage.policy.Refusal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many logs share the rates, bytes and records of a grant, as the ledger shows it at each reading of the grant: more than the setting
 * {@code instances} would go above the bounds together, so such a grant is not served (POL-14). Thread-safe.
 */
final class Sharers {

    private final EngineBase base;
    private final ReceiptLedger receipts;
    private final SupervisionLedger states;
    private final Map<String, Integer> logs = new ConcurrentHashMap<>();

    Sharers(EngineBase base) {
        this.base = base;
        this.receipts = new ReceiptLedger(base.contact());
        this.states = new SupervisionLedger(base.contact());
    }

    /** Whether terms have bounds that are counted in each log by itself. */
    static boolean counted(UsageBounds bounds) {
        return bounds.rates().isPresent()
                || bounds.bytesMax().isPresent()
                || bounds.recordsMax().isPresent();
    }

    private static boolean counted(GrantTerms terms) {
        return terms.bounds().filter(Sharers::counted).isPresent();
    }

    /** Looks again at who shares a grant; completes when it is known. */
    CompletionStage<Void> look(GrantFacts facts) {
        String grantId = facts.grant().grantId();
        return counted(facts.grant().terms())
                ? base.tasks().run(() -> logs.put(grantId, count(grantId))).thenAccept(before -> {})
                : CompletableFuture.completedFuture(null);
    }

    /** Logs of this member that may serve the grant or have served it: written-off ones only when they took units. */
    private int count(String grantId) {
        List<String> own = receipts.logsOf(base.config().participantId()).stream()
                .map(ReceiptLog::logId)
                .toList();
        List<String> gone =
                own.stream().filter(log -> present("write-off/" + log)).toList();
        long took = gone.stream()
                .filter(log -> Arrays.stream(Action.values())
                        .anyMatch(action -> present("held/" + log + "/" + grantId + "/" + action)))
                .count();
        return Math.toIntExact(own.size() - gone.size() + took);
    }

    private boolean present(String key) {
        return states.states(List.of(key)).values().stream().anyMatch(Optional::isPresent);
    }

    /** Why a grant is not served here. */
    Optional<Refusal> refusal(String grantId) {
        int instances = base.config().limits().instances();
        return Optional.ofNullable(logs.get(grantId))
                .filter(count -> count > instances)
                .map(count -> new Refusal(
                        RejectionCode.NO_AGREEMENT,
                        "Cannot serve grant " + grantId + ": it bounds rates, bytes or records, which " + count
                                + " logs of member " + base.config().participantId() + " share, and 'instances' is "
                                + instances));
    }
}
