package io.kontor.usage.engine;

import io.kontor.model.id.Digest32;
import io.kontor.model.receipt.LeafKind;
import io.kontor.model.receipt.UnitReturn;
import io.kontor.model.receipt.UnitSource;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.usage.call.Answer;
import io.kontor.usage.call.AuthenticatedCall;
import io.kontor.usage.call.CallResult;
import io.kontor.usage.call.IssuedReceipt;
import io.kontor.usage.content.KeyDestroyedException;
import io.kontor.usage.content.ReplayStore;
import io.kontor.usage.engine.CallPermit.PermitParts;
import io.kontor.usage.grant.GrantBook;
import io.kontor.usage.grant.GrantEntry;
import io.kontor.usage.keys.InstanceKeys;
import io.kontor.usage.keys.KeyFolderException;
import io.kontor.usage.policy.PolicyQuery;
import io.kontor.usage.policy.Refusal;
import io.kontor.usage.session.LiveSession;
import io.kontor.usage.session.SessionBook;
import io.kontor.usage.unit.UnitPool;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** The way of a call from authentication to a permit or a refusal (SES-4). */
final class Admission {

    private static final Logger LOG = System.getLogger(Admission.class.getName());
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final long DROPPED_MS = 3_600_000;

    private final EngineBase base;
    private final Parts parts;
    private final Map<String, Running> running = new ConcurrentHashMap<>();
    private final DenialLimit denials = new DenialLimit();

    /** What an admission works with. */
    record Parts(
            SessionBook sessions,
            GrantBook grants,
            InstanceKeys keys,
            Contact contact,
            ReceiptWriter writer,
            Units units,
            Repeats repeats,
            ReplayStore replays,
            GiveBacks giveBacks,
            Sharers sharers) {}

    Admission(EngineBase base, Parts parts) {
        this.base = base;
        this.parts = parts;
    }

    private record Running(Digest32 bodyDigest, long since, String grantId) {}

    /** A call on its way. */
    record Arrival(
            AuthenticatedCall call,
            LiveSession session,
            GrantEntry entry,
            CallFacts facts,
            InstanceKeys.EvidenceKey key,
            BoundedUse bounds) {}

    CompletionStage<CallResult> admit(AuthenticatedCall call) {
        Optional<Refusal> over = parts.contact().ended();
        if (over.isPresent()) {
            return done(new CallResult.Retry(over.get().code(), over.get().detail(), SOON));
        }
        Optional<LiveSession> session = parts.sessions().find(call.session());
        if (session.isEmpty()) {
            return done(new CallResult.Unreadable(
                    RejectionCode.NOT_AUTHENTICATED, "Cannot take call " + call.callId() + ": its session has ended"));
        }
        Running same = running.putIfAbsent(
                call.callId(),
                new Running(call.bodyDigest(), now(), session.get().grantId()));
        if (same != null) {
            return again(call, session.get(), same);
        }
        if (running.size() > base.config().limits().inFlight()) {
            leave(call.callId());
            return done(busy(base.config().limits().inFlight() + " calls are being executed"));
        }
        CompletionStage<CallResult> result = parts.grants()
                .find(session.get().grantId())
                .thenCompose(entry -> arrive(call, session.get(), entry))
                .exceptionally(failure -> unreachable(call, failure));
        return result.whenComplete((outcome, failure) -> {
            if (!(outcome instanceof CallResult.Admitted)) {
                leave(call.callId());
            }
        });
    }

    /** The same call id while its call runs: one that is reserved is answered with its receipt (SES-7). */
    private CompletionStage<CallResult> again(AuthenticatedCall call, LiveSession session, Running same) {
        if (!same.bodyDigest().equals(call.bodyDigest())) {
            return done(new CallResult.Unreadable(
                    RejectionCode.ALREADY_EXISTS_DIFFERENT,
                    "Cannot take call " + call.callId() + ": another body came under this id"));
        }
        CallResult executing = busy("call " + call.callId() + " is being executed");
        return parts.grants()
                .find(session.grantId())
                .thenApply(found -> found.flatMap(entry -> arrival(call, session, entry))
                        .flatMap(parts.repeats()::find)
                        .orElse(executing))
                .exceptionally(failure -> unreachable(call, failure));
    }

