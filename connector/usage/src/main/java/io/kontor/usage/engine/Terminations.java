package io.kontor.usage.engine;

import io.kontor.client.grant.GrantLedger;
import io.kontor.client.ledger.LedgerRejectedException;
import io.kontor.model.grant.DeletionTask;
import io.kontor.model.grant.Grant;
import io.kontor.model.grant.GrantStatus;
import io.kontor.model.id.Checks;
import io.kontor.model.id.Digest32;
import io.kontor.model.id.Ids;
import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonArray;
import io.kontor.model.json.JsonObject;
import io.kontor.model.json.JsonObjectBuilder;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.usage.content.ContentKeys;
import io.kontor.usage.grant.GrantBook;
import io.kontor.usage.grant.GrantEntry;
import io.kontor.usage.policy.Refusal;
import io.kontor.usage.receiptlog.LocalRecord;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ends grants: at once here, then on the ledger as soon as it can be reached (architecture §3.10). The content keys of an ended grant are
 * destroyed, and a statement that lists them goes to the ledger.
 */
final class Terminations {

    private static final Logger LOG = System.getLogger(Terminations.class.getName());

    /** That of a grant's record. */
    private static final int REASON_MAX = 500;

    private final EngineBase base;
    private final GrantBook grants;
    private final ContentKeys keys;
    private final GrantLedger ledger;
    /** What the ledger must still be told, by grant: the reason and, once the keys are gone, the digest of the statement. */
    private final Map<String, Untold> untold = new ConcurrentHashMap<>();

    private final Set<String> telling = ConcurrentHashMap.newKeySet();

    private record Untold(String reason, Digest32 statementDigest) {}

    Terminations(EngineBase base, GrantBook grants, ContentKeys keys) {
        this.base = base;
        this.grants = grants;
        this.keys = keys;
        this.ledger = new GrantLedger(base.contact());
    }

    /** Takes up what an earlier run left: no key of an ended grant comes back, and the ledger hears of it. */
    void resume() {
        base.state().terminated().forEach((grantId, reason) -> {
            if (!base.state().keysDestroyed().containsKey(grantId)) {
                destroyKeys(grantId, reason).thenAccept(termination -> news(termination, reason));
            }
        });
        base.state().keysDestroyed().forEach((grantId, statement) -> {
            keys.destroy(grantId);
            String reason = base.state().terminated().getOrDefault(grantId, "ended on the ledger");
            news(termination(grantId, statement), reason);
        });
    }

    private void news(Termination termination, String reason) {
        untold.put(termination.grantId(), new Untold(reason, termination.statementDigest()));
        tell(termination.grantId());
    }

    /** Stops a grant here for good. What the ledger or the next start would not read is not written either. */
    CompletableFuture<Termination> terminate(String grantId, String reason) {
        Ids.require("grant id", grantId);
        Checks.text("reason", reason, REASON_MAX);
        Refusal refusal = LogState.terminated(grantId, reason);
        grants.known(grantId).ifPresent(entry -> entry.stop(refusal));
        byte[] record = CanonicalJson.bytes(JsonObject.builder()
                .put("grantId", grantId)
                .put("reason", reason)
                .put("at", base.clock().millis())
                .build());
        return base.log()
                .sequence(sink -> {
                    sink.local(LocalRecord.GRANT_TERMINATED, record);
                    base.state().terminated().putIfAbsent(grantId, reason);
                    return refusal;
                })
                .thenCompose(done -> destroyKeys(grantId, reason))
                .thenApply(termination -> {
                    news(termination, reason);
                    return termination;
                });
    }

    /** The ledger says that a grant has ended: its keys go, once. */
    void ended(GrantEntry entry) {
        Grant grant = entry.view().policy().facts().grant();
        boolean over = grant.status().ended() && grant.status() != GrantStatus.REFUSED;
        if (over && !base.state().keysDestroyed().containsKey(grant.grantId())) {
            String reason = grant.reason().orElse(grant.status().name());
            destroyKeys(grant.grantId(), reason).thenAccept(termination -> news(termination, reason));
        }
    }

    private CompletionStage<Termination> destroyKeys(String grantId, String reason) {
        String kept = base.state().keysDestroyed().get(grantId);
        if (kept != null) {
            return CompletableFuture.completedFuture(termination(grantId, kept));
        }
        String statement = statement(grantId, reason, keys.destroy(grantId));
        byte[] record = CanonicalJson.bytes(JsonObject.builder()
                .put("grantId", grantId)
                .put("statement", statement)
                .build());
        return base.log()
                .sequence(sink -> {
                    String first = base.state().keysDestroyed().putIfAbsent(grantId, statement);
                    if (first == null) {
                        sink.local(LocalRecord.KEYS_DESTROYED, record);
                    }
                    return first == null ? statement : first;
                })
                .thenApply(stated -> termination(grantId, stated));
    }

    /** What was sealed under the key and does not open any more stands in it as the sample. */
    private String statement(String grantId, String reason, Optional<byte[]> sample) {
        JsonObjectBuilder statement = JsonObject.builder()
                .put("grantId", grantId)
                .put("logId", base.log().logId())
                .put("keys", JsonArray.ofStrings(List.of(ContentKeys.nameOf(grantId))))
                .put("reason", reason)
                .put("at", base.clock().millis());
        sample.ifPresent(piece -> statement.put("sample", Base64.getEncoder().encodeToString(piece)));
        return CanonicalJson.write(statement.build());
    }

    private Termination termination(String grantId, String statement) {
        byte[] digest = base.suite().digest(statement.getBytes(StandardCharsets.UTF_8));
        return new Termination(grantId, statement, Digest32.of(digest));
    }

    /** Tells the ledger what it has not heard; to be called every second. */
    void tick() {
        untold.keySet().forEach(this::tell);
    }

    private void tell(String grantId) {
        Untold news = untold.get(grantId);
        if (news == null || !telling.add(grantId)) {
            return;
        }
        base.tasks().run(() -> tellNow(grantId, news)).whenComplete((told, failure) -> {
            telling.remove(grantId);
            if (failure == null) {
                untold.remove(grantId, news);
            } else {
                LOG.log(
                        Level.DEBUG,
                        "Grant {0} has ended here and the ledger does not know yet: {1}",
                        grantId,
                        Failures.cause(failure).getMessage());
            }
        });
    }

    /** Blocks. What the ledger refuses because it knows already, or because the supplier's officer was faster, is done. */
    private boolean tellNow(String grantId, Untold news) {
        try {
            Grant grant = ledger.grant(grantId);
            if (!grant.status().ended()) {
                ledger.terminate(grantId, news.reason());
            }
            DeletionTask task = ledger.deletionTask(grantId);
            if (task.keysDestroyedDigest().isEmpty()) {
                ledger.keysDestroyed(grantId, news.statementDigest());
            }
            return true;
        } catch (LedgerRejectedException e) {
            if (e.code() == RejectionCode.MEMBER_STATUS) {
                throw e;
            }
            LOG.log(Level.WARNING, "Cannot tell the ledger that grant {0} has ended: {1}", grantId, e.getMessage());
            return false;
        }
    }
}