    private CompletionStage<CallResult> arrive(
            AuthenticatedCall call, LiveSession session, Optional<GrantEntry> found) {
        Optional<Arrival> arrived = found.flatMap(entry -> arrival(call, session, entry));
        if (arrived.isEmpty()) {
            return done(new CallResult.Unreadable(
                    RejectionCode.NO_AGREEMENT,
                    "Cannot take call " + call.callId() + ": grant " + session.grantId() + " is not served here"));
        }
        Arrival arrival = arrived.get();
        Optional<CallResult> repeated = parts.repeats().find(arrival);
        if (repeated.isPresent()) {
            return done(repeated.get());
        }
        if (base.contact().draining()) {
            return done(busy("this instance is being drained, another one serves"));
        }
        return parts.contact().renew(arrival.entry()).thenCompose(stale -> {
            if (stale.isPresent()) {
                return done(new CallResult.Retry(stale.get().code(), stale.get().detail(), SOON));
            }
            return decide(arrival);
        });
    }

    private Optional<Arrival> arrival(AuthenticatedCall call, LiveSession session, GrantEntry entry) {
        return parts.keys().evidence(session.grantId()).map(key -> {
            Digest32 request = key.mac().digest(call.bodyBytes());
            CallFacts facts =
                    CallFacts.of(call, session, entry.view().policy().facts().grant(), request);
            BoundedUse bounds = BoundedUse.of(base, entry.view().policy(), facts.grantId(), call.callId());
            return new Arrival(call, session, entry, facts, key, bounds);
        });
    }

    private CompletionStage<CallResult> decide(Arrival arrival) {
        long now = now();
        AuthenticatedCall call = arrival.call();
        if (base.state().duty(arrival.session().grantId()).overdue(now)) {
            return done(new CallResult.Retry(
                    RejectionCode.HEAD_DUE,
                    "Cannot take call " + call.callId() + ": a signed head of the consumer is due",
                    Duration.ZERO));
        }
        PolicyQuery query = new PolicyQuery(
                call.body().action(),
                call.body().purpose(),
                arrival.session().identity(),
                call.body().user(),
                call.body().application());
        Optional<Refusal> refusal = arrival.entry()
                .stopped()
                .or(() -> otherGrant(arrival))
                .or(() -> arrival.entry().view().policy().decide(query, now))
                .or(() -> parts.sharers().refusal(arrival.session().grantId()))
                .or(() -> arrival.bounds().admit(now));
        return refusal.isPresent()
                ? deny(arrival, refusal.get())
                : parts.units().claim(this, arrival);
    }

    private static Optional<Refusal> otherGrant(Arrival arrival) {
        String named = arrival.call().body().grantId();
        String opened = arrival.session().grantId();
        return named.equals(opened)
                ? Optional.empty()
                : Optional.of(new Refusal(
                        RejectionCode.NO_AGREEMENT,
                        "Cannot take call " + arrival.call().callId() + ": it names grant " + named
                                + ", the session is for " + opened));
    }

    CompletionStage<CallResult> deny(Arrival arrival, Refusal refusal) {
        if (!denials.take(arrival.facts().grantId(), now())) {
            return done(
                    busy("too many refused calls of grant " + arrival.facts().grantId()));
        }
        return parts.writer()
                .write(arrival.facts(), ReceiptWriter.Outcome.denied(refusal.code()))
                .thenApply(receipt -> {
                    answered(arrival.facts(), receipt);
                    return new CallResult.Denied(refusal.code(), refusal.detail(), receipt);
                });
    }

    /** Tells a caller that the ledger or the journal did not answer; nothing was released and nothing receipted. */
    private CallResult unreachable(AuthenticatedCall call, Throwable failure) {
        return Unreachable.result(call.callId(), Failures.cause(failure));
    }

    ReceiptWriter writer() {
        return parts.writer();
    }

    long now() {
        return base.clock().millis();
    }

    Optional<Refusal> stale(GrantEntry entry) {
        return parts.contact().refusal(entry);
    }

    /** Forgets permits that nobody resolved for an hour: their units count as used. To be called every second. */
    void sweep() {
        long before = now() - DROPPED_MS;
        running.entrySet().stream()
                .filter(call -> call.getValue().since() < before)
                .map(Map.Entry::getKey)
                .toList()
                .forEach(this::leave);
    }

    /** A call is no longer on its way. */
    private void leave(String callId) {
        Running call = running.remove(callId);
        if (call != null) {
            base.state().uses().of(call.grantId()).left(callId);
        }
    }

    /** Whether a call of a grant holds a permit or waits for one. */
    boolean inFlight(String grantId) {
        return running.values().stream().anyMatch(call -> call.grantId().equals(grantId));
    }

    int inFlight() {
        return running.size();
    }

    /** Notes the newest receipt of a call for its session and the consumer's duty to sign. */
    void answered(CallFacts facts, IssuedReceipt receipt) {
        parts.sessions()
                .find(facts.session())
                .ifPresent(session ->
                        session.answered(facts.sequence(), receipt.receipt().index()));
        if (receipt.receipt().kind() != LeafKind.RESERVED) {
            base.state().duty(facts.grantId()).answered(now());
        }
    }

    /** The permit of a call was resolved; without a receipt when the audit write failed. */
    void resolved(PermitParts permit, Optional<IssuedReceipt> receipt) {
        leave(permit.facts().callId());
        receipt.ifPresent(written -> answered(permit.facts(), written));
    }

    /**
     * A call released nothing. Its consent goes back to the ledger, with a unit that was claimed with it; any other unit stays in hand
     * for the next call.
     */
    void giveBack(PermitParts permit, IssuedReceipt receipt) {
        UnitPool pool = permit.hold().pool();
        boolean onLedger = permit.hold().source() == UnitSource.LEDGER;
        long leaf = receipt.receipt().index();
        if (permit.claimed() == CallPermit.Claimed.UNIT_AND_CONSENT) {
            parts.giveBacks().call(leaf, pool, onLedger ? UnitReturn.RETURNED : UnitReturn.KEPT);
        }
        if (!onLedger) {
            pool.giveBack();
        } else if (permit.claimed() == CallPermit.Claimed.UNIT) {
            pool.giveBackClaimed(leaf);
        }
    }

    /**
     * Keeps a released answer for the same call id. A destroyed key means that it need not be kept; without room for a new key it is not,
     * and the same call id is told ALREADY_RELEASED.
     */
    void keepAnswer(PermitParts permit, Answer answer) {
        try {
            parts.replays().keep(permit.facts().grantId(), permit.facts().callId(), answer);
        } catch (KeyDestroyedException | KeyFolderException e) {
            LOG.log(
                    Level.DEBUG,
                    "Answer of call {0} is not kept: {1}",
                    permit.facts().callId(),
                    e.getMessage());
        }
    }

    void report(String line) {
        LOG.log(Level.WARNING, line);
    }

    /** Units are left, but in another instance's block: the same call may come again. */
    static CallResult leasedElsewhere(CallFacts facts) {
        return new CallResult.Retry(
                RejectionCode.LEASED_ELSEWHERE,
                "Cannot " + facts.action() + " under grant " + facts.grantId()
                        + " now: another instance holds the units that are left",
                SOON);
    }

    static CallResult busy(String reason) {
        return new CallResult.Retry(RejectionCode.BUSY, "Cannot take a call now: " + reason, SOON);
    }

    static CompletableFuture<CallResult> done(CallResult result) {
        return CompletableFuture.completedFuture(result);
    }
}
